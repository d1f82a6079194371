"""The document that a new one details: of the same owner, of a kind that its form names."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compile.occasion import Occasion
from generator.compile.place import implied_id, subject_of
from generator.load.schema import Schema
from generator.sop.facts import Facts, Measure


def parent_id(occasion: Occasion, field: Schema) -> str:
    """The id of the parent that a field refers to, also of one that is owed and not there yet."""
    found = _parent(occasion, field)
    if found is not None:
        return found.document.id
    state, person = occasion.state, occasion.subject.person
    owed = [d for d in state.duties if d.person == person and d.kind in _kinds(field)]
    return implied_id(*subject_of(state, owed[0])) if owed else ""


def parents_measures(occasion: Occasion) -> Iterator[Measure]:
    """All measures of the parents that the form's fields refer to."""
    for field in occasion.kind.form.schema.get("properties", {}).values():
        found = _parent(occasion, field) if field.get("x-konsep") == "induk" else None
        yield from found.measures() if found else ()


def _parent(occasion: Occasion, field: Schema) -> Facts | None:
    for facts in occasion.state.valid:
        owner = facts.owner.person if facts.owner else ""
        if facts.document.kind in _kinds(field) and owner == occasion.subject.person:
            return facts
    return None


def _kinds(field: Schema) -> tuple[str, ...]:
    return tuple(field.get("x-rujukan", {}).get("jenis", ()))
