"""Values as YAML in block style, as a person would write them into a form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.load.dump import quoted
from generator.load.schema import Schema

_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./+-]*(?: [A-Za-z0-9_(][A-Za-z0-9_./,()+-]*)*")
_FOLDS = re.compile(r"[!-~\xa1-\ud7ff]+(?: [!-~\xa1-\ud7ff]+)*")
"""What a folded text gives back as it was: printable, with single spaces."""
_FIGURES = re.compile(r"[0-9.]+")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+[+-][0-9]{2}:[0-9]{2}")

WIDTH = 96
"""Characters of a line of comment or text."""


def scalar(value: Any) -> str:
    """A value as YAML writes it on one line; empty for what is not known."""
    if value is None or value in ("", {}, []):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    if _PLAIN.fullmatch(text) or _MOMENT.fullmatch(text):
        return text
    return quoted(text)


def typed(value: Any, schema: Schema) -> str:
    """A scalar; a text of figures in quotes, as other programs would take it for a number."""
    text = scalar(value)
    is_text = schema.get("type") == "string" and "format" not in schema
    return f'"{text}"' if is_text and _FIGURES.fullmatch(text) else text


def wrapped(text: str) -> list[str]:
    """A text in lines of at most `WIDTH` characters, longer words whole."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and len(line) + len(word) > WIDTH:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line] if line else lines


def block(value: Any, schema: Schema) -> Iterator[str]:
    """A value in block style; each line is whole in itself, whatever the texts are."""
    if isinstance(value, Mapping):
        fields = schema.get("properties", {})
        for name, inner in value.items():
            yield from pair(name, inner, fields.get(name, {}))
    elif isinstance(value, list):
        for item in value:
            lead = "- "
            for line in block(item, schema.get("items", {})):
                yield f"{lead}{line}"
                lead = "  "
    else:
        yield typed(value, schema)


def pair(name: str, value: Any, schema: Schema) -> Iterator[str]:
    """A field with its value in block style."""
    if isinstance(value, Mapping | list) and value:
        yield f"{scalar(name)}:"
        yield from (f"  {line}" for line in block(value, schema))
    else:
        yield f"{scalar(name)}: {typed(value, schema)}".rstrip()


def folded(name: str, value: Any, schema: Schema) -> Iterator[str]:
    """The same, with a long text on several lines where it comes back as it was."""
    if isinstance(value, str) and len(value) > WIDTH and _FOLDS.fullmatch(value):
        yield f"{name}: >-"
        yield from (f"  {line}" for line in wrapped(value))
    else:
        yield from pair(name, value, schema)
