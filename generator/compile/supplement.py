"""What comes after a finished step: documents handed in since, and the evidence that signs them.

A step that is finished stays finished. Documents that replace what it signed, or that came late, are
signed by evidence of a kind that comes after (`Kind.supplements`), numbered from 1; so nothing that
was signed is touched, and nothing is left without a way.
"""

from __future__ import annotations

from itertools import count

from generator.compile.state import RoundState
from generator.sop.facts import Facts
from generator.sop.model import Function, Kind, Step
from generator.sop.signing import signed_units


def supplement_kind(state: RoundState, step: Step) -> Kind | None:
    """The kind of evidence that comes after a step's own."""
    kinds = state.context.sop.kinds_at(step.number)
    return next((kind for kind in kinds if kind.supplements), None)


def pending(state: RoundState, step: Step, unit: str | None) -> tuple[Facts, ...]:
    """What a finished step (of a unit) has yet to sign, in the order of paths.

    Of the versions of one document only the newest that was handed in.
    """
    if supplement_kind(state, step) is None or state.finished(step, unit) is None:
        return ()
    found = [facts for facts in state.documents if _awaits(state, step, unit, facts)]
    ids, newer = {facts.document.id for facts in found}, state.context.versions.newer
    return tuple(
        facts
        for facts in found
        if ids.isdisjoint(f.document.id for f in newer.get(facts.document.id, ()))
    )


def _awaits(state: RoundState, step: Step, unit: str | None, facts: Facts) -> bool:
    context, document = state.context, facts.document
    kind = context.kind(document)
    if (
        not facts.get("selesai")
        or document.id in state.away
        or document.id in context.versions.gone
    ):
        return False
    if context.signing(document.id, step.number):
        return False
    if kind.function is Function.EVIDENCE:
        return kind.step in step.waits_for and not step.per_unit and kind.per_unit
    return document.unit in signed_units(context.sop, step, unit, kind)


def open_supplement(state: RoundState, step: Step, unit: str | None) -> Facts | None:
    """The evidence after a step (of a unit) that does not say yet when it was finished, or was sent back."""
    away, context = state.away, state.context
    found = state.supplements(step, unit)
    return next((f for f in found if f.document.id in away or context.is_open(f.document)), None)


def sent_back(state: RoundState, step: Step, unit: str | None) -> tuple[Facts, ...]:
    """The documents of a finished step (of a unit) that were sent back and have not come again."""
    if state.finished(step, unit) is None:
        return ()
    gone, kinds = state.context.versions.gone, state.context.kind
    return tuple(
        facts
        for facts in state.documents
        if facts.document.id in state.away
        and facts.document.id not in gone
        and kinds(facts.document).step == step.number
        and kinds(facts.document).function is Function.DOCUMENT
        and unit in (None, facts.document.unit)
    )


def next_number(state: RoundState, kind: Kind, unit: str) -> str:
    """The free part of the next one's file name: the first number without a file."""
    numbers, taken = map(str, count(1)), state.context.corpus.by_path
    return next(n for n in numbers if _path(state, kind, unit, n) not in taken)


def _path(state: RoundState, kind: Kind, unit: str, number: str) -> str:
    return f"content/{kind.path(putaran=state.round, unit=unit, nama=number)}"
