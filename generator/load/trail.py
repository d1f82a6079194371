"""The ways through a form to the values that somebody looks for, found once and followed in each document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from generator.load.schema import Schema
from generator.load.source import Path

Found = tuple[Path, Any, Any]
"""Path, note, value."""


@dataclass(slots=True)
class Trail:
    """The part of a form that leads to wanted values, with what is to be noted there."""

    note: Any = None
    keys: list[tuple[str, Trail]] = field(default_factory=list)
    items: Trail | None = None
    ends: bool = True
    """Whether nothing is wanted below."""


def trail(schema: Schema, note: Callable[[Schema], Any]) -> Trail | None:
    """The trail to the values for whose schema `note` gives something else than None."""
    found = Trail(note(schema))
    for name, inner in schema.get("properties", {}).items():
        below = trail(inner, note)
        if below is not None:
            found.keys.append((name, below))
    if isinstance(schema.get("items"), dict):
        found.items = trail(schema["items"], note)
    found.ends = not found.keys and found.items is None
    return None if found.ends and found.note is None else found


def follow(data: Any, way: Trail | None) -> list[Found]:
    """Every present value that a trail leads to, in the order of the form."""
    found: list[Found] = []
    if way is not None:
        _walk(data, way, (), found)
    return found


def _walk(data: Any, way: Trail, path: Path, found: list[Found]) -> None:
    if way.note is not None:
        found.append((path, way.note, data))
    if isinstance(data, dict):
        for name, inner in way.keys:
            if name not in data:
                continue
            if inner.ends:
                found.append(((*path, name), inner.note, data[name]))
            else:
                _walk(data[name], inner, (*path, name), found)
    elif isinstance(data, list) and way.items is not None:
        for i, item in enumerate(data):
            _walk(item, way.items, (*path, i), found)
