"""Tenggat lebih cepat daripada waktu yang diberikan SOP.

Mengapa
    SOP memberi setiap langkah waktu kerja tertentu. Tenggat yang lebih cepat tidak dapat dipenuhi tanpa
    melanggar waktu baku itu.

Salah
    content/2026/2-permintaan.yaml
    - batas_waktu: 2026-01-20
    + batas_waktu: 2026-01-14
    > 25:14: Batas waktu 14 Januari 2026 terlalu cepat: waktu langkah 3, 4, dan 5 baru habis 19 Januari 2026

Benar
    batas_waktu: 2026-01-20
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostic import Finding
from generator.load.source import Path
from generator.rules.context import Context
from generator.rules.phrase import day, moment, spot, title
from generator.rules.wording import joined
from generator.sop.clock import CalendarMissing
from generator.sop.facts import Facts
from generator.sop.long_date import long_date
from generator.sop.model import Step

CODE = "T511"


def check(context: Context) -> Iterator[Finding]:
    """Due days before the work of some steps (option `langkah`: step -> steps) can be done."""
    between = context.option(CODE, "langkah", {})
    for facts in context.every:
        numbers = between.get(str(context.kind(facts.document).step), ())
        steps = [s for n in numbers if n.isdecimal() and (s := context.sop.steps.get(int(n)))]
        earliest = _earliest(context, facts, steps) if steps else None
        if earliest is None:
            continue
        for path, due in _dues(facts):
            if due < earliest:
                yield _finding(facts, path, due, steps, earliest)


def _dues(facts: Facts) -> Iterator[tuple[Path, date]]:
    own = day(facts.get("tenggat"))
    if own is not None:
        yield facts.path("tenggat"), own
    for task in facts.tasks:
        due = day(task.due)
        if due is not None:
            yield spot(facts.document, task.path, "tenggat"), due


def _earliest(context: Context, facts: Facts, steps: list[Step]) -> date | None:
    here = moment(facts.get("selesai"))
    if here is None:
        return None
    try:
        for step in steps:
            here = context.sop.calendar.add(here, step.duration)
    except CalendarMissing:
        return None
    return here.date()


def _finding(facts: Facts, path: Path, due: date, steps: list[Step], earliest: date) -> Finding:
    named = joined((step.number for step in steps), "dan")
    return Finding(
        facts.document.value(*path),
        f"{title(facts.document, path)} {long_date(due)} terlalu cepat: "
        f"waktu langkah {named} baru habis {long_date(earliest)}",
        f"beri tenggat {long_date(earliest)} atau sesudahnya: tulis {earliest}",
    )
