"""What differs between two versions of a document: every changed value belongs to one change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from generator.load.schema import Schema
from generator.review.change import Change, Shown, Sort, Verb, Weight
from generator.review.effects import ids
from generator.review.naming import Side, count, is_party, ordered, title
from generator.review.outline import Outliner
from generator.review.pairing import pair
from generator.sop.concept import meaning

_MEASURED = {"tujuan", "ukuran"}
_PERSONAL = {"orang", "jabatan"}
_MONEY = ("rupiah", "tahap_rupiah")


@dataclass(frozen=True)
class _Place:
    """Where the comparison is: titles and items around, marks around, ids of goals and measures."""

    titles: tuple[str, ...] = ()
    within: tuple[tuple[str, str], ...] = ()
    concepts: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    direction: str = ""

    def into(self, schema: Schema) -> _Place:
        mark = str(schema.get("x-konsep", ""))
        marks = (*self.concepts, mark) if mark else self.concepts
        return replace(self, titles=(*self.titles, title(schema)), concepts=marks)


@dataclass(frozen=True)
class Found:
    """A change with the ids of the goals and measures that it concerns."""

    change: Change
    items: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """Two versions of a document. `sums`: the fields that hold a sum of money."""

    old: Side
    new: Side
    sums: frozenset[str]

    def run(self) -> Iterator[Found]:
        """Every change, in the order of the form."""
        schema = self.new.document.form.schema
        yield from self._objects(self.old.document.data, self.new.document.data, schema, _Place())

    def _objects(
        self, old: dict[str, Any], new: dict[str, Any], schema: Schema, place: _Place
    ) -> Iterator[Found]:
        for name, inner in ordered({**old, **new}, schema):
            before, after = old.get(name), new.get(name)
            if before != after or type(before) is not type(after):
                here = place.into(_summed(inner) if name in self.sums else inner)
                yield from self._values(before, after, inner, here, (old, new))

    def _values(
        self, old: Any, new: Any, schema: Schema, place: _Place, around: tuple[Any, Any]
    ) -> Iterator[Found]:
        given = new if old is None else old
        several = isinstance(given, list) or (isinstance(given, dict) and not _is_one(schema))
        if several and given and (old is None or new is None):
            old, new = (type(given)() if side is None else side for side in (old, new))
        if isinstance(old, list) and isinstance(new, list):
            yield from self._lists(old, new, schema, place)
        elif isinstance(old, dict) and isinstance(new, dict) and several:
            yield from self._objects(old, new, schema, place)
        elif old != new:
            yield self._leaf(old, new, schema, place, around)

    def _leaf(
        self, old: Any, new: Any, schema: Schema, place: _Place, around: tuple[Any, Any]
    ) -> Found:
        before = self._shown(self.old, old, schema, place, around[0])
        after = self._shown(self.new, new, schema, place, around[1])
        if before and after and (before.value, before.parts) == (after.value, after.parts):
            before, after = _raw(before), _raw(after)
        verb = Verb.ADDED if old is None else Verb.REMOVED if new is None else Verb.CHANGED
        weight = _weight(schema, place, verb, after or before)
        if "target" in place.concepts and _is_lower(before, after, place.direction):
            weight = Weight.LOWERED
        leaves = differing(old, new)
        change = Change(weight, verb, place.titles, place.within, before, after, leaves=leaves)
        return Found(change, place.items)

    def _shown(
        self, side: Side, value: Any, schema: Schema, place: _Place, beside: Any
    ) -> Shown | None:
        shown = side.shown(value, schema, beside if isinstance(beside, dict) else {})
        if shown and shown.sort is Sort.NUMBER and any(c in _MONEY for c in place.concepts):
            return replace(shown, sort=Sort.MONEY)
        return shown

    def _lists(
        self, old: list[Any], new: list[Any], schema: Schema, place: _Place
    ) -> Iterator[Found]:
        items = schema.get("items", {})
        pairs = pair(old, new, items)
        for i in pairs.removed:
            yield self._item(Verb.REMOVED, self.old, old[i], items, place)
        for i, j in pairs.kept:
            inside = self._inside(place, old[i], new[j], items)
            yield from self._values(old[i], new[j], items, inside, (old[i], new[j]))
        for j in pairs.added:
            yield self._item(Verb.ADDED, self.new, new[j], items, place)
        if pairs.reordered:
            change = Change(Weight.TEXT, Verb.ORDERED, place.titles, place.within, leaves=0)
            yield Found(change, place.items)

    def _inside(self, place: _Place, before: Any, item: Any, schema: Schema) -> _Place:
        if not isinstance(item, dict):
            return place
        label = self.new.label(item, schema)
        if any("x-rujukan" in i and item.get(n) == label for n, i in ordered(item, schema)):
            # The id names nothing any more; it may have before.
            label = self.old.label(before, schema)
        around = (place.titles[-1], label)
        direction = _direction(item, schema) or place.direction
        return replace(
            place,
            titles=(),
            within=(*place.within, around),
            items=(*place.items, *_own_id(item, schema, place)),
            direction=direction,
        )

    def _item(self, verb: Verb, side: Side, item: Any, schema: Schema, place: _Place) -> Found:
        here, outline = place, None
        shown = self._shown(side, item, schema, place, {})
        if isinstance(item, dict):
            around = (place.titles[-1], side.label(item, schema))
            here = replace(here, within=(*place.within, around), titles=())
            outline = Outliner(side, self.sums).item(item, schema)
        weight = _weight(schema, place, verb, shown)
        if place.concepts and place.concepts[-1] in _MEASURED:
            here = replace(here, items=(*here.items, *(ids(item, schema) if outline else ())))
            if verb is Verb.REMOVED:
                weight = Weight.REMOVED
        change = Change(weight, verb, here.titles, here.within, outline=outline, leaves=count(item))
        return Found(change, here.items)


def differing(old: Any, new: Any) -> int:
    """How many single values differ between two values."""
    if isinstance(old, dict) and isinstance(new, dict):
        return sum(differing(old.get(name), new.get(name)) for name in {**old, **new})
    if isinstance(old, list) and isinstance(new, list):
        shared = sum(differing(a, b) for a, b in zip(old, new, strict=False))
        return shared + count(old[len(new) :]) + count(new[len(old) :])
    return 0 if old == new else max(count(old), count(new))


def _is_one(schema: Schema) -> bool:
    """Whether an object is told as one value: a target, a party, a link."""
    return schema.get("x-konsep") in ("target", "rujukan") or is_party(schema)


def _raw(shown: Shown) -> Shown:
    """A value as written, where what it names does not tell it from another."""
    parts = tuple((name, _raw(part)) for name, part in shown.parts)
    return replace(shown, value=shown.raw or shown.value, parts=parts)


def _direction(item: dict[str, Any], schema: Schema) -> str:
    for name, inner in schema.get("properties", {}).items():
        if inner.get("x-konsep") == "arah":
            return meaning(inner, item.get(name))
    return ""


def _own_id(item: Any, schema: Schema, place: _Place) -> tuple[str, ...]:
    """The id of a goal or measure."""
    measured = place.concepts and place.concepts[-1] in _MEASURED
    return ids(item, schema)[:1] if measured and isinstance(item, dict) else ()


def _is_lower(old: Shown | None, new: Shown | None, direction: str) -> bool:
    """Whether a target asks for less than before."""
    if old is None or new is None:
        return new is None
    one, other = old.value, new.value
    if not isinstance(one, int | float) or not isinstance(other, int | float):
        return False
    if old.unit != new.unit:
        return False
    return other > one if direction == "down" else other < one


def _summed(schema: Schema) -> Schema:
    return {**schema, "x-konsep": "rupiah"}


def _weight(schema: Schema, place: _Place, verb: Verb, shown: Shown | None) -> Weight:
    reference = schema.get("x-rujukan", {}).get("ruang")
    if _is_one(schema) and schema.get("x-konsep") != "target":
        personal = schema.get("x-konsep") != "rujukan"
        return Weight.PARTY if personal else Weight.TEXT
    if reference in _PERSONAL or _names_people(schema):
        return Weight.PARTY
    if shown and shown.sort in (Sort.DATE, Sort.MOMENT):
        return Weight.DATE
    if "target" in place.concepts or place.concepts[-1:] == ("arah",):
        return Weight.TARGET
    if any(c in _MONEY for c in place.concepts) or _has(schema, "rupiah"):
        return Weight.MONEY if verb is not Verb.ADDED else Weight.ADDITION
    if "tahap" in place.concepts:
        return Weight.STAGE
    return Weight.ADDITION if verb is Verb.ADDED else Weight.TEXT


def _names_people(schema: Schema) -> bool:
    """Whether the items of a list, as signatures do, name a person."""
    fields = schema.get("properties", {}).values()
    return any(inner.get("x-rujukan", {}).get("ruang") == "orang" for inner in fields)


def _has(schema: Schema, concept: str) -> bool:
    fields = schema.get("properties", {}).values()
    return any(inner.get("x-konsep") == concept for inner in fields)
