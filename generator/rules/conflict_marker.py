"""Tanda bentrok git tertinggal di berkas.

Mengapa
    Saat dua orang mengubah baris yang sama, git menyisipkan kedua versi di antara tanda <<<<<<< dan
    >>>>>>>. Selama tanda itu ada, belum diputuskan versi mana yang benar.

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - tempat: Padang
    + <<<<<<< HEAD
    + tempat: Padang
    + =======
    + tempat: Bukittinggi
    + >>>>>>> usul
    > 11:1: tanda bentrok git "<<<<<<<" tertinggal

Benar
    tempat: Padang
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.reading import Read, at, in_book, in_documents
from generator.rules.wording import quote
from generator.sop.reader import RuleBook

NAMES = ("conflict_marker",)


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return map(_finding, in_documents(context, *NAMES))


def check_book(book: RuleBook) -> Iterator[Finding]:
    """The fault in files of the rule book."""
    return map(_finding, in_book(book, *NAMES))


def _finding(read: Read) -> Finding:
    return Finding(
        at(read),
        f"tanda bentrok git {quote(read[1].facts['tanda'])} tertinggal",
        "pilih salah satu versi, lalu hapus baris <<<<<<<, =======, dan >>>>>>>",
    )
