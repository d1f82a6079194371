"""The turns of a round as its records tell them: who approved what, and what each turn rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.check import slots
from generator.compile.timeline import places
from generator.review.ledger import GENERAL
from generator.review.shelf import CONTENT, round_of
from generator.rules.history import History, Listed, Record
from generator.rules.proposal import Turn
from generator.sop.model import Sop
from generator.sop.signing import steps_before


@dataclass(frozen=True)
class Done:
    """A turn (None: what the whole round rests on) with its records and the documents that stand."""

    name: str
    turn: Turn | None
    before: tuple[str, ...]
    patterns: tuple[str, ...]
    documents: tuple[Listed, ...]
    records: tuple[Record, ...]


def turns_done(history: History, name: str) -> tuple[Done, ...]:
    """What was done in a round, in the order of the SOP."""
    sop, table = history.context.sop, slots(history.context.sop)
    records: dict[Turn | None, list[Record]] = {}
    last: dict[str, tuple[Turn | None, Listed]] = {}
    for record in history.records:
        own = [x for x in record.documents if round_of(table, x.path) == name]
        if own:
            records.setdefault(record.turn, []).append(record)
        last |= {listed.path: (record.turn, listed) for listed in own}
    known = {turn: title(turn) for turn in sorted(records, key=_order)}
    return tuple(
        Done(
            called,
            turn,
            tuple(_before(sop, turn, known)),
            tuple(_patterns(sop, turn, name)),
            tuple(x for _, (t, x) in sorted(last.items()) if t == turn and x.digest),
            tuple(records[turn]),
        )
        for turn, called in known.items()
    )


def title(turn: Turn | None) -> str:
    """The name of a turn where names are plain."""
    if turn is None:
        return GENERAL
    return f"langkah-{turn.step}" + (f"-{turn.unit}" if turn.unit else "")


def _order(turn: Turn | None) -> tuple[int, str]:
    return (turn.step, turn.unit or "") if turn else (0, "")


def _before(sop: Sop, turn: Turn | None, known: dict[Turn | None, str]) -> Iterator[str]:
    step = sop.steps.get(turn.step) if turn else None
    if turn is None or step is None:
        return
    for before in steps_before(sop, step, turn.unit):
        alone = before.per_unit and turn.unit is not None
        for unit in (turn.unit,) if alone else places(sop, before):
            found = known.get(Turn(turn.round, before.number, unit))
            if found:
                yield found


def _patterns(sop: Sop, turn: Turn | None, name: str) -> Iterator[str]:
    """Where a turn's documents stand, with stars for what is free."""
    kinds = [k for k in sop.kinds.values() if k.step == (turn.step if turn else None)]
    for kind in kinds:
        free = {"putaran": name, "unit": (turn.unit if turn else None) or "*", "nama": "*"}
        yield f"{CONTENT}/{kind.path(**free)}"
