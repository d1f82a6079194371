"""What one change says, as frozen values: nothing here is worded or formatted yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum

from generator.load.corpus import Document


class Weight(IntEnum):
    """How much a change matters to who decides; the smaller the heavier."""

    LOWERED = 1
    REMOVED = 2
    PARTY = 3
    MONEY = 4
    DATE = 5
    TARGET = 6
    STAGE = 7
    TEXT = 8
    ADDITION = 9


class Verb(Enum):
    """What happened to a value."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    ORDERED = "ordered"
    MOVED = "moved"
    BROKEN = "broken"


class Sort(Enum):
    """How a value is to be written."""

    TEXT = "text"
    WORD = "word"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    MOMENT = "moment"
    FLAG = "flag"
    PLAIN = "plain"
    PARTS = "parts"


@dataclass(frozen=True)
class Shown:
    """A value: text as it stands with what it names, or the titled parts of a larger one."""

    sort: Sort
    value: str | int | float | bool | None = None
    raw: str = ""
    """The text as written, where `value` is what it names."""
    unit: str = ""
    parts: tuple[tuple[str, Shown], ...] = ()


@dataclass(frozen=True)
class Change:
    """One change inside a document: which field of which item, what it was and what it is."""

    weight: Weight
    verb: Verb
    titles: tuple[str, ...]
    """The titles of the field and of the groups around it, outermost first."""
    within: tuple[tuple[str, str], ...] = ()
    """The list items around it, outermost first: the list's title and what the item is called."""
    old: Shown | None = None
    new: Shown | None = None
    affected: tuple[tuple[str, int], ...] = ()
    """How many documents below refer to it, by the short name of their kind."""


@dataclass(frozen=True)
class DocumentChange:
    """A document that was added, removed or changed, with everything that changed in it."""

    verb: Verb
    document: Document
    title: str
    changes: tuple[Change, ...]
    state: str = ""
    """The SOP's word for how far it has come."""
    errors: int = 0
    warnings: int = 0
    missing: tuple[tuple[str, int], ...] = ()
    """Titles of the rules that find something in it, with how often."""

    @property
    def weight(self) -> Weight:
        """The heaviest change."""
        return min((change.weight for change in self.changes), default=Weight.TEXT)


@dataclass(frozen=True)
class Changes:
    """Everything that changed between two revisions."""

    documents: tuple[DocumentChange, ...]
    rules: bool
    """Whether the rule book changed; the base's own is applied to both."""
    strangers: int
    """How many entries that are no documents were added or removed."""
