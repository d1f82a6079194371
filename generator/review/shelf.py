"""Documents and rule books out of a history's objects: each read once, however often it stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.check import slots
from generator.load.corpus import Corpus, Document, Slot
from generator.load.source import Source
from generator.load.tree import Snapshot
from generator.rules.context import Context
from generator.sop.facts import Facts
from generator.sop.model import Sop
from generator.sop.reader import FOLDER, RuleBook, read

CONTENT = "content"
PLAIN = ("100644", "100755")
Value = tuple[str, str]
"""Mode and object name of a path."""


@dataclass(frozen=True)
class Roles:
    """The rule book that a point of history vouches for, and the people that it knows."""

    sop: Sop
    table: tuple[Slot, ...]
    context: Context

    def place(self, path: str) -> tuple[Slot, dict[str, str]] | None:
        """What the path of a document says of it; None for what is no document."""
        return place(self.table, path)


def place(table: tuple[Slot, ...], path: str) -> tuple[Slot, dict[str, str]] | None:
    """What the path of a document says of it; None for what is no document."""
    inner = path.removeprefix(f"{CONTENT}/")
    for slot in table if inner != path else ():
        match = slot.regex.fullmatch(inner)
        if match:
            return slot, match.groupdict()
    return None


def round_of(table: tuple[Slot, ...], path: str) -> str:
    """The round of a document's path; empty for registers and for what is no document."""
    found = place(table, path)
    return (found[1].get("putaran") or "") if found else ""


class Shelf:
    """What has been read of a history. `contents` holds the bytes of objects by name."""

    def __init__(self, contents: Mapping[str, bytes], today: date) -> None:
        self.contents = contents
        self.today = today
        self._books: dict[frozenset[tuple[str, Value]], RuleBook] = {}
        self._roles: dict[frozenset[tuple[str, Value]], Roles | None] = {}
        self._documents: dict[tuple[int, str, str], Document] = {}
        self._memory: dict[Document, Facts] = {}

    def know(self, files: Mapping[str, Value], book: RuleBook) -> None:
        """Take note of a rule book that was read from these files already."""
        self._books[frozenset(self._rules(files).items())] = book

    def _rules(self, files: Mapping[str, Value]) -> dict[str, Value]:
        return {p: v for p, v in files.items() if p.startswith(f"{FOLDER}/") and self._has(v)}

    def roles(self, files: Mapping[str, Value]) -> Roles | None:
        """The roles by some files of `sop/` and registers of people; None where they cannot be used."""
        key = frozenset(files.items())
        if key not in self._roles:
            self._roles[key] = self._read(files)
        return self._roles[key]

    def _read(self, files: Mapping[str, Value]) -> Roles | None:
        rules = self._rules(files)
        key = frozenset(rules.items())
        if key not in self._books:
            self._books[key] = read(Snapshot(rules, self.contents))
        book = self._books[key]
        if book.sop is None:
            return None
        table = slots(book.sop)
        bare = Roles(book.sop, table, self._context(book, book.sop, ()))
        others = {path: value for path, value in files.items() if path not in rules}
        return replace(bare, context=self.context(bare, self.documents(bare, others)))

    def _has(self, value: Value) -> bool:
        return value[0] in PLAIN and value[1] in self.contents

    def _context(self, book: RuleBook, sop: Sop, documents: Iterable[Document]) -> Context:
        return Context(sop, Corpus(tuple(documents), ()), self.today, book, memory=self._memory)

    def context(self, roles: Roles, documents: Iterable[Document]) -> Context:
        """The people of some roles together with some documents."""
        known = roles.context.corpus.documents
        return self._context(roles.context.book, roles.sop, (*known, *documents))

    def document(self, roles: Roles, path: str, value: Value) -> Document | None:
        """The document of a path and an object; None for what is none."""
        found = roles.place(path) if self._has(value) else None
        if found is None:
            return None
        slot, names = found
        key = (id(roles.sop), path, value[1])
        if key not in self._documents:
            source = Source(path, self.contents[value[1]])
            self._documents[key] = Document(source, slot, names)
        return self._documents[key]

    def documents(self, roles: Roles, files: Mapping[str, Value]) -> Iterator[Document]:
        """The documents among some files, in the order of their paths."""
        found = (self.document(roles, path, files[path]) for path in sorted(files))
        return (document for document in found if document is not None)
