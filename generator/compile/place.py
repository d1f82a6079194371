"""The documents that a step makes, each with its place: those that are there, and those still to be made."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.compile.occasion import Subject
from generator.compile.state import RoundState
from generator.compile.supplement import next_number, open_supplement, pending, supplement_kind
from generator.load.corpus import Document
from generator.sop.duty import Duty
from generator.sop.model import Function, Kind, Step


class Place(NamedTuple):
    """A document of a step: its path, and the document there (unreadable ones too), None when absent."""

    kind: Kind
    subject: Subject
    path: str
    document: Document | None


def places_of(state: RoundState, step: Step, unit: str | None) -> list[Place]:
    """The documents of a step (of a unit): its evidence, and what each person owes.

    Evidence that comes after is among them while it is open or something waits for it.
    """
    found: dict[str, Place] = {}
    for kind in state.context.sop.kinds_at(step.number):
        if kind.function is Function.EVIDENCE and not kind.supplements:
            found |= {p.path: p for p in [_evidence(state, kind, step, unit)]}
    found |= {p.path: p for p in [supplement_place(state, step, unit)] if p is not None}
    for duty in state.duties:
        kind = state.context.sop.kinds[duty.kind]
        if kind.step == step.number and unit in (None, duty.unit):
            place = _owed(state, kind, duty)
            found.setdefault(place.path, place)
    return list(found.values())


def _evidence(state: RoundState, kind: Kind, step: Step, unit: str | None) -> Place:
    subject = doer(state, kind, step, unit)
    path = f"content/{kind.path(**subject.names)}"
    return Place(kind, subject, path, state.context.corpus.by_path.get(path))


def supplement_place(state: RoundState, step: Step, unit: str | None) -> Place | None:
    """The evidence after a finished step (of a unit): the open one, else the next if something waits for it."""
    kind = supplement_kind(state, step)
    if kind is None or state.finished(step, unit) is None:
        return None
    there = open_supplement(state, step, unit)
    if there is not None:
        subject = doer(state, kind, step, unit, there.document.name or "")
        return Place(kind, subject, there.document.path, there.document)
    return _evidence(state, kind, step, unit) if pending(state, step, unit) else None


def _owed(state: RoundState, kind: Kind, duty: Duty) -> Place:
    _, subject = subject_of(state, duty)
    facts = state.document(duty)
    if facts is not None:
        return Place(kind, subject, facts.document.path, facts.document)
    path = f"content/{kind.path(**subject.names)}"
    return Place(kind, subject, path, state.context.corpus.by_path.get(path))


def doer(
    state: RoundState, kind: Kind, step: Step | None, unit: str | None, name: str = ""
) -> Subject:
    """Who writes the evidence of a step today: the holder of the step's role."""
    day, place = state.context.today.isoformat(), unit if kind.per_unit else None
    person = position = status = ""
    roles = state.context.sop.roles
    for position_ in state.positions_of(roles[step.role], unit) if step else ():
        held = state.context.tenures(position_, day)
        position = position_ if held or not position else position
        if held:
            person, status = held[0][0].id, held[0][1].status
            break
    if kind.supplements and not name:
        name = next_number(state, kind, place or "")
    return Subject(state.round, place or "", name, person, position, status)


def subject_of(state: RoundState, duty: Duty) -> tuple[Kind, Subject]:
    """Kind and subject of the document that fulfils a duty."""
    kind = state.context.sop.kinds[duty.kind]
    tenures = state.context.positions(duty.person, state.context.today.isoformat())
    status = next((t.status for t in tenures if t.position == duty.position), "")
    name = file_name(state, kind, duty.person, duty.position)
    unit = duty.unit if kind.per_unit else ""
    return kind, Subject(state.round, unit, name, duty.person, duty.position, status)


def file_name(state: RoundState, kind: Kind, person: str, position: str) -> str:
    """The free part of a file's name: as this owner's is elsewhere, else as others of the kind are."""
    if "{nama}" not in kind.pattern:
        return ""
    known = state.context.sop.organisation.positions.get(position)
    by_person = known is None or known.shared
    habit = None
    for facts in reversed(state.context.every):
        if facts.document.kind != kind.id or facts.owner is None:
            continue
        if (facts.owner.person, facts.owner.position) == (person, position):
            return facts.document.name or person
        if habit is None and facts.document.name in facts.owner[:2]:
            habit = facts.document.name == facts.owner.person
    return person if by_person or habit else position


def implied_id(kind: Kind, subject: Subject) -> str:
    """The id that a kind's form asks for in a place."""
    pattern = str(kind.form.at(("id",)).get("x-pola", kind.id))
    return re.sub(r"\{(\w+)\}", lambda match: subject.names.get(match[1], ""), pattern)
