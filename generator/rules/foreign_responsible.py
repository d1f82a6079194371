"""Penanggung jawab aksi bukan jabatan di unit dokumen itu.

Mengapa
    Aksi hanya dapat dilaksanakan jabatan yang berada di bawah unit penyusun rencana. Rencana biro boleh menunjuk
    jabatan di setiap Bagian.

Salah
    content/2026/rbak/4-dokumen/ra-pk-kabag-rbak.yaml
    - penanggung_jawab: analis-kebijakan-rbak
    + penanggung_jawab: arsiparis-ttl
    > 40:27: Arsiparis Terampil bukan jabatan di Bagian RBAK

Benar
    penanggung_jawab: analis-kebijakan-rbak
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.naming import position, unit
from generator.rules.phrase import spot


def check(context: Context) -> Iterator[Finding]:
    """Actions whose responsible position belongs to another unit."""
    organisation = context.sop.organisation
    within: dict[tuple[str, str], bool] = {}
    for facts in context.every:
        own = facts.document.unit
        if not facts.rows or own is None or own not in organisation.units:
            continue
        for action in (action for row in facts.rows for action in row.actions):
            known = organisation.positions.get(action.responsible)
            if known is None:
                continue
            key = (known.unit, own)
            if key not in within:
                within[key] = own in organisation.units_above(known.unit)
            if within[key]:
                continue
            document = facts.document
            yield Finding(
                document.value(*spot(document, action.path, "penanggung_jawab")),
                f"{position(context, action.responsible)} bukan jabatan di {unit(context, own)}",
                f"tulis id jabatan di {unit(context, own)}",
            )
