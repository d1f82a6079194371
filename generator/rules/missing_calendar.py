"""Kalender kerja untuk tahun ini belum tersedia.

Mengapa
    Tenggat dan keterlambatan dihitung dalam jam kerja menurut kalender tahunnya. Tahun tanpa kalender
    bukan tahun tanpa libur, maka tidak ada yang dihitung sebelum kalendernya dibuat.

Salah
    content/2026/2-permintaan.yaml
    - batas_waktu: 2026-01-20
    + batas_waktu: 2029-01-19
    > 25:14: kalender kerja tahun 2029 belum tersedia

Benar
    batas_waktu: 2026-01-20
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from generator.diagnostic import Finding
from generator.load.corpus import Document
from generator.load.source import Path
from generator.rules.context import Context
from generator.rules.date_outside_year import outside
from generator.rules.phrase import day, moment
from generator.sop.clock import CalendarMissing
from generator.sop.facts import Facts
from generator.sop.reader import CALENDARS

Use = tuple[int, Document, Path]


def check(context: Context) -> Iterator[Finding]:
    """Years without calendar that a round's clock needs: one finding each, at the first date."""
    known = {year.year for year in context.sop.calendar.years}
    broken = {finding.location.path for _, finding in context.book.findings}
    broken |= {unread.source.path for unread in context.book.faults}
    reported: set[int] = set()
    for year, document, path in _uses(context):
        if year in known or year in reported or f"{CALENDARS}{year}.yaml" in broken:
            continue
        reported.add(year)
        yield Finding(
            document.value(*path),
            f"kalender kerja tahun {year} belum tersedia",
            f"minta admin membuat {CALENDARS}{year}.yaml dari SKB tahun itu, atau perbaiki tanggalnya",
        )


def _uses(context: Context) -> Iterator[Use]:
    for facts in context.round_facts.values():
        start = moment(facts.get("mulai"))
        if start is not None:
            path = facts.path("mulai")
            yield from ((year, facts.document, path) for year in _years(context, start))
    for facts in context.every:
        finished = moment(facts.get("selesai"))
        if finished is not None and finished.date() <= context.today:
            yield finished.year, facts.document, facts.path("selesai")
        yield from _dates(context, facts)


def _dates(context: Context, facts: Facts) -> Iterator[Use]:
    document = facts.document
    for path, wanted, value in context.annotated(document, "x-hari-kerja"):
        found = day(value)
        if wanted and found and not (path == facts.path("tanggal") and outside(context, facts)):
            yield found.year, document, path


def _years(context: Context, start: datetime) -> Iterator[int]:
    """The round's first year, and the year that the clock misses when all steps follow each other."""
    yield start.year
    here = start
    try:
        for step in context.sop.steps.values():
            here = context.sop.calendar.add(here, step.duration)
    except CalendarMissing as missing:
        yield missing.year
