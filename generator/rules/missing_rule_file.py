"""Berkas SOP tidak ada.

Mengapa
    Program tidak menyimpan satu pun aturan di dalam dirinya. Tanpa berkas organisasi, peran, satuan,
    aturan, atau langkah SOP, tidak ada yang dapat diperiksa.

Salah
    sop/satuan.yaml
    - (seluruh berkas)
    > 1:1: berkas sop/satuan.yaml tidak ada

Benar
    Simpan sop/satuan.yaml berisi daftar satuan yang boleh dipakai target.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.sop.reader import RuleBook

NAME = "missing_rule_file"


def check_book(book: RuleBook) -> Iterator[Finding]:
    """Files that reading the rule book missed."""
    return (finding for name, finding in book.findings if name == NAME)
