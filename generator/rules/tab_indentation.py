r"""Baris menjorok dengan tab.

Mengapa
    YAML mengatur susunan dengan spasi. Tab tampak sama di layar tetapi lebarnya berbeda di setiap
    komputer, sehingga program tidak tahu baris itu milik bagian mana.

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    -   pegawai: p016
    + \tpegawai: p016
    > 7:1: baris ini menjorok dengan tab

Benar
      pegawai: p016
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.reading import Read, at, in_book, in_documents
from generator.sop.reader import RuleBook

NAMES = ("tab_indentation",)


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return map(_finding, in_documents(context, *NAMES))


def check_book(book: RuleBook) -> Iterator[Finding]:
    """The fault in files of the rule book."""
    return map(_finding, in_book(book, *NAMES))


def _finding(read: Read) -> Finding:
    return Finding(
        at(read),
        "baris ini menjorok dengan tab",
        "ganti tab dengan spasi, dua spasi setiap tingkat",
    )
