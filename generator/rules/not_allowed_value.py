"""Nilai di luar pilihan.

Mengapa
    Isian pilihan dihitung dan dicetak menurut pilihannya. Kata lain, walaupun artinya sama, tidak ikut
    terhitung.

Salah
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - arah: naik
    + arah: naek
    > 31:15: arah tidak mengenal "naek"

Benar
    arah: naik
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.load.faults import closest
from generator.rules.breach import Breach
from generator.rules.context import Context
from generator.rules.wording import options, quote

KEYWORDS = ("enum", "contains", "dependentRequired", "falseSchema", "not", "oneOf", "propertyNames")


def worded(breach: Breach) -> Iterator[Finding]:
    """The choices, and the one that was probably meant."""
    if breach.keyword != "enum":
        yield Finding(
            breach.place, f"{breach.field} tidak memenuhi syarat formulir", "lihat formulirnya"
        )
        return
    choices = [str(option) for option in breach.fault.facts["options"]]
    meant = closest(str(breach.value), choices)
    yield Finding(
        breach.place,
        f"{breach.field} tidak mengenal {quote(breach.value)}",
        f"maksud Anda {quote(meant)}?" if meant else f"pilih {options(choices)}",
        fix=breach.instead(meant) if meant else None,
    )


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return (f for breach in context.breaches(*KEYWORDS) for f in worded(breach))
