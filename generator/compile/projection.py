"""What an edition shows of a document: the fields its audience may see, references replaced by what
they name.

After this module nothing of a public edition holds an internal value: pages, prints and tables are
made from projected data and from facts read from what is left of a document (`Projector.facts`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.compile.access import is_open, may_see, stripped
from generator.compile.model import Audience
from generator.load.corpus import Document
from generator.load.schema import Schema
from generator.load.source import Path
from generator.rules.context import Context
from generator.sop.extract import facts_of
from generator.sop.facts import Facts, Goal, Measure
from generator.sop.model import Function

REFERENCE = "x-rujukan"
CONCEPT = "x-konsep"


@dataclass(frozen=True)
class Projector:
    """Projects documents for an audience. `numbers` (person -> NIP) is used internally only."""

    context: Context
    audience: Audience
    numbers: Mapping[str, str]
    _known: dict[str, Facts] = field(default_factory=dict, repr=False)

    @property
    def is_internal(self) -> bool:
        """Whether the edition is for the office itself."""
        return self.audience is Audience.INTERNAL

    def shows(self, document: Document) -> bool:
        """Whether the edition may name a document and tell its state."""
        return is_open(document, self.audience)

    def reveals(self, document: Document) -> bool:
        """Whether the edition may show what a document says: the public one never shows a draft."""
        if self.audience is Audience.INTERNAL:
            return True
        is_draft = self.context.kind(
            document
        ).function is Function.DOCUMENT and not self.context.stage(document)
        return self.shows(document) and not is_draft

    def facts(self, document: Document) -> Facts:
        """The facts that can be read from what the edition may show of a document."""
        if self.audience is Audience.INTERNAL:
            return self.context.facts(document)
        if document.path not in self._known:
            self._known[document.path] = facts_of(stripped(document, self.audience))
        return self._known[document.path]

    def data(self, document: Document) -> dict[str, Any]:
        """A document's data as the edition shows it; empty where it reveals nothing."""
        if not self.reveals(document):
            return {}
        bare = stripped(document, self.audience)
        return self._object(bare.data, bare.form.schema, bare, ())

    def person(self, id: str) -> dict[str, str]:
        """A person as the edition may show one that is named in a shown field."""
        found = self.context.people.get(id)
        if self.audience is Audience.PUBLIC:
            return {"nama": found.name if found else ""}
        if found is None:
            return {"id": id, "nama": "", "pangkat": "", "golongan": "", "nip": "", "tanpa_nip": ""}
        political = found.service == "political"
        return {
            "id": id,
            "nama": found.name,
            "pangkat": found.rank,
            "golongan": found.grade,
            "nip": "" if political else self.numbers.get(id, ""),
            "tanpa_nip": "ya" if political else "",
        }

    def _value(self, value: Any, schema: Schema, document: Document, path: Path) -> Any:
        if isinstance(value, dict):
            return self._object(value, schema, document, path)
        if isinstance(value, list):
            items = schema.get("items", {})
            return [self._value(v, items, document, (*path, i)) for i, v in enumerate(value)]
        reference = schema.get(REFERENCE)
        return self._named(value, reference, document, path) if reference else value

    def _object(
        self, value: dict[str, Any], schema: Schema, document: Document, path: Path
    ) -> dict[str, Any]:
        shown = {
            name: self._value(value[name], inner, document, (*path, name))
            for name, inner in schema.get("properties", {}).items()
            if name in value and may_see(inner, self.audience)
        }
        if CONCEPT in schema and _is_party(schema):
            shown["sebutan"] = self._title(value, schema)
        return shown

    def _title(self, value: Mapping[str, Any], schema: Schema) -> str:
        names = {inner.get(CONCEPT): name for name, inner in schema["properties"].items()}
        position = self.context.sop.organisation.positions.get(str(value.get(names["jabatan"])))
        prefix = self.context.sop.tenures.get(str(value.get(names["status"])), "")
        return f"{prefix}{position.name}" if position else ""

    def _named(
        self, value: Any, reference: Mapping[str, Any], document: Document, path: Path
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
        if found is None or not found.readable or not self.shows(found):
            return {"id": id, "judul": "", "terbit": False}
        return {"id": id, "judul": self.title(found), "terbit": True}

    def _item(
        self, id: str, reference: Mapping[str, Any], document: Document, path: Path
    ) -> dict[str, Any]:
        inside = str(reference.get("dalam", ""))
        place = (inside[1:],) if inside.startswith("/") else (*path[:-1], inside)
        target = self.context.find(str(document.get(place)))
        if target is None or not self.reveals(target.document):
            return {"id": id}
        return {"id": id, **item_text(self.facts(target.document), id)}

    def named_owner(self, document: Document) -> str:
        """The position of a document's owner, internally with the name."""
        position, owner = self.owner(document), self.facts(document).owner
        found = self.context.people.get(owner.person) if owner else None
        if found is None or self.audience is Audience.PUBLIC:
            return position
        return f"{found.name} ({position})"

    def open_data(self, document: Document) -> dict[str, Any]:
        """The typed values that the edition may show, in the form's own shape.

        References stay as they are, but a public edition has a person's name in place of the id.
        """
        if self.audience is Audience.INTERNAL:
            return document.as_read
        bare = stripped(document, self.audience)
        return self._with_names(bare.data, bare.form.schema) if self.reveals(document) else {}

    def _with_names(self, value: Any, schema: Schema) -> Any:
        if isinstance(value, dict):
            inner = schema.get("properties", {})
            return {name: self._with_names(v, inner.get(name, {})) for name, v in value.items()}
        if isinstance(value, list):
            return [self._with_names(v, schema.get("items", {})) for v in value]
        is_person = schema.get(REFERENCE, {}).get("ruang") == "orang"
        return self.person(str(value))["nama"] if is_person else value

    def title(self, document: Document) -> str:
        """What people call a document: its kind, whose it is, and the round."""
        kind, organisation = self.context.kind(document), self.context.sop.organisation
        parts = [kind.name, *self.version(document)]
        if document.name and not kind.supplements and (owner := self.owner(document)):
            parts.append(owner)
        elif unit := organisation.units.get(document.unit or ""):
            parts.append(unit.name)
        return " ".join([*parts, document.round or ""]).strip()

    def version(self, document: Document) -> tuple[str, ...]:
        """The number of a newer version, or of evidence that comes after."""
        if self.context.kind(document).supplements:
            return (f"ke-{document.name}",)
        number = len(self.context.versions.chain(self.context.facts(document))) - 1
        return (f"Perubahan ke-{number}",) if number else ()

    def owner(self, document: Document) -> str:
        """The position of a document's owner; empty where there is none to show."""
        owner = self.facts(document).owner
        if owner is None:
            return ""
        known = self.context.sop.organisation.positions.get(owner.position)
        return known.name if known else owner.position


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


def _is_party(schema: Schema) -> bool:
    marks = {inner.get(CONCEPT) for inner in schema.get("properties", {}).values()}
    return {"orang", "jabatan", "status"} <= marks
