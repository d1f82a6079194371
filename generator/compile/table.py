"""The tables of a round: each unit's and each person's documents, counted from what is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from generator.compile.model import (
    Cell,
    KindCount,
    OwedRow,
    PersonRow,
    StepRow,
    UnitRow,
    UnreadRow,
)
from generator.compile.state import RoundState, finished_text
from generator.rules.context import Context
from generator.sop.duty import Duty
from generator.sop.facts import Facts
from generator.sop.model import Function, Unit

Counts = Callable[[Iterable[str]], tuple[int, int]]


def units(state: RoundState, steps: tuple[StepRow, ...], counts: Counts) -> tuple[UnitRow, ...]:
    """One row for each unit that owes documents, in the order of the organisation."""
    owing = {duty.unit for duty in state.duties}
    known = state.context.sop.organisation.units.values()
    return tuple(_unit(state, unit, steps, counts) for unit in known if unit.id in owing)


def _unit(state: RoundState, unit: Unit, steps: tuple[StepRow, ...], counts: Counts) -> UnitRow:
    duties = [duty for duty in state.duties if duty.unit == unit.id]
    kinds = tuple(
        _count(state, kind.id, duties)
        for kind in state.context.sop.kinds_of(Function.DOCUMENT)
        if any(duty.kind == kind.id for duty in duties)
    )
    required, complete = len(duties), sum(kind.complete for kind in kinds)
    own = [step for step in steps if step.unit == unit.id]
    corpus = state.context.corpus.documents
    paths = [d.path for d in corpus if (d.round, d.unit) == (state.round, unit.id)]
    errors, warnings = counts(paths)
    return UnitRow(
        unit=unit.id,
        name=unit.name,
        short=unit.short,
        kinds=kinds,
        required=required,
        present=sum(kind.present for kind in kinds),
        complete=complete,
        signed=sum(kind.signed for kind in kinds),
        percent=percent(complete, required),
        status=_status(state, duties, steps, unit.id),
        late=sum(step.late for step in own),
        errors=errors,
        warnings=warnings,
    )


def percent(part: int, whole: int) -> float:
    """A share in percent with one decimal, halves up; of nothing it is 100."""
    return (2000 * part + whole) // (2 * whole) / 10 if whole else 100.0


def total(rows: tuple[UnitRow, ...]) -> UnitRow:
    """The sum of the units' rows."""
    names = dict.fromkeys(kind.kind for row in rows for kind in row.kinds)
    kinds = tuple(
        KindCount(
            name,
            *(
                sum(getattr(kind, field) for row in rows for kind in row.kinds if kind.kind == name)
                for field in ("required", "present", "complete", "signed")
            ),
        )
        for name in names
    )
    required, complete = sum(r.required for r in rows), sum(r.complete for r in rows)
    return UnitRow(
        unit="",
        name="",
        short="",
        kinds=kinds,
        required=required,
        present=sum(r.present for r in rows),
        complete=complete,
        signed=sum(r.signed for r in rows),
        percent=percent(complete, required),
        status="",
        late=sum(r.late for r in rows),
        errors=sum(r.errors for r in rows),
        warnings=sum(r.warnings for r in rows),
    )


def _status(state: RoundState, duties: list[Duty], steps: tuple[StepRow, ...], unit: str) -> str:
    """The word of the lowest stage when all documents are there, else of the last finished step.

    Steps done once for all count as far as they come before the unit's own.
    """
    found = [state.document(duty) for duty in duties]
    present = [facts for facts in found if facts is not None]
    if duties and len(present) == len(duties):
        return state.status(min(present, key=state.stage))
    own = [step.step for step in steps if step.unit == unit]
    first = min(own, default=0)
    done = [
        s.step for s in steps if s.finished and (s.unit == unit or (not s.unit and s.step < first))
    ]
    return state.context.sop.steps[max(done)].status if done else state.context.sop.word_absent


def _count(state: RoundState, kind: str, duties: list[Duty]) -> KindCount:
    mine = [duty for duty in duties if duty.kind == kind]
    found = [f for duty in mine if (f := state.document(duty)) is not None]
    step = state.context.sop.kinds[kind].step or 0
    stages = [state.stage(facts) for facts in found]
    return KindCount(
        kind=kind,
        required=len(mine),
        present=len(found),
        complete=sum(1 for stage in stages if stage >= step),
        signed=sum(1 for stage in stages if stage > step),
    )


def people(state: RoundState, counts: Counts) -> tuple[PersonRow, ...]:
    """One row for each person who owes documents, in the order of duties."""
    owing: dict[tuple[str, str], list[Duty]] = {}
    for duty in state.duties:
        owing.setdefault((duty.person, duty.position), []).append(duty)
    return tuple(_person(state, duties, counts) for duties in owing.values())


def _person(state: RoundState, duties: list[Duty], counts: Counts) -> PersonRow:
    first = duties[0]
    known = state.context.people.get(first.person)
    position = state.context.sop.organisation.positions.get(first.position)
    documents = [f for duty in duties if (f := state.document(duty)) is not None]
    errors, warnings = counts([facts.document.path for facts in documents])
    return PersonRow(
        person=first.person,
        name=known.name if known else first.person,
        position=position.name if position else first.position,
        unit=first.unit,
        cells=tuple(_cell(state, duty) for duty in duties),
        complete=len(documents) == len(duties) and all(map(state.stage, documents)),
        errors=errors,
        warnings=warnings,
    )


def _cell(state: RoundState, duty: Duty) -> Cell:
    facts = state.document(duty)
    if facts is None:
        return Cell(duty.kind, state.status(None), "", "", "")
    return Cell(
        kind=duty.kind,
        status=state.status(facts),
        document=facts.document.id,
        received=finished_text(facts),
        signed=_signed(state, facts),
    )


def _signed(state: RoundState, facts: Facts) -> str:
    evidence = state.context.listed.get(facts.document.id, [])
    return finished_text(evidence[0]) if evidence else ""


def owed(state: RoundState, *, names: bool) -> tuple[OwedRow, ...]:
    """One row for each holder of a position that owes documents, by unit, rank and position."""
    organisation = state.context.sop.organisation
    owing: dict[tuple[str, str, str], list[str]] = {}
    for duty in state.duties:
        owing.setdefault((duty.unit, duty.position, duty.person), []).append(duty.kind)
    units, positions = list(organisation.units), list(organisation.positions)
    order = sorted(
        owing,
        key=lambda k: (units.index(k[0]), organisation.rank(k[1]), positions.index(k[1]), k[2]),
    )
    return tuple(
        OwedRow(
            round=state.round,
            unit=unit,
            name=known.name if names and (known := state.context.people.get(person)) else "",
            position=organisation.positions[position].name,
            kinds=tuple(owing[unit, position, person]),
        )
        for unit, position, person in order
    )


def unread(context: Context, name: str) -> tuple[UnreadRow, ...]:
    """How many documents of a round cannot be read, by unit and kind in the order of the rule book.

    A unit that the organisation does not know is only a folder's name, and stays untold.
    """
    units = ("", *context.sop.organisation.units)
    found = Counter(
        (document.unit if document.unit in units else "", document.kind)
        for document in context.corpus.documents
        if document.round == name and not document.readable
    )
    pairs = ((unit, kind) for unit in units for kind in context.sop.kinds)
    return tuple(UnreadRow(*pair, found[pair]) for pair in pairs if pair in found)
