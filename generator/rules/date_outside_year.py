"""Tanggal dokumen di luar tahun putarannya.

Mengapa
    Dokumen kinerja suatu tahun dibuat pada tahun itu, atau pada Desember tahun sebelumnya. Tanggal lain
    biasanya salah ketik, dan membuat dokumen tercatat terlambat atau mendahului langkahnya.

Salah
    content/2026/rbak/4-dokumen/skp-p016.yaml
    - tanggal: 2026-01-15
    + tanggal: 2027-01-15
    > 19:10: Tanggal 15 Januari 2027 di luar tahun 2026

Benar
    tanggal: 2026-01-15
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.date_order import reversed_pairs
from generator.rules.phrase import day, title
from generator.sop.facts import Facts
from generator.sop.long_date import long_date


def check(context: Context) -> Iterator[Finding]:
    """Document dates in another year than the round's, December before excepted."""
    for facts in context.every:
        if not outside(context, facts):
            continue
        document, path = facts.document, facts.path("tanggal")
        if any(path in pair for pair in reversed_pairs(context, document)):
            continue
        year = round_year(context, facts)
        yield Finding(
            document.value(*path),
            f"{title(document, path)} {long_date(facts.get('tanggal'))} di luar tahun {year}",
            f"tulis tanggal pada tahun {year}, atau pada Desember {year - 1}",
        )


def round_year(context: Context, facts: Facts) -> int:
    """The year of a document's round, by its folder's name or what it says; 0 when unknown."""
    name = facts.document.round or ""
    found = context.round_facts.get(name)
    for text in (name, found.get("tahun") if found else ""):
        if len(text) == 4 and text.isdecimal():
            return int(text)
    return 0


def outside(context: Context, facts: Facts) -> bool:
    """Whether a document's own date is neither in the round's year nor in December before it."""
    written = facts.get("tanggal")
    if not written or written[:4] == facts.document.round:
        return False
    found, year = day(written), round_year(context, facts)
    if found is None or not year:
        return False
    return found.year != year and (found.year, found.month) != (year - 1, 12)
