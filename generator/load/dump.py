"""Typed data as YAML that reads back as the same: the opposite of reading a source and typing it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

_PLAIN_KEY = re.compile(r"(?!(?:true|false|null|yes|no|on|off|y|n)$)[a-z][a-z0-9_]*")
"""A key that no reader of YAML takes for anything but text."""


def dumped(data: Mapping[str, Any]) -> str:
    """A document's data as YAML: texts quoted, numbers and truth values plain, in the order of the data."""
    return "".join(f"{line}\n" for line in _lines(data))


def quoted(text: str) -> str:
    """A text between quotation marks, on one line, with nothing in it that does not show."""
    written = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in written)


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping) and value:
        for name, inner in value.items():
            key = name if _PLAIN_KEY.fullmatch(name) else quoted(name)
            if _is_nested(inner):
                yield f"{key}:"
                yield from (f"  {line}" for line in _lines(inner))
            else:
                yield f"{key}: {_scalar(inner)}"
    elif isinstance(value, list) and value:
        for item in value:
            lead = "- "
            for line in _lines(item):
                yield f"{lead}{line}"
                lead = "  "
    else:
        yield _scalar(value)


def _is_nested(value: Any) -> bool:
    return isinstance(value, Mapping | list) and bool(value)


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    if isinstance(value, str):
        return quoted(value)
    return json.dumps(value)
