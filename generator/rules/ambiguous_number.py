"""Angka yang dapat dibaca dua cara.

Mengapa
    1.000 adalah seribu bagi yang memakai titik ribuan dan satu bagi yang memakai titik desimal. Program
    tidak menebak: target yang seribu kali lebih besar tidak tampak salah di layar.

Salah
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - target: {nilai: 48, satuan: perangkat daerah}
    + target: {nilai: 1.000, satuan: perangkat daerah}
    > 37:25: nilai target "1.000" dapat berarti 1000 atau 1

Benar
    target: {nilai: 48, satuan: perangkat daerah}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Said
from generator.rules.breach import Breach
from generator.rules.context import Context
from generator.rules.numeral import is_doubtful, readings
from generator.rules.wording import quote

KEYWORDS = ("type",)


def worded(breach: Breach) -> Iterator[Finding]:
    """Both readings; nobody but the writer can choose."""
    text = breach.value
    if "number" in breach.fault.facts["types"] and isinstance(text, str) and is_doubtful(text):
        large, small = readings(text)
        small_told = small.replace(".", ",")
        message = f"{breach.field} {quote(text)} dapat berarti {large} atau {small_told}"
        cells = Said(message, f"ketik {large} atau {small_told} sebagai angka")
        hint = f"tulis {large} tanpa titik, atau {small}"
        yield Finding(breach.place, message, hint, in_cells=cells)


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return (f for breach in context.breaches(*KEYWORDS) for f in worded(breach))
