"""Jumlah yang tertulis berbeda dari jumlah barisnya.

Mengapa
    Jumlah anggaran tercetak pada lampiran perjanjian kinerja dan ditandatangani; ia harus sama dengan
    jumlah baris di atasnya.

Salah
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - jumlah_anggaran: 1150000000
    + jumlah_anggaran: 1510000000
    > 48:18: Jumlah anggaran tertulis 1.510.000.000, padahal barisnya berjumlah 1.150.000.000

Benar
    jumlah_anggaran: 1150000000
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.rules.context import Context
from generator.rules.phrase import dotted, grouped, recount, title


def check(context: Context) -> Iterator[Finding]:
    """Totals (`x-penjumlahan`) that are not the sum of a list's column."""
    for document in context.readable:
        for path, sums, _ in context.annotated(document, "x-penjumlahan"):
            for wanted in sums:
                rows = (*path, *dotted(wanted["daftar"]))
                total = (*path, *dotted(wanted["jumlah"]))
                written, right = document.get(total), _sum(document.get(rows), wanted["kolom"])
                if type(written) is not int or right is None or written == right:
                    continue
                at = document.value(*total)
                yield Finding(
                    at,
                    f"{title(document, total)} tertulis {grouped(written)}, "
                    f"padahal barisnya berjumlah {grouped(right)}",
                    f"tulis {right}, atau perbaiki barisnya",
                    (Related(document.key(*rows), "baris yang dijumlahkan"),),
                    recount(at, right),
                )


def _sum(rows: object, column: str) -> int | None:
    """The sum of a column; None when there are no rows or one of them holds no whole number."""
    if not isinstance(rows, list) or not rows:
        return None
    values = [row.get(column) if isinstance(row, dict) else None for row in rows]
    numbers = [value for value in values if type(value) is int]
    return sum(numbers) if len(numbers) == len(values) else None
