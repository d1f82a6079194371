"""Bukan berkas biasa.

Mengapa
    Tautan, submodul, dan berkas yang dapat dijalankan dapat menunjuk ke luar repositori atau berisi
    program. Dokumen kinerja adalah berkas teks biasa; yang lain tidak pernah dibuka.

Salah
    content/2026/rbak/4-dokumen/skp-p099.yaml
    + (tautan simbolik)
    > 1:1: ini tautan simbolik, bukan berkas biasa

Benar
    Simpan isi dokumennya sendiri sebagai berkas biasa.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.diagnostic import Finding, Location
from generator.load.tree import Entry, Sort
from generator.rules.context import Context
from generator.sop.reader import RuleBook

_HINTS = {
    Sort.EXECUTABLE: "hapus izin menjalankan: git update-index --chmod=-x NAMA-BERKAS",
    Sort.LINK: "ganti tautan dengan isi dokumennya sendiri",
    Sort.SUBMODULE: "hapus submodul; simpan dokumen langsung di repositori ini",
}


def check(context: Context) -> Iterator[Finding]:
    """Entries below `content/`."""
    return _findings(context.corpus.strangers)


def check_book(book: RuleBook) -> Iterator[Finding]:
    """Entries below `sop/`."""
    return _findings(book.strangers)


def _findings(entries: Iterable[Entry]) -> Iterator[Finding]:
    for entry in entries:
        if entry.sort is not Sort.FILE:
            hint = _HINTS.get(entry.sort, "hapus, lalu simpan sebagai berkas teks biasa")
            yield Finding(Location(entry.path), f"ini {entry.sort.value}, bukan berkas biasa", hint)
