"""What a whole document or list item says, in short: parties, dates, goals with targets, money.

What is left out is counted, so that nothing is lost without a word. What matters follows from the
marks of the form, never from its words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.load.schema import Schema
from generator.review.change import Listing, Outline, Shown, Sort, Told
from generator.review.naming import Side, count, marked, ordered, title

_WEIGHTY = ("target", "tahap", "rupiah")
_BROAD = ("tujuan", "rencana")
_NAMED = ("tujuan", "ukuran", "rencana", "anggaran")
MONEY = "rupiah"


@dataclass(frozen=True)
class Outliner:
    """Makes the outlines of one side of a comparison. `sums`: the fields that hold a sum of money."""

    side: Side
    sums: frozenset[str]

    def document(self) -> Outline:
        """The outline of the whole document; what it is called and where it stands say its envelope."""
        data, schema = self.side.document.data, self.side.document.form.schema
        fields = schema.get("properties", {})
        named = [n for n in data if "const" in fields.get(n, {}) or "x-pola" in fields.get(n, {})]
        inside = {name: value for name, value in data.items() if name not in named}
        return self._object(inside, schema, "")

    def item(self, item: Any, schema: Schema) -> Outline:
        """The outline of a list item."""
        label = self.side.label(item, schema)
        if isinstance(item, Mapping):
            return self._object(item, schema, label)
        return Outline(label, (), (), (), count(item))

    def _object(self, item: Mapping[str, Any], schema: Schema, label: str) -> Outline:
        inside = ordered(item, schema)
        own = next((n for n, inner in inside if self._is_label(item, n, inner, label)), None)
        fields: list[Told] = []
        minor: list[Told] = []
        lists: list[Listing] = []
        for name, inner in inside:
            value = item[name]
            if name == own:
                continue
            if isinstance(value, list) and _is_objects(inner):
                if not (label and _is_links(inner)):
                    lists.append(self._listing(value, inner, nested=bool(label)))
            elif told := self._told(name, value, inner, item):
                (fields if _matters(told, inner) else minor).append(told)
        return Outline(label, tuple(fields), tuple(minor), tuple(lists), count(item))

    def _is_label(self, item: Mapping[str, Any], name: str, schema: Schema, label: str) -> bool:
        value = item[name]
        if not label or not isinstance(value, str):
            return False
        return label in (value, self.side.named(value, schema.get("x-rujukan", {}), item))

    def _told(
        self, name: str, value: Any, schema: Schema, beside: Mapping[str, Any]
    ) -> Told | None:
        meant = {**schema, "x-konsep": MONEY} if name in self.sums else schema
        shown = self.side.shown(value, meant, beside)
        if shown is None:
            return None
        return Told(title(schema), shown, count(value))

    def _listing(self, values: list[Any], schema: Schema, *, nested: bool) -> Listing:
        mark, items, name = schema.get("x-konsep"), schema.get("items", {}), title(schema)
        if mark == "daftar_dokumen":
            return self._documents(values, items, name)
        if nested and mark != "ukuran":
            return Listing(name, len(values), amount=_amount(values, items))
        outlines = tuple(self.item(value, items) for value in values)
        if mark not in _NAMED:
            outlines = tuple(replace(o, fields=_days(o), lists=()) for o in outlines)
        amount = None if self.sums else _amount(values, items)
        return Listing(name, len(values), outlines, mark in _BROAD, amount)

    def _documents(self, values: list[Any], items: Schema, name: str) -> Listing:
        """Documents that are listed with their digests, which only a program can compare."""
        context, field = self.side.context, marked(items).get("dokumen", "")
        given = [value for value in values if isinstance(value, Mapping)]
        found = [context.corpus.find(str(value.get(field))) for value in given]
        kinds = Counter(context.kind(document).short for document in found if document)
        step = context.sop.steps.get(context.kind(self.side.document).step or 0)
        return Listing(
            name,
            len(values),
            kinds=tuple(sorted(kinds.items())),
            status=step.status if step else "",
            leaves=count(values),
        )


def _matters(told: Told, schema: Schema) -> bool:
    if told.shown.sort in (Sort.DATE, Sort.MOMENT, Sort.MONEY, Sort.PARTY, Sort.TARGET):
        return True
    document = schema.get("x-rujukan", {}).get("ruang") == "dokumen"
    return document or schema.get("x-konsep") in _WEIGHTY


def _days(outline: Outline) -> tuple[Told, ...]:
    return tuple(told for told in outline.fields if told.shown.sort in (Sort.DATE, Sort.MOMENT))


def _is_objects(schema: Schema) -> bool:
    return bool(schema.get("items", {}).get("type") == "object")


def _is_links(schema: Schema) -> bool:
    marks = (schema.get("x-konsep"), schema["items"].get("x-konsep"))
    return "dukung" in marks or "rujukan" in marks


def _amount(values: list[Any], items: Schema) -> Shown | None:
    """The sum of the money of a list; None where its items have none."""
    amounts = list(_amounts(values, items))
    return Shown(Sort.MONEY, sum(amounts)) if amounts else None


def _amounts(values: list[Any], items: Schema) -> Iterator[int]:
    field = marked(items).get(MONEY)
    for value in values:
        amount = value.get(field) if field and isinstance(value, Mapping) else None
        if isinstance(amount, int):
            yield amount
