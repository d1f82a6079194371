"""A commented skeleton of a document, with what is known already filled in.

Everything comes from the kind's form: titles and descriptions become comments, marked fields get
the values that the rule book, the register and the other documents already tell.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.compile.state import RoundState
from generator.load.digest import digest
from generator.load.schema import SINCE, Schema
from generator.sop.facts import Facts
from generator.sop.model import Function, Kind

_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./+-]*(?: [A-Za-z0-9_(][A-Za-z0-9_./,()+-]*)*")


@dataclass(frozen=True)
class Subject:
    """Whose document it is and where it belongs; ids, empty when not known."""

    round: str
    unit: str
    name: str
    person: str
    position: str
    status: str


@dataclass(frozen=True)
class Skeleton:
    """The text of one new document."""

    state: RoundState
    kind: Kind
    subject: Subject

    def path(self) -> str:
        """Where it belongs, below `content/`."""
        names = {
            "putaran": self.subject.round,
            "unit": self.subject.unit,
            "nama": self.subject.name,
        }
        return self.kind.path(**names)

    def id(self) -> str:
        """The id that its form asks for in that place."""
        pattern = str(self.kind.form.at(("id",)).get("x-pola", self.kind.id))
        names = {
            "putaran": self.subject.round,
            "unit": self.subject.unit,
            "nama": self.subject.name,
        }
        return re.sub(r"\{(\w+)\}", lambda match: names.get(match[1], ""), pattern)

    def text(self, schema_path: str) -> str:
        """The document; `schema_path` leads from it to its form, for editors."""
        schema = self.kind.form.schema
        lines = [f"# yaml-language-server: $schema={schema_path}", f"# {schema.get('title', '')}"]
        lines += _comment(str(schema.get("description", "")), "")
        return "\n".join([*lines, *self._object(schema, "", {})]) + "\n"

    def _object(self, schema: Schema, indent: str, known: Mapping[str, Any]) -> Iterator[str]:
        for name, inner in schema.get("properties", {}).items():
            yield from _about(inner, indent)
            value = known.get(name, self._known(inner, name))
            later = name not in schema.get("required", ()) and not value
            if inner.get("type") == "object" and later:
                yield from (f"{indent}# {line}" for line in _blank(name, inner))
            else:
                yield from self._field(name, inner, value, indent)

    def _field(self, name: str, inner: Schema, value: Any, indent: str) -> Iterator[str]:
        kind = inner.get("type")
        if kind == "object":
            yield f"{indent}{name}:"
            yield from self._object(
                inner, f"{indent}  ", value if isinstance(value, Mapping) else {}
            )
        elif isinstance(value, list):
            yield f"{indent}{name}:"
            for item in value:
                yield from _item(item, inner.get("items", {}), f"{indent}  ")
        elif kind == "array":
            yield f"{indent}{name}:"
            yield from (f"{indent}  # {line}" for line in _blank_item(inner.get("items", {})))
        else:
            yield f"{indent}{name}: {scalar(value)}".rstrip()

    def _known(self, inner: Schema, name: str) -> Any:
        if "const" in inner:
            return inner["const"]
        if name == "id":
            return self.id()
        if "x-penerima" in inner:
            return self._heads(inner["x-penerima"].get("kepala_unit", ""))
        if "x-sesuai-tingkat" in inner:
            return self._by_level(inner["x-sesuai-tingkat"])
        match inner.get("x-konsep"):
            case "tahun":
                own = self.state.context.round_facts.get(self.subject.round)
                return own.get("tahun") if own else self.subject.round
            case "unit":
                return self.subject.unit
            case "tingkat":
                return self._level()
            case "pemilik":
                return self._party(
                    inner, self.subject.person, self.subject.position, self.subject.status
                )
            case "atasan":
                return self._superior(inner)
            case "induk":
                parent = self._parent(inner)
                return parent.document.id if parent else ""
            case "tugas":
                return self._tasks(inner)
            case "daftar_dokumen":
                return self._listed(inner)
            case "rencana":
                return self._rows(inner)
        return None

    def _level(self) -> str:
        known = self.state.context.sop.organisation.positions.get(self.subject.position)
        return known.level if known else ""

    def _by_level(self, words: Mapping[str, list[str]]) -> str:
        return next((word for word, levels in words.items() if self._level() in levels), "")

    def _heads(self, group: str) -> list[str]:
        return [u.head for u in self.state.context.sop.organisation.units_of((group,))]

    def _party(self, inner: Schema, person: str, position: str, status: str) -> dict[str, str]:
        values = {"orang": person, "jabatan": position, "status": status}
        return _by_concept(inner, values)

    def _superior(self, inner: Schema) -> dict[str, str]:
        context = self.state.context
        known = context.sop.organisation.positions.get(self.subject.position)
        if known is None or known.superior is None:
            return {}
        held = context.tenures(known.superior, context.today.isoformat())
        person, status = (held[0][0].id, held[0][1].status) if held else ("", "")
        return self._party(inner, person, known.superior, status)

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


def _about(inner: Schema, indent: str) -> list[str]:
    text = str(inner.get("description", inner.get("title", "")))
    if SINCE in inner:
        text += f" Wajib mulai langkah {inner[SINCE]}."
    if "enum" in inner and len(inner["enum"]) < 8:
        text += f" Pilihan: {', '.join(inner['enum'])}."
    return _comment(text, indent)


def _comment(text: str, indent: str) -> list[str]:
    words, lines, line = text.split(), [], ""
    for word in words:
        if len(line) + len(word) > 96:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [f"{indent}# {part}" for part in [*lines, line] if part]


def _item(item: Any, schema: Schema, indent: str) -> Iterator[str]:
    """One item of a list: known fields, empty ones to fill, and lists to write as comments."""
    if not isinstance(item, Mapping):
        yield f"{indent}- {scalar(item)}"
        return
    lead = "- "
    for name, inner in schema.get("properties", {}).items():
        value = item.get(name)
        if isinstance(value, list):
            yield f"{indent}{lead}{name}: [{', '.join(map(scalar, value))}]"
        elif value is None and inner.get("type") in ("array", "object"):
            yield from (f"{indent}  # {line}" for line in _blank(name, inner))
            continue
        else:
            yield f"{indent}{lead}{name}: {scalar(value)}".rstrip()
        lead = "  "


def _blank(name: str, inner: Schema) -> list[str]:
    """A field to be filled, with everything inside it, as lines to uncomment."""
    head = f"{name}:  # {inner.get('title', '')}".rstrip(" #")
    if inner.get("type") == "object":
        below = [line for n, i in inner.get("properties", {}).items() for line in _blank(n, i)]
        return [head, *(f"  {line}" for line in below)]
    if inner.get("type") == "array":
        return [head, *(f"  {line}" for line in _blank_item(inner.get("items", {})))]
    return [head]


def _blank_item(items: Schema) -> list[str]:
    if items.get("type") != "object":
        return [f"- {items.get('x-contoh', '')}".rstrip()]
    lines = [line for n, i in items.get("properties", {}).items() for line in _blank(n, i)]
    return [f"{'- ' if i == 0 else '  '}{line}" for i, line in enumerate(lines)]


def scalar(value: Any) -> str:
    """A value as YAML writes it on one line; empty for what is not known."""
    if value is None or value == "":
        return ""
    text = str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
