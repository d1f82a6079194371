"""The values of a document whose form carries an annotation (`x-...`)."""

from __future__ import annotations

from typing import Any

from generator.load.corpus import Document
from generator.load.trail import Found, Trail, follow, trail

Marked = Found
"""Path, annotation, value."""

_KNOWN: dict[tuple[int, str], tuple[Any, Trail | None]] = {}
"""By identity of the form, which is kept beside so that its identity is not used again."""


def annotated(document: Document, name: str) -> list[Marked]:
    """Every present value whose schema carries an annotation, in the order of the form."""
    key = (id(document.form), name)
    kept = _KNOWN.get(key)
    if kept is None:
        way = trail(document.form.schema, lambda schema: schema.get(name))
        kept = _KNOWN[key] = (document.form, way)
    return follow(document.data, kept[1])
