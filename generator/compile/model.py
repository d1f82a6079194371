"""The recap as frozen data: what sites, prints and spreadsheets are made from.

Names are English, words for people come from the SOP's data. Every number here is computed from
documents; nothing is copied from a document's own totals. Amounts are whole rupiah, times are
working minutes, moments are ISO 8601 with their offset, days are ISO dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from generator.compile.promised import MeasureRow, MoneyRow
from generator.compile.proven import UnverifiedRow
from generator.compile.standing import Passage, Standing

VERSION = "1"
SPARSE = "sparse"
"""Marks a field that is left out of recap.json while it is empty."""

Seats = tuple[tuple[str, str], ...]
"""Who holds something: name (empty where it is not known or not shown) and title of each."""


class Audience(Enum):
    """Whom an edition is for."""

    PUBLIC = "publik"
    INTERNAL = "internal"


class Progress(Enum):
    """How far a step of a round (or of one unit) is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True)
class StepRow:
    """One step of a round, or of one unit in it, on the working-time clock.

    `minutes` were used so far, `late` is how much of them is over. `holders` are those of the day on
    which the step was finished, else of the recap's day: positions, internally with names.
    `document` is the evidence, empty where the edition does not show it. `number` is that of evidence
    that comes after the finished step, else empty.
    """

    step: int
    name: str
    unit: str | None
    progress: Progress
    role: str
    holders: tuple[str, ...]
    started: str
    due: str
    finished: str
    minutes: int
    late: int
    document: str
    number: str = field(default="", metadata={SPARSE: True})


@dataclass(frozen=True)
class KindName:
    """A kind of document that people owe: its id with the SOP's names for it."""

    kind: str
    name: str
    short: str


@dataclass(frozen=True)
class KindCount:
    """Documents of one kind that are owed, exist, were handed in, and were signed by a later step."""

    kind: str
    required: int
    present: int
    complete: int
    signed: int


@dataclass(frozen=True)
class UnitRow:
    """A unit's part in the round; `percent` is complete of required, one decimal.

    `status` is the word of the lowest stage among its documents when all are there, else of the last
    step that was finished for it.
    """

    unit: str
    name: str
    short: str
    kinds: tuple[KindCount, ...]
    required: int
    present: int
    complete: int
    signed: int
    percent: float
    status: str
    late: int
    errors: int
    warnings: int


@dataclass(frozen=True)
class Cell:
    """One document that a person owes: its kind, the word for its state, its id where it exists."""

    kind: str
    status: str
    document: str
    received: str
    signed: str


@dataclass(frozen=True)
class PersonRow:
    """A person's documents. Only the internal edition has these rows."""

    person: str
    name: str
    position: str
    unit: str
    cells: tuple[Cell, ...]
    complete: bool
    errors: int
    warnings: int


@dataclass(frozen=True)
class OwedRow:
    """A holder of a position and the kinds of documents owed in a round; public rows have no name."""

    round: str
    unit: str
    name: str
    position: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class FindingRow:
    """A finding as the edition may show it: the public one has no text and no place in a document."""

    code: str
    severity: str
    title: str
    unit: str
    document: str
    path: str
    line: int
    message: str


@dataclass(frozen=True)
class StageName:
    """A part of the year that plans break targets down to (a quarter, say), as its form names it."""

    stage: str
    name: str


@dataclass(frozen=True)
class UnreadRow:
    """Documents of a kind and unit (empty: the whole round's) that are there and cannot be read.

    They count as absent everywhere else.
    """

    unit: str
    kind: str
    count: int


@dataclass(frozen=True)
class RoundRecap:
    """One round, recomputed from its documents; `note` is what its own document says to every reader."""

    round: str
    title: str
    note: str
    started: str
    finished: bool
    steps: tuple[StepRow, ...]
    units: tuple[UnitRow, ...]
    total: UnitRow
    people: tuple[PersonRow, ...]
    measures: tuple[MeasureRow, ...]
    money: tuple[MoneyRow, ...]
    findings: tuple[FindingRow, ...]
    unread: tuple[UnreadRow, ...]
    unverified: tuple[UnverifiedRow, ...] = field(default=(), metadata={SPARSE: True})
    supplements: tuple[StepRow, ...] = field(default=(), metadata={SPARSE: True})
    """What was signed, or has to be, after a step was finished."""


@dataclass(frozen=True)
class Newer:
    """The version that took a document's place, since when (ISO 8601); id and title as far as shown."""

    id: str
    title: str
    since: str


@dataclass(frozen=True)
class Recap:
    """All rounds of one edition. `revision` is the commit built from, empty outside git."""

    version: str
    audience: str
    sop: str
    sop_name: str
    today: str
    revision: str
    kinds: tuple[KindName, ...]
    stages: tuple[StageName, ...]
    rounds: tuple[RoundRecap, ...]


@dataclass(frozen=True)
class View:
    """One document as an edition may show it.

    `data` is the typed document without the fields that the edition may not show; references are
    replaced by what they name (see projection.py). A `withheld` view is a draft in the public
    edition: it has a title and a state, but no data, no digest and no print. `signed_at` lists (step
    number, step name, evidence id, moment) of the steps whose evidence lists the document; the id is
    empty where the edition does not show the evidence. `source` is the document as YAML that the
    edition may hand out and `open_digest` the digest of what that says; `revision` is the commit that
    last changed the document (empty when not known). `version` numbers a newer version
    or evidence that comes after; `newer` is what took its place.
    """

    id: str
    kind: str
    kind_name: str
    kind_short: str
    round: str
    unit: str
    unit_name: str
    title: str
    owner: str
    status: str
    stage: int
    digest: str
    template: str
    path: str
    signed_at: tuple[tuple[int, str, str, str], ...]
    withheld: bool
    data: Mapping[str, Any]
    errors: int
    warnings: int
    standing: Standing = Standing.DRAFT
    passages: tuple[Passage, ...] = ()
    source: str = ""
    open_digest: str = ""
    revision: str = ""
    version: str = ""
    newer: Newer | None = None


@dataclass(frozen=True)
class Edition:
    """Everything that may leave the program for one audience.

    `approver` is the present holder of the position that approves the SOP: the person as the edition
    may show one, and the prefix of the holder's status (`awalan`); empty in the public edition.
    `sealed` are the sealed digests of the valid documents that it may not show, without any label;
    `sealed_former` those of such documents that others have replaced.
    `seats` are the holders of a round's steps that are done once, by round and step.
    `errors` is how many were found in all that it was made from.
    """

    audience: Audience
    recap: Recap
    views: tuple[View, ...]
    owed: tuple[OwedRow, ...] = ()
    approver: Mapping[str, str] = field(default_factory=dict)
    sealed: tuple[str, ...] = ()
    sealed_former: tuple[str, ...] = ()
    seats: Mapping[tuple[str, int], Seats] = field(default_factory=dict)
    errors: int = 0
