"""Nama isian berupa daftar atau kelompok.

Mengapa
    Kurung kurawal dan kurung siku punya arti dalam YAML. Teks yang diawali tanda itu tanpa tanda kutip
    dibaca sebagai kelompok isian, bukan sebagai teks.

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - tempat: Padang
    + tempat: {{ kota }}
    > 11:10: nama isian tidak boleh berupa kelompok atau daftar

Benar
    tempat: "{{ kota }}"
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.reading import Read, at, in_book, in_documents
from generator.sop.reader import RuleBook

NAMES = ("complex_key",)


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return map(_finding, in_documents(context, *NAMES))


def check_book(book: RuleBook) -> Iterator[Finding]:
    """The fault in files of the rule book."""
    return map(_finding, in_book(book, *NAMES))


def _finding(read: Read) -> Finding:
    return Finding(
        at(read),
        "nama isian tidak boleh berupa kelompok atau daftar",
        "tulis teks yang diawali { atau [ di antara tanda kutip",
    )
