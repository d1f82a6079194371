"""Berkas terlalu besar.

Mengapa
    Dokumen kinerja berisi beberapa halaman teks. Berkas ratusan kilobita hampir pasti memuat sesuatu
    yang bukan dokumen, misalnya gambar yang ditempel, dan memperlambat pemeriksaan semua orang.

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - formula: Tanggal laporan disampaikan
    + formula: (600000 huruf x)
    > 1:1: berkas lebih dari 512 KB

Benar
    formula: Tanggal laporan disampaikan
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.reading import Read, at, in_book, in_documents
from generator.sop.reader import RuleBook

NAMES = ("too_large", "too_many_values")


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return map(_finding, in_documents(context, *NAMES))


def check_book(book: RuleBook) -> Iterator[Finding]:
    """The fault in files of the rule book."""
    return map(_finding, in_book(book, *NAMES))


def _finding(read: Read) -> Finding:
    problem = read[1]
    if problem.name == "too_large":
        message = f"berkas lebih dari {problem.facts['batas']} KB"
    else:
        message = f"berkas memuat lebih dari {problem.facts['batas']} nilai"
    return Finding(
        at(read), message, "pecah menjadi beberapa dokumen, lampiran disimpan di tempat lain"
    )
