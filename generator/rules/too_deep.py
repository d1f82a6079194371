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

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.reading import Read, at, in_book, in_documents
from generator.sop.reader import RuleBook

NAMES = ("too_deep",)


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return map(_finding, in_documents(context, *NAMES))


def check_book(book: RuleBook) -> Iterator[Finding]:
    """The fault in files of the rule book."""
    return map(_finding, in_book(book, *NAMES))


def _finding(read: Read) -> Finding:
    return Finding(
        at(read),
        f"isian bertingkat lebih dari {read[1].facts['batas']}",
        "periksa kurung yang berlebih",
    )
