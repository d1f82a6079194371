"""Kelengkapan langkah bukan output langkah sebelumnya.

Mengapa
    Dalam SOP menurut PermenPANRB 35/2012, yang dikerjakan satu langkah adalah hasil langkah yang
    ditunggunya. Kelengkapan yang tidak dihasilkan siapa pun menandakan langkah yang terlewat saat SOP
    ditulis.

Salah
    sop/pengumpulan-data-kinerja.yaml
    - kelengkapan: [Data Rekap/Kompilasi Penyampaian Data Kinerja]
    + kelengkapan: [Notula Rapat]
    > 263:19: kelengkapan langkah 7 "Notula Rapat" bukan output langkah 6

Benar
    kelengkapan: [Data Rekap/Kompilasi Penyampaian Data Kinerja]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context

NAME = "broken_chain"


def check(context: Context) -> Iterator[Finding]:
    """Steps whose input no step before them gives."""
    return (finding for name, finding in context.book.findings if name == NAME)
