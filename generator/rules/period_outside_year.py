"""Periode penilaian keluar dari tahun putarannya.

Mengapa
    SKP berlaku di dalam satu tahun kalender (PermenPANRB 6/2022). Periode yang melewati tahun membuat
    target tahunan tidak dapat dinilai.

Salah
    content/2026/rbak/4-dokumen/skp-p016.yaml
    - periode: {mulai: 2026-01-01, selesai: 2026-12-31}
    + periode: {mulai: 2026-01-01, selesai: 2027-01-31}
    > 5:39: Selesai 31 Januari 2027 di luar tahun 2026

Benar
    periode: {mulai: 2026-01-01, selesai: 2026-12-31}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.date_order import reversed_pairs
from generator.rules.date_outside_year import round_year
from generator.rules.phrase import day, title
from generator.sop.long_date import long_date


def check(context: Context) -> Iterator[Finding]:
    """Periods that begin or end in another year than the round's; the first of the two is reported."""
    for facts in context.every:
        paths = [facts.path(name) for name in ("periode_mulai", "periode_selesai")]
        year = round_year(context, facts) if any(paths) else 0
        for path in filter(None, paths if year else ()):
            document = facts.document
            found = day(document.get(path))
            if found is None or found.year == year:
                continue
            if not any(path in pair for pair in reversed_pairs(context, document)):
                yield Finding(
                    document.value(*path),
                    f"{title(document, path)} {long_date(found)} di luar tahun {year}",
                    f"tulis periode di dalam tahun {year}",
                )
            break
