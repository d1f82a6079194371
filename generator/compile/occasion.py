"""The occasion of a new document: its round, kind, place and owner, the day, and what the check found."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple

from generator.compile.state import RoundState
from generator.compile.timeline import ready
from generator.diagnostic import Diagnostic
from generator.sop.clock import CalendarMissing
from generator.sop.facts import Facts
from generator.sop.model import Function, Kind, Step

_FURTHEST = 366
"""Days in which a working day is looked for."""


@dataclass(frozen=True)
class Subject:
    """Whose document it is and where it belongs; ids, empty when not known."""

    round: str
    unit: str
    name: str
    person: str
    position: str
    status: str

    @property
    def names(self) -> dict[str, str]:
        """The names that patterns of paths and ids use."""
        return {"putaran": self.round, "unit": self.unit, "nama": self.name}

    @property
    def year(self) -> int | None:
        """The year in the round's name; None without one."""
        found = re.search(r"[1-9][0-9]{3}", self.round)
        return int(found[0]) if found else None


class Words(NamedTuple):
    """How a day (ISO) and working minutes are written in a sentence: the publishing stage knows."""

    day: Callable[[str], str]
    time: Callable[[int], str]


@dataclass(frozen=True)
class Occasion:
    """Everything that a new document can be filled in from."""

    state: RoundState
    kind: Kind
    subject: Subject
    words: Words
    diagnostics: tuple[Diagnostic, ...] = ()
    """All findings of the check."""
    partial: bool = False
    """Whether it may leave out units that are not ready, and names them."""
    at: datetime | None = None
    """The moment at which it begins, where somebody has said one."""
    former: Facts | None = None
    """The document that it is a new version of."""

    @property
    def path(self) -> str:
        """Where the document belongs."""
        return f"content/{self.kind.path(**self.subject.names)}"

    @property
    def step(self) -> Step | None:
        """The step that the document belongs to."""
        return self.state.context.sop.steps.get(self.kind.step or 0)

    @cached_property
    def begins(self) -> datetime | None:
        """The moment from which the step can be worked on: today, or on the next working day."""
        if self.at is not None:
            return self.at
        calendar = self.state.context.sop.calendar
        today = datetime.combine(self.state.context.today, time(), calendar.zone)
        known = ready(self.state, self.step, self.subject.unit or None) if self.step else None
        start = max(known or today, today).astimezone(calendar.zone)
        try:
            if not calendar.is_working_day(start.date()):
                return calendar.next_working_moment(start)
            first = calendar.next_working_moment(
                datetime.combine(start.date(), time(), start.tzinfo)
            )
        except CalendarMissing:
            return None
        # After hours it is still today: the step before was finished late, not tomorrow.
        return max(start, first)

    @cached_property
    def day(self) -> date:
        """The document's day: today, or the working day on which the step can next be worked on."""
        return self.begins.date() if self.begins else self.state.context.today

    @cached_property
    def ends(self) -> datetime:
        """The end of work on the document's day. Raises `CalendarMissing`."""
        calendar = self.state.context.sop.calendar
        spans = calendar.spans(self.day)
        last = spans[-1][1] if spans else 0
        return datetime.combine(self.day, time(), calendar.zone) + timedelta(minutes=last)

    def after(self, steps: tuple[Step, ...]) -> date:
        """The day on which some steps' times are over, counted from the end of the document's day.

        So a due day also holds when the document is finished late that day. Raises `CalendarMissing`.
        """
        here = self.ends
        for step in steps:
            here = self.state.context.sop.calendar.add(here, step.duration)
        return here.date()

    def working_day(self, number: int) -> date:
        """The working day so many working days after the document's day. Raises `CalendarMissing`."""
        here, left = self.day, number
        for _ in range(_FURTHEST):
            if left <= 0:
                return here
            here += timedelta(days=1)
            left -= self.state.context.sop.calendar.is_working_day(here)
        raise CalendarMissing(here.year)

    @property
    def is_evidence(self) -> bool:
        """Whether the document is evidence of a step."""
        return self.kind.function is Function.EVIDENCE
