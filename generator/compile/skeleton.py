"""A commented skeleton of a document, with what is known already filled in.

Titles and descriptions of the kind's form become comments; what nobody knows yet stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.compile.carried import Carried, carried
from generator.compile.known import fill
from generator.compile.occasion import Occasion
from generator.load.dump import quoted
from generator.load.schema import SINCE, Schema
from generator.sop.suggestion import is_proposal

_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./+-]*(?: [A-Za-z0-9_(][A-Za-z0-9_./,()+-]*)*")
_FOLDS = re.compile(r"[!-~\xa1-\ud7ff]+(?: [!-~\xa1-\ud7ff]+)*")
"""What a folded text gives back as it was: printable, with single spaces."""
_FIGURES = re.compile(r"[0-9.]+")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+[+-][0-9]{2}:[0-9]{2}")


WIDTH = 96
"""Characters of a line of comment or text."""


@dataclass(frozen=True)
class Skeleton:
    """The text of one new document."""

    occasion: Occasion

    def text(self) -> str:
        """The document, with a line that leads editors to its form."""
        kind, up = self.occasion.kind, "../" * self.occasion.path.count("/")
        schema = kind.form.schema
        form = f"{up}sop/formulir/{kind.form_name}.schema.yaml"
        lines = [f"# yaml-language-server: $schema={form}", f"# {schema.get('title', '')}"]
        lines += _comment(str(schema.get("description", "")), "")
        former = carried(self.occasion)
        return "\n".join([*lines, *_object(schema, "", fill(self.occasion), former)]) + "\n"


def _object(
    schema: Schema, indent: str, values: Mapping[str, Any], former: Carried | None = None
) -> Iterator[str]:
    for name, inner in schema.get("properties", {}).items():
        yield from _about(inner, indent, known=name in values)
        later = name not in schema.get("required", ()) and name not in values
        if former and name in former.lists and name not in values:
            yield f"{indent}{name}:"
            told = f"Usulan dari {former.document}: hapus tanda # pada yang masih berlaku, lalu sesuaikan."
            yield from (f"{indent}  # {line}" for line in (told, *_dumped(former.lists[name])))
        elif inner.get("type") == "object" and later:
            yield from (f"{indent}# {line}" for line in _blank(name, inner))
        else:
            yield from _field(name, inner, values.get(name), indent)


def _field(name: str, inner: Schema, value: Any, indent: str) -> Iterator[str]:
    kind = inner.get("type")
    if kind == "object":
        yield f"{indent}{name}:"
        yield from _object(inner, f"{indent}  ", value if isinstance(value, Mapping) else {})
    elif isinstance(value, list):
        yield f"{indent}{name}:"
        for item in value:
            yield from _item(item, inner.get("items", {}), f"{indent}  ")
    elif kind == "array":
        yield f"{indent}{name}:"
        yield from (f"{indent}  # {line}" for line in _blank_item(inner.get("items", {})))
    elif isinstance(value, str) and len(value) > WIDTH and _FOLDS.fullmatch(value):
        yield f"{indent}{name}: >-"
        yield from (f"{indent}  {line}" for line in _wrapped(value))
    else:
        yield f"{indent}{name}: {_typed(value, inner)}".rstrip()


def _typed(value: Any, inner: Schema) -> str:
    """A scalar; a text of figures in quotes, as other programs would take it for a number."""
    text = scalar(value)
    is_text = inner.get("type") == "string" and "format" not in inner
    return f'"{text}"' if is_text and _FIGURES.fullmatch(text) else text


def _about(inner: Schema, indent: str, *, known: bool) -> list[str]:
    text = str(inner.get("description", inner.get("title", "")))
    if SINCE in inner:
        text += f" Wajib mulai langkah {inner[SINCE]}."
    if "enum" in inner and len(inner["enum"]) < 8:
        text += f" Pilihan: {', '.join(inner['enum'])}."
    if known and is_proposal(inner):
        text += " Usulan: periksa dan sesuaikan."
    return _comment(text, indent)


def _comment(text: str, indent: str) -> list[str]:
    return [f"{indent}# {line}" for line in _wrapped(text)]


def _wrapped(text: str) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and len(line) + len(word) > WIDTH:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line] if line else lines


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
            yield f"{indent}{lead}{name}: {_typed(value, inner)}".rstrip()
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


def _dumped(value: Any) -> Iterator[str]:
    """A value in block style; each line is whole in itself, whatever the texts are."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            nested = isinstance(inner, Mapping | list) and inner
            yield f"{scalar(name)}:" if nested else f"{scalar(name)}: {scalar(inner)}".rstrip()
            if nested:
                yield from (f"  {line}" for line in _dumped(inner))
    elif isinstance(value, list):
        for item in value:
            lead = "- "
            for line in _dumped(item):
                yield f"{lead}{line}"
                lead = "  "
    else:
        yield scalar(value)


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
