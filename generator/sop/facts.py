"""What a document says, in the program's terms: people, goals, measures, plans, money, signatures.

Every value carries its path in the document, so that a finding can point at it. Whatever has the
wrong shape is left out here; the form's own rules report it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from generator.load.corpus import Document
from generator.sop.concept import Plan, meaning, plan

Path = tuple[str | int, ...]
Number = int | float


@dataclass(frozen=True, slots=True)
class Party:
    """A person in a position: ids as written, empty when missing."""

    person: str
    position: str
    status: str
    path: Path


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to an item of another document."""

    document: str
    item: str
    path: Path


@dataclass(frozen=True, slots=True)
class Target:
    """A yearly target: a number, a text, or both, with its unit of measurement."""

    value: Number | None
    text: str
    unit: str
    path: Path


@dataclass(frozen=True, slots=True)
class Measure:
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


@dataclass(frozen=True, slots=True)
class Goal:
    """A result that is promised, what it supports above, and its measures. `group`: main, additional or empty."""

    id: str
    text: str
    group: str
    supports: tuple[Link, ...]
    measures: tuple[Measure, ...]
    path: Path


@dataclass(frozen=True, slots=True)
class Money:
    """A budget line in whole rupiah."""

    code: str
    name: str
    group: str
    amount: int | None
    path: Path


@dataclass(frozen=True, slots=True)
class Action:
    """An action of a plan with its money per quarter (whole rupiah)."""

    text: str
    responsible: str
    code: str
    amount: int | None
    amounts: dict[str, int]
    path: Path


@dataclass(frozen=True, slots=True)
class PlanRow:
    """How one measure is reached over the year. `nature`: sum, cumulative, constant, mean, final."""

    measure: str
    unit: str
    nature: str
    stages: dict[str, Number | str]
    reason: str
    formula: str
    actions: tuple[Action, ...]
    path: Path


@dataclass(frozen=True, slots=True)
class Signed:
    """A document that another one lists together with the digest of its values."""

    document: str
    digest: str
    path: Path


@dataclass(frozen=True, slots=True)
class Tenure:
    """A position held by a person from a day to a day (ISO; empty: until now)."""

    position: str
    status: str
    start: str
    end: str
    path: Path


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the register. `service`: civil_servant, contract, political; `sex`: 1, 2 or empty."""

    id: str
    name: str
    service: str
    sex: str
    rank: str
    grade: str
    tenures: tuple[Tenure, ...]
    path: Path


@dataclass(frozen=True, slots=True)
class Task:
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


_PLANS: dict[int, tuple[Any, Plan]] = {}


def facts_of(document: Document) -> Facts:
    """Read a document's facts by its form's marks."""
    form = document.form
    kept = _PLANS.get(id(form))
    if kept is None:
        kept = _PLANS[id(form)] = (form, plan(form.schema))
    reader = _Reader(document.data, kept[1], ())
    return Facts(
        document=document,
        text=reader.scalars(),
        owner=_party(reader.object("pemilik")),
        superior=_party(reader.object("atasan")),
        goals=tuple(_goal(item) for item in reader.items("tujuan")),
        money=tuple(_money(item) for item in reader.items("anggaran")),
        rows=tuple(_row(item) for item in reader.items("rencana")),
        signed=tuple(
            Signed(item.text("dokumen"), item.text("sidik"), item.path)
            for item in reader.items("daftar_dokumen")
        ),
        people=tuple(_person(item) for item in reader.items("daftar_orang")),
        tasks=tuple(
            Task(item.text("orang"), item.texts("jenis_wajib"), item.text("tenggat"), item.path)
            for item in reader.items("tugas")
        ),
        missing_units=tuple(item.text("unit") for item in reader.items("unit_kurang")),
    )


class _Reader:
    """One object of a document seen through its plan."""

    __slots__ = ("data", "path", "plan")

    def __init__(self, data: Any, plan: Plan, path: Path) -> None:
        self.data = data if isinstance(data, dict) else {}
        self.plan = plan
        self.path = path

    def raw(self, path: tuple[str, ...]) -> Any:
        here: Any = self.data
        for part in path:
            if not isinstance(here, dict):
                return None
            here = here.get(part)
        return here

    def value(self, concept: str) -> Any:
        found = self.plan.fields.get(concept)
        return None if found is None else self.raw(found[0])

    def text(self, concept: str) -> str:
        value = self.value(concept)
        return value if isinstance(value, str) else ""

    def integer(self, concept: str) -> int | None:
        value = self.value(concept)
        return value if type(value) is int else None

    def meaning(self, concept: str) -> str:
        found = self.plan.fields.get(concept)
        return meaning(found[1], self.raw(found[0])) if found else ""

    def scalars(self) -> dict[str, tuple[str, Path]]:
        found = {}
        for concept, (path, _) in self.plan.fields.items():
            value = self.raw(path)
            if isinstance(value, str | int | float):
                found[concept] = (str(value), (*self.path, *path))
        return found

    def object(self, concept: str) -> _Reader | None:
        found = self.plan.objects.get(concept)
        if found is None:
            return None
        value = self.raw(found[0])
        return _Reader(value, found[1], (*self.path, *found[0])) if isinstance(value, dict) else None

    def mapping(self, concept: str) -> dict[str, Any]:
        found = self.plan.objects.get(concept)
        value = self.raw(found[0]) if found else None
        return value if isinstance(value, dict) else {}

    def texts(self, concept: str) -> tuple[str, ...]:
        """The texts of a concept's lists."""
        lists = self.plan.lists.get(concept, ())
        values = [self.raw(path) for path, _ in lists]
        return tuple(v for value in values if isinstance(value, list) for v in value if isinstance(v, str))

    def items(self, concept: str) -> list[_Reader]:
        """The objects in a concept's lists."""
        found = []
        for path, inner in self.plan.lists.get(concept, ()):
            value = self.raw(path)
            if isinstance(value, list):
                whole = (*self.path, *path)
                found += [
                    _Reader(v, inner, (*whole, i)) for i, v in enumerate(value) if isinstance(v, dict)
                ]
        return found


def _party(reader: _Reader | None) -> Party | None:
    if reader is None:
        return None
    return Party(reader.text("orang"), reader.text("jabatan"), reader.text("status"), reader.path)


def _link(reader: _Reader) -> Link:
    return Link(reader.text("dokumen"), reader.text("butir"), reader.path)


def _target(reader: _Reader | None, path: Path) -> Target:
    if reader is None:
        return Target(None, "", "", path)
    value = reader.value("nilai")
    number = value if isinstance(value, int | float) else None
    return Target(number, reader.text("teks"), reader.text("satuan"), reader.path)


def _measure(item: _Reader) -> Measure:
    origin = item.object("asal")
    return Measure(
        id=item.text("butir"),
        name=item.text("nama"),
        target=_target(item.object("target"), item.path),
        direction=item.meaning("arah"),
        primary=item.value("utama") is True,
        may_exceed=item.value("boleh_lebih") is True,
        inheritance=item.meaning("penurunan"),
        origin=_link(origin) if origin else None,
        aspect=item.meaning("aspek"),
        formula=item.text("formula"),
        data_source=item.text("sumber_data"),
        path=item.path,
    )


def _goal(item: _Reader) -> Goal:
    single = item.object("dukung")
    return Goal(
        id=item.text("butir"),
        text=item.text("uraian"),
        group=item.meaning("kelompok"),
        supports=tuple(_link(r) for r in ([single] if single else item.items("dukung"))),
        measures=tuple(_measure(r) for r in item.items("ukuran")),
        path=item.path,
    )


def _money(item: _Reader) -> Money:
    return Money(
        item.text("kode"), item.text("nama"), item.text("golongan"), item.integer("rupiah"), item.path
    )


def _action(item: _Reader) -> Action:
    amounts = {k: v for k, v in item.mapping("tahap_rupiah").items() if type(v) is int}
    return Action(
        item.text("uraian"),
        item.text("penanggung_jawab"),
        item.text("kode"),
        item.integer("rupiah"),
        amounts,
        item.path,
    )


def _row(item: _Reader) -> PlanRow:
    return PlanRow(
        measure=item.text("ukuran_rujukan"),
        unit=item.text("satuan"),
        nature=item.meaning("sifat"),
        stages={k: v for k, v in item.mapping("tahap").items() if isinstance(v, int | float | str)},
        reason=item.text("alasan_selisih"),
        formula=item.text("formula"),
        actions=tuple(_action(r) for r in item.items("aksi")),
        path=item.path,
    )


def _person(item: _Reader) -> Person:
    tenures = tuple(
        Tenure(r.text("jabatan"), r.text("status"), r.text("mulai"), r.text("akhir"), r.path)
        for r in item.items("masa_jabatan")
    )
    return Person(
        id=item.text("butir"),
        name=item.text("nama"),
        service=item.meaning("kepegawaian"),
        sex=item.meaning("kelamin"),
        rank=item.text("pangkat"),
        grade=item.text("golongan"),
        tenures=tenures,
        path=item.path,
    )
