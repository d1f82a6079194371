"""Tidak satu pun pilihan isian diisi.

Mengapa
    Beberapa isian saling menggantikan, misalnya target berupa angka atau target berupa teks. Paling
    sedikit satu di antaranya harus ada.

Salah
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - target: {nilai: 48, satuan: perangkat daerah}
    + target: {satuan: perangkat daerah}
    > 37:9: target belum berisi nilai target atau target berupa teks

Benar
    target: {nilai: 48, satuan: perangkat daerah}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Said
from generator.load.faults import CHOICE
from generator.load.schema import ONE_OF
from generator.rules.breach import Breach
from generator.rules.context import Context
from generator.rules.wording import called, joined

KEYWORDS = (CHOICE,)


def worded(breach: Breach) -> Iterator[Finding]:
    """The fields of which one is needed."""
    known = breach.schema.get("properties", {})
    names = [str(name) for name in breach.schema.get(ONE_OF, ())]
    if not names:
        yield Finding(
            breach.holder, f"{breach.field} tidak memenuhi syarat formulir", "lihat formulirnya"
        )
        return
    titles = joined(called(known.get(name, {}), name) for name in names)
    message = f"{breach.field} belum berisi {titles}"
    cells = Said(message, f"isi {titles}")
    yield Finding(breach.holder, message, f"isi {joined(names)}", in_cells=cells)


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return (f for breach in context.breaches(*KEYWORDS) for f in worded(breach))
