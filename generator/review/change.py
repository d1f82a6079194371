"""What one change says, as frozen values: nothing here is worded or formatted yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, IntEnum

from generator.load.corpus import Document
from generator.review.versions import Versions


class Weight(IntEnum):
    """How much a change matters to who decides; the smaller the heavier."""

    LOWERED = 1
    REMOVED = 2
    DATE = 3
    PARTY = 4
    MONEY = 5
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
    TARGET = "target"
    PARTY = "party"
    SEAL = "seal"
    PARTS = "parts"


@dataclass(frozen=True)
class Shown:
    """A value: text as it stands with what it names, or the titled parts of a larger one.

    A target has its figure as `value` and the rest of it as `parts`; a party has the person as
    `value` and the position first in `parts`. A seal is a digest, which nobody can read.
    """

    sort: Sort
    value: str | int | float | bool | None = None
    raw: str = ""
    """The text as written, where `value` is what it names."""
    unit: str = ""
    parts: tuple[tuple[str, Shown], ...] = ()


@dataclass(frozen=True)
class Told:
    """A field of an outline: its title (empty where the value speaks for itself) and its value."""

    title: str
    shown: Shown
    leaves: int


@dataclass(frozen=True)
class Listing:
    """A list of an outline. `each`: every item deserves a sentence of its own.

    `items` are those that are told by name; `kinds` counts the documents that are listed.
    """

    title: str
    count: int
    items: tuple[Outline, ...] = ()
    each: bool = False
    amount: Shown | None = None
    kinds: tuple[tuple[str, int], ...] = ()
    status: str = ""
    leaves: int = 0
    """How many values the count alone tells."""


@dataclass(frozen=True)
class Outline:
    """What a whole document or list item says, in short: the fields that matter, then the others."""

    called: str
    fields: tuple[Told, ...]
    minor: tuple[Told, ...]
    lists: tuple[Listing, ...]
    leaves: int
    """How many values it has in all."""


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
    outline: Outline | None = None
    """What was added or removed, where it is a whole document or list item."""
    affected: tuple[tuple[str, int], ...] = ()
    """How many documents below refer to it, by the short name of their kind."""
    leaves: int = 1
    """How many single values changed."""


@dataclass(frozen=True)
class DocumentChange:
    """A document that was added, removed or changed, with everything that changed in it."""

    verb: Verb
    document: Document
    title: str
    changes: tuple[Change, ...]
    state: str = ""
    """The SOP's word for how far it has come."""
    before: str = ""
    """The same at the base, where it was another."""
    printed: bool = False
    """Whether the head's document has a print."""
    former: str = ""
    """The title of the document that a new one replaces; its changes are then the difference from that."""
    published: Document | None = None
    """The document as the public edition of the base shows it; None where it shows none."""

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
    rewritten: int
    """How many documents say the same in another text."""
    versions: Versions = field(compare=False, repr=False)
