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

from generator.diagnostic import Finding
from generator.rules.reading import Read, at, wherever


def _finding(read: Read) -> Finding:
    facts = read[1].facts
    if "bita" in facts:
        message = f"berkas bukan UTF-8: bita {facts['bita']} tidak dapat dibaca"
    else:
        message = f"berkas memakai pengodean {facts['pengodean']}"
    return Finding(at(read), message, "simpan ulang berkas dengan pengodean UTF-8 tanpa BOM")


check, check_book = wherever(_finding, "not_utf8")
