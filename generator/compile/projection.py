"""What an edition may show of a document: fields by `x-akses`, references replaced by what they name.

A value stays only if its field, every field around it and its kind are marked for the audience; a
field without a mark is an error that stops the build. After this module nothing holds an internal
value of a public edition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.compile.model import Audience
from generator.load.corpus import Document
from generator.load.schema import Schema
from generator.rules.context import Context
from generator.sop.facts import Facts, Goal, Measure

ACCESS = "x-akses"
INTERNAL_WHEN = "x-internal-bila"
REFERENCE = "x-rujukan"


class Unclassified(Exception):
    """A kind or field without a valid `x-akses`; the message names it in Indonesian."""


@dataclass(frozen=True)
class Projector:
    """Projects documents for an audience. `numbers` (person -> NIP) is used internally only."""

    context: Context
    audience: Audience
    numbers: Mapping[str, str]

    def shows(self, document: Document) -> bool:
        """Whether the edition may show anything of a document."""
        schema = document.form.schema
        if not self._may(schema, f"jenis {document.kind}"):
            return False
        if self.audience is Audience.INTERNAL:
            return True
        conditions = schema.get(INTERNAL_WHEN, {})
        return not any(document.data.get(name) in words for name, words in conditions.items())

    def data(self, document: Document) -> dict[str, Any]:
        """A document's data as the edition may show it."""
        shown = self._value(document.data, document.form.schema, document, ())
        return shown if isinstance(shown, dict) else {}

    def person(self, id: str) -> dict[str, str]:
        """A person as the edition may show one that is named in a shown field."""
        found = self.context.people.get(id)
        if self.audience is Audience.PUBLIC:
            return {"nama": found.name if found else ""}
        if found is None:
            return {"id": id, "nama": "", "pangkat": "", "golongan": "", "nip": ""}
        number = self.numbers.get(id, "") if found.service != "political" else ""
        return {
            "id": id,
            "nama": found.name,
            "pangkat": found.rank,
            "golongan": found.grade,
            "nip": number,
        }

    def _may(self, schema: Schema, what: str) -> bool:
        level = schema.get(ACCESS)
        if level == Audience.INTERNAL.value:
            return self.audience is Audience.INTERNAL
        if level != Audience.PUBLIC.value:
            raise Unclassified(f"{what} belum diberi x-akses (publik atau internal) pada formulirnya")
        return True

    def _value(self, value: Any, schema: Schema, document: Document, path: tuple[Any, ...]) -> Any:
        if isinstance(value, dict):
            return self._object(value, schema, document, path)
        if isinstance(value, list):
            items = schema.get("items", {})
            return [self._value(v, items, document, (*path, i)) for i, v in enumerate(value)]
        reference = schema.get(REFERENCE)
        return self._named(value, reference, document, path) if reference else value

    def _object(
        self, value: dict[str, Any], schema: Schema, document: Document, path: tuple[Any, ...]
    ) -> dict[str, Any]:
        shown = {}
        for name, inner in schema.get("properties", {}).items():
            what = f"isian {'.'.join(map(str, (*path, name)))} jenis {document.kind}"
            if self._may(inner, what) and name in value:
                shown[name] = self._value(value[name], inner, document, (*path, name))
        if "x-konsep" in schema and _is_party(schema):
            shown["sebutan"] = self._title(value, schema)
        return shown

    def _title(self, value: Mapping[str, Any], schema: Schema) -> str:
        names = {inner.get("x-konsep"): name for name, inner in schema["properties"].items()}
        position = self.context.sop.organisation.positions.get(str(value.get(names["jabatan"])))
        prefix = self.context.sop.tenures.get(str(value.get(names["status"])), "")
        return f"{prefix}{position.name}" if position else ""

    def _named(
        self, value: Any, reference: Mapping[str, Any], document: Document, path: tuple[Any, ...]
    ) -> Any:
        organisation, id = self.context.sop.organisation, str(value)
        match reference.get("ruang"):
            case "orang":
                return self.person(id)
            case "jabatan":
                position = organisation.positions.get(id)
                return {"id": id, "nama": position.name if position else id}
            case "unit":
                unit = organisation.units.get(id)
                names = (unit.name, unit.short) if unit else (id, id)
                return {"id": id, "nama": names[0], "singkatan": names[1]}
            case "jenis":
                kind = self.context.sop.kinds.get(id)
                names = (kind.name, kind.short) if kind else (id, id)
                return {"id": id, "nama": names[0], "singkatan": names[1]}
            case "dokumen":
                return self._document(id)
            case "butir":
                return self._item(id, reference, document, path)
        return value

    def _document(self, id: str) -> dict[str, Any]:
        found = self.context.corpus.find(id)
        if found is None or not self.shows(found):
            return {"id": id, "judul": "", "terbit": False}
        return {"id": id, "judul": title(self.context, found), "terbit": True}

    def _item(
        self, id: str, reference: Mapping[str, Any], document: Document, path: tuple[Any, ...]
    ) -> dict[str, Any]:
        inside = str(reference.get("dalam", ""))
        place = (inside[1:],) if inside.startswith("/") else (*path[:-1], inside)
        target = self.context.find(str(document.get(place)))
        if target is None or not self.shows(target.document):
            return {"id": id}
        return {"id": id, **item_text(target, id)}


def item_text(facts: Facts, id: str) -> dict[str, Any]:
    """What a goal or measure says: its text, its goal's text, and its target."""
    found = facts.item(id)
    if isinstance(found, Goal):
        return {"teks": found.text, "tujuan": found.text}
    if isinstance(found, Measure):
        goal = next(g for g in facts.goals if found in g.measures)
        target = {
            "nilai": found.target.value,
            "teks": found.target.text,
            "satuan": found.target.unit,
        }
        return {"teks": found.name, "tujuan": goal.text, "tujuan_id": goal.id, "target": target}
    return {}


def title(context: Context, document: Document) -> str:
    """What people call a document: its kind, whose it is, and the round."""
    kind, facts = context.kind(document), context.facts(document)
    organisation = context.sop.organisation
    parts = [kind.name]
    if document.name and facts.owner:
        position = organisation.positions.get(facts.owner.position)
        parts.append(position.name if position else facts.owner.position)
    elif document.unit in organisation.units:
        parts.append(organisation.units[document.unit].name)
    return " ".join([*parts, document.round or ""]).strip()


def _is_party(schema: Schema) -> bool:
    marks = {inner.get("x-konsep") for inner in schema.get("properties", {}).values()}
    return {"orang", "jabatan", "status"} <= marks
