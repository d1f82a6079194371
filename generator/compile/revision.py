"""A new version of a document that was handed in: what it takes over, what is written anew.

What is about one version only is left out: when it was handed in and dated, what later steps have
put into it (signatures), and the fields that the form asks for only in a revision, as its reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.load.schema import SINCE, Schema
from generator.rules.context import Context
from generator.rules.succession import REPLACES
from generator.sop.concept import Path, plan
from generator.sop.facts import Facts
from generator.sop.model import Kind

VERSION = "versi"
_ANEW = (REPLACES, "alasan_versi", "atasan", "pemilik", "selesai", "tanggal", "tingkat")
"""Concepts of the root that each version says for itself."""


def may_be_replaced(kind: Kind) -> bool:
    """Whether a document of a kind can say that it replaces another one."""
    return REPLACES in plan(kind.form.schema).fields


def taken_over(context: Context, kind: Kind, facts: Facts) -> Mapping[str, Any]:
    """The values of a document, by field, that its next version begins with.

    References to what has a newer version name that.
    """
    data: dict[str, Any] = _renewed(context, facts.document.data)
    for path in _left_out(kind):
        here: Any = data
        for part in path[:-1]:
            here = here.get(part) if isinstance(here, dict) else None
        if isinstance(here, dict):
            here.pop(path[-1], None)
    return {name: value for name, value in data.items() if value not in ({}, [], None)}


def _renewed(context: Context, value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _renewed(context, inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_renewed(context, item) for item in value]
    return context.versions.latest(value) if isinstance(value, str) else value


def _left_out(kind: Kind) -> Iterator[Path]:
    schema = kind.form.schema
    yield ("id",)
    marks = plan(schema)
    places = {**marks.fields, **marks.objects}
    yield from (places[concept][0] for concept in _ANEW if concept in places)
    version = marks.fields.get(VERSION)
    for name, inner in schema.get("properties", {}).items():
        late = int(inner.get(SINCE, 0)) > (kind.step or 0)
        if late or (version and _is_of_revisions(inner, *version)):
            yield (name,)
    yield from (version[:1] if version else ())


def _is_of_revisions(inner: Schema, path: Path, version: Schema) -> bool:
    """Whether a field is asked for only where the version is a revision."""
    revisions = {word for word, meant in version.get("x-arti", {}).items() if meant == "revision"}
    words = inner.get("x-wajib-bila", {}).get(".".join(path), ())
    return bool(words) and revisions.issuperset(words)
