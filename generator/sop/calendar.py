"""One year's working calendar, as the admin writes it in `sop/kalender/<year>.yaml`.

Hours of work per weekday (Perpres 21/2023, article 4), the days of Ramadan with their shorter hours, public holidays
and joint leave. Reading collects every fault and never raises; a calendar with a fault is not used at all, because a
deadline computed from half a calendar is wrong without looking wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, timedelta, timezone
from functools import cached_property
from typing import NamedTuple

from generator.sop.long_date import long_date

KeyPath = tuple[str | int, ...]
Span = tuple[int, int]  # from, to: minutes since midnight
Week = tuple[tuple[Span, ...], ...]  # Monday first, seven days, () on a day without work

WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
MONTH_LENGTHS = (29, 30)  # of a lunar month

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SPAN = re.compile(r"([0-9]{2})\.([0-9]{2})-([0-9]{2})\.([0-9]{2})")
_TOTAL = re.compile(r"[0-9]{1,5}")
_YEAR = re.compile(r"[1-9][0-9]{3}")
_ZONE = re.compile(r"([+-])([0-9]{2}):([0-9]{2})")
_WEEK_TOTAL = "menit_seminggu"


class Problem(NamedTuple):
    """A fault in the data: the path of keys and list positions to it, and an Indonesian sentence with the remedy."""

    path: KeyPath
    message: str


@dataclass(frozen=True)
class Holiday:
    """A day without work; `joint` marks joint leave (cuti bersama)."""

    day: date
    name: str
    source: str
    joint: bool


@dataclass(frozen=True)
class Period:
    """Days from `start` to `end`, both included."""

    name: str
    start: date
    end: date
    source: str

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True)
class YearCalendar:
    """The working calendar of one year."""

    year: int
    zone: timezone
    hours_source: str
    normal: Week
    ramadan: Week
    ramadan_periods: tuple[Period, ...]
    holidays: tuple[Holiday, ...]

    @cached_property
    def _days_off(self) -> frozenset[date]:
        return frozenset(holiday.day for holiday in self.holidays)

    @property
    def normal_day(self) -> int:
        """Length of an ordinary working day in minutes: the ordinary week shared over its working days."""
        return _minutes(self.normal) // sum(1 for spans in self.normal if spans)

    def spans(self, day: date) -> tuple[Span, ...]:
        """The day's work spans, in order; none on a day without work."""
        if day in self._days_off:
            return ()
        fasting = any(day in period for period in self.ramadan_periods)
        return (self.ramadan if fasting else self.normal)[day.weekday()]


@dataclass(frozen=True)
class _Node:
    """A value with its path. A reading that fails notes why and returns a placeholder: faults discard the result."""

    value: object  # None: absent, and already reported where it should have been
    path: KeyPath
    problems: list[Problem]

    def fault(self, message: str) -> None:
        self.problems.append(Problem(self.path, message))

    def fields(self, *required: str, optional: Iterable[str] = ()) -> tuple[_Node, ...]:
        """The required fields, then the optional ones; an unknown field is a fault, for it may be a misspelt one."""
        known = (*required, *optional)
        data: dict[object, object] = {}
        if isinstance(self.value, Mapping):
            data = dict(self.value)
            missing = [name for name in required if data.get(name) is None]
            if missing:
                self.fault(f"Lengkapi: {', '.join(missing)}.")
        elif self.value is not None:
            self.fault(f"Isi sebagai kunci dan nilai: {', '.join(known)}.")
        for name in data:
            if name not in known:
                message = f"Kunci ini tidak dikenal. Yang dikenal: {', '.join(known)}."
                self._child(str(name), None).fault(message)
        return tuple(self._child(name, data.get(name)) for name in known)

    def items(self) -> tuple[_Node, ...]:
        if isinstance(self.value, list) and self.value:
            return tuple(self._child(place, value) for place, value in enumerate(self.value))
        if self.value is not None:
            self.fault("Isi sebagai daftar, paling sedikit satu butir.")
        return ()

    def text(self) -> str:
        if isinstance(self.value, str) and self.value.strip():
            return self.value.strip()
        if self.value is not None:
            self.fault("Isi dengan teks.")
        return ""

    def match(self, pattern: re.Pattern[str], remedy: str) -> tuple[str, ...]:
        """The pattern's groups, preceded by the whole; () with the remedy as fault when the text does not match."""
        text = self.text()
        found = pattern.fullmatch(text)
        if found is None and text:
            self.fault(f'{remedy}, bukan "{text}".')
        return (found[0], *found.groups()) if found else ()

    def day(self) -> date | None:
        whole = self.match(_DATE, "Tulis tanggal sebagai tahun-bulan-tanggal, misalnya 2026-01-31")
        try:
            return date.fromisoformat(whole[0]) if whole else None
        except ValueError:
            self.fault(f"Tanggal {whole[0]} tidak ada di kalender.")
            return None

    def _child(self, key: str | int, value: object) -> _Node:
        return _Node(value, (*self.path, key), self.problems)


def read_calendar(data: Mapping[str, object]) -> tuple[YearCalendar | None, list[Problem]]:
    """Read one calendar file, all scalars text. The calendar is None exactly when there are problems."""
    problems: list[Problem] = []
    root = _Node(data, (), problems)
    year, zone, hours, ramadan, public, joint = root.fields(
        "tahun", "zona", "jam_kerja", "ramadan", "libur", "cuti_bersama"
    )
    number = _year(year)
    source, normal, fasting = hours.fields("sumber", "biasa", "ramadan")
    calendar = YearCalendar(
        year=number,
        zone=_zone(zone),
        hours_source=source.text(),
        normal=_week(normal),
        ramadan=_week(fasting),
        ramadan_periods=tuple(_period(item, number) for item in ramadan.items()),
        holidays=(*_holidays(public, number, joint=False), *_holidays(joint, number, joint=True)),
    )
    return (None if problems else calendar), problems


def _year(node: _Node) -> int:
    found = node.match(_YEAR, "Tulis tahun dengan empat angka, misalnya 2026")
    return int(found[0]) if found else 0


def _zone(node: _Node) -> timezone:
    remedy = 'Tulis selisih waktu dari UTC, misalnya "+07:00"'
    found = node.match(_ZONE, remedy)
    if not found:
        return UTC
    offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
    if int(found[3]) > 59 or offset > timedelta(hours=14):
        node.fault(f'{remedy}, bukan "{found[0]}".')
        return UTC
    return timezone(-offset if found[1] == "-" else offset)


def _week(node: _Node) -> Week:
    faults = len(node.problems)
    total, *days = node.fields(optional=(_WEEK_TOTAL, *WEEKDAYS))
    week = tuple(_spans(day) if day.value is not None else () for day in days)
    if len(node.problems) > faults:
        return week  # a sum over misread hours would be a second message for the same cause
    if node.value is not None and not any(week):
        node.fault(f"Isi jam kerja paling sedikit satu hari: {', '.join(WEEKDAYS)}.")
    found = total.match(_TOTAL, "Tulis jumlah menit kerja seminggu, misalnya 2250")
    if found and int(found[0]) != _minutes(week):
        message = f"Jam kerja di bawah ini berjumlah {_minutes(week)} menit seminggu"
        total.fault(f"{message}, bukan {found[0]}.")
    return week


def _spans(day: _Node) -> tuple[Span, ...]:
    spans: list[Span] = []
    remedy = 'Tulis jam mulai dan selesai, misalnya "07.30-12.00"'
    for item in day.items():
        found = item.match(_SPAN, remedy)
        if not found:
            continue
        hour, minute, end_hour, end_minute = (int(part) for part in found[1:])
        start, end = hour * 60 + minute, end_hour * 60 + end_minute
        if minute > 59 or end_minute > 59 or end > 24 * 60:
            item.fault(f'{remedy}, bukan "{found[0]}".')
        elif start >= end:
            item.fault(f"Jam selesai harus sesudah jam mulai: {found[0]}.")
        elif spans and start < spans[-1][1]:
            item.fault(f"Urutkan jam kerja: {found[0]} tumpang tindih dengan jam sebelumnya.")
        else:
            spans.append((start, end))
    return tuple(spans)


def _period(node: _Node, year: int) -> Period:
    name, first, last, source = node.fields("nama", "mulai", "selesai", "sumber")
    start, end = first.day(), last.day()
    if start and end:
        length = (end - start).days + 1
        if length not in MONTH_LENGTHS:
            last.fault(f"Ramadan berlangsung 29 atau 30 hari, di sini {length} hari.")
        elif year and year not in (start.year, end.year):
            first.fault(f"Ramadan ini di luar tahun {year}.")
    return Period(name.text(), start or date.min, end or date.min, source.text())


def _holidays(node: _Node, year: int, *, joint: bool) -> tuple[Holiday, ...]:
    source, items = node.fields("sumber", "daftar")
    default = source.text()
    holidays = tuple(_holiday(item, year, default, joint=joint) for item in items.items())
    seen: set[tuple[date, str]] = set()
    for place, holiday in enumerate(holidays):
        # Two feasts may share a day (13 May 2021), joint leave may not.
        key = (holiday.day, "" if joint else holiday.name)
        if key in seen and holiday.day != date.min:
            path = (*items.path, place, "tanggal")
            node.problems.append(
                Problem(path, f"Tanggal {long_date(holiday.day)} tertulis dua kali.")
            )
        seen.add(key)
    return holidays


def _holiday(node: _Node, year: int, source: str, *, joint: bool) -> Holiday:
    place, name, weekday, own_source = node.fields("tanggal", "nama", optional=("hari", "sumber"))
    day = place.day()
    if day and year and day.year != year:
        place.fault(f"Tanggal {long_date(day)} di luar tahun {year}.")
    written = weekday.text()
    actual = WEEKDAYS[day.weekday()] if day else ""
    if day and written and written.lower() != actual:
        message = f"{long_date(day)} adalah hari {actual.capitalize()}, bukan {written}"
        weekday.fault(f"{message}. Perbaiki tanggal atau harinya.")
    return Holiday(day or date.min, name.text(), own_source.text() or source, joint)


def _minutes(week: Week) -> int:
    return sum(end - start for spans in week for start, end in spans)
