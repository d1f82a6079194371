"""Nama hari tidak cocok dengan tanggalnya.

Mengapa
    Undangan dengan hari dan tanggal yang berbeda membuat orang datang pada hari yang salah.

Salah
    content/2026/7-rapat.yaml
    - hari: Senin
    + hari: Selasa
    > 19:9: Tanggal rapat 26 Januari 2026 adalah hari Senin, bukan Selasa

Benar
    hari: Senin
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.rules.context import Context
from generator.rules.phrase import day, dotted, rewrite, title
from generator.sop.long_date import long_date


def check(context: Context) -> Iterator[Finding]:
    """Weekdays (`x-hari-dari`, an enumeration from Monday on) that differ from the date beside them."""
    for document in context.readable:
        for path, name, value in context.annotated(document, "x-hari-dari"):
            beside = (*path[:-1], *dotted(name))
            date = day(document.get(beside))
            days = document.form.at(path).get("enum", [])
            if date is None or len(days) != 7 or value not in days:
                continue
            right = days[date.weekday()]
            if value == right:
                continue
            at = document.value(*path)
            yield Finding(
                at,
                f"{title(document, beside)} {long_date(date)} adalah hari {right}, bukan {value}",
                f"tulis {right}, atau perbaiki tanggalnya",
                (Related(document.value(*beside), "tanggalnya tertulis di sini"),),
                rewrite(f"ganti menjadi {right}", at, right),
            )
