"""The rule book as frozen data: what `sop/` says, with nothing of any particular SOP in it."""

# Annotations are evaluated here: as texts, each field of a named tuple is compiled when the program starts.

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any, NamedTuple

from generator.diagnostic import Severity
from generator.load.schema import Form
from generator.sop.clock import Calendar, DayReading, Duration
from generator.sop.pattern import NUMBER, WORD, pattern_regex


class Function(Enum):
    """What a kind of document is for; the value is the word of the SOP file's format."""

    ROUND = "putaran"
    PEOPLE = "daftar_orang"
    EVIDENCE = "bukti"
    DOCUMENT = "dokumen"


class Shape(Enum):
    """The symbols of the flowchart (PermenPANRB 35/2012)."""

    START = "mulai"
    PROCESS = "proses"
    DECISION = "keputusan"
    END = "selesai"


@dataclass(frozen=True)
class Kind:
    """A kind of document: its form, its step, and the pattern of its paths below `content/`."""

    id: str
    name: str
    short: str
    function: Function
    pattern: str
    form: Form
    step: int | None = None
    print_template: str | None = None
    form_name: str = ""
    """The form's file is `sop/formulir/<form_name>.schema.yaml`."""
    supplements: str = ""
    """The kind of evidence that this one comes after: it signs what was handed in once that was finished."""

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Matches a path below `content/`; groups putaran, unit and nama where the pattern has them."""
        return pattern_regex(self.pattern, NUMBER if self.supplements else WORD)

    @property
    def per_unit(self) -> bool:
        """Whether its paths name a unit."""
        return "{unit}" in self.pattern

    def path(self, **names: str) -> str:
        """The path of a document of this kind, below `content/`."""
        return self.pattern.format(**names)


class Symbol(NamedTuple):
    """A step's flowchart symbol and how sure its reconstruction is."""

    shape: Shape
    column_confidence: str = ""
    shape_confidence: str = ""
    reason: str = ""


class Step(NamedTuple):
    """One step of the SOP."""

    number: int
    name: str
    activity: str
    column: str
    symbol: Symbol
    role: str
    per_unit: bool
    unit_groups: tuple[str, ...]
    requirements: tuple[str, ...]
    duration: Duration
    duration_text: str
    output: tuple[str, ...]
    note: str
    waits_for: tuple[int, ...]
    next: tuple[int, ...]
    returns_to: int | None
    status: str


class Column(NamedTuple):
    """A column of the Pelaksana part of the SOP table."""

    id: str
    name: str
    note: str
    roles: tuple[str, ...]


class Level(NamedTuple):
    """A level of positions; a smaller rank is higher."""

    id: str
    name: str
    rank: int


class Unit(NamedTuple):
    """A unit of the organisation; `group` is a word of the data (a Bagian, the bureau, ...)."""

    id: str
    name: str
    short: str
    group: str
    head: str
    parent: str | None


class Position(NamedTuple):
    """A position, its level, unit and direct superior."""

    id: str
    name: str
    level: str
    unit: str
    superior: str | None
    shared: bool


class Role(NamedTuple):
    """A role: some positions, the heads of a group of units, or the members of units.

    A role with accounts alone looks after the repository and does no step.
    """

    id: str
    name: str
    positions: tuple[str, ...]
    heads_of: str | None
    members_of: tuple[str, ...]
    accounts: tuple[str, ...]
    alternates: tuple[str, ...] = ()
    """Roles whose holders may approve when every holder of this one has a part in the proposal."""

    @property
    def is_keeper(self) -> bool:
        """Whether the role only looks after the repository."""
        return not (self.positions or self.heads_of or self.members_of)


class Account(NamedTuple):
    """A person's account on the forge, the keepers' roles that it has, and its days (ISO, both included)."""

    login: str
    person: str
    keeps: tuple[str, ...]
    start: str
    end: str

    def is_valid(self, day: str) -> bool:
        """Whether the account is the person's on a day."""
        return self.start <= day and (not self.end or day <= self.end)


class ApprovalSetting(NamedTuple):
    """What approvals must prove: rounds from `records_since` on need a record; commits a verified signature."""

    records_since: str = ""
    signed_commits: bool = False


_NO_SETTING = ApprovalSetting()


class Measurement(NamedTuple):
    """A unit of measurement that targets may use."""

    name: str
    decimals: int = 2
    is_time: bool = False
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True)
class RuleSetting:
    """How a rule is applied: its severity (None: off), the clauses it serves, its options."""

    severity: Severity | None
    clauses: tuple[str, ...] = ()
    source: str = ""
    verified: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)


class Exemption(NamedTuple):
    """A finding that the bureau accepts until a day, with its reason."""

    code: str
    path: str
    reason: str
    until: str


@dataclass(frozen=True)
class Organisation:
    """Letterhead, units, levels and positions."""

    letterhead: Mapping[str, str]
    levels: Mapping[str, Level]
    units: Mapping[str, Unit]
    positions: Mapping[str, Position]

    def units_of(self, groups: tuple[str, ...]) -> tuple[Unit, ...]:
        """The units of some groups, in the order of the file."""
        return tuple(unit for unit in self.units.values() if unit.group in groups)

    def rank(self, position: str) -> int:
        """The rank of a position's level; 0 when unknown."""
        found = self.positions.get(position)
        level = self.levels.get(found.level) if found else None
        return level.rank if level else 0

    def units_above(self, unit: str) -> tuple[str, ...]:
        """A unit and the units that it belongs to, nearest first; stops at a circle."""
        chain: list[str] = []
        here = self.units.get(unit)
        while here and here.id not in chain:
            chain.append(here.id)
            here = self.units.get(here.parent or "")
        return tuple(chain)

    def superiors(self, position: str) -> tuple[str, ...]:
        """The chain of superiors above a position, nearest first; stops at a circle."""
        chain: list[str] = []
        here = self.positions.get(position)
        while here and here.superior and here.superior not in chain:
            chain.append(here.superior)
            here = self.positions.get(here.superior)
        return tuple(chain)


@dataclass(frozen=True)
class Sop:
    """One SOP with everything its documents are judged by."""

    id: str
    identity: Mapping[str, Any]
    remarks: tuple[str, ...]
    """What does not fit together in the SOP's own text, in sentences for its readers."""
    columns: tuple[Column, ...]
    day_reading: DayReading
    word_absent: str
    word_draft: str
    word_returned: str
    kinds: Mapping[str, Kind]
    duties: Mapping[str, tuple[str, ...]]
    steps: Mapping[int, Step]
    organisation: Organisation
    roles: Mapping[str, Role]
    tenures: Mapping[str, str]
    """Status of a holder (definitif, Plt., ...) -> the prefix printed before the position."""
    measurements: Mapping[str, Measurement]
    calendar: Calendar
    settings: Mapping[str, RuleSetting]
    exemptions: tuple[Exemption, ...]
    accounts: tuple[Account, ...] = ()
    approval: ApprovalSetting = _NO_SETTING

    def kinds_of(self, function: Function) -> tuple[Kind, ...]:
        """The kinds with a function, in the order of the file."""
        return tuple(kind for kind in self.kinds.values() if kind.function is function)

    def kinds_at(self, step: int) -> tuple[Kind, ...]:
        """The kinds whose documents belong to a step."""
        return tuple(kind for kind in self.kinds.values() if kind.step == step)

    def units_at(self, step: Step) -> tuple[Unit, ...]:
        """The units that carry out a step one by one; empty for a step done once."""
        return self.organisation.units_of(step.unit_groups) if step.per_unit else ()

    def takes(self, unit: str, step: Step) -> bool:
        """Whether a unit carries out a step that each unit carries out by itself."""
        known = self.organisation.units.get(unit)
        return step.per_unit and known is not None and known.group in step.unit_groups
