r"""Berkas diawali tanda BOM.

Mengapa
    Sebagian penyunting menaruh tiga bita tak terlihat di awal berkas. Tanda itu menempel pada nama
    isian pertama sehingga isian itu tidak dikenali.

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - # yaml-language-server: $schema=../../../../../../sop/formulir/ra_skp.schema.yaml
    + \uFEFFjenis: ra_skp
    - jenis: ra_skp
    > 1:1: berkas diawali tanda BOM yang tidak terlihat

Benar
    # yaml-language-server: $schema=../../../../../../sop/formulir/ra_skp.schema.yaml
"""

from __future__ import annotations

from generator.diagnostic import Edit, Finding, Fix
from generator.rules.reading import Read, at, wherever


def _finding(read: Read) -> Finding:
    fix = Fix("hapus tanda BOM", (Edit(at(read), ""),))
    return Finding(
        at(read),
        "berkas diawali tanda BOM yang tidak terlihat",
        "simpan ulang berkas sebagai UTF-8 tanpa BOM",
        fix=fix,
    )


check, check_book = wherever(_finding, "byte_order_mark")
