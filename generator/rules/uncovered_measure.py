"""Indikator dokumen induk tidak punya baris pada rencana aksinya.

Mengapa
    Setiap indikator yang dijanjikan memerlukan rencana untuk mencapainya. Capaian rencana aksi menjadi dasar penilaian
    berkala (PermenPANRB 6/2022). Draf tidak diperiksa.

Salah
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - anggaran:
    +       - id: s1-i3
    +         nama: Nilai rata-rata SAKIP perangkat daerah
    +         target: {nilai: 68, satuan: nilai}
    +         arah: naik
    +         formula: Rata-rata nilai evaluasi internal
    +         sumber_data: Laporan evaluasi
    + anggaran:
    > content/2026/rbak/4-dokumen/ra-pk-kabag-rbak.yaml:14:1: s1-i3 pada induk pk-2026-kabag-rbak belum punya baris

Benar
    anggaran:
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.rules.context import Context
from generator.rules.naming import listing
from generator.rules.parent_mismatch import parent_of
from generator.rules.phrase import spot
from generator.sop.facts import Facts, Measure


def check(context: Context) -> Iterator[Finding]:
    """Handed-in plans without a row for some measure of their parent."""
    for facts in context.every:
        parent = parent_of(context, facts) if facts.rows else None
        if parent is None or not context.stage(facts.document):
            continue
        rows = {row.measure for row in facts.rows}
        bare = [m for m in parent.measures() if m.id and m.id not in rows]
        if bare:
            yield _finding(facts, parent, bare)


def _finding(facts: Facts, parent: Facts, bare: list[Measure]) -> Finding:
    document, above = facts.document, parent.document
    names = list(dict.fromkeys(measure.id for measure in bare))
    first = above.value(*spot(above, bare[0].path, "butir"))
    return Finding(
        document.key(*spot(document, (), "rencana")),
        f"{listing(names)} pada induk {above.id} belum punya baris",
        "tambahkan satu baris untuk setiap indikator itu",
        (Related(first, "indikator tertulis di sini"),),
    )
