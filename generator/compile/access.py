"""What of a document an audience may see, by the marks `x-akses` of its form.

A value stays only if its field, every field around it and its kind are marked for the audience.
Every kind, field and list of objects must carry a mark, also where no document uses it: `verify`
stops the build before anything is shown. Doubt hides: a value of another shape than the form's, and
a document whose `x-internal-bila` field is missing or unknown, are internal.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from generator.compile.model import Audience
from generator.load.corpus import Document
from generator.load.schema import Schema
from generator.sop.model import Sop

ACCESS = "x-akses"
INTERNAL_WHEN = "x-internal-bila"


class Unclassified(Exception):
    """Kinds or fields without a valid `x-akses`; the message names them in Indonesian."""


def verify(sop: Sop) -> None:
    """Raise `Unclassified` unless every kind and every field of every form carries a mark."""
    found = [what for kind in sop.kinds.values() for what in _unmarked(kind.form.schema, kind.id)]
    if found:
        raise Unclassified(
            f"belum diberi x-akses (publik atau internal) pada formulirnya: {', '.join(found)}"
        )


def _unmarked(schema: Schema, kind: str) -> Iterator[str]:
    if not _is_marked(schema):
        yield f"jenis {kind}"
    yield from (f"isian {path} jenis {kind}" for path in _unmarked_fields(schema, ()))
    properties = schema.get("properties", {})
    for name in schema.get(INTERNAL_WHEN, {}):
        if name not in properties:
            yield f"isian {name} jenis {kind} yang disebut {INTERNAL_WHEN}"


def _unmarked_fields(schema: Schema, path: tuple[str, ...]) -> Iterator[str]:
    for name, inner in schema.get("properties", {}).items():
        here = (*path, name)
        if not _is_marked(inner):
            yield ".".join(here)
        yield from _unmarked_fields(inner, here)
    items = schema.get("items")
    if isinstance(items, dict):
        if ACCESS in items and not _is_marked(items):
            yield ".".join((*path, "[]"))
        yield from _unmarked_fields(items, path)


def _is_marked(schema: Schema) -> bool:
    return schema.get(ACCESS) in {audience.value for audience in Audience}


def may_see(schema: Schema, audience: Audience) -> bool:
    """Whether a field (or kind) is marked for an audience; the internal one sees all."""
    return audience is Audience.INTERNAL or schema.get(ACCESS) == Audience.PUBLIC.value


def is_open(document: Document, audience: Audience) -> bool:
    """Whether an audience may know more of a document than that it counts."""
    schema = document.form.schema
    if audience is Audience.INTERNAL:
        return True
    return may_see(schema, audience) and not any(
        _is_internal_word(document.data.get(name), words, schema["properties"][name])
        for name, words in schema.get(INTERNAL_WHEN, {}).items()
    )


def _is_internal_word(value: Any, words: list[str], schema: Schema) -> bool:
    known = schema.get("enum")
    return (
        not isinstance(value, str) or value in words or (known is not None and value not in known)
    )


def stripped(document: Document, audience: Audience) -> Document:
    """A document without the values that an audience may not see."""
    if audience is Audience.INTERNAL:
        return document
    out = copy.copy(document)
    out.data = shown(document.data, document.form.schema, audience)
    return out


def shown(data: dict[str, Any], schema: Schema, audience: Audience) -> dict[str, Any]:
    """The values of a form's data that an audience may see."""
    return data if audience is Audience.INTERNAL else _object(data, schema, audience)


def _value(value: Any, schema: Schema, audience: Audience) -> Any:
    kind = schema.get("type")
    if isinstance(value, dict):
        return _object(value, schema, audience) if kind == "object" else None
    if isinstance(value, list):
        items = schema.get("items", {})
        if kind != "array" or (ACCESS in items and not may_see(items, audience)):
            return None
        return [v for v in (_value(v, items, audience) for v in value) if v is not None]
    return None if kind in ("object", "array") else value


def _object(value: dict[str, Any], schema: Schema, audience: Audience) -> dict[str, Any]:
    kept = {
        name: _value(value[name], inner, audience)
        for name, inner in schema.get("properties", {}).items()
        if name in value and may_see(inner, audience)
    }
    return {name: inner for name, inner in kept.items() if inner is not None}
