"""Angka jenis kelamin di dalam NIP tidak cocok.

Mengapa
    Angka ke-15 NIP adalah 1 bagi pria dan 2 bagi wanita (Perka BKN 22/2007). Angka lain, atau angka yang
    berbeda dari data pegawai, berarti nomor itu salah ketik atau tertukar dengan orang lain.

Salah
    nip.yaml
    + p016: "19930116202003(1 huruf 1)996"
    > 8:7: angka ke-15 NIP p016 berbeda dari jenis kelaminnya pada data pegawai

Benar
    p016: 18 angka seperti tertulis pada surat keputusan pengangkatan
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.numbers import finding, numbered


def check(context: Context) -> Iterator[Finding]:
    """Sex digits that are neither 1 nor 2, or another than the register of people says."""
    for number in numbered(context):
        written = number.person.sex if number.person else ""
        if number.sex not in "12":
            message = f"angka ke-15 NIP {number.id} bukan 1 atau 2"
        elif written and written != number.sex:
            message = f"angka ke-15 NIP {number.id} berbeda dari jenis kelaminnya pada data pegawai"
        else:
            continue
        yield finding(
            context, number.id, message, "periksa nomornya; mungkin tertukar dengan orang lain"
        )
