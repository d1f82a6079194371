"""Angka di luar batas.

Mengapa
    Sebagian angka punya batas menurut artinya: bulan 1 sampai 12, rupiah tidak negatif. Angka di luar
    batas itu salah ketik.

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - output: Tanda terima laporan
    + output: Tanda terima laporan
    + bulan: [4, 13]
    > 38:20: bulan pelaksanaan butir ke-2 paling besar 12, tertulis 13

Benar
    output: Tanda terima laporan
    bulan: [4, 12]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.breach import Breach
from generator.rules.context import Context
from generator.rules.phrase import spoken

KEYWORDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")

_BOUNDS = {
    "minimum": "paling kecil {}",
    "maximum": "paling besar {}",
    "exclusiveMinimum": "harus lebih dari {}",
    "exclusiveMaximum": "harus kurang dari {}",
    "multipleOf": "harus kelipatan {}",
}


def worded(breach: Breach) -> Iterator[Finding]:
    """The bound and the number."""
    limit = breach.fault.facts.get("limit", breach.fault.facts.get("multiple_of"))
    bound = _BOUNDS[breach.keyword].format(spoken(limit))
    message = f"{breach.field} {bound}, tertulis {spoken(breach.value)}"
    yield Finding(breach.place, message, "periksa kembali angkanya")


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return (f for breach in context.breaches(*KEYWORDS) for f in worded(breach))
