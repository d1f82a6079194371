"""The project's documents with a canary in every field that the public edition must not show.

Fields that are absent are filled in too. What cannot hold a canary of its own (a fixed word, a yes or
no, a year) keeps its value; `Cage.kept` says which fields these are.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from generator.compile.access import is_open
from generator.compile.model import Audience
from generator.load.corpus import Document
from generator.load.tree import Overlay, Tree
from generator.publish.format import day
from generator.rules.context import Context
from generator.sop.model import Function

FIRST_DAY = date(1931, 1, 1)
FIRST_NUMBER = 731_900_000
# When a document was finished and when a round began are public by decision (docs/decisions.md).
TOLD = {"selesai", "mulai", "acuan"}
# The days on which people hold positions decide who owes what; other days would empty the recap.
HELD = {"akhir"}


@dataclass(frozen=True)
class Canary:
    """A value that occurs nowhere else, and where it was put."""

    value: str
    kind: str
    field: str


@dataclass
class Cage:
    """Canaries in a tree. With `references`, also in place of ids that documents refer to."""

    context: Context
    references: bool
    canaries: list[Canary] = field(default_factory=list)
    filled: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    _swaps: bool = False

    def tree(self, base: Tree) -> Tree:
        """The base with every document rewritten; a comment holds a canary as well."""
        files: dict[str, bytes | None] = {}
        for document in self.context.corpus.documents:
            self._swaps = self.references and self._may_swap(document)
            hidden = self._is_draft(document) or not is_open(document, Audience.PUBLIC)
            schema = document.form.schema
            data = self._object(document.data, schema, document.kind, "", hidden=hidden)
            comment = f"# {self._new('komentar', 'komentar', 'kanari{:05d}x')}\n"
            text = json.dumps(data, ensure_ascii=False, indent=1)
            files[document.path] = (comment + text + "\n").encode()
        return Overlay(base, files)

    def _is_draft(self, document: Document) -> bool:
        is_written = self.context.kind(document).function is Function.DOCUMENT
        return is_written and not self.context.stage(document)

    def _may_swap(self, document: Document) -> bool:
        """The register keeps its people in their positions; whose draft it is, is no secret."""
        is_register = self.context.kind(document).function is Function.PEOPLE
        return not is_register and not self._is_draft(document)

    def _object(
        self, data: dict[str, Any], schema: dict[str, Any], kind: str, path: str, *, hidden: bool
    ) -> dict[str, Any]:
        out = {}
        for name, inner in schema["properties"].items():
            here = f"{path}.{name}".lstrip(".")
            inside = hidden or inner.get("x-akses") == "internal"
            if name in data or (inside and inner.get("x-konsep") not in TOLD | HELD):
                value = self._value(data.get(name), inner, kind, here, hidden=inside)
                if value is not None:
                    out[name] = value
            elif has_internal(inner):
                raise AssertionError(f"{kind}: {here} is absent and holds internal fields")
        return out

    def _value(
        self, value: Any, schema: dict[str, Any], kind: str, path: str, *, hidden: bool
    ) -> Any:
        concept = schema.get("x-konsep")
        if concept in TOLD | HELD:
            self.kept.add(f"{kind}.{path}")
            return value
        if schema.get("type") == "object":
            return self._object(value or {}, schema, kind, path, hidden=hidden)
        if schema.get("type") == "array":
            items = value if value is not None else [None]
            found = [self._value(v, schema["items"], kind, path, hidden=hidden) for v in items]
            return [v for v in found if v is not None] or None
        if not hidden:
            return value
        return self._leaf(value, schema, kind, path)

    def _leaf(self, value: Any, schema: dict[str, Any], kind: str, path: str) -> Any:
        is_reference = "x-rujukan" in schema or path.rpartition(".")[2] == "id"
        shape = None if is_reference and not self._swaps else self._shape(schema)
        if shape is None:
            self.kept.add(f"{kind}.{path}")
            return value
        self.filled.add(f"{kind}.{path}")
        return self._new(kind, path, shape)

    def _shape(self, schema: dict[str, Any]) -> str | None:
        """A format that makes a value of its schema from a running number; None if there is none."""
        if "enum" in schema or "const" in schema or schema.get("type") == "boolean":
            return None
        if schema.get("format") in ("tanggal", "saat"):
            return schema["format"]
        types = schema.get("type")
        if types in ("integer", "number"):
            return (
                "angka" if schema.get("maximum", FIRST_NUMBER * 2) > FIRST_NUMBER * 2 - 1 else None
            )
        shapes = ("kanari{:05d}x", "sidik", "v1:sidik", "065/7319{:05d}/ORG-2026", "7.31900.{:05d}")
        for shape in shapes:
            if re.search(schema.get("pattern", ""), written(shape, 1)):
                return shape
        return None

    def _new(self, kind: str, path: str, shape: str) -> str:
        value = written(shape, len(self.canaries) + 1)
        self.canaries.append(Canary(value, kind, path))
        return value


def written(shape: str, number: int) -> str:
    """The canary of a shape with a number."""
    if shape == "tanggal":
        return (FIRST_DAY + timedelta(days=number)).isoformat()
    if shape == "saat":
        return f"{FIRST_DAY + timedelta(days=number)}T04:07+07:00"
    if shape == "angka":
        return str(FIRST_NUMBER + number)
    if shape.endswith("sidik"):
        digest = hashlib.sha256(f"kanari{number}".encode()).hexdigest()
        return shape.replace("sidik", digest)
    return shape.format(number)


def has_internal(schema: dict[str, Any]) -> bool:
    """Whether a field has internal fields inside."""
    inner = [
        *schema.get("properties", {}).values(),
        *([schema["items"]] if "items" in schema else []),
    ]
    return any(part.get("x-akses") == "internal" or has_internal(part) for part in inner)


def internal_fields(schema: dict[str, Any], path: str = "", *, hidden: bool) -> set[str]:
    """Every leaf field of a form that is internal, by its path."""
    hidden = hidden or schema.get("x-akses") == "internal"
    if schema.get("type") == "object":
        return {
            found
            for name, inner in schema["properties"].items()
            for found in internal_fields(inner, f"{path}.{name}".lstrip("."), hidden=hidden)
        }
    if schema.get("type") == "array":
        return internal_fields(schema["items"], path, hidden=hidden)
    return {path} if hidden else set()


def spellings(canary: str) -> list[str]:
    """The ways in which a value may be written out: dates also in words and as a sheet's number."""
    if re.match(r"\d{4}-\d\d-\d\d", canary):
        found = datetime.fromisoformat(canary).date()
        return [found.isoformat(), "".join(day(canary).split())]
    return [canary]
