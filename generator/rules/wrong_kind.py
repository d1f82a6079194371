"""Jenis dokumen tidak sesuai dengan tempatnya.

Mengapa
    Nama berkas menentukan formulir yang dipakai. Bila isinya menyebut jenis lain, dokumen itu salah
    tempat atau disalin dari dokumen lain tanpa diganti.

Salah
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - jenis: pk
    + jenis: skp
    > 2:8: jenis harus "pk" di tempat ini, bukan "skp"

Benar
    jenis: pk
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.load.faults import KIND
from generator.rules.breach import Breach
from generator.rules.context import Context
from generator.rules.wording import quote

KEYWORDS = (KIND,)


def worded(breach: Breach) -> Iterator[Finding]:
    """The only value that the form allows, and what stands there."""
    wanted = breach.fault.facts["expected_value"]
    yield Finding(
        breach.place,
        f"{breach.field} harus {quote(wanted)} di tempat ini, bukan {quote(breach.value)}",
        f"tulis {wanted}, atau pindahkan berkas ke tempat yang sesuai dengan isinya",
        fix=breach.instead(str(wanted)),
    )


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return (f for breach in context.breaches(*KEYWORDS) for f in worded(breach))
