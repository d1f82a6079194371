"""A commented skeleton of a document, with what is known already filled in.

Titles and descriptions of the kind's form become comments; what nobody knows yet stays empty.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.compile.carried import Carried, carried
from generator.compile.known import fill
from generator.compile.occasion import Occasion
from generator.compile.revision import taken_over
from generator.compile.writing import block, folded, scalar, typed, wrapped
from generator.load.schema import SINCE, WHEN, Schema
from generator.sop.suggestion import is_proposal

REVISED = "x-bila-perubahan"
"""What to look at in a field that a new version takes over, as a sentence."""

_REVISED = (
    "Isinya diambil dari {}. Ubah yang berubah, lengkapi yang kosong. Dokumen lama itu tetap berlaku "
    "sampai dokumen ini menempuh langkah yang sama."
)


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
        values = fill(self.occasion)
        if self.occasion.former is not None:
            lines += _comment(_REVISED.format(self.occasion.former.document.id), "")
            taken = taken_over(self.occasion.state.context, kind, self.occasion.former)
            body = _object(schema, "", {**values, **taken}, taken=taken)
        else:
            body = _object(schema, "", values, carried(self.occasion))
        return "\n".join([*lines, *body]) + "\n"


def _object(
    schema: Schema,
    indent: str,
    values: Mapping[str, Any],
    former: Carried | None = None,
    taken: Collection[str] = (),
) -> Iterator[str]:
    for name, inner in schema.get("properties", {}).items():
        if name in taken:
            yield from _comment(str(inner.get(REVISED, "")), indent)
            yield from folded(name, values[name], inner)
            continue
        yield from _about(inner, indent, known=name in values)
        asked = name in schema.get("required", ()) or _is_asked(inner, values)
        later = not asked and name not in values
        if former and name in former.lists and name not in values:
            yield f"{indent}{name}:"
            told = f"Usulan dari {former.document}: hapus tanda # pada yang masih berlaku, lalu sesuaikan."
            lines = (told, *block(former.lists[name], inner))
            yield from (f"{indent}  # {line}" for line in lines)
        elif inner.get("type") == "object" and later:
            yield from (f"{indent}# {line}" for line in _blank(name, inner))
        else:
            yield from _field(name, inner, values.get(name), indent)


def _is_asked(inner: Schema, values: Mapping[str, Any]) -> bool:
    """Whether the form asks for a field because of what other fields say, now or at a later step."""
    asked = inner.get(WHEN, {})
    return bool(asked) and all(values.get(other) in words for other, words in asked.items())


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
    else:
        yield from (f"{indent}{line}" for line in folded(name, value, inner))


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
    return [f"{indent}# {line}" for line in wrapped(text)]


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
            yield f"{indent}{lead}{name}: {typed(value, inner)}".rstrip()
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
