"""What is known of a document before anybody writes it: from the rule book, the register, other documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.compile.listed import listed, missing_units, unready
from generator.compile.occasion import Occasion
from generator.compile.parent import parent_id, parents_measures
from generator.compile.place import implied_id
from generator.compile.proposal import proposed
from generator.load.schema import Schema
from generator.rules.phrase import dotted
from generator.sop.clock import CalendarMissing
from generator.sop.model import Function
from generator.sop.suggestion import MARK

PASSES = 4
"""How often values are worked out, each time with what the time before gave: a text may name a day."""

Values = dict[str, Any]


def fill(occasion: Occasion) -> Values:
    """The values of a new document by field, in the form's order; what nobody knows is left out."""
    schema = occasion.kind.form.schema
    values: Values = {}
    for _ in range(PASSES):
        again = _Filling(occasion, values).object(schema, {}, values)
        if again == values:
            break
        values = again
    return values


@dataclass(frozen=True)
class Item:
    """An item of a list: known fields, and names for the texts that the form proposes in it."""

    values: Values
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Filling:
    """One pass; `root` is what the pass before gave."""

    occasion: Occasion
    root: Values

    def object(
        self,
        schema: Schema,
        given: Mapping[str, Any],
        before: Any,
        names: Mapping[str, str] | None = None,
    ) -> Values:
        """The values of an object. `names` are those of a list's item; its fields mean no root concepts."""
        found: Values = {}
        old = before if isinstance(before, dict) else {}
        for name, inner in schema.get("properties", {}).items():
            value = given.get(name)
            if value is None:
                value = self._value(inner, name, old, names)
            if inner.get("type") == "object":
                known = value if isinstance(value, dict) else {}
                value = self.object(inner, known, old.get(name), names)
            elif isinstance(value, list):
                value = self._items(inner.get("items", {}), value)
            if value not in (None, "", [], {}):
                found[name] = value
        return found

    def _items(self, schema: Schema, values: list[Any]) -> list[Any]:
        return [
            self.object(schema, item.values, {}, item.names) if isinstance(item, Item) else item
            for item in values
        ]

    def _value(
        self, inner: Schema, name: str, beside: Values, names: Mapping[str, str] | None
    ) -> Any:
        try:
            if "const" in inner:
                return inner["const"]
            if "x-jumlah-dari" in inner:
                return self._count(inner)
            if "x-hari-dari" in inner:
                return self._weekday(inner, beside)
            if MARK in inner:
                return self._proposed(inner, names or {})
            if names is not None:
                return None
            if name == "id":
                return implied_id(self.occasion.kind, self.occasion.subject)
            readers = [read for mark, read in _BY_MARK.items() if mark in inner]
            readers += [read for mark, read in _BY_CONCEPT.items() if mark == inner.get("x-konsep")]
            return readers[0](self, inner) if readers else None
        except CalendarMissing:
            return None

    # -- from other fields of the document -----------------------------------------------------

    def _look(self, path: str) -> Any:
        here: Any = self.root
        for part in dotted(path):
            here = here.get(part) if isinstance(here, dict) else None
        return here

    def _count(self, inner: Schema) -> int | None:
        here = self._look(inner["x-jumlah-dari"])
        return len(here) if isinstance(here, list) else None

    def _weekday(self, inner: Schema, beside: Values) -> str | None:
        written = str(beside.get(inner["x-hari-dari"], ""))
        day = self.occasion.words.day(written).partition(",")[0] if written else ""
        return day if day in inner.get("enum", [day]) else None

    def _proposed(self, inner: Schema, names: Mapping[str, str]) -> Any:
        values = list(proposed(self.occasion, inner, names, self._look))
        if inner.get("type") != "array":
            return next((value for value in values if isinstance(value, str)), None)
        items = inner.get("items", {})
        return [Item(_of_unit(items, v[0]), v[1]) if isinstance(v, tuple) else v for v in values]

    # -- from the round and the rule book ------------------------------------------------------

    def _year(self, inner: Schema) -> str:
        subject, context = self.occasion.subject, self.occasion.state.context
        own = context.round_facts.get(subject.round)
        guessed = subject.year or context.today.year
        return (own.get("tahun") if own else "") or str(guessed)

    def _unit(self, inner: Schema) -> str:
        return self.occasion.subject.unit

    def _date(self, inner: Schema) -> str | None:
        return self.occasion.day.isoformat() if self.occasion.is_evidence else None

    def _opened(self, inner: Schema) -> str | None:
        opens = self.occasion.kind.function is Function.ROUND
        return self._moment() if opens else None

    def _finished(self, inner: Schema) -> str | None:
        """The moment of completion, of evidence: who approves it finishes the step by that.

        Nobody knows it yet while what it lists is not ready to be signed.
        """
        evidence = self.occasion.kind.function is Function.EVIDENCE
        return self._moment() if evidence and not unready(self.occasion) else None

    def _moment(self) -> str | None:
        begins = self.occasion.begins
        return begins.isoformat(timespec="minutes") if begins else None

    # -- a new version -------------------------------------------------------------------------

    def _version(self, inner: Schema) -> str:
        wanted = "revision" if self.occasion.former else "first"
        words = inner.get("x-arti", {}).items()
        return next((word for word, meaning in words if meaning == wanted), "")

    def _replaced(self, inner: Schema) -> str:
        return self.occasion.former.document.id if self.occasion.former else ""

    def _order(self, inner: Schema) -> str:
        former = self.occasion.former
        return str(len(self.occasion.state.context.versions.chain(former))) if former else ""

    # -- people --------------------------------------------------------------------------------

    def _owner(self, inner: Schema) -> Values:
        subject = self.occasion.subject
        role = self.occasion.state.context.sop.roles.get(inner.get("x-peran", ""))
        if role is not None:
            return self._holder(inner, role.positions[0] if role.positions else "")
        return self._party(inner, subject.person, subject.position, subject.status)

    def _superior(self, inner: Schema) -> Values:
        context = self.occasion.state.context
        known = context.sop.organisation.positions.get(self.occasion.subject.position)
        if known is None or known.superior is None:
            return {}
        return self._holder(inner, known.superior)

    def _holder(self, inner: Schema, position: str) -> Values:
        """Who holds a position on the document's day."""
        held = self.occasion.state.context.tenures(position, self.occasion.day.isoformat())
        person, status = (held[0][0].id, held[0][1].status) if held else ("", "")
        return self._party(inner, person, position, status)

    def _party(self, inner: Schema, person: str, position: str, status: str) -> Values:
        return by_concept(inner, {"orang": person, "jabatan": position, "status": status})

    def _level(self, inner: Schema) -> str:
        positions = self.occasion.state.context.sop.organisation.positions
        known = positions.get(self.occasion.subject.position)
        return known.level if known else ""

    def _by_level(self, inner: Schema) -> str:
        level, words = self._level(inner), inner["x-sesuai-tingkat"].items()
        return next((word for word, levels in words if level in levels), "")

    def _heads(self, inner: Schema) -> list[str]:
        group = str(inner["x-penerima"].get("kepala_unit", ""))
        units = self.occasion.state.context.sop.organisation.units_of((group,))
        return [unit.head for unit in units]

    # -- other documents -----------------------------------------------------------------------

    def _parent_id(self, inner: Schema) -> str:
        return parent_id(self.occasion, inner)

    def _rows(self, inner: Schema) -> list[Item]:
        items = inner.get("items", {})
        return [
            Item(by_concept(items, {"ukuran_rujukan": measure.id, "satuan": measure.target.unit}))
            for measure in parents_measures(self.occasion)
        ]

    def _tasks(self, inner: Schema) -> list[Item]:
        owed: dict[str, list[str]] = {}
        unit = self.occasion.subject.unit
        for duty in self.occasion.state.duties:
            if unit in ("", duty.unit):
                owed.setdefault(duty.person, []).append(duty.kind)
        items = inner.get("items", {})
        return [
            Item(
                by_concept(
                    items, {"orang": person, "jenis_wajib": kinds, "tenggat": self._due(kinds)}
                )
            )
            for person, kinds in owed.items()
        ]

    def _due(self, kinds: list[str]) -> str:
        """The day on which the steps that write some kinds of documents are over."""
        sop = self.occasion.state.context.sop
        numbers = sorted({sop.kinds[kind].step or 0 for kind in kinds})
        return self.occasion.after(tuple(sop.steps[n] for n in numbers if n)).isoformat()

    def _listed(self, inner: Schema) -> list[Item]:
        items = inner.get("items", {})
        return [
            Item(by_concept(items, {"dokumen": id, "sidik": sum_}))
            for id, sum_ in listed(self.occasion, inner)
        ]

    def _missing(self, inner: Schema) -> list[Item]:
        items = inner.get("items", {})
        units = missing_units(self.occasion) if self.occasion.partial else ()
        return [Item(by_concept(items, {"unit": unit}), names) for unit, names in units]


def by_concept(schema: Schema, values: Mapping[str, Any]) -> Values:
    """Values by field name, from values by concept."""
    fields = schema.get("properties", {}).items()
    return {
        name: values[inner["x-konsep"]] for name, inner in fields if inner.get("x-konsep") in values
    }


def _of_unit(schema: Schema, unit: str) -> Values:
    """The fields of a list's item that name a unit."""
    fields = schema.get("properties", {}).items()
    return {
        name: unit for name, inner in fields if inner.get("x-rujukan", {}).get("ruang") == "unit"
    }


_Reader = Callable[[_Filling, Schema], Any]
_BY_MARK: dict[str, _Reader] = {
    "x-penerima": _Filling._heads,
    "x-sesuai-tingkat": _Filling._by_level,
}
_BY_CONCEPT: dict[str, _Reader] = {
    "atasan": _Filling._superior,
    "daftar_dokumen": _Filling._listed,
    "induk": _Filling._parent_id,
    "menggantikan": _Filling._replaced,
    "mulai": _Filling._opened,
    "pemilik": _Filling._owner,
    "rencana": _Filling._rows,
    "selesai": _Filling._finished,
    "tahun": _Filling._year,
    "tanggal": _Filling._date,
    "tingkat": _Filling._level,
    "tugas": _Filling._tasks,
    "unit": _Filling._unit,
    "unit_kurang": _Filling._missing,
    "urutan": _Filling._order,
    "versi": _Filling._version,
}
