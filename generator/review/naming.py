"""What values are called: references by what they name, list items by their own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.compile.projection import Projector, item_text
from generator.load.corpus import Document
from generator.load.schema import Schema
from generator.review.change import Shown, Sort
from generator.rules.context import Context

STRANGE = "isian yang tidak dikenal formulir"
_CALLED = ("nama", "uraian")
_FORMATS = {"tanggal": Sort.DATE, "saat": Sort.MOMENT}


@dataclass(frozen=True)
class Side:
    """One side of a comparison: a document and everything around it."""

    projector: Projector
    document: Document

    @property
    def context(self) -> Context:
        """Everything around the document."""
        return self.projector.context

    def shown(self, value: Any, schema: Schema, beside: Mapping[str, Any]) -> Shown | None:
        """A value with what it names; None where there is none."""
        if value is None:
            return None
        if isinstance(value, dict) and schema.get("x-konsep") == "target":
            return self._target(value, schema)
        if isinstance(value, dict | list):
            return Shown(Sort.PARTS, parts=tuple(self._parts(value, schema)))
        if isinstance(value, bool):
            return Shown(Sort.FLAG, value)
        if isinstance(value, int | float):
            return Shown(_number_sort(schema), value)
        if "x-rujukan" in schema:
            named = self.named(value, schema["x-rujukan"], beside)
            return Shown(Sort.TEXT, named or value, raw=value)
        if "enum" in schema or "const" in schema:
            return Shown(Sort.WORD, value.replace("_", " "), raw=value)
        return Shown(_FORMATS.get(str(schema.get("format", "")), Sort.TEXT), value, raw=value)

    def named(self, id: str, reference: Mapping[str, Any], beside: Mapping[str, Any]) -> str:
        """The name of what a reference points to; empty when it points to nothing."""
        sop, context = self.context.sop, self.context
        found: Any = None
        match reference.get("ruang"):
            case "orang":
                found = context.people.get(id)
            case "jabatan":
                found = sop.organisation.positions.get(id)
            case "unit":
                found = sop.organisation.units.get(id)
            case "tingkat":
                found = sop.organisation.levels.get(id)
            case "jenis":
                found = sop.kinds.get(id)
            case "dokumen":
                document = context.corpus.find(id)
                return self.projector.title(document) if document else ""
            case "butir":
                return self._item(id, str(reference.get("dalam", "")), beside)
        return str(found.name) if found else ""

    def _item(self, id: str, inside: str, beside: Mapping[str, Any]) -> str:
        holder = self.document.data if inside.startswith("/") else beside
        target = self.context.find(str(holder.get(inside.removeprefix("/"))))
        return str(item_text(target, id).get("teks", "")) if target else ""

    def label(self, item: Any, schema: Schema) -> str:
        """What a list item is called: its name or text, else the first thing that it names."""
        if not isinstance(item, dict):
            return str(item)
        fields = schema.get("properties", {})
        marks = {inner.get("x-konsep"): name for name, inner in fields.items()}
        called = [item.get(marks[concept]) for concept in _CALLED if concept in marks]
        called += [
            self.named(item[name], inner["x-rujukan"], item) or item[name]
            for name, inner in fields.items()
            if "x-rujukan" in inner and isinstance(item.get(name), str)
        ]
        called += list(item.values())
        return next((text for text in called if isinstance(text, str) and text), "")

    def _target(self, value: dict[str, Any], schema: Schema) -> Shown:
        """A target as one number with its unit, or all its parts where there is more to it."""
        fields = schema.get("properties", {}).items()
        marks = {inner.get("x-konsep"): name for name, inner in fields}
        figure, unit = value.get(marks.get("nilai", "")), value.get(marks.get("satuan", ""), "")
        known = {marks.get("nilai"), marks.get("satuan")}
        number = figure if isinstance(figure, int | float) else None
        unit = unit if isinstance(unit, str) else ""
        if number is not None and set(value) <= known:
            return Shown(Sort.NUMBER, number, unit=unit)
        return Shown(Sort.PARTS, number, unit=unit, parts=tuple(self._parts(value, schema)))

    def _parts(self, value: Any, schema: Schema) -> list[tuple[str, Shown]]:
        if isinstance(value, list):
            items = schema.get("items", {})
            shown = [("", self.shown(item, items, {})) for item in value]
        else:
            shown = [
                (title(inner), self.shown(value[name], inner, value))
                for name, inner in ordered(value, schema)
            ]
        return [(name, part) for name, part in shown if part is not None]


def ordered(value: Mapping[str, Any], schema: Schema) -> list[tuple[str, Schema]]:
    """The fields of an object with their schemas: in the form's order, then what it does not know."""
    fields = schema.get("properties", {})
    known = [name for name in fields if name in value]
    return [(name, fields.get(name, {})) for name in dict.fromkeys([*known, *value])]


def title(schema: Schema) -> str:
    """What a form calls a field; never its key."""
    return str(schema.get("title") or STRANGE)


def _number_sort(schema: Schema) -> Sort:
    concept = str(schema.get("x-konsep", ""))
    if concept == "rupiah":
        return Sort.MONEY
    return Sort.PLAIN if concept == "tahun" else Sort.NUMBER
