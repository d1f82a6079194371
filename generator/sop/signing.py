"""Which documents the evidence of a step signs itself, and which step must be there before it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.sop.model import Function, Kind, Sop, Step, Unit


def signed_units(sop: Sop, step: Step, unit: str | None, kind: Kind) -> frozenset[str]:
    """The units whose documents of a kind the evidence of a step must list itself.

    Evidence of a unit lists that unit's documents; evidence of the whole round lists those of the
    units that have no evidence of their own in between.
    """
    if kind.function is not Function.DOCUMENT or kind.step not in step.waits_for:
        return frozenset()
    written = sop.steps[kind.step]
    if step.per_unit and unit is not None and sop.takes(unit, written):
        return frozenset({unit})
    units = {u.id for u in sop.units_at(written)} or set(sop.organisation.units)
    if step.per_unit:
        return frozenset({unit} & units) if unit else frozenset()
    for number in step.waits_for:
        between = sop.steps[number]
        if between.per_unit and kind.step in between.waits_for:
            units -= {u.id for u in sop.units_at(between)}
    return frozenset(units)


def steps_before(sop: Sop, step: Step, unit: str | None) -> Iterator[Step]:
    """The steps that a step of a unit waits for; one that the unit does not take gives way to its own."""
    for number in step.waits_for:
        before = sop.steps[number]
        if before.per_unit and unit is not None and not sop.takes(unit, before):
            yield from steps_before(sop, before, unit)
        else:
            yield before


def bringing(sop: Sop, step: Step) -> Iterator[tuple[Step, Unit]]:
    """The steps that a step waits for and the units that bring it evidence of their own."""
    for before in (sop.steps[number] for number in step.waits_for):
        kinds = sop.kinds_at(before.number)
        if any(kind.function is Function.EVIDENCE and kind.per_unit for kind in kinds):
            yield from ((before, unit) for unit in sop.units_at(before))
