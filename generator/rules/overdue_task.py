"""Dokumen yang ditugaskan belum diserahkan, atau diserahkan sesudah tenggatnya.

Mengapa
    Setiap penugasan menyebut siapa menyusun dokumen apa dan paling lambat kapan. Dokumen yang terlambat
    menahan pengesahan Bagian (langkah 5 SOP) dan rekap (langkah 6 SOP).

Salah
    content/2026/rbak/4-dokumen/skp-p016.yaml
    - diserahkan: 2026-01-15T11:00+07:00
    + diserahkan: 2026-01-19T08:00+07:00
    > 20:13: dokumen diserahkan 19 Januari 2026, sesudah tenggatnya 15 Januari 2026

Benar
    diserahkan: 2026-01-15T11:00+07:00
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostic import Finding, Related
from generator.rules.context import Context
from generator.rules.phrase import day, moment, spot
from generator.sop.facts import Facts, Task
from generator.sop.long_date import long_date

Index = dict[tuple[str | None, str, str], list[Facts]]


def check(context: Context) -> Iterator[Finding]:
    """Documents of a task that are still drafts after its day, or were handed in after it."""
    index: Index = {}
    for facts in context.every:
        if facts.owner:
            key = (facts.document.round, facts.document.kind, facts.owner.person)
            index.setdefault(key, []).append(facts)
    for facts in context.every:
        for task in facts.tasks:
            due = day(task.due)
            if due is not None:
                yield from _task(context, facts, task, due, index)


def _task(context: Context, order: Facts, task: Task, due: date, index: Index) -> Iterator[Finding]:
    for kind in task.kinds:
        written = index.get((order.document.round, kind, task.person), [])
        given = [(_handed_in(context, facts), facts) for facts in written]
        if not given or any(on is not None and on <= due for on, _ in given):
            continue
        on, facts = min(given, key=lambda pair: (pair[0] is None, pair[0] or date.max))
        if on is None and (context.today <= due or facts.get("selesai")):
            continue
        yield _finding(context, order, task, facts, on)


def _handed_in(context: Context, facts: Facts) -> date | None:
    at = moment(facts.get("selesai"))
    return at.astimezone(context.sop.calendar.zone).date() if at else None


def _finding(context: Context, order: Facts, task: Task, facts: Facts, on: date | None) -> Finding:
    document = facts.document
    due = order.document.value(*spot(order.document, task.path, "tenggat"))
    related = (Related(due, f"tenggat {long_date(task.due)} ditetapkan di sini"),)
    if on is None:
        return Finding(
            document.value("id"),
            f"dokumen masih {context.sop.word_draft}, padahal tenggatnya {long_date(task.due)} sudah lewat",
            "lengkapi lalu serahkan dokumen ini, atau mintalah tenggat baru",
            related,
        )
    return Finding(
        document.value(*facts.path("selesai")),
        f"dokumen diserahkan {long_date(on)}, sesudah tenggatnya {long_date(task.due)}",
        "periksa tanggalnya; bila memang terlambat, catatan ini tetap tampil pada rekap",
        related,
    )
