"""The values of a document whose form carries an annotation (`x-...`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from generator.load.corpus import Document
from generator.load.schema import Schema
from generator.load.source import Path

Marked = tuple[Path, Any, Any]
"""Path, annotation, value."""


def annotated(document: Document, name: str) -> list[Marked]:
    """Every present value whose schema carries an annotation, in the order of the form."""
    key = (id(document.form), name)
    kept = _KNOWN.get(key)
    if kept is None:
        kept = _KNOWN[key] = (document.form, _tree(document.form.schema, name))
    found: list[Marked] = []
    if kept[1] is not None:
        _walk(document.data, kept[1], (), found)
    return found


@dataclass(slots=True)
class _Node:
    """The part of a form that leads to annotated places."""

    notes: list[Any]
    keys: list[tuple[str, _Node]] = field(default_factory=list)
    items: _Node | None = None


_KNOWN: dict[tuple[int, str], tuple[Any, _Node | None]] = {}
"""By identity of the form, which is kept beside so that its identity is not used again."""


def _tree(schema: Schema, name: str) -> _Node | None:
    node = _Node([schema[name]] if name in schema else [])
    for key, inner in schema.get("properties", {}).items():
        below = _tree(inner, name)
        if below is not None:
            node.keys.append((key, below))
    if isinstance(schema.get("items"), dict):
        node.items = _tree(schema["items"], name)
    return node if node.notes or node.keys or node.items else None


def _walk(data: Any, node: _Node, path: Path, found: list[Marked]) -> None:
    found.extend((path, note, data) for note in node.notes)
    if node.keys and isinstance(data, dict):
        for key, inner in node.keys:
            if key in data:
                _walk(data[key], inner, (*path, key), found)
    elif node.items is not None and isinstance(data, list):
        for i, item in enumerate(data):
            _walk(item, node.items, (*path, i), found)
