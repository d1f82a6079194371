"""The files that documents from a workbook would become, and the cell of every finding in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from generator.compile.filling import Wanted
from generator.compile.given import Place
from generator.diagnostic import Diagnostic, Location, Said
from generator.load.faults import MISSING
from generator.load.personal import mask
from generator.load.source import Path, Source
from generator.load.text import faults_of_text
from generator.publish import written
from generator.publish.amend import amended
from generator.rules import missing_field
from generator.rules.breach import Breach
from generator.rules.context import Context


def proposed(documents: Iterable[Wanted]) -> dict[str, bytes]:
    """The new bytes of every document that would change, by path; without change there is no file."""
    found = {}
    for wanted in documents:
        if wanted.before is None:
            text = written.document(wanted.data, wanted.kind.form.schema, _head(wanted))
        else:
            text = amended(wanted.before, wanted.data)
            if text == wanted.before.source.text:
                continue
        found[wanted.path] = text.encode()
    return found


def _head(wanted: Wanted) -> list[str]:
    """The line that leads editors to the form of a new document, and the name of its kind."""
    up = "../" * wanted.path.count("/")
    form = f"{up}sop/formulir/{wanted.kind.form_name}.schema.yaml"
    return [f"# yaml-language-server: $schema={form}", f"# {wanted.kind.name}"]


@dataclass(frozen=True)
class Cells:
    """Finds the cells of what is said of documents that came from a workbook."""

    context: Context
    """The would-be documents."""
    documents: dict[str, Wanted]

    def place(self, location: Location, message: str = "") -> Place | None:
        """The cell of what a message says of a location; None when its file is not from the workbook."""
        wanted = self.documents.get(location.path)
        if wanted is None:
            return None
        path = self._missing.get((location, message))
        document = self.context.corpus.by_path.get(wanted.path)
        if path is None and document is not None and document.readable:
            path = path_at(document.source, location)
        return wanted.place(_suspect(wanted.data, ()) or () if path is None else path)

    def said(self, diagnostic: Diagnostic) -> Said:
        """A finding as it is told: of cells where its document has some, of what is missing also its home."""
        wanted = self.documents.get(diagnostic.location.path)
        if wanted is None:
            return Said(diagnostic.message, diagnostic.hint)
        said = diagnostic.in_cells or Said(diagnostic.message, diagnostic.hint)
        path = self._missing.get((diagnostic.location, diagnostic.message))
        return said if path is None else said._replace(hint=f"{said.hint} ({wanted.home(path)})")

    @cached_property
    def _missing(self) -> dict[tuple[Location, str], Path]:
        """The paths of fields that are missing: their finding stands where they are not."""
        found: dict[tuple[Location, str], Path] = {}
        for path in self.documents:
            document = self.context.corpus.by_path.get(path)
            for fault in self.context.faults(document) if document else ():
                if document is None or fault.keyword != MISSING:
                    continue
                field = (*fault.path, str(fault.facts["property"]))
                for finding in missing_field.worded(Breach(document.source, document.form, fault)):
                    found[finding.location, mask(finding.message)] = field
        return found


def path_at(source: Source, location: Location) -> Path:
    """The value that a location of a readable file speaks of."""
    best: Path = ()
    whole, start = tuple(location[1:]), (location.line, location.column)
    for path, (key, value) in source.places.items():
        if whole in (key, value):
            return path
        if (key or value)[:2] <= start:
            best = path
    return best


def _suspect(value: object, path: Path) -> Path | None:
    """The first text whose characters make its whole file unreadable."""
    if isinstance(value, str):
        return path if value.strip() and faults_of_text(value) else None
    inside: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, list):
        inside = enumerate(value)
    found = (_suspect(one, (*path, key)) for key, one in inside)
    return next((where for where in found if where is not None), None)
