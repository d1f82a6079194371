"""Satuan pada rencana aksi berbeda dari satuan indikatornya.

Mengapa
    Target triwulan hanya dapat dibandingkan dengan target setahun bila satuannya sama.

Salah
    content/2026/rbak/4-dokumen/ra-pk-kabag-rbak.yaml
    - satuan: perangkat daerah
    + satuan: dokumen
    > 31:13: satuan "dokumen" berbeda dari satuan indikatornya, "perangkat daerah"

Benar
    satuan: perangkat daerah
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.rules.context import Context
from generator.rules.phrase import rewrite, spot
from generator.rules.planned import planned


def check(context: Context) -> Iterator[Finding]:
    """Rows in another unit of measurement than their measure's; unknown units are another rule's."""
    known = context.sop.measurements
    for one in planned(context):
        own, right = one.row.unit, one.measure.target.unit
        if own == right or own not in known or right not in known:
            continue
        document = one.plan.document
        at = document.value(*spot(document, one.row.path, "satuan"))
        above = one.parent.document
        origin = above.value(*spot(above, one.measure.path, "target", "satuan"))
        yield Finding(
            at,
            f'satuan "{own}" berbeda dari satuan indikatornya, "{right}"',
            f'tulis "{right}"',
            (Related(origin, "satuan indikator tertulis di sini"),),
            rewrite(f'ganti menjadi "{right}"', at, right),
        )
