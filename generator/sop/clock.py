"""Working time: when a step is due, and how much work time lies between two moments.

The timer runs only inside the work spans of the calendar. All work time of consecutive years is laid end to end as one
axis, in microseconds for minutes and hours, in working days for days. To add is to move along that axis, so that
additions compose, never go back, and land inside a span or on its end. A day is the share worked of each day's own
span, so that a short Ramadan day counts as one (PermenPANRB 35/2012 asks for a time per step and defines no unit).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from generator.sop.calendar import Problem, Span, YearCalendar

_MINUTE = 60_000_000  # microseconds
_BEYOND = Decimal(10**10)  # more minutes than any row of four-digit years holds
_GRAIN = Decimal("1e-12")


class Unit(Enum):
    """What a duration counts: working minutes, working hours, or working days."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"


class DayReading(Enum):
    """What "n days" means: the regulation does not say, so the bureau sets it."""

    SHARE = "share"  # n times a working day of work, in shares of each day's own hours
    DAY_END = "day-end"  # the end of the n-th working day after the day of the start


@dataclass(frozen=True)
class Duration:
    """An amount of working time; `value` is finite and not negative."""

    value: Decimal | int
    unit: Unit

    def __post_init__(self) -> None:
        if not (Decimal(self.value).is_finite() and self.value >= 0):
            raise ValueError(f"a duration is a finite amount of at least zero, not {self.value}")


class CalendarMissing(Exception):
    """No calendar for a year that the question needs. Callers turn it into a finding, never into "no holidays"."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


class Split(NamedTuple):
    """Working minutes as ordinary days, hours and minutes."""

    days: int
    hours: int
    minutes: int


@dataclass(frozen=True)
class Calendar:
    """The working calendars of several years, in one zone. Built by `join_calendars`.

    Moments are timezone-aware, of any offset; answers carry the calendar's own. Every method raises `CalendarMissing`
    when it needs a year that is not there.
    """

    years: tuple[YearCalendar, ...]
    zone: timezone
    day_reading: DayReading = DayReading.SHARE

    def spans(self, day: date) -> tuple[Span, ...]:
        """The day's work spans in minutes since midnight, in order; none on a day without work."""
        # A datetime is a date, but never equal to one: its day in the calendar's zone is meant.
        plain = self._local(day).date() if isinstance(day, datetime) else day
        year = self._by_year.get(plain.year)
        if year is None:
            raise CalendarMissing(plain.year)
        return year.spans(plain)

    def is_working_day(self, day: date) -> bool:
        return bool(self.spans(day))

    def next_working_moment(self, moment: datetime) -> datetime:
        """The moment itself if work goes on from it, else the start of the next span."""
        return self._run(moment).next_start(self._local(moment))

    def add(self, start: datetime, amount: Duration) -> datetime:
        """When the work is due: inside a span or on its end, exact to the microsecond."""
        run, local = self._run(start), self._local(start)
        if amount.unit is Unit.DAY:
            days = min(Decimal(amount.value), _BEYOND).quantize(_GRAIN)
            if days and self.day_reading is DayReading.DAY_END:
                return run.day_end(local, ceil(days))
            return run.after_days(local, Fraction(days)) if days else run.rest(local)
        scale = 60 * _MINUTE if amount.unit is Unit.HOUR else _MINUTE
        work = min(Decimal(amount.value), _BEYOND) * scale
        return run.after_work(local, int(work)) if work >= 1 else run.rest(local)

    def between(self, start: datetime, end: datetime) -> int:
        """Whole working minutes from `start` to `end`; negative when `end` is earlier."""
        if end < start:
            return -self.between(end, start)
        run = self._run(start)
        last = self._local(end)
        if last.year >= run.next_year:
            raise CalendarMissing(run.next_year)
        return (run.work_before(last) - run.work_before(self._local(start))) // _MINUTE

    def split(self, minutes: int) -> Split:
        """Working minutes (at least zero) in ordinary days, as long as in the newest year, hours and minutes."""
        if minutes < 0:
            raise ValueError(f"cannot split {minutes} minutes")
        days, rest = divmod(minutes, self.normal_day)
        return Split(days, *divmod(rest, 60))

    @property
    def normal_day(self) -> int:
        """The minutes of an ordinary day in the newest year."""
        if not self.years:
            raise ValueError("a calendar without years has no ordinary day")
        return self.years[-1].normal_day

    @cached_property
    def _by_year(self) -> dict[int, YearCalendar]:
        return {year.year: year for year in self.years}

    @cached_property
    def _runs(self) -> dict[int, _Run]:
        runs: dict[int, _Run] = {}
        group: list[YearCalendar] = []
        for year in self.years:
            group.append(year)
            if year.year + 1 not in self._by_year:
                run = _lay_out(group, self.zone)
                runs.update((member.year, run) for member in group)
                group = []
        return runs

    def _run(self, moment: datetime) -> _Run:
        year = self._local(moment).year
        if year not in self._runs:
            raise CalendarMissing(year)
        return self._runs[year]

    def _local(self, moment: datetime) -> datetime:
        if moment.tzinfo is None:
            raise ValueError(f"{moment} has no offset")
        try:
            return moment.astimezone(self.zone)
        except OverflowError:  # the first or last hours of the years that Python knows
            raise CalendarMissing(moment.year) from None


def join_calendars(
    years: Iterable[YearCalendar], day_reading: DayReading = DayReading.SHARE
) -> tuple[Calendar, list[Problem]]:
    """One calendar of several years, with the faults between them: a year given twice, two zones.

    The path of such a problem begins with the year. A year at fault is left out.
    """
    problems: list[Problem] = []
    kept: dict[int, YearCalendar] = {}
    for year in sorted(years, key=lambda item: item.year):
        first = next(iter(kept.values()), year)
        if year.year in kept:
            message = f"Kalender tahun {year.year} ada dua. Hapus salah satunya."
            problems.append(Problem((year.year, "tahun"), message))
        elif year.zone != first.zone:
            message = f"Zona waktu berbeda dari kalender tahun {first.year}. Samakan."
            problems.append(Problem((year.year, "zona"), message))
        else:
            kept[year.year] = year
    zone = next((year.zone for year in kept.values()), UTC)
    return Calendar(tuple(kept.values()), zone, day_reading), problems


@dataclass(frozen=True)
class _Run:
    """All work time of consecutive years, laid end to end. Moments given to it are in its zone and its years."""

    next_year: int  # the first year that is missing
    zone: timezone
    days: tuple[int, ...]  # ordinals of the working days
    hours: tuple[tuple[Span, ...], ...]  # the spans of each, in microseconds since midnight
    before: tuple[int, ...]  # work before each, and after the last

    def work_before(self, moment: datetime) -> int:
        index, done = self._place(moment)
        return self.before[index] + done

    def after_work(self, start: datetime, work: int) -> datetime:
        target = self.work_before(start) + work
        index = bisect_left(self.before, target) - 1
        return self._moment(index, target - self.before[index])

    def after_days(self, start: datetime, days: Fraction) -> datetime:
        index, done = self._place(start)
        target = index + days + (Fraction(done, self._length(index)) if done else 0)
        last = ceil(target) - 1
        return self._moment(last, round((target - last) * self._length(last)))

    def day_end(self, start: datetime, days: int) -> datetime:
        index = bisect_right(self.days, start.toordinal()) + days - 1
        return self._moment(index, self._length(index))

    def rest(self, moment: datetime) -> datetime:
        """The moment itself if it is in a span or on its end, else the start of the next span."""
        index, _ = self._place(moment)
        offset = _since_midnight(moment)
        today = self.hours[index] if self._is_on(index, moment) else ()
        if any(start <= offset <= end for start, end in today):
            return moment
        return self.next_start(moment)

    def next_start(self, moment: datetime) -> datetime:
        index, _ = self._place(moment)
        if self._is_on(index, moment):
            offset = _since_midnight(moment)
            for start, end in self.hours[index]:
                if offset < end:
                    return self._at(index, max(start, offset))
            index += 1
        return self._moment(index, 0)

    def _place(self, moment: datetime) -> tuple[int, int]:
        """The working day that the moment is on or before, and the work done on it by then."""
        index = bisect_left(self.days, moment.toordinal())
        if not self._is_on(index, moment):
            return index, 0
        offset = _since_midnight(moment)
        return index, sum(max(0, min(end, offset) - start) for start, end in self.hours[index])

    def _is_on(self, index: int, moment: datetime) -> bool:
        return index < len(self.days) and self.days[index] == moment.toordinal()

    def _hours(self, index: int) -> tuple[Span, ...]:
        if index >= len(self.days):
            raise CalendarMissing(self.next_year)
        return self.hours[index]

    def _length(self, index: int) -> int:
        return sum(end - start for start, end in self._hours(index))

    def _moment(self, index: int, done: int) -> datetime:
        """The earliest moment at which so much of the day's work is done."""
        *spans, last = self._hours(index)
        for start, end in spans:
            if done <= end - start:
                return self._at(index, start + done)
            done -= end - start
        return self._at(index, last[0] + done)

    def _at(self, index: int, offset: int) -> datetime:
        midnight = datetime.combine(date.fromordinal(self.days[index]), time(), self.zone)
        return midnight + timedelta(microseconds=offset)


def _lay_out(years: list[YearCalendar], zone: timezone) -> _Run:
    first, last = date(years[0].year, 1, 1).toordinal(), date(years[-1].year, 12, 31).toordinal()
    by_year = {year.year: year for year in years}
    days, hours = [], []
    for ordinal in range(first, last + 1):
        day = date.fromordinal(ordinal)
        spans = by_year[day.year].spans(day)
        if spans:
            days.append(ordinal)
            hours.append(tuple((start * _MINUTE, end * _MINUTE) for start, end in spans))
    lengths = (sum(end - start for start, end in spans) for spans in hours)
    before = tuple(accumulate(lengths, initial=0))
    return _Run(years[-1].year + 1, zone, tuple(days), tuple(hours), before)


def _since_midnight(moment: datetime) -> int:
    seconds = (moment.hour * 60 + moment.minute) * 60 + moment.second
    return seconds * 1_000_000 + moment.microsecond
