"""What values are called: references by what they name, list items by their own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.compile.model import Audience
from generator.compile.projection import Projector, item_text
from generator.load.corpus import Document
from generator.load.schema import Schema
from generator.review.change import Shown, Sort
from generator.rules.context import Context

HIDDEN = "dokumen yang tidak diterbitkan"
NOBODY = "orang yang tidak dikenal"
STRANGE = "isian yang tidak dikenal formulir"
_OFFICIAL = ("jabatan", "unit", "tingkat", "jenis")
"""What the rule book itself names: no value that somebody wrote."""
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

    @property
    def _is_public(self) -> bool:
        """Whether no id of a person or hidden document may be shown."""
        return self.projector.audience is Audience.PUBLIC

    def _raw(self, id: str) -> str:
        return "" if self._is_public else id

    def shown(self, value: Any, schema: Schema, beside: Mapping[str, Any]) -> Shown | None:
        """A value with what it names; None where there is none."""
        if value is None:
            return None
        if isinstance(value, dict) and schema.get("x-konsep") == "target":
            return self._target(value, schema)
        if isinstance(value, dict | list):
            party = self._party(value, schema) if is_party(schema) else None
            return party or Shown(Sort.PARTS, parts=tuple(self._parts(value, schema)))
        if isinstance(value, bool):
            return Shown(Sort.FLAG, value)
        if isinstance(value, int | float):
            return Shown(_number_sort(schema), value)
        return self._text(value, schema, beside)

    def _text(self, value: str, schema: Schema, beside: Mapping[str, Any]) -> Shown:
        if "x-rujukan" in schema:
            reference = schema["x-rujukan"]
            named = self.named(value, reference, beside)
            known = named and reference.get("ruang") in _OFFICIAL
            return Shown(Sort.WORD if known else Sort.TEXT, named or value, raw=self._raw(value))
        if schema.get("x-konsep") == "sidik":
            return Shown(Sort.SEAL, value, raw=value)
        if value in schema.get("enum", ()) or value == schema.get("const"):
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
                if document is not None and self.projector.shows(document):
                    return document_title(self.projector, document)
                return HIDDEN if self._is_public else ""
            case "butir":
                return self._item(id, str(reference.get("dalam", "")), beside)
        if found is None and self._is_public and reference.get("ruang") == "orang":
            return NOBODY
        return str(found.name) if found else ""

    def _item(self, id: str, inside: str, beside: Mapping[str, Any]) -> str:
        holder = self.document.data if inside.startswith("/") else beside
        target = self.context.find(str(holder.get(inside.removeprefix("/"))))
        if target is None or not self.projector.reveals(target.document):
            return ""
        return str(item_text(self.projector.facts(target.document), id).get("teks", ""))

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
        """A target: its figure with the unit, and what else is said of it."""
        marks = marked(schema)
        number, unit = value.get(marks.get("nilai")), value.get(marks.get("satuan"))  # type: ignore[arg-type]
        told = {
            marks.get("nilai") if isinstance(number, int | float) else None,
            marks.get("satuan") if isinstance(unit, str) else None,
        }
        rest = {name: inner for name, inner in value.items() if name not in told}
        return Shown(
            Sort.TARGET,
            number if isinstance(number, int | float) else None,
            unit=unit if isinstance(unit, str) else "",
            parts=tuple(self._parts(rest, schema)),
        )

    def _party(self, value: Any, schema: Schema) -> Shown | None:
        """A person in a position; None where either is missing.

        The holder's status is the prefix of the position where the rule book knows it.
        """
        if not isinstance(value, dict):
            return None
        marks, fields = marked(schema), schema["properties"]
        person, position = value.get(marks["orang"]), value.get(marks["jabatan"])
        if not (isinstance(person, str) and isinstance(position, str)):
            return None
        status = value.get(marks.get("status", ""))
        prefix = self.context.sop.tenures.get(status) if isinstance(status, str) else None
        name, title = (
            self.named(id, fields[marks[mark]].get("x-rujukan", {}), value)
            for mark, id in (("orang", person), ("jabatan", position))
        )
        told = {marks["orang"], marks["jabatan"]}
        if prefix is not None:
            told.add(marks["status"])
        known = Sort.WORD if title else Sort.TEXT
        held = Shown(
            known,
            f"{prefix or ''}{title or position}",
            raw=self._raw(f"{position} {status or ''}".strip()),
        )
        rest = self._parts({k: v for k, v in value.items() if k not in told}, schema)
        return Shown(Sort.PARTY, name or person, raw=self._raw(person), parts=(("", held), *rest))

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


def document_title(projector: Projector, document: Document) -> str:
    """What people call a document; with its owner's name where several people share the position."""
    return f"{projector.title(document)}{holder(projector, document)}"


def holder(projector: Projector, document: Document) -> str:
    """The name of a document's owner in brackets, where several people share the position.

    No public title names a person.
    """
    if projector.audience is Audience.PUBLIC:
        return ""
    context, owner = projector.context, projector.context.facts(document).owner
    position = context.sop.organisation.positions.get(owner.position) if owner else None
    person = context.people.get(owner.person) if owner and document.name else None
    return f" ({person.name})" if person and position and position.shared else ""


def marked(schema: Schema) -> dict[Any, str]:
    """The fields of an object by their concepts."""
    fields = schema.get("properties", {}).items()
    return {inner["x-konsep"]: name for name, inner in fields if "x-konsep" in inner}


def is_party(schema: Schema) -> bool:
    """Whether an object is a person in a position."""
    return {"orang", "jabatan"} <= set(marked(schema))


def count(value: Any) -> int:
    """How many single values a value is made of."""
    if isinstance(value, dict | list):
        return sum(map(count, value.values() if isinstance(value, dict) else value))
    return value is not None


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
