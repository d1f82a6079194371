"""Nama isian berupa daftar atau kelompok.

Mengapa
    Kurung kurawal dan kurung siku punya arti dalam YAML. Teks yang diawali tanda itu tanpa tanda kutip
    dibaca sebagai kelompok isian, bukan sebagai teks.

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - tempat: Padang
    + tempat: {{ kota }}
    > 11:10: nama isian tidak boleh berupa kelompok atau daftar

Benar
    tempat: "{{ kota }}"
"""

from __future__ import annotations

from generator.diagnostic import Finding
from generator.rules.reading import Read, at, wherever


def _finding(read: Read) -> Finding:
    return Finding(
        at(read),
        "nama isian tidak boleh berupa kelompok atau daftar",
        "tulis teks yang diawali { atau [ di antara tanda kutip",
    )


check, check_book = wherever(_finding, "complex_key")
