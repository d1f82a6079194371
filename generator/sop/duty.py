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
    found = []
    for person in people:
        for tenure in person.tenures:
            if not holds(tenure, day):
                continue
            position = sop.organisation.positions.get(tenure.position)
            if position is None:
                continue
            for kind in sop.duties.get(position.level, ()):
                if position.unit in _units(sop, kind):
                    found.append(Duty(person.id, position.id, position.unit, kind))
    return tuple(dict.fromkeys(sorted(found, key=lambda duty: _order(sop, duty))))


def _units(sop: Sop, kind: str) -> tuple[str, ...]:
    known = sop.kinds.get(kind)
    step = sop.steps.get(known.step) if known and known.step else None
    if step is None:
        return ()
    units = sop.units_at(step) or tuple(sop.organisation.units.values())
    return tuple(unit.id for unit in units)


def _order(sop: Sop, duty: Duty) -> tuple[int, int, str, int]:
    units, kinds = list(sop.organisation.units), list(sop.kinds)
    rank = sop.organisation.rank(duty.position)
    return (units.index(duty.unit), rank, duty.person, kinds.index(duty.kind))
