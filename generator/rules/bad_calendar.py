"""Kalender kerja salah.

Mengapa
    Batas waktu setiap langkah dihitung dalam jam kerja. Satu hari libur yang salah tahun menggeser
    semua batas waktu sesudahnya.

Salah
    sop/kalender/2026.yaml
    - - {tanggal: 2026-01-01, hari: Kamis,  nama: Tahun Baru 2026 Masehi}
    + - {tanggal: 2025-01-01, hari: Rabu,  nama: Tahun Baru 2026 Masehi}
    > 41:17: tanggal 1 Januari 2025 di luar tahun 2026

Benar
    - {tanggal: 2026-01-01, hari: Kamis,  nama: Tahun Baru 2026 Masehi}
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.diagnostic import Finding
from generator.sop.reader import RuleBook

NAME = "bad_calendar"


def check_book(book: RuleBook) -> Iterator[Finding]:
    """What the calendars contradict."""
    return (_reworded(finding) for name, finding in book.findings if name == NAME)


def _reworded(finding: Finding) -> Finding:
    """The calendar speaks in sentences: the first is the fault, the others the remedy."""
    first, _, rest = finding.message.partition(". ")
    message = first[:1].lower() + first[1:].removesuffix(".")
    hint = rest[:1].lower() + rest[1:].removesuffix(".")
    return replace(finding, message=message, hint=hint or "perbaiki isi kalender ini")
