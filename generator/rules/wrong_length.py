"""Terlalu panjang atau terlalu pendek.

Mengapa
    Teks yang kosong tidak menjelaskan apa-apa dan teks yang sangat panjang tidak muat di lembar resmi.
    Daftar yang wajib berisi, misalnya sasaran atau tanda tangan, punya jumlah paling sedikit.

Salah
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - sumber_data: Laporan pembinaan SAKIP
    + sumber_data: ""
    > 41:22: sumber data tidak boleh kosong

Benar
    sumber_data: Laporan pembinaan SAKIP

Salah juga
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - - {pegawai: p001, peran: pihak_kedua, metode: basah, tanggal: 2026-01-15}
    > 49:1: tanda tangan paling sedikit 2 baris, sekarang 1

Benar
    Kedua pihak menandatangani, masing-masing satu baris.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.breach import Breach
from generator.rules.context import Context

KEYWORDS = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")

_THINGS = {"Length": "huruf", "Items": "baris", "Properties": "isian"}


def worded(breach: Breach) -> Iterator[Finding]:
    """How long it may be and how long it is."""
    thing = next(word for end, word in _THINGS.items() if breach.keyword.endswith(end))
    size = len(breach.value)
    where = breach.place if isinstance(breach.value, str) else breach.holder
    if breach.keyword.startswith("min"):
        message = f"{breach.field} paling sedikit {breach.limit} {thing}, sekarang {size}"
        if not size:
            message = f"{breach.field} tidak boleh kosong"
        yield Finding(where, message, "lengkapi isinya")
    else:
        message = f"{breach.field} paling banyak {breach.limit} {thing}, sekarang {size}"
        yield Finding(where, message, "singkat isinya, atau pindahkan sebagian ke dokumen lain")


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return (f for breach in context.breaches(*KEYWORDS) for f in worded(breach))
