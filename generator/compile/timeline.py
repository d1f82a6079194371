"""Where each step of a round stands on the working-time clock.

A step can begin when every step it waits for is finished: for a unit's step the same unit's, for a
step done once all units'. A unit that an awaited step does not concern passes through it. A step
ends with its evidence, or, where people write documents, when the last owed one was handed in. What
is sent back opens its own step again and stops the clock of the step that sent it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, time
from decimal import Decimal
from typing import NamedTuple

from generator.compile.model import Audience, Progress, StepRow
from generator.compile.projection import Projector
from generator.compile.returned import pauses
from generator.compile.state import RoundState, moment, moment_text
from generator.compile.supplement import next_number, pending, supplement_kind
from generator.sop.clock import CalendarMissing, Duration, Unit
from generator.sop.facts import Facts
from generator.sop.model import Sop, Step

DAY_ENDS = time(23, 59)


class Clock(NamedTuple):
    """When a step (of a unit) began, is due and was finished; its working minutes, and those over."""

    started: datetime | None
    due: datetime | None
    finished: datetime | None
    minutes: int
    late: int
    paused: bool
    """Whether something that the step sent back is away."""


def timeline(state: RoundState, projector: Projector) -> tuple[StepRow, ...]:
    """The rows of all steps, in their order, as an edition may show them."""
    return tuple(
        _row(state, projector, step, unit) for step, unit in every_place(state.context.sop)
    )


def every_place(sop: Sop) -> Iterator[tuple[Step, str | None]]:
    """Every step with each unit that carries it out by itself, in their order."""
    return ((step, unit) for step in sop.steps.values() for unit in places(sop, step))


def supplements(state: RoundState, projector: Projector) -> tuple[StepRow, ...]:
    """The rows of evidence that comes after finished steps: what is there, and what is wanted."""
    return tuple(
        row
        for step, unit in every_place(state.context.sop)
        for row in _supplements(state, projector, step, unit)
    )


def _supplements(
    state: RoundState, projector: Projector, step: Step, unit: str | None
) -> Iterator[StepRow]:
    every = state.supplements(step, unit)
    for facts in every:
        signed = (state.context.find(signed.document) for signed in facts.signed)
        known = clock_since(state, step, filter(None, signed), moment(facts.get("selesai")))
        yield _shown(state, projector, step, unit, known, facts)
    waiting = pending(state, step, unit)
    kind = supplement_kind(state, step)
    if kind and waiting and all(moment(facts.get("selesai")) for facts in every):
        row = _shown(state, projector, step, unit, clock_since(state, step, waiting), None)
        yield replace(row, number=next_number(state, kind, unit or ""))


def lateness(state: RoundState) -> dict[str, dict[int, int]]:
    """For each unit that is late, its steps with the working minutes that are over."""
    found: dict[str, dict[int, int]] = {}
    for step, unit in every_place(state.context.sop):
        late = clock(state, step, unit).late
        if unit and late:
            found.setdefault(unit, {})[step.number] = late
    return found


def places(sop: Sop, step: Step) -> tuple[str | None, ...]:
    """The units that carry out a step one by one; (None,) for a step done once."""
    return tuple(unit.id for unit in sop.units_at(step)) if step.per_unit else (None,)


def ready(
    state: RoundState, step: Step, unit: str | None, seen: tuple[int, ...] = ()
) -> datetime | None:
    """When a step could begin; None while something before it is open (or waits in a circle)."""
    if step.number in seen:
        return None
    moments = [state.opened]
    for number in step.waits_for:
        before = state.context.sop.steps[number]
        where = places(state.context.sop, before)
        if unit is not None and before.per_unit:
            if unit in where:
                moments.append(state.first_finished(before, unit))
            else:
                moments.append(ready(state, before, unit, (*seen, step.number)))
        else:
            moments += [state.first_finished(before, place) for place in where]
    return max(moments) if None not in moments else None  # type: ignore[type-var]


def clock(state: RoundState, step: Step, unit: str | None) -> Clock:
    """A step (of a unit) on the working-time clock; an open one counts to the end of today."""
    finished = state.finished(step, unit)
    # Evidence of a partial compilation may exist while a unit is still open.
    started = ready(state, step, unit) or finished
    if started is None:
        return Clock(None, None, None, 0, 0, paused=False)
    end, evidence = finished or _now(state), state.evidence(step, unit)
    sent = [one for one in state.returns if evidence and one.evidence == evidence.document.path]
    spans = pauses(sent if step.returns_to else (), started, end)
    due, minutes, late = _spent(state.context.sop, step, started, end, spans)
    paused = finished is None and any(one.back is None for one in sent)
    return Clock(started, due, finished, minutes, late, paused)


def clock_since(
    state: RoundState, step: Step, signing: Iterable[Facts], finished: datetime | None = None
) -> Clock:
    """The clock of evidence that comes after a step: it runs from when the last document was handed in."""
    handed = [found for facts in signing if (found := moment(facts.get("selesai")))]
    return clock_from(state, step, max(handed, default=None), finished)


def clock_from(
    state: RoundState, step: Step, started: datetime | None, finished: datetime | None = None
) -> Clock:
    """The clock of a step's work that began at a moment; without one it stands still."""
    if started is None:
        return Clock(None, None, finished, 0, 0, paused=False)
    due, minutes, late = _spent(state.context.sop, step, started, finished or _now(state), [])
    return Clock(started, due, finished, minutes, late, paused=False)


def _now(state: RoundState) -> datetime:
    return datetime.combine(state.context.today, DAY_ENDS, state.context.sop.calendar.zone)


def _row(state: RoundState, projector: Projector, step: Step, unit: str | None) -> StepRow:
    return _shown(
        state, projector, step, unit, clock(state, step, unit), state.evidence(step, unit)
    )


def _shown(
    state: RoundState,
    projector: Projector,
    step: Step,
    unit: str | None,
    known: Clock,
    evidence: Facts | None,
) -> StepRow:
    started, due, finished, minutes, late, paused = known
    day = (finished or _now(state)).date().isoformat()
    names = projector.audience is Audience.INTERNAL
    running = started is not None and not paused
    return StepRow(
        step=step.number,
        name=step.name,
        unit=unit,
        progress=Progress.DONE if finished else Progress.RUNNING if running else Progress.WAITING,
        role=state.context.sop.roles[step.role].name,
        holders=state.holders(step, unit, day, names=names),
        started=moment_text(started),
        due=moment_text(due),
        finished=moment_text(finished),
        minutes=minutes,
        late=late,
        document=evidence.document.id if evidence and projector.shows(evidence.document) else "",
        number=(evidence.document.name or "") if evidence else "",
    )


def _spent(
    sop: Sop,
    step: Step,
    started: datetime,
    end: datetime,
    pauses: list[tuple[datetime, datetime]],
) -> tuple[datetime | None, int, int]:
    """When the step is due, the working minutes it took, and how many of them are over.

    While something that the step sent back was away, its clock stood still.
    """
    calendar = sop.calendar
    try:
        still = sum(calendar.between(gone, back) for gone, back in pauses)
        due = calendar.add(started, step.duration)
        if still:
            due = calendar.add(due, Duration(Decimal(still), Unit.MINUTE))
        return (
            due,
            max(calendar.between(started, end) - still, 0),
            max(calendar.between(due, end), 0) if end > due else 0,
        )
    except CalendarMissing:
        return None, 0, 0
