"""Reading a document's facts by the marks of its form (`x-konsep`)."""

from __future__ import annotations

from typing import Any

from generator.load.corpus import Document
from generator.sop.concept import Plan, meaning, plan
from generator.sop.facts import (
    Action,
    Facts,
    Goal,
    Link,
    Measure,
    Money,
    Party,
    Path,
    Person,
    PlanRow,
    Returned,
    Signed,
    Target,
    Task,
    Tenure,
)

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
        signed=tuple(_signed(item) for item in reader.items("daftar_dokumen")),
        returned=tuple(_returned(item) for item in reader.items("daftar_kembali")),
        people=tuple(_person(item) for item in reader.items("daftar_orang")),
        tasks=tuple(_task(item) for item in reader.items("tugas")),
        missing_units=tuple(item.text("unit") for item in reader.items("unit_kurang")),
    )


def _signed(item: _Reader) -> Signed:
    return Signed(item.text("dokumen"), item.text("sidik"), item.path)


def _returned(item: _Reader) -> Returned:
    return Returned(
        item.text("dokumen"),
        item.text("tanggal"),
        item.text("saat"),
        item.text("alasan"),
        item.path,
    )


def _task(item: _Reader) -> Task:
    return Task(item.text("orang"), item.texts("jenis_wajib"), item.text("tenggat"), item.path)


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
        found = self.plan.fields.get(concept)
        if found is None:
            return ""
        path = found[0]
        value = self.data.get(path[0]) if len(path) == 1 else self.raw(path)
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
        return (
            _Reader(value, found[1], (*self.path, *found[0])) if isinstance(value, dict) else None
        )

    def mapping(self, concept: str) -> dict[str, Any]:
        """The values of a concept's object, in the order of the form."""
        found = self.plan.objects.get(concept)
        value = self.raw(found[0]) if found else None
        if found is None or not isinstance(value, dict):
            return {}
        names = [name for name in found[1].titles if name in value]
        return {name: value[name] for name in dict.fromkeys([*names, *value])}

    def texts(self, concept: str) -> tuple[str, ...]:
        """The texts of a concept's lists."""
        lists = self.plan.lists.get(concept, ())
        values = [self.raw(path) for path, _ in lists]
        return tuple(
            v for value in values if isinstance(value, list) for v in value if isinstance(v, str)
        )

    def items(self, concept: str) -> list[_Reader]:
        """The objects in a concept's lists."""
        found = []
        for path, inner in self.plan.lists.get(concept, ()):
            value = self.raw(path)
            if isinstance(value, list):
                whole = (*self.path, *path)
                found += [
                    _Reader(v, inner, (*whole, i))
                    for i, v in enumerate(value)
                    if isinstance(v, dict)
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
        item.text("kode"),
        item.text("nama"),
        item.text("golongan"),
        item.integer("rupiah"),
        item.path,
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
