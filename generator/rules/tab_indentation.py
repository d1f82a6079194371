r"""Baris menjorok dengan tab.

Mengapa
    YAML mengatur susunan dengan spasi. Tab tampak sama di layar tetapi lebarnya berbeda di setiap
    komputer, sehingga program tidak tahu baris itu milik bagian mana.

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    -   pegawai: p016
    + \tpegawai: p016
    > 7:1: baris ini menjorok dengan tab

Benar
      pegawai: p016
"""

from __future__ import annotations

from generator.diagnostic import Finding
from generator.rules.reading import Read, at, wherever


def _finding(read: Read) -> Finding:
    return Finding(
        at(read),
        "baris ini menjorok dengan tab",
        "ganti tab dengan spasi, dua spasi setiap tingkat",
    )


check, check_book = wherever(_finding, "tab_indentation")
