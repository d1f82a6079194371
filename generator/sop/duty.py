"""Who owes which documents: from the positions that people hold on the day a round begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.sop.facts import Person, Tenure
from generator.sop.model import Sop


@dataclass(frozen=True, slots=True)
class Duty:
    """One document that one person owes in a round."""

    person: str
    position: str
    unit: str
    kind: str


def holds(tenure: Tenure, day: str) -> bool:
    """Whether a tenure covers a day (ISO); both its first and its last day count."""
    return bool(tenure.start) and tenure.start <= day and (not tenure.end or day <= tenure.end)


def owed(sop: Sop, people: Iterable[Person], day: str) -> tuple[Duty, ...]:
    """All duties of a round that begins on a day, by unit, rank, person and kind.

    A person owes for the unit that carries out the step of the kind; positions outside those units
    (an official above the bureau) owe nothing.
    """
    units = {id: place for place, id in enumerate(sop.organisation.units)}
    kinds = {id: place for place, id in enumerate(sop.kinds)}
    taken = {
        kind: units_of_kind(sop, kind) for kinds_owed in sop.duties.values() for kind in kinds_owed
    }
    found: dict[Duty, tuple[int, int, str, int]] = {}
    for person in people:
        for tenure in person.tenures:
            position = sop.organisation.positions.get(tenure.position)
            if position is None or not holds(tenure, day):
                continue
            rank = sop.organisation.rank(position.id)
            for kind in sop.duties.get(position.level, ()):
                if position.unit in taken[kind]:
                    order = (units[position.unit], rank, person.id, kinds[kind])
                    found[Duty(person.id, position.id, position.unit, kind)] = order
    return tuple(sorted(found, key=lambda duty: found[duty]))


def units_of_kind(sop: Sop, kind: str) -> frozenset[str]:
    """The units for which documents of a kind are owed."""
    known = sop.kinds.get(kind)
    step = sop.steps.get(known.step) if known and known.step else None
    if step is None:
        return frozenset()
    units = sop.units_at(step) or tuple(sop.organisation.units.values())
    return frozenset(unit.id for unit in units)
