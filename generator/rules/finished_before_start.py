"""Suatu langkah tercatat selesai sebelum langkah yang ditunggunya selesai.

Mengapa
    Langkah SOP berurutan: surat permintaan dibuat setelah disposisi, pengesahan setelah dokumen diserahkan.
    Waktu yang terbalik membuat lama pengerjaan tidak dapat dihitung.

Salah
    content/2026/2-permintaan.yaml
    - selesai: 2026-01-12T09:20+07:00
    + selesai: 2026-01-12T08:20+07:00
    > 41:10: langkah 2 tercatat selesai 12 Januari 2026 pukul 08.20, sebelum langkah 1 (12 Januari 2026 pukul 08.50)

Benar
    selesai: 2026-01-12T09:20+07:00
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from generator.diagnostic import Finding, Related
from generator.rules.context import Context
from generator.rules.phrase import moment
from generator.sop.facts import Facts
from generator.sop.long_date import long_moment

Index = dict[tuple[str | None, int], dict[str | None, list[Facts]]]
"""By round and step, then by unit."""


def check(context: Context) -> Iterator[Finding]:
    """Completions earlier than the latest completion that they had to wait for."""
    index: Index = {}
    for facts in context.every:
        kind = context.kind(facts.document)
        step = kind.step
        if step is not None and not kind.supplements:
            units = index.setdefault((facts.document.round, step), {})
            units.setdefault(facts.document.unit, []).append(facts)
    for facts in context.every:
        own = _end(context, facts)
        if own is None:
            continue
        ends = [
            (end, b)
            for b in _awaited(context, facts, index)
            if (end := _end(context, b)) is not None
        ]
        latest = max(ends, key=lambda pair: pair[0], default=None)
        if latest is not None and own < latest[0]:
            yield _finding(context, facts, own, *latest)


def _end(context: Context, facts: Facts) -> datetime | None:
    at = moment(facts.get("selesai"))
    return at.astimezone(context.sop.calendar.zone) if at else None


def _awaited(context: Context, facts: Facts, index: Index) -> Iterator[Facts]:
    """The documents that had to be complete first: those it lists, else those of the steps before."""
    step = context.sop.steps.get(context.kind(facts.document).step or 0)
    if step is None:
        return
    if facts.signed:
        listed = (context.find(signed.document) for signed in facts.signed)
        before = _before(context, step.number, facts.document.unit)
        yield from (f for f in listed if f and context.kind(f.document).step in before)
        return
    for number in _before(context, step.number, facts.document.unit):
        units = index.get((facts.document.round, number), {})
        wanted = (None, facts.document.unit) if facts.document.unit else tuple(units)
        for unit in wanted:
            yield from units.get(unit, ())


def _before(context: Context, number: int, unit: str | None) -> set[int]:
    """The steps a step waits for; where the unit has no part in one, the steps before that one."""
    found: set[int] = set()
    pending = list(context.sop.steps[number].waits_for)
    while pending:
        step = context.sop.steps.get(pending.pop())
        if step is None or step.number in found:
            continue
        if unit and step.per_unit and not context.sop.takes(unit, step):
            pending += step.waits_for
        else:
            found.add(step.number)
    return found


def _finding(
    context: Context, facts: Facts, own: datetime, latest: datetime, before: Facts
) -> Finding:
    step, earlier = (context.kind(f.document).step for f in (facts, before))
    return Finding(
        facts.document.value(*facts.path("selesai")),
        f"langkah {step} tercatat selesai {long_moment(own)}, "
        f"sebelum langkah {earlier} ({long_moment(latest)})",
        "periksa kedua waktu; isi waktu yang sebenarnya",
        (
            Related(
                before.document.value(*before.path("selesai")), f"langkah {earlier} selesai di sini"
            ),
        ),
    )
