"""All documents of one tree: each file read once, typed by its form, with the place it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.diagnostic import Location
from generator.load.schema import Form
from generator.load.source import Path, Source
from generator.load.tree import Entry, Sort, Tree

_NAME = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Slot:
    """Where documents of a kind live: the kind's name, its form, and the pattern of its paths."""

    kind: str
    form: Form
    regex: Any


class Document:
    """One file of `content/`: typed data (None when unreadable), and what its path says of it."""

    def __init__(self, source: Source, slot: Slot, names: Mapping[str, str]) -> None:
        self.source = source
        self.path = source.path
        self.kind = slot.kind
        self.form = slot.form
        self.round = names.get("putaran")
        self.unit = names.get("unit")
        self.name = names.get("nama")
        self.data: dict[str, Any] = slot.form.typed(source.data) if source.data else {}
        self.readable = source.data is not None

    def rewritten(self, raw: bytes) -> Document:
        """The document that the same place would hold with another text."""
        names = {"putaran": self.round, "unit": self.unit, "nama": self.name}
        known = {name: value for name, value in names.items() if value is not None}
        return Document(Source(self.path, raw), Slot(self.kind, self.form, None), known)

    @property
    def id(self) -> str:
        """The id that the document gives itself, or (unreadable) should give; empty when none."""
        if not self.readable:
            return self.implied_id
        found = self.data.get("id")
        return found if isinstance(found, str) else ""

    @property
    def implied_id(self) -> str:
        """The id that the document's path asks for; empty when the form does not say."""
        return implied_id(self.form, {"putaran": self.round, "unit": self.unit, "nama": self.name})

    def value(self, *path: str | int) -> Location:
        """Where a value stands (or, absent, the nearest place above it)."""
        return self.source.value(path)

    def key(self, *path: str | int) -> Location:
        """Where a key stands."""
        return self.source.key(path)

    def get(self, path: Path) -> Any:
        """The value at a path, None where the data has another shape."""
        here: Any = self.data
        for part in path:
            if isinstance(here, dict) and isinstance(part, str):
                here = here.get(part)
            elif isinstance(here, list) and isinstance(part, int) and part < len(here):
                here = here[part]
            else:
                return None
        return here


def implied_id(form: Form, names: Mapping[str, str | None]) -> str:
    """The id that a form asks for in a place with these names; empty when it does not say."""
    pattern = str(form.at(("id",)).get("x-pola", ""))
    return _NAME.sub(lambda match: names.get(match[1]) or "", pattern)


@dataclass(frozen=True)
class Corpus:
    """Every document below `content/`, and the entries that are none."""

    documents: tuple[Document, ...]
    strangers: tuple[Entry, ...]
    """Entries that no pattern knows, or that are no plain files; never opened."""

    @cached_property
    def by_id(self) -> dict[str, list[Document]]:
        """Documents by the id they give themselves."""
        found: dict[str, list[Document]] = {}
        for document in self.documents:
            if document.id:
                found.setdefault(document.id, []).append(document)
        return found

    @cached_property
    def by_path(self) -> dict[str, Document]:
        """Documents by path."""
        return {document.path: document for document in self.documents}

    @cached_property
    def rounds(self) -> tuple[str, ...]:
        """The names of the rounds, sorted."""
        return tuple(sorted({d.round for d in self.documents if d.round}))

    def find(self, id: str) -> Document | None:
        """The only or first document of an id."""
        found = self.by_id.get(id)
        return found[0] if found else None


def load(tree: Tree, slots: Iterable[Slot], folder: str = "content") -> Corpus:
    """Read the documents of a tree."""
    table = tuple(slots)
    prefix = f"{folder}/"
    wanted: list[tuple[Entry, Slot, dict[str, str]]] = []
    strangers: list[Entry] = []
    for entry in tree.entries(folder):
        found = _slot(table, entry.path.removeprefix(prefix))
        if found is None or entry.sort is not Sort.FILE:
            strangers.append(entry)
        else:
            wanted.append((entry, *found))
    documents = []
    contents = tree.read(entry.path for entry, _, _ in wanted)
    for (entry, slot, names), (_, raw) in zip(wanted, contents, strict=True):
        documents.append(Document(Source(entry.path, raw), slot, names))
    return Corpus(tuple(documents), tuple(strangers))


def _slot(table: tuple[Slot, ...], path: str) -> tuple[Slot, dict[str, str]] | None:
    for slot in table:
        match = slot.regex.fullmatch(path)
        if match:
            return slot, match.groupdict()
    return None
