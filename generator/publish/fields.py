"""A document of any kind as titled fields, read from its form: what the generic page and print show.

The form gives the titles and the order; the data is what the edition may show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.load.schema import Schema

# What a reference was replaced by (projection.py), most telling first.
_NAMES = ("sebutan", "nama", "judul", "teks", "id")


@dataclass(frozen=True)
class Field:
    """A titled value: one of `text`, `items`, `fields` or `table` (titles, rows of texts) is filled."""

    title: str
    text: str = ""
    items: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    titles: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def fields_of(schema: Schema, data: Mapping[str, Any]) -> tuple[Field, ...]:
    """The fields of an object that are there, in the form's order."""
    return tuple(_fields(schema, data))


def _fields(schema: Schema, data: Mapping[str, Any]) -> Iterator[Field]:
    for name, inner in schema.get("properties", {}).items():
        if name in data and "const" not in inner:
            yield _field(str(inner.get("title", name)), inner, data[name])


def _field(title: str, schema: Schema, value: Any) -> Field:
    if isinstance(value, list):
        return _list(title, schema.get("items", {}), value)
    if isinstance(value, Mapping) and "properties" in schema and not _is_named(value):
        return Field(title, fields=fields_of(schema, value))
    return Field(title, text=text_of(value))


def _list(title: str, schema: Schema, values: list[Any]) -> Field:
    columns = schema.get("properties", {})
    if not columns:
        return Field(title, items=tuple(map(text_of, values)))
    deep = any(isinstance(v, list | Mapping) and not _is_named(v) for row in values for v in row.values())
    if deep or len(columns) > 6:
        entries = (Field(f"{title} {i}", fields=fields_of(schema, v)) for i, v in enumerate(values, 1))
        return Field(title, fields=tuple(entries))
    used = [name for name in columns if any(name in row for row in values)]
    titles = tuple(str(columns[name].get("title", name)) for name in used)
    rows = tuple(tuple(text_of(row.get(name, "")) for name in used) for row in values)
    return Field(title, titles=titles, rows=rows)


def _is_named(value: Any) -> bool:
    return isinstance(value, Mapping) and any(name in value for name in _NAMES)


def text_of(value: Any) -> str:
    """A plain value or a named reference as text; a person stands before the position."""
    from generator.publish.format import number

    if isinstance(value, Mapping):
        parts = [text_of(v) for v in value.values() if isinstance(v, Mapping) and v.get("nama")]
        own = next((str(value[name]) for name in _NAMES if value.get(name)), "")
        return ", ".join([*parts[:1], own]) if "sebutan" in value and parts else own
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, list):
        return ", ".join(map(text_of, value))
    return number(value)
