"""Which step of the SOP a proposal belongs to, and what that step still waits for at the head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.compile.state import RoundState
from generator.load.corpus import Document
from generator.review.versions import Versions
from generator.sop.duty import Duty
from generator.sop.facts import Facts
from generator.sop.model import Function, Step, Unit


@dataclass(frozen=True)
class Debtor:
    """A person with the documents still to come: short kind and the SOP's word for its state."""

    name: str
    owed: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Turn:
    """One step of a round (of one unit), with what it lacks.

    `waiting`: earlier steps that are not finished; `absent` and `unfinished`: names of the step's own
    evidence; `owed` documents belong to the step, `ready` of them have come far enough.
    """

    step: Step
    unit: Unit | None
    round: str
    waiting: tuple[tuple[Step, Unit | None], ...]
    absent: tuple[str, ...]
    unfinished: tuple[str, ...]
    owed: int
    ready: int
    debtors: tuple[Debtor, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not (self.waiting or self.absent or self.unfinished or self.debtors)


def turns(versions: Versions, documents: Iterable[Document]) -> tuple[Turn, ...]:
    """The steps that some documents belong to, in the order of the SOP."""
    found: dict[tuple[str, int, str], Turn] = {}
    for document in documents:
        step = versions.sop.steps.get(versions.sop.kinds[document.kind].step or 0)
        if step is not None and document.round:
            key = (document.round, step.number, document.unit or "")
            if key not in found:
                found[key] = _turn(RoundState(versions.new, document.round), step, document.unit)
    return tuple(found[key] for key in sorted(found))


def _turn(state: RoundState, step: Step, unit: str | None) -> Turn:
    evidence = list(_evidence(state, step, unit))
    duties = list(_duties(state, step, unit))
    open_ = [duty for duty in duties if not _is_ready(state, step, state.document(duty))]
    return Turn(
        step=step,
        unit=state.context.sop.organisation.units.get(unit or ""),
        round=state.round,
        waiting=tuple(_waiting(state, step, unit)),
        absent=tuple(name for name, facts in evidence if facts is None),
        unfinished=tuple(n for n, facts in evidence if facts and not facts.get("selesai")),
        owed=len(duties),
        ready=len(duties) - len(open_),
        debtors=tuple(_debtors(state, open_)),
    )


def _evidence(
    state: RoundState, step: Step, unit: str | None
) -> Iterator[tuple[str, Facts | None]]:
    for kind in state.context.sop.kinds_at(step.number):
        place = unit if kind.per_unit else None
        if kind.supplements:
            yield from ((kind.name, facts) for facts in state.supplements(step, place))
        elif kind.function is Function.EVIDENCE:
            yield kind.name, state.evidence(step, place)


def _duties(state: RoundState, step: Step, unit: str | None) -> Iterator[Duty]:
    """The documents of the unit that the step makes or signs; a step done once names none."""
    kinds = state.context.sop.kinds
    for duty in state.duties:
        if unit == duty.unit and (kinds[duty.kind].step or 0) <= step.number:
            yield duty


def _is_ready(state: RoundState, step: Step, facts: Facts | None) -> bool:
    return facts is not None and state.stage(facts) >= step.number


def _waiting(state: RoundState, step: Step, unit: str | None) -> Iterator[tuple[Step, Unit | None]]:
    """Earlier steps that are not finished; the unit's own documents are told by their debtors."""
    sop = state.context.sop
    for number in step.waits_for:
        prior = sop.steps[number]
        written = any(k.function is Function.DOCUMENT for k in sop.kinds_at(number))
        units = sop.units_at(prior) if prior.per_unit else (None,)
        for one in units:
            if unit and one and (one.id != unit or written):
                continue
            if state.finished(prior, one.id if one else None) is None:
                yield prior, one


def _debtors(state: RoundState, duties: Iterable[Duty]) -> Iterator[Debtor]:
    context = state.context
    owed: dict[str, list[tuple[str, str]]] = {}
    for duty in duties:
        shown = context.sop.kinds[duty.kind].short, state.status(state.document(duty))
        owed.setdefault(duty.person, []).append(shown)
    for id, documents in owed.items():
        person = context.people.get(id)
        yield Debtor(person.name if person else id, tuple(documents))
