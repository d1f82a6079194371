"""Kode aturan tidak dikenal.

Mengapa
    Tingkat atau pengecualian untuk kode yang salah ketik tidak berpengaruh apa-apa, sedangkan orang
    yang menulisnya mengira aturan itu sudah diatur.

Salah
    sop/aturan.yaml
    - aturan:
    + aturan:
    +   F191: {tingkat: catatan}
    > 4:3: kode aturan "F191" tidak dikenal

Benar
    aturan:
      F101: {tingkat: galat}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Location
from generator.rules.context import Context, Outcome
from generator.rules.wording import quote

_DIGITS = str.maketrans("OIL", "011")
"""Letters that are mistaken for digits."""


def check_after(context: Context, outcome: Outcome) -> Iterator[Finding]:
    """Settings and exemptions of codes that no rule has."""
    for code in context.sop.settings:
        if code not in outcome.codes:
            yield _finding(code, context.book.setting(code), outcome)
    for i, exemption in enumerate(context.sop.exemptions):
        if exemption.code not in outcome.codes:
            yield _finding(exemption.code, context.book.exemption(i), outcome)


def _finding(code: str, where: Location, outcome: Outcome) -> Finding:
    meant = code[:1].upper() + code[1:].upper().translate(_DIGITS)
    return Finding(
        where,
        f"kode aturan {quote(code)} tidak dikenal",
        f"maksud Anda {quote(meant)}?"
        if meant in outcome.codes
        else "lihat daftar aturan dengan: kinerja explain",
    )
