"""Butir daftar ditulis dua kali.

Mengapa
    Daftar yang butirnya harus berbeda, misalnya bulan pelaksanaan, tidak boleh menyebut satu butir dua
    kali: hitungannya menjadi salah.

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - output: Tanda terima laporan
    + output: Tanda terima laporan
    + bulan: [4, 7, 10, 7]
    > 38:27: bulan pelaksanaan menyebut "7" dua kali

Benar
    output: Tanda terima laporan
    bulan: [4, 7, 10]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.rules.breach import Breach
from generator.rules.context import Context
from generator.rules.wording import quote

KEYWORDS = ("uniqueItems",)


def worded(breach: Breach) -> Iterator[Finding]:
    """Each item that an earlier one equals."""
    path, first = breach.fault.path, dict[str, int]()
    for i, item in enumerate(breach.value):
        before = first.setdefault(repr(item), i)
        if before != i:
            what = f" {quote(item)}" if isinstance(item, str | int | float) else " butir yang sama"
            yield Finding(
                breach.source.value((*path, i)),
                f"{breach.field} menyebut{what} dua kali",
                "hapus salah satunya",
                (Related(breach.source.value((*path, before)), "sudah ditulis di sini"),),
            )


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return (f for breach in context.breaches(*KEYWORDS) for f in worded(breach))
