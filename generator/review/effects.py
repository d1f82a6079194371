"""What a change reaches down the cascade: the documents that refer to an item, and those below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.load.corpus import Document
from generator.load.schema import Schema
from generator.load.source import Path
from generator.review.versions import Versions
from generator.rules.context import Context
from generator.sop.model import Function

Place = tuple[str, str]
"""A document's id and an item of it; the empty item stands for the whole document."""


@dataclass(frozen=True)
class Effects:
    """The effects of changes in a proposal, references of both sides taken together."""

    versions: Versions

    def of(self, document: str, items: Iterable[str]) -> tuple[tuple[str, int], ...]:
        """How many documents depend on items of a document, by the short name of their kind."""
        pending: list[Place] = [(document, item) for item in items]
        seen, reached = set(pending), set[str]()
        while pending:
            for id, own in self._below.get(pending.pop(), ()):
                reached.add(id)
                fresh = {(id, item) for item in own} - seen
                seen |= fresh
                pending += fresh
        kinds = Counter(self._kinds[id] for id in reached - {document})
        return tuple((kind, kinds[kind]) for kind in self._order if kind in kinds)

    @cached_property
    def _order(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(kind.short for kind in self.versions.sop.kinds.values()))

    @cached_property
    def _kinds(self) -> dict[str, str]:
        contexts = (self.versions.old, self.versions.new)
        return {d.id: context.kind(d).short for context in contexts for d in context.readable}

    @cached_property
    def _below(self) -> dict[Place, set[tuple[str, tuple[str, ...]]]]:
        """For each place what refers to it: a document's id and the items around the reference."""
        found: dict[Place, set[tuple[str, tuple[str, ...]]]] = {}
        for context in (self.versions.old, self.versions.new):
            for document in context.readable:
                if context.kind(document).function is not Function.DOCUMENT:
                    continue
                for target, path in _references(context, document):
                    found.setdefault(target, set()).add((document.id, _items(document, path)))
        return found


def _references(context: Context, document: Document) -> Iterator[tuple[Place, Path]]:
    """The documents and items that a document refers to, by the forms' own marks."""
    for path, reference, value in context.annotated(document, "x-rujukan"):
        place: Mapping[str, str] = reference
        if place.get("ruang") == "dokumen":
            yield (str(value), ""), path
        elif place.get("ruang") == "butir":
            inside = str(place.get("dalam", ""))
            holder = (inside[1:],) if inside.startswith("/") else (*path[:-1], inside)
            yield (str(document.get(holder)), str(value)), path


def _items(document: Document, path: Path) -> tuple[str, ...]:
    """The innermost item with an id around a path, and the items inside it."""
    here: Any = document.data
    schema: Schema = document.form.schema
    innermost: tuple[str, ...] = ()
    for part in path[:-1]:
        here = here[part]
        inside = schema.get("properties", {}).get(part) if isinstance(part, str) else None
        schema = inside or schema.get("items", {})
        if isinstance(part, int) and isinstance(here, dict):
            innermost = ids(here, schema) or innermost
    return innermost


def ids(item: Mapping[str, Any], schema: Schema) -> tuple[str, ...]:
    """The id of a goal or measure, then those of the measures of a goal."""
    found: list[str] = []
    for name, inner in schema.get("properties", {}).items():
        value, mark = item.get(name), inner.get("x-konsep")
        if mark == "butir" and "x-rujukan" not in inner and isinstance(value, str):
            found.insert(0, value)
        elif mark == "ukuran" and isinstance(value, list):
            nested = inner.get("items", {})
            found += [id for v in value if isinstance(v, dict) for id in ids(v, nested)]
    return tuple(found)
