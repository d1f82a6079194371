"""Bagian SOP tidak saling cocok.

Mengapa
    Langkah menyebut peran, peran menyebut jabatan, jabatan menyebut unit. Nama yang tidak ada di berkas
    pasangannya membuat langkah itu tidak punya pelaksana.

Salah
    sop/peran.yaml
    - kepala_unit: bagian
    + jabatan: [kabag]
    > 28:15: jabatan "kabag" tidak dikenal

Benar
    kepala_unit: bagian

Salah juga
    sop/pengumpulan-data-kinerja.yaml
    - peran: kasubag-tu
    + peran: kasubbag-tu
    > 186:12: peran "kasubbag-tu" tidak dikenal

Benar
    peran: kasubag-tu
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.sop.reader import RuleBook

NAME = "broken_rule_book"


def check_book(book: RuleBook) -> Iterator[Finding]:
    """Names that one part uses and none defines, and entries that bear one name."""
    return (finding for name, finding in book.findings if name == NAME)
