"""Berkas kosong.

Mengapa
    Berkas tanpa isi biasanya tanda penyimpanan yang gagal. Dokumen yang belum dikerjakan tidak perlu
    berkas; yang sudah dimulai memuat paling sedikit jenis dan id.

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - (seluruh berkas)
    + # belum diisi
    > 1:1: berkas kosong

Benar
    jenis: ra_skp
    id: ra-skp-2026-p016
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.reading import Read, at, in_book, in_documents
from generator.sop.reader import RuleBook

NAMES = ("empty_file",)


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return map(_finding, in_documents(context, *NAMES))


def check_book(book: RuleBook) -> Iterator[Finding]:
    """The fault in files of the rule book."""
    return map(_finding, in_book(book, *NAMES))


def _finding(read: Read) -> Finding:
    return Finding(
        at(read), "berkas kosong", "isi berkas sesuai formulirnya, atau hapus bila tidak dipakai"
    )
