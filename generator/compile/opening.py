"""What a new round begins with: its moment, who owes what in it, what the rounds before offer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from generator.compile.carried import carried
from generator.compile.model import OwedRow
from generator.compile.occasion import Occasion, Subject, Words
from generator.compile.place import Place, subject_of
from generator.compile.skeleton import Skeleton
from generator.compile.state import RoundState
from generator.compile.table import owed
from generator.diagnostic import Diagnostic
from generator.rules.context import Context
from generator.sop.clock import Calendar
from generator.sop.duty import units_of_kind
from generator.sop.model import Kind


def first_morning(calendar: Calendar, today: date, subject: Subject) -> datetime:
    """The beginning of the next working day, at the earliest in the year that the round is named after.

    Raises `CalendarMissing`.
    """
    day = today + timedelta(days=1)
    year = subject.year
    if year is not None:
        day = max(day, date(year, 1, 1))
    return calendar.next_working_moment(datetime.combine(day, time(), calendar.zone))


def round_text(context: Context, kind: Kind, subject: Subject, words: Words, at: datetime) -> str:
    """The document that opens a round at a moment."""
    return Skeleton(
        Occasion(RoundState(context, subject.round), kind, subject, words, at=at)
    ).text()


class Owing(NamedTuple):
    """A unit with the people that owe documents in a round, and its owing positions that nobody holds."""

    unit: str
    rows: tuple[OwedRow, ...]
    vacant: tuple[str, ...]


def owing(state: RoundState) -> tuple[Owing, ...]:
    """Who owes what in a round, unit by unit; units that nobody owes anything for are left out."""
    rows = owed(state, names=True)
    vacant = _vacant(state)
    every = (
        Owing(unit, tuple(row for row in rows if row.unit == unit), tuple(vacant.get(unit, ())))
        for unit in state.context.sop.organisation.units
    )
    return tuple(one for one in every if one.rows or one.vacant)


def _vacant(state: RoundState) -> Mapping[str, list[str]]:
    """The positions that would owe documents, and that nobody holds when the round begins, by unit.

    A position that several may hold is none of them: nobody says how many there should be.
    """
    sop, day = state.context.sop, state.context.round_day(state.round)
    found: dict[str, list[str]] = {}
    for position in sop.organisation.positions.values():
        kinds = sop.duties.get(position.level, ())
        owes = any(position.unit in units_of_kind(sop, kind) for kind in kinds)
        if owes and not position.shared and not state.context.tenures(position.id, day):
            found.setdefault(position.unit, []).append(position.name)
    return found


def places(state: RoundState) -> Iterator[Place]:
    """The place of every document that is owed in a round, each once."""
    seen: set[str] = set()
    for duty in state.duties:
        kind, subject = subject_of(state, duty)
        path = f"content/{kind.path(**subject.names)}"
        if path not in seen:
            seen.add(path)
            yield Place(kind, subject, path, state.context.corpus.by_path.get(path))


def offered(state: RoundState, words: Words, diagnostics: tuple[Diagnostic, ...]) -> int:
    """How many of the documents owed in a round have a former one whose lists are offered again."""
    return sum(
        carried(Occasion(state, place.kind, place.subject, words, diagnostics)) is not None
        for place in places(state)
    )
