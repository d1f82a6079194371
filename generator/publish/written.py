"""Values as YAML text, in the order of their form and in the manner of the documents that people write.

Text that other programs would take for a number, a day or a truth value is quoted, so that the file
says the same to everybody; long text is folded; small groups stand on one line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from generator.load.scalar import number_text
from generator.load.schema import Schema
from generator.review.naming import ordered

WIDTH = 110
SMALL = 110
"""Characters of a group or list that still stands on one line."""

_KEY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_PLAIN = re.compile(r"[\w(/+.](?:[^\n]*[^\s:])?")
_CUTTING = re.compile(r": |\s#|:$")
_BRACES = re.compile(r"[\[\]{},:]")
_OTHER = re.compile(
    r"[-+.]?[0-9][0-9_,.:eExXa-fA-FoO+-]*|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*"
    r"|\.(?:inf|nan)|y|n|yes|no|on|off|true|false|null|=|<<",
    re.IGNORECASE,
)


def document(data: Mapping[str, Any], schema: Schema, head: list[str]) -> str:
    """A whole document below some lines of head."""
    lines = [
        line for name, inner in ordered(data, schema) for line in entry(name, data[name], inner)
    ]
    return "\n".join([*head, *lines, ""])


def entry(name: str, value: Any, schema: Schema, indent: int = 0) -> list[str]:
    """The lines of a field: its key and its value."""
    lead = f"{' ' * indent}{key(name)}:"
    match value:
        case dict() if value and not (indent and _is_small(value, schema)):
            fields = ordered(value, schema)
            inner = [line for n, s in fields for line in entry(n, value[n], s, indent + 2)]
            return [lead, *inner]
        case list() if value and not (indent and _is_short(value)):
            items = schema.get("items", {})
            return [lead, *(line for one in value for line in item(one, items, indent + 2))]
        case dict() | list():
            return [f"{lead} {flow(value, schema)}"]
    first, *rest = scalar_lines(value, schema, indent + 2, len(lead))
    return [f"{lead} {first}", *rest]


def item(value: Any, schema: Schema, indent: int) -> list[str]:
    """The lines of an item of a list, with its dash."""
    lead = f"{' ' * indent}- "
    match value:
        case dict() if value and not _is_small(value, schema):
            fields = ordered(value, schema)
            lines = [line for n, s in fields for line in entry(n, value[n], s, indent + 2)]
            return [lead + lines[0].lstrip(" "), *lines[1:]]
        case dict() | list():
            return [lead + flow(value, schema)]
    first, *rest = scalar_lines(value, schema, indent + 2, len(lead))
    return [lead + first, *rest]


def flow(value: Any, schema: Schema) -> str:
    """A value on one line, also within braces."""
    match value:
        case dict():
            fields = ordered(value, schema)
            return "{" + ", ".join(f"{key(n)}: {flow(value[n], s)}" for n, s in fields) + "}"
        case list():
            items = schema.get("items", {})
            return f"[{', '.join(flow(one, items) for one in value)}]"
    text = scalar(value, schema)
    return quoted(value) if isinstance(value, str) and _BRACES.search(text) else text


def scalar(value: Any, schema: Schema) -> str:
    """A single value on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number_text(value)
    return value if _is_plain(value, schema) else quoted(value)


def quoted(text: str) -> str:
    """A text in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def scalar_lines(value: Any, schema: Schema, indent: int, used: int) -> list[str]:
    """A single value, folded or literal where it is long; `used` columns stand before it."""
    if isinstance(value, str) and value.isprintable() and used + len(value) > WIDTH:
        words = value.split(" ")
        if all(words) and len(words) > 1:
            return [">-", *_folded(words, indent)]
    if isinstance(value, str) and "\n" in value:
        mark, lines = ("|", value[:-1]) if value.endswith("\n") else ("|-", value)
        parts = lines.split("\n")
        if all(part.isprintable() and part[:1] != " " for part in parts) and parts[0] and parts[-1]:
            return [mark, *(" " * indent + part if part else "" for part in parts)]
    return [scalar(value, schema)]


def key(name: str) -> str:
    """A key, quoted where it must be."""
    return name if _KEY.fullmatch(name) else quoted(name)


def _folded(words: list[str], indent: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in words:
        if line and indent + len(line) + 1 + len(word) > WIDTH:
            lines.append(" " * indent + line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, " " * indent + line]


def _is_plain(text: str, schema: Schema) -> bool:
    if not _PLAIN.fullmatch(text) or not text.isprintable() or _CUTTING.search(text):
        return False
    free = schema.get("type") == "string" and schema.get("format") not in ("tanggal", "saat")
    return not (free and _OTHER.fullmatch(text))


def _is_small(value: Mapping[str, Any], schema: Schema) -> bool:
    """Whether a group fits on one line: single values only, and few characters."""
    if any(isinstance(inner, dict | list) for inner in value.values()):
        return False
    return len(flow(value, schema)) <= SMALL


def _is_short(values: list[Any]) -> bool:
    """Whether a list fits on one line: words and numbers only."""
    texts = [str(value) for value in values if not isinstance(value, dict | list)]
    fits = len(texts) == len(values) and sum(map(len, texts)) + 2 * len(texts) <= SMALL
    return fits and not any(" " in text or _BRACES.search(text) for text in texts)
