"""Isi berkas bukan daftar isian.

Mengapa
    Setiap dokumen adalah formulir: nama isian, titik dua, lalu nilainya. Berkas yang langsung berisi
    daftar atau kalimat tidak dapat dicocokkan dengan formulir mana pun.

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - (seluruh berkas)
    + - jenis: ra_skp
    + - id: ra-skp-2026-p016
    > 1:1: berkas harus berisi isian "nama: nilai", bukan daftar atau teks

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

NAMES = ("root_not_mapping",)


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return map(_finding, in_documents(context, *NAMES))


def check_book(book: RuleBook) -> Iterator[Finding]:
    """The fault in files of the rule book."""
    return map(_finding, in_book(book, *NAMES))


def _finding(read: Read) -> Finding:
    if read[0].text.startswith("version https://git-lfs"):
        hint = "simpan isi dokumennya sendiri di git, bukan lewat Git LFS"
        return Finding(at(read), "berkas ini penunjuk Git LFS, bukan dokumen", hint)
    return Finding(
        at(read),
        'berkas harus berisi isian "nama: nilai", bukan daftar atau teks',
        "mulai berkas dengan baris jenis: dan id: tanpa tanda - di depannya",
    )
