"""Isian bertingkat terlalu dalam.

Mengapa
    Formulir terdalam memakai kurang dari sepuluh tingkat. Susunan yang jauh lebih dalam adalah salah
    ketik kurung, atau berkas yang dibuat untuk mengganggu pemeriksaan.

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - tempat: Padang
    + tempat: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
    > 11:48: isian bertingkat lebih dari 40

Benar
    tempat: Padang
"""

from __future__ import annotations

from generator.diagnostic import Finding
from generator.rules.reading import Read, at, wherever


def _finding(read: Read) -> Finding:
    return Finding(
        at(read),
        f"isian bertingkat lebih dari {read[1].facts['batas']}",
        "periksa kurung yang berlebih",
    )


check, check_book = wherever(_finding, "too_deep")
