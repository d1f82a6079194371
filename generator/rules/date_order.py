"""Dua tanggal terbalik urutannya.

Mengapa
    Sebagian tanggal hanya masuk akal bila berurutan: dokumen anggaran disahkan dulu, barulah perjanjian
    kinerja ditandatangani (PermenPANRB 53/2014); dialog kinerja dulu, barulah SKP.

Salah
    content/2026/rbak/4-dokumen/skp-p003.yaml
    - tanggal: 2026-01-13
    + tanggal: 2026-01-20
    > 20:10: Tanggal 15 Januari 2026 lebih awal daripada Tanggal dialog 20 Januari 2026

Benar
    tanggal: 2026-01-13
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.load.corpus import Document
from generator.load.scalar import is_date
from generator.load.source import Path
from generator.rules.context import Context
from generator.rules.phrase import dotted, title
from generator.sop.long_date import long_date


def check(context: Context) -> Iterator[Finding]:
    """Pairs of dates (`x-urutan-tanggal`) whose second is earlier than the first."""
    for document in context.readable:
        for first, second in reversed_pairs(context, document):
            before, after = title(document, first), title(document, second)
            yield Finding(
                document.value(*second),
                f"{after} {long_date(document.get(second))} lebih awal daripada "
                f"{before} {long_date(document.get(first))}",
                f"periksa kedua tanggal; {after} tidak boleh sebelum {before}",
                (Related(document.value(*first), f"{before} tertulis di sini"),),
            )


def reversed_pairs(context: Context, document: Document) -> Iterator[tuple[Path, Path]]:
    """The paths of every two dates that stand in the wrong order."""
    for path, pairs, _ in context.annotated(document, "x-urutan-tanggal"):
        for pair in pairs:
            first, second = ((*path, *dotted(name)) for name in pair)
            one, other = document.get(first), document.get(second)
            if is_date(one) and is_date(other) and other < one:
                yield first, second
