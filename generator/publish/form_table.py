"""A form as the rows of a table: every field with its place, type, access, and when it is required."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.load.schema import SINCE, WHEN, Schema


@dataclass(frozen=True)
class FormRow:
    """One field. `since` is the step from which it is required, None for never, 0 for always."""

    depth: int
    name: str
    title: str
    description: str
    type: str
    since: int | None
    when: Mapping[str, tuple[str, ...]]
    access: str
    words: tuple[str, ...]
    example: str
    reference: str


def form_rows(schema: Schema, depth: int = 0) -> Iterator[FormRow]:
    """The rows of a form, each object's fields right below it."""
    required = schema.get("required", [])
    for name, inner in schema.get("properties", {}).items():
        items = inner.get("items", {}) if inner.get("type") == "array" else inner
        yield _row(name, inner, items, depth, always=name in required)
        yield from form_rows(items, depth + 1)


def _row(name: str, inner: Schema, items: Schema, depth: int, *, always: bool) -> FormRow:
    conditional = SINCE in inner or WHEN in inner
    since = 0 if always else inner.get(SINCE, 0) if conditional else None
    return FormRow(
        depth=depth,
        name=name,
        title=str(inner.get("title", "")),
        description=str(inner.get("description", "")),
        type=_type(inner),
        since=since,
        when={
            str(k).removeprefix("./"): tuple(map(str, v)) for k, v in inner.get(WHEN, {}).items()
        },
        access=str(inner.get("x-akses", "")),
        words=tuple(map(str, items.get("enum", []))),
        example=str(inner.get("x-contoh", "")),
        reference=str(items.get("x-rujukan", {}).get("ruang", "")),
    )


def _type(schema: Schema) -> str:
    if "format" in schema:
        return str(schema["format"])
    if "enum" in schema or "const" in schema:
        return "enum"
    kinds = schema.get("type", "string")
    return "+".join(kinds) if isinstance(kinds, list) else str(kinds)
