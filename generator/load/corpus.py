"""All documents of one tree: each file read once, typed by its form, with the place it belongs to."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from generator.diagnostic import Location
from generator.load.cut import cuts
from generator.load.schema import Form
from generator.load.source import Path, Source
from generator.load.tree import Entry, Sort, Tree

_NAME = re.compile(r"\{(\w+)\}")
KEPT = 1024
"""How many documents are kept from one reading to the next."""


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
        if halves := cuts(source):
            self.data = _mended(self.data, {}, {cut.value: None for cut in halves}, ())
        self.as_read = self.data
        """The data as the file has it, also in a copy that is respelled: what digests are taken of."""
        self.readable = source.data is not None
        self.slips: Mapping[Path, str] = {}
        """Fields whose keys the file spells otherwise, and how."""

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
        return self.source.value(self._written(path))

    def key(self, *path: str | int) -> Location:
        """Where a key stands."""
        return self.source.key(self._written(path))

    def respelled(self, slips: Mapping[Path, str]) -> Document:
        """The document as it would be with some keys (by their paths) spelled otherwise, and no number cut.

        Its places are those of the file, and its source stays what was read.
        """
        numbers = {cut.value: cut.number for cut in cuts(self.source)}
        out = copy.copy(self)
        out.data = self.form.typed(_mended(self.source.data, slips, numbers, ()))
        out.slips = {(*path[:-1], name): str(path[-1]) for path, name in slips.items()}
        return out

    def _written(self, path: Path) -> Path:
        """A path with the keys that the file has."""
        for meant, name in self.slips.items():
            if path[: len(meant)] == meant:
                return (*meant[:-1], name, *path[len(meant) :])
        return path

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


def _mended(data: Any, names: Mapping[Path, str], values: Mapping[Path, Any], path: Path) -> Any:
    """A copy of data in which some keys have other names, and some places other values (None: no value)."""
    if path in values:
        return values[path]
    if isinstance(data, list):
        return [_mended(item, names, values, (*path, i)) for i, item in enumerate(data)]
    if not isinstance(data, dict):
        return data
    given = {
        names.get((*path, key), key): _mended(value, names, values, (*path, key))
        for key, value in data.items()
    }
    return {key: value for key, value in given.items() if value is not None}


def load(tree: Tree, slots: Iterable[Slot], folder: str = "content") -> Corpus:
    """Read the documents of a tree."""
    table = tuple(slots)
    prefix = f"{folder}/"
    wanted: list[tuple[Entry, Slot]] = []
    strangers: list[Entry] = []
    for entry in tree.entries(folder):
        found = _slot(table, entry.path.removeprefix(prefix))
        if found is None or entry.sort is not Sort.FILE:
            strangers.append(entry)
        else:
            wanted.append((entry, found[0]))
    contents = tree.read(entry.path for entry, _ in wanted)
    documents = tuple(
        _document(entry.path, raw, slot, len(prefix))
        for (entry, slot), (_, raw) in zip(wanted, contents, strict=True)
    )
    return Corpus(documents, tuple(strangers))


def _slot(table: tuple[Slot, ...], path: str) -> tuple[Slot, dict[str, str]] | None:
    for slot in table:
        match = slot.regex.fullmatch(path)
        if match:
            return slot, match.groupdict()
    return None


@lru_cache(maxsize=KEPT)
def _document(path: str, raw: bytes, slot: Slot, prefix: int) -> Document:
    """A document. The same bytes are the same document, so that a second revision costs what it changes."""
    return Document(Source(path, raw), slot, slot.regex.fullmatch(path[prefix:]).groupdict())
