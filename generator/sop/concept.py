"""Where a form keeps what the rules speak of.

A form marks its fields with `x-konsep` in words of its own language; this module turns the marks
into a plan, once per form, so that rules can work on people, goals, measures and money without
knowing a single field name of any SOP.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.load.schema import Schema

Path = tuple[str, ...]

NAMING = (
    "butir",
    "ukuran_rujukan",
    "dokumen",
    "orang",
    "uraian",
    "kode",
    "nama",
    "jabatan",
    "unit",
)
"""What may name an item of a list, the surest first."""


@dataclass(frozen=True)
class Plan:
    """The concepts found in one object: scalars and objects by path, lists with their item's plan."""

    fields: dict[str, tuple[Path, Schema]] = field(default_factory=dict)
    objects: dict[str, tuple[Path, Plan]] = field(default_factory=dict)
    lists: dict[str, list[tuple[Path, Plan]]] = field(default_factory=dict)
    """A concept may have several lists; each with the plan of its items."""
    titles: dict[str, str] = field(default_factory=dict)
    """The titles of all fields by name, in the order of the form."""


def plan(schema: Schema) -> Plan:
    """The plan of a form (or of an item's schema)."""
    fields = schema.get("properties", {})
    found = Plan(titles={name: str(inner.get("title", name)) for name, inner in fields.items()})
    for path, name, inner in _marked(schema, ()):
        kind = inner.get("type")
        if kind == "array":
            found.lists.setdefault(name, []).append((path, plan(inner.get("items", {}))))
        elif kind == "object":
            found.objects[name] = (path, plan(inner))
        else:
            found.fields[name] = (path, inner)
    return found


def _marked(schema: Schema, path: Path) -> Iterator[tuple[Path, str, Schema]]:
    """Marked properties below a schema, not looking into what is marked or is a list."""
    for name, inner in schema.get("properties", {}).items():
        here = (*path, name)
        concept = inner.get("x-konsep")
        if concept:
            yield here, concept, inner
        elif inner.get("type") == "object":
            yield from _marked(inner, here)


def stages(forms: Iterable[Schema]) -> dict[str, str]:
    """The parts of the year that plans speak of, by field name with their titles, in the forms' order."""
    found: dict[str, str] = {}
    for schema in forms:
        for _, row in plan(schema).lists.get("rencana", ()):
            if "tahap" in row.objects:
                found |= row.objects["tahap"][1].titles
    return found


def money_sums(schema: Schema) -> frozenset[str]:
    """The fields of a form that hold the sum of a column of money."""
    found = set()
    for total in schema.get("x-penjumlahan", []):
        items = schema["properties"].get(total["daftar"], {}).get("items", {})
        column = items.get("properties", {}).get(total["kolom"], {})
        if str(column.get("x-konsep", "")).startswith("rupiah"):
            found.add(total["jumlah"])
    return frozenset(found)


def meaning(schema: Schema, value: Any) -> str:
    """What an enumerated word means to the program: its `x-arti`, empty when it has none."""
    words = schema.get("x-arti")
    if not isinstance(words, dict) or not isinstance(value, str):
        return ""
    return str(words.get(value, ""))
