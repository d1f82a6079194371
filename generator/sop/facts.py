"""What a document says, in the program's terms: people, goals, measures, plans, money, signatures.

Every value carries its path in the document, so that a finding can point at it. Whatever has the
wrong shape is left out here; the form's own rules report it.
"""

# Annotations are evaluated here: as texts, each field of a named tuple is compiled when the program starts.

from dataclasses import dataclass, field
from typing import NamedTuple

from generator.load.corpus import Document

Path = tuple[str | int, ...]
Number = int | float


class Party(NamedTuple):
    """A person in a position: ids as written, empty when missing."""

    person: str
    position: str
    status: str
    path: Path


class Link(NamedTuple):
    """A reference to an item of another document."""

    document: str
    item: str
    path: Path


class Target(NamedTuple):
    """A yearly target: a number, a text, or both, with its unit of measurement."""

    value: Number | None
    text: str
    unit: str
    path: Path


class Measure(NamedTuple):
    """An indicator. `direction` is up or down; `inheritance` identical, shared, contribution, factor."""

    id: str
    name: str
    target: Target
    direction: str
    primary: bool
    may_exceed: bool
    inheritance: str
    origin: Link | None
    aspect: str
    formula: str
    data_source: str
    path: Path


class Goal(NamedTuple):
    """A result that is promised, what it supports above, and its measures. `group`: main, additional or empty."""

    id: str
    text: str
    group: str
    supports: tuple[Link, ...]
    measures: tuple[Measure, ...]
    path: Path


class Money(NamedTuple):
    """A budget line in whole rupiah."""

    code: str
    name: str
    group: str
    amount: int | None
    path: Path


class Action(NamedTuple):
    """An action of a plan with its money per quarter (whole rupiah)."""

    text: str
    responsible: str
    code: str
    amount: int | None
    amounts: dict[str, int]
    path: Path


class PlanRow(NamedTuple):
    """How one measure is reached over the year. `nature`: sum, cumulative, constant, mean, final."""

    measure: str
    unit: str
    nature: str
    stages: dict[str, Number | str]
    reason: str
    formula: str
    actions: tuple[Action, ...]
    path: Path


class Signed(NamedTuple):
    """A document that another one lists together with the digest of its values."""

    document: str
    digest: str
    path: Path


class Returned(NamedTuple):
    """A document that a step sent back: on which day (ISO), at which moment where one is given, and why."""

    document: str
    day: str
    moment: str
    reason: str
    path: Path


class Tenure(NamedTuple):
    """A position held by a person from a day to a day (ISO; empty: until now)."""

    position: str
    status: str
    start: str
    end: str
    path: Path


class Person(NamedTuple):
    """A person of the register. `service`: civil_servant, contract, political; `sex`: 1, 2 or empty."""

    id: str
    name: str
    service: str
    sex: str
    rank: str
    grade: str
    tenures: tuple[Tenure, ...]
    path: Path


class Task(NamedTuple):
    """Kinds of documents that a person is told to write by a day."""

    person: str
    kinds: tuple[str, ...]
    due: str
    path: Path


@dataclass(frozen=True)
class Facts:
    """Everything the program understands of one document; absent facts are empty."""

    document: Document
    text: dict[str, tuple[str, Path]] = field(default_factory=dict)
    """Single values by concept (tahun, tanggal, selesai, mulai, acuan, induk, ...) with their path."""
    owner: Party | None = None
    superior: Party | None = None
    goals: tuple[Goal, ...] = ()
    money: tuple[Money, ...] = ()
    rows: tuple[PlanRow, ...] = ()
    signed: tuple[Signed, ...] = ()
    returned: tuple[Returned, ...] = ()
    people: tuple[Person, ...] = ()
    tasks: tuple[Task, ...] = ()
    missing_units: tuple[str, ...] = ()

    def get(self, concept: str) -> str:
        """A single value as text; empty when absent."""
        found = self.text.get(concept)
        return found[0] if found else ""

    def path(self, concept: str) -> Path:
        """The path of a single value; () when absent."""
        found = self.text.get(concept)
        return found[1] if found else ()

    def measures(self) -> tuple[Measure, ...]:
        """All measures, in order."""
        return tuple(measure for goal in self.goals for measure in goal.measures)

    def item(self, id: str) -> Goal | Measure | None:
        """A goal or measure of this document by its id."""
        for goal in self.goals:
            if goal.id == id:
                return goal
            for measure in goal.measures:
                if measure.id == id:
                    return measure
        return None
