"""Tanggal ini jatuh pada hari libur atau akhir pekan.

Mengapa
    Tenggat, rapat, dan langkah SOP dikerjakan pada hari kerja (Perpres 21/2023). Tanggal yang jatuh pada
    hari libur membuat tenggat tidak dapat dipenuhi.

Salah
    content/2026/2-permintaan.yaml
    - batas_waktu: 2026-01-20
    + batas_waktu: 2026-01-24
    > 25:14: Batas waktu 24 Januari 2026 jatuh pada hari Sabtu

Benar
    batas_waktu: 2026-01-20

Salah juga
    content/2026/rbak/3-penugasan.yaml
    - tenggat: 2026-01-15
    + tenggat: 2026-01-16
    > 16:14: Tenggat 16 Januari 2026 adalah hari libur: Isra Mikraj Nabi Muhammad S.A.W.

Benar
    tenggat: 2026-01-15
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.date_outside_year import outside
from generator.rules.phrase import day, title
from generator.sop.calendar import WEEKDAYS
from generator.sop.clock import Calendar, CalendarMissing
from generator.sop.long_date import long_date


def check(context: Context) -> Iterator[Finding]:
    """Dates marked `x-hari-kerja` on days without work; a year without calendar is another rule's."""
    calendar = context.sop.calendar
    for document in context.readable:
        for path, wanted, value in context.annotated(document, "x-hari-kerja"):
            found = day(value)
            if not wanted or found is None or _works(calendar, found) is not False:
                continue
            facts = context.facts(document)
            if path == facts.path("tanggal") and outside(context, facts):
                continue
            yield Finding(
                document.value(*path),
                f"{title(document, path)} {long_date(found)} {_reason(calendar, found)}",
                _hint(_next(calendar, found)),
            )


def _works(calendar: Calendar, when: date) -> bool | None:
    try:
        return calendar.is_working_day(when)
    except CalendarMissing:
        return None


def _next(calendar: Calendar, when: date) -> date | None:
    later = (when + timedelta(days=n) for n in range(1, 15))
    return next((found for found in later if _works(calendar, found)), None)


def _reason(calendar: Calendar, when: date) -> str:
    for year in calendar.years:
        for holiday in year.holidays:
            if holiday.day == when:
                return f"adalah hari libur: {holiday.name}"
    return f"jatuh pada hari {_weekday(when)}"


def _hint(after: date | None) -> str:
    if after is None:
        return "pilih hari kerja"
    return f"pilih hari kerja, misalnya {_weekday(after)}, {long_date(after)}: tulis {after}"


def _weekday(when: date) -> str:
    return WEEKDAYS[when.weekday()].capitalize()
