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

Salah juga
    content/2026/rbak/3-penugasan.yaml
    - - pegawai: p016
    + - pegawai: p003
    +   dokumen: [pk]
    +   tenggat: 2026-01-15
    + - pegawai: p016
    > 17:14: tugas memuat pegawai "p003" dua kali

Benar
    - pegawai: p016
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.diagnostic import Finding, Related
from generator.load.corpus import Document
from generator.load.source import Path
from generator.rules.breach import Breach
from generator.rules.context import Context
from generator.rules.wording import called, field, quote

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
    """The fault in documents: equal items, and items with equal fields (`x-unik`)."""
    for breach in context.breaches(*KEYWORDS):
        yield from worded(breach)
    for document in context.readable:
        for path, names, items in context.annotated(document, "x-unik"):
            yield from _alike(document, path, names, items)


def _alike(document: Document, path: Path, names: list[str], items: Any) -> Iterator[Finding]:
    """Each object of a list that has the same in some fields as an earlier one."""
    first = dict[str, int]()
    for i, item in enumerate(items if isinstance(items, list) else ()):
        values = [item.get(name) for name in names] if isinstance(item, dict) else [None]
        before = first.setdefault(repr(values), i)
        if before != i and all(isinstance(value, str | int | float) for value in values):
            here, there = (*path, i, names[-1]), (*path, before, names[-1])
            what = " ".join(quote(value) for value in values)
            yield Finding(
                document.value(*here),
                f"{field(document.form, path)} memuat {called(document.form.at(here), names[-1])} {what} dua kali",
                "hapus salah satunya, atau perbaiki yang keliru",
                (Related(document.value(*there), "sudah ditulis di sini"),),
            )
