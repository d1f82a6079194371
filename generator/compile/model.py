"""The recap as frozen data: what sites, prints and spreadsheets are made from.

Names are English, words for people come from the SOP's data. Every number here is computed from
documents; nothing is copied from a document's own totals. Amounts are whole rupiah, times are
working minutes, moments are ISO 8601 with their offset, days are ISO dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

VERSION = "1"


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

    `minutes` were used so far, `allowed` is the SOP's time for the step, `late` how much is over.
    `holders` are positions with the names that the edition may show.
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
    """A unit's part in the round; `percent` is complete of required, one decimal."""

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
class MeasureRow:
    """An indicator with its target and quarters, what it supports above and what supports it below."""

    document: str
    item: str
    unit: str
    level: int
    owner: str
    goal_item: str
    goal: str
    name: str
    value: float | None
    text: str
    measurement: str
    direction: str
    primary: bool
    nature: str
    quarters: Mapping[str, float | str]
    responsible: tuple[str, ...]
    supports: tuple[tuple[str, str], ...]
    supported_by: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class MoneyRow:
    """A budget line of an agreement: what lines below it carry, and what plans spend per quarter."""

    document: str
    unit: str
    owner: str
    depth: int
    code: str
    name: str
    amount: int
    below: int
    planned: int
    quarters: Mapping[str, int]


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
class RoundRecap:
    """One round, recomputed from its documents."""

    round: str
    title: str
    started: str
    finished: bool
    steps: tuple[StepRow, ...]
    units: tuple[UnitRow, ...]
    total: UnitRow
    people: tuple[PersonRow, ...]
    measures: tuple[MeasureRow, ...]
    money: tuple[MoneyRow, ...]
    findings: tuple[FindingRow, ...]


@dataclass(frozen=True)
class Recap:
    """All rounds of one edition. `revision` is the commit built from, empty outside git."""

    version: str
    audience: str
    sop: str
    sop_name: str
    today: str
    revision: str
    rounds: tuple[RoundRecap, ...]


@dataclass(frozen=True)
class View:
    """One document as an edition may show it.

    `data` is the typed document without the fields that the edition may not show; references are
    replaced by what they name (see projection.py). `signed_at` lists (step number, step name,
    evidence id, moment) of the steps whose evidence lists the document.
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
    data: Mapping[str, Any]
    errors: int
    warnings: int


@dataclass(frozen=True)
class Edition:
    """Everything that may leave the program for one audience."""

    audience: Audience
    recap: Recap
    views: tuple[View, ...]
