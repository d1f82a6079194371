"""A commented skeleton of a document, with what is known already filled in.

Titles and descriptions of the kind's form become comments; what nobody knows yet stays empty.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.compile.known import Known
from generator.load.schema import SINCE, Schema

_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./+-]*(?: [A-Za-z0-9_(][A-Za-z0-9_./,()+-]*)*")


@dataclass(frozen=True)
class Skeleton:
    """The text of one new document."""

    known: Known

    def path(self) -> str:
        """Where it belongs, below `content/`."""
        return self.known.kind.path(**self.known.subject.names)

    def text(self, schema_path: str) -> str:
        """The document; `schema_path` leads from it to its form, for editors."""
        schema = self.known.kind.form.schema
        lines = [f"# yaml-language-server: $schema={schema_path}", f"# {schema.get('title', '')}"]
        lines += _comment(str(schema.get("description", "")), "")
        return "\n".join([*lines, *self._object(schema, "", {})]) + "\n"

    def _object(self, schema: Schema, indent: str, given: Mapping[str, Any]) -> Iterator[str]:
        for name, inner in schema.get("properties", {}).items():
            yield from _about(inner, indent)
            value = given.get(name, self.known.value(inner, name))
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
