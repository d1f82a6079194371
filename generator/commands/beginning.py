"""When a new round begins: as the user says, else on the next working morning."""

from __future__ import annotations

from datetime import date, datetime, time

from generator.commands.fault import UsageFault
from generator.compile.occasion import Subject
from generator.compile.opening import first_morning
from generator.rules.context import Context
from generator.sop.clock import Calendar, CalendarMissing
from generator.sop.reader import CALENDARS

_DAY = len("2027-01-04")


def beginning(context: Context, subject: Subject, asked: str | None) -> datetime:
    """The moment at which a round begins. Raises `UsageFault` where it cannot be."""
    calendar = context.sop.calendar
    try:
        if asked is None:
            return first_morning(calendar, context.today, subject)
        return _working(calendar, asked)
    except CalendarMissing as missing:
        raise UsageFault(_without_calendar(context, missing.year)) from None


def _working(calendar: Calendar, asked: str) -> datetime:
    """A moment as the user wrote it, or the beginning of work on the day that he wrote."""
    begins = _read(calendar, asked)
    if not calendar.is_working_day(begins.date()):
        later = calendar.next_working_moment(begins).date()
        raise UsageFault(f"{asked} bukan hari kerja; hari kerja berikutnya {later}")
    return calendar.next_working_moment(begins) if len(asked) == _DAY else begins


def _read(calendar: Calendar, asked: str) -> datetime:
    try:
        if len(asked) == _DAY:
            return datetime.combine(date.fromisoformat(asked), time(), calendar.zone)
        found = datetime.fromisoformat(asked)
        there = found if found.tzinfo else found.replace(tzinfo=calendar.zone)
        return there.astimezone(calendar.zone)
    except (ValueError, OverflowError):
        raise UsageFault(
            f"--mulai harus tanggal atau saat seperti 2027-01-04 atau 2027-01-04T08:00, bukan {asked!r}"
        ) from None


def _without_calendar(context: Context, year: int) -> str:
    path = f"{CALENDARS}{year:04}.yaml"
    broken = {unread.source.path for unread in context.book.faults}
    broken |= {finding.location.path for _, finding in context.book.findings}
    if path in broken:
        return f"{path} belum dapat dipakai; perbaiki dulu menurut kinerja check"
    model = max((known.year for known in context.sop.calendar.years), default=None)
    made = f"salin {CALENDARS}{model}.yaml menjadi {path}" if model else f"buat {path}"
    return (
        f"kalender kerja tahun {year} belum ada, jadi tenggat tidak dapat dihitung. Minta admin: {made}, "
        "ganti tahun, hari libur, cuti bersama, dan masa puasanya menurut ketetapan resmi tahun itu "
        "beserta sumbernya, periksa dengan kinerja check, lalu ulangi"
    )
