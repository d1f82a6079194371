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

from generator.diagnostic import Finding
from generator.rules.reading import Read, at, wherever


def _finding(read: Read) -> Finding:
    problem = read[1]
    if problem.name == "too_large":
        message = f"berkas lebih dari {problem.facts['batas']} KB"
    else:
        message = f"berkas memuat lebih dari {problem.facts['batas']} nilai"
    return Finding(
        at(read), message, "pecah menjadi beberapa dokumen, lampiran disimpan di tempat lain"
    )


check, check_book = wherever(_finding, "too_large", "too_many_values")
