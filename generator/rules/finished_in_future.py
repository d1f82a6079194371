"""Waktu selesai ada di masa depan.

Mengapa
    Waktu selesai mencatat yang sudah terjadi. Waktu yang belum tiba biasanya salah ketik tahun atau bulan,
    dan membuat langkah dianggap selesai sebelum dikerjakan.

Salah
    content/2026/7-rapat.yaml
    - selesai: 2026-01-22T09:40+07:00
    + selesai: 2026-02-22T09:40+07:00
    > 33:10: Selesai 22 Februari 2026 belum tiba; hari ini 23 Januari 2026

Benar
    selesai: 2026-01-22T09:40+07:00
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.phrase import moment, title
from generator.sop.long_date import long_date


def check(context: Context) -> Iterator[Finding]:
    """Completions on a day after today."""
    zone, today = context.sop.calendar.zone, context.today
    for facts in context.every:
        written = facts.get("selesai")
        if written[:10] < today.isoformat():
            continue
        at = moment(written)
        if at is None or (on := at.astimezone(zone).date()) <= today:
            continue
        document, path = facts.document, facts.path("selesai")
        yield Finding(
            document.value(*path),
            f"{title(document, path)} {long_date(on)} belum tiba; hari ini {long_date(today)}",
            "isi waktu yang sebenarnya, atau kosongkan sampai pekerjaannya selesai",
        )
