"""The first value in which two documents of one form differ, in the order and the words of the form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.load.digest import digest
from generator.load.schema import Schema

ABSENT = object()
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


@dataclass(frozen=True)
class Difference:
    """Where two documents differ: titles and numbers on the way (a name alone is not in the form)."""

    way: tuple[str | int, ...]
    strange: str
    here: Any
    there: Any


def first_difference(here: Any, there: Any, schema: Schema) -> Difference | None:
    """The first difference between a file's values and the published ones; None when there is none.

    A person's id and the name that a public edition has in its place are not compared.
    """
    return _value(here, there, schema, ())


def _value(here: Any, there: Any, schema: Schema, way: tuple[str | int, ...]) -> Difference | None:
    if isinstance(here, Mapping) and isinstance(there, Mapping):
        return _mapping(here, there, schema, way)
    if isinstance(here, list) and isinstance(there, list):
        return _list(here, there, schema, way)
    if here is ABSENT or there is ABSENT:
        return None if here is there else Difference(way, "", here, there)
    if digest(here) == digest(there) or (_is_person(schema) and _is_id(here) != _is_id(there)):
        return None
    return Difference(way, "", here, there)


def _mapping(
    here: Mapping[str, Any], there: Mapping[str, Any], schema: Schema, way: tuple[str | int, ...]
) -> Difference | None:
    fields = schema.get("properties", {})
    for name, inner in fields.items():
        title = str(inner.get("title", name))
        one, other = here.get(name, ABSENT), there.get(name, ABSENT)
        if found := _value(one, other, inner, (*way, title)):
            return found
    for name in sorted({*here, *there} - {*fields}):
        one, other = here.get(name, ABSENT), there.get(name, ABSENT)
        if one is ABSENT or other is ABSENT or digest(one) != digest(other):
            return Difference(way, name, one, other)
    return None


def _list(
    here: list[Any], there: list[Any], schema: Schema, way: tuple[str | int, ...]
) -> Difference | None:
    for number, (one, other) in enumerate(zip(here, there, strict=False), 1):
        if found := _value(one, other, schema.get("items", {}), (*way, number)):
            return found
    return Difference(way, "", here, there) if len(here) != len(there) else None


def _is_person(schema: Schema) -> bool:
    return bool(schema.get("x-rujukan", {}).get("ruang") == "orang")


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and bool(_ID.fullmatch(value))
