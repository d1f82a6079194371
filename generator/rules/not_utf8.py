r"""Berkas tidak disimpan dalam pengodean UTF-8.

Mengapa
    Berkas yang disimpan sebagai UTF-16 atau Latin-1 terbaca berbeda di komputer lain: huruf berubah
    atau hilang tanpa tanda. Satu pengodean, UTF-8, menjamin semua orang membaca teks yang sama.

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - formula: Tanggal laporan disampaikan
    + formula: Tanggal laporan disampaikan \xE9
    > 34:42: berkas bukan UTF-8: bita E9 tidak dapat dibaca

Benar
    formula: Tanggal laporan disampaikan
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.reading import Read, at, in_book, in_documents
from generator.sop.reader import RuleBook

NAMES = ("not_utf8",)


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return map(_finding, in_documents(context, *NAMES))


def check_book(book: RuleBook) -> Iterator[Finding]:
    """The fault in files of the rule book."""
    return map(_finding, in_book(book, *NAMES))


def _finding(read: Read) -> Finding:
    facts = read[1].facts
    if "bita" in facts:
        message = f"berkas bukan UTF-8: bita {facts['bita']} tidak dapat dibaca"
    else:
        message = f"berkas memakai pengodean {facts['pengodean']}"
    return Finding(at(read), message, "simpan ulang berkas dengan pengodean UTF-8 tanpa BOM")
