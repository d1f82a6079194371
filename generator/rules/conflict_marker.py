"""Tanda bentrok git tertinggal di berkas.

Mengapa
    Saat dua orang mengubah baris yang sama, git menyisipkan kedua versi di antara tanda <<<<<<< dan
    >>>>>>>. Selama tanda itu ada, belum diputuskan versi mana yang benar.

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - tempat: Padang
    + <<<<<<< HEAD
    + tempat: Padang
    + =======
    + tempat: Bukittinggi
    + >>>>>>> usul
    > 11:1: tanda bentrok git "<<<<<<<" tertinggal

Benar
    tempat: Padang
"""

from __future__ import annotations

from generator.diagnostic import Finding
from generator.rules.reading import Read, at, wherever
from generator.rules.wording import quote


def _finding(read: Read) -> Finding:
    return Finding(
        at(read),
        f"tanda bentrok git {quote(read[1].facts['tanda'])} tertinggal",
        "pilih salah satu versi, lalu hapus baris <<<<<<<, =======, dan >>>>>>>",
    )


check, check_book = wherever(_finding, "conflict_marker")
