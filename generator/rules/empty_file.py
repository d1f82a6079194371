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

from generator.diagnostic import Finding
from generator.rules.reading import Read, at, wherever


def _finding(read: Read) -> Finding:
    return Finding(
        at(read), "berkas kosong", "isi berkas sesuai formulirnya, atau hapus bila tidak dipakai"
    )


check, check_book = wherever(_finding, "empty_file")
