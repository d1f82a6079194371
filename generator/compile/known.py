"""What is known of a document before anybody writes it: from the rule book, the register, other documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.compile.state import RoundState
from generator.load.digest import digest
from generator.load.schema import Schema
from generator.sop.facts import Facts
from generator.sop.model import Function, Kind


@dataclass(frozen=True)
class Subject:
    """Whose document it is and where it belongs; ids, empty when not known."""

    round: str
    unit: str
    name: str
    person: str
    position: str
    status: str

    @property
    def names(self) -> dict[str, str]:
        """The names that patterns of paths and ids use."""
        return {"putaran": self.round, "unit": self.unit, "nama": self.name}


@dataclass(frozen=True)
class Known:
    """The values that a new document of a kind can be given."""

    state: RoundState
    kind: Kind
    subject: Subject

    def id(self) -> str:
        """The id that its form asks for in its place."""
        pattern = str(self.kind.form.at(("id",)).get("x-pola", self.kind.id))
        return re.sub(r"\{(\w+)\}", lambda match: self.subject.names.get(match[1], ""), pattern)

    def value(self, inner: Schema, name: str) -> Any:
        """The value of a field; None when nobody knows it yet."""
        if "const" in inner:
            return inner["const"]
        if name == "id":
            return self.id()
        readers = [read for mark, read in _BY_MARK.items() if mark in inner]
        readers += [read for mark, read in _BY_CONCEPT.items() if mark == inner.get("x-konsep")]
        return readers[0](self, inner) if readers else None

    def _year(self, inner: Schema) -> str:
        own = self.state.context.round_facts.get(self.subject.round)
        return own.get("tahun") if own else self.subject.round

    def _unit(self, inner: Schema) -> str:
        return self.subject.unit

    def _owner(self, inner: Schema) -> dict[str, str]:
        subject = self.subject
        role = self.state.context.sop.roles.get(inner.get("x-peran", ""))
        if role is not None:
            return self._holder(inner, role.positions[0] if role.positions else "")
        return self._party(inner, subject.person, subject.position, subject.status)

    def _parent_id(self, inner: Schema) -> str:
        parent = self._parent(inner)
        return parent.document.id if parent else ""

    def _level(self, inner: Schema) -> str:
        known = self.state.context.sop.organisation.positions.get(self.subject.position)
        return known.level if known else ""

    def _by_level(self, inner: Schema) -> str:
        level, words = self._level(inner), inner["x-sesuai-tingkat"].items()
        return next((word for word, levels in words if level in levels), "")

    def _heads(self, inner: Schema) -> list[str]:
        group = str(inner["x-penerima"].get("kepala_unit", ""))
        return [u.head for u in self.state.context.sop.organisation.units_of((group,))]

    def _party(self, inner: Schema, person: str, position: str, status: str) -> dict[str, str]:
        values = {"orang": person, "jabatan": position, "status": status}
        return _by_concept(inner, values)

    def _superior(self, inner: Schema) -> dict[str, str]:
        context = self.state.context
        known = context.sop.organisation.positions.get(self.subject.position)
        if known is None or known.superior is None:
            return {}
        return self._holder(inner, known.superior)

    def _holder(self, inner: Schema, position: str) -> dict[str, str]:
        """Who holds a position today."""
        context = self.state.context
        held = context.tenures(position, context.today.isoformat())
        person, status = (held[0][0].id, held[0][1].status) if held else ("", "")
        return self._party(inner, person, position, status)

    def _parent(self, inner: Schema) -> Facts | None:
        """The document that this one details: of the same owner, of a kind that its form names."""
        kinds = inner.get("x-rujukan", {}).get("jenis", ())
        for facts in self.state.documents:
            owner = facts.owner.person if facts.owner else ""
            if facts.document.kind in kinds and owner == self.subject.person:
                return facts
        return None

    def _rows(self, inner: Schema) -> list[dict[str, Any]] | None:
        fields = self.kind.form.schema.get("properties", {}).values()
        parents = [self._parent(field) for field in fields if field.get("x-konsep") == "induk"]
        items = inner.get("items", {})
        return [
            _by_concept(items, {"ukuran_rujukan": measure.id, "satuan": measure.target.unit})
            for parent in parents
            if parent is not None
            for measure in parent.measures()
        ] or None

    def _tasks(self, inner: Schema) -> list[dict[str, Any]]:
        owed: dict[str, list[str]] = {}
        for duty in self.state.duties:
            if duty.unit == self.subject.unit:
                owed.setdefault(duty.person, []).append(duty.kind)
        items = inner.get("items", {})
        return [
            _by_concept(items, {"orang": person, "jenis_wajib": kinds, "tenggat": ""})
            for person, kinds in owed.items()
        ]

    def _listed(self, inner: Schema) -> list[dict[str, Any]] | None:
        found = [facts for facts in self.state.documents if self._belongs(facts, inner)]
        values = [{"dokumen": f.document.id, "sidik": digest(f.document.data)} for f in found]
        items = inner.get("items", {})
        return [_by_concept(items, value) for value in values] or None

    def _belongs(self, facts: Facts, inner: Schema) -> bool:
        context = self.state.context
        kind = context.kind(facts.document)
        if "x-setiap-unit" in inner:
            awaited = context.sop.steps[self.kind.step].waits_for if self.kind.step else ()
            return kind.function is Function.EVIDENCE and kind.step in awaited and kind.per_unit
        if not self.subject.unit or kind.function is not Function.DOCUMENT:
            return False
        return facts.document.unit == self.subject.unit and bool(facts.get("selesai"))


def _by_concept(schema: Schema, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by field name, from values by concept."""
    fields = schema.get("properties", {}).items()
    return {
        name: values[inner["x-konsep"]] for name, inner in fields if inner.get("x-konsep") in values
    }


_BY_MARK: dict[str, Callable[[Known, Schema], Any]] = {
    "x-penerima": Known._heads,
    "x-sesuai-tingkat": Known._by_level,
}
_BY_CONCEPT: dict[str, Callable[[Known, Schema], Any]] = {
    "atasan": Known._superior,
    "daftar_dokumen": Known._listed,
    "induk": Known._parent_id,
    "pemilik": Known._owner,
    "rencana": Known._rows,
    "tahun": Known._year,
    "tingkat": Known._level,
    "tugas": Known._tasks,
    "unit": Known._unit,
}
