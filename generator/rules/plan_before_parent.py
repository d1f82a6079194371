"""Rencana aksi bertanggal lebih awal daripada dokumen induknya.

Mengapa
    Rencana aksi merinci dokumen yang sudah ditetapkan, jadi tidak mungkin ada sebelum induknya.

Salah
    content/2026/rbak/4-dokumen/ra-pk-kabag-rbak.yaml
    - tanggal: 2026-01-15
    + tanggal: 2026-01-12
    > 12:10: Tanggal 12 Januari 2026 lebih awal daripada tanggal dokumen induknya, 14 Januari 2026

Benar
    tanggal: 2026-01-15
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.load.scalar import is_date
from generator.rules.context import Context
from generator.rules.date_outside_year import outside
from generator.rules.phrase import title
from generator.sop.long_date import long_date


def check(context: Context) -> Iterator[Finding]:
    """Plans dated before the document that they detail."""
    for facts in context.every:
        own, id = facts.get("tanggal"), facts.get("induk")
        parent = context.find(id) if id and is_date(own) else None
        if parent is None or not is_date(parent.get("tanggal")) or own >= parent.get("tanggal"):
            continue
        if outside(context, facts) or outside(context, parent):
            continue
        document, path = facts.document, facts.path("tanggal")
        above = parent.document.value(*parent.path("tanggal"))
        yield Finding(
            document.value(*path),
            f"{title(document, path)} {long_date(own)} lebih awal daripada tanggal dokumen induknya, "
            f"{long_date(parent.get('tanggal'))}",
            "periksa kedua tanggal",
            (Related(above, "tanggal dokumen induk tertulis di sini"),),
        )
