"""What the owner's document of the round before said: offered again, never taken over unseen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from generator.compile.occasion import Occasion, Subject
from generator.compile.place import implied_id
from generator.sop.concept import plan
from generator.sop.facts import Facts

CONCEPTS = ("tujuan", "anggaran", "rencana")
"""Lists that recur from round to round."""


class Carried(NamedTuple):
    """The id of the former document, and its lists by field."""

    document: str
    lists: Mapping[str, Any]


def carried(occasion: Occasion) -> Carried | None:
    """The recurring lists of the former document of the same owner; None without one."""
    former = _former(occasion)
    if former is None:
        return None
    marks = plan(occasion.kind.form.schema).lists
    found = {
        path[0]: _renamed(occasion, value)
        for concept in CONCEPTS
        for path, _ in marks.get(concept, ())
        if len(path) == 1 and (value := former.document.data.get(path[0]))
    }
    return Carried(former.document.id, found) if found else None


def _former(occasion: Occasion) -> Facts | None:
    """The newest document of the kind from another, earlier round, of the same person and position."""
    context, subject = occasion.state.context, occasion.subject
    begins = context.round_day(subject.round)
    found = [
        facts
        for facts in context.every
        if facts.document.kind == occasion.kind.id
        and facts.owner is not None
        and facts.owner[:2] == (subject.person, subject.position)
        and facts.document.id not in context.versions.gone
        and "" < context.round_day(facts.document.round or "") < begins
    ]
    return max(found, key=lambda f: context.round_day(f.document.round or ""), default=None)


def _renamed(occasion: Occasion, value: Any) -> Any:
    """A value whose references to documents of the former round name those of this round."""
    if isinstance(value, dict):
        return {name: _renamed(occasion, inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(occasion, item) for item in value]
    named = occasion.state.context.corpus.find(value) if isinstance(value, str) else None
    if named is None or named.id != named.implied_id:
        return value
    kind = occasion.state.context.kind(named)
    place = Subject(occasion.subject.round, named.unit or "", named.name or "", "", "", "")
    return implied_id(kind, place)
