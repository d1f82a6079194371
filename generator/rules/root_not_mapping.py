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

from generator.diagnostic import Finding
from generator.rules.reading import Read, at, wherever


def _finding(read: Read) -> Finding:
    if read[0].text.startswith("version https://git-lfs"):
        hint = "simpan isi dokumennya sendiri di git, bukan lewat Git LFS"
        return Finding(at(read), "berkas ini penunjuk Git LFS, bukan dokumen", hint)
    return Finding(
        at(read),
        'berkas harus berisi isian "nama: nilai", bukan daftar atau teks',
        "mulai berkas dengan baris jenis: dan id: tanpa tanda - di depannya",
    )


check, check_book = wherever(_finding, "root_not_mapping")
