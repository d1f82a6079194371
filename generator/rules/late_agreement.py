"""Dokumen dibuat lebih dari satu bulan sesudah dokumen anggarannya disahkan.

Mengapa
    Perjanjian kinerja disusun paling lambat satu bulan setelah dokumen anggaran disahkan
    (PermenPANRB 53/2014). Perubahan yang bukan karena anggaran baru tidak dihitung.

Salah
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - tanggal: 2026-01-02
    + tanggal: 2025-12-10
    > 20:10: Tanggal 14 Januari 2026 lewat dari 1 bulan sesudah Tanggal pengesahan 10 Desember 2025

Benar
    tanggal: 2026-01-02
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import MAXYEAR, date

from generator.diagnostic import Finding, Related
from generator.rules.context import Context
from generator.rules.date_outside_year import outside
from generator.rules.phrase import day, title
from generator.sop.facts import Facts
from generator.sop.long_date import long_date

CODE = "T506"


def check(context: Context) -> Iterator[Finding]:
    """Agreements dated more than some months (option `bulan`) after their budget document."""
    months = int(context.option(CODE, "bulan", "1"))
    for facts in context.every:
        base, own = day(facts.get("tanggal_dasar")), day(facts.get("tanggal"))
        if base is None or own is None or own <= add_months(base, months):
            continue
        if outside(context, facts) or _keeps_budget(context, facts):
            continue
        document, path, before = facts.document, facts.path("tanggal"), facts.path("tanggal_dasar")
        last, named = add_months(base, months), title(document, before)
        yield Finding(
            document.value(*path),
            f"{title(document, path)} {long_date(own)} lewat dari {months} bulan "
            f"sesudah {named} {long_date(base)}",
            f"batasnya {long_date(last)}; periksa kedua tanggal, "
            "atau jelaskan keterlambatannya saat meminta pengesahan",
            (Related(document.value(*before), f"{named} tertulis di sini"),),
        )


def add_months(start: date, months: int) -> date:
    """The same day some months later, or that month's last day; at the calendar's end its very last."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def _keeps_budget(context: Context, facts: Facts) -> bool:
    """Whether a revised agreement still rests on the budget document of the one it replaces."""
    replaced = facts.get("menggantikan")
    former = context.find(replaced) if replaced else None
    return former is not None and former.get("tanggal_dasar") == facts.get("tanggal_dasar")
