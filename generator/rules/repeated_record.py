"""Satu penggabungan tercatat dua kali.

Mengapa
    Satu penggabungan punya satu catatan. Catatan kedua untuk penggabungan yang sama adalah salinan, dan dapat menyebut
    penyetuju yang lain.

Salah
    riwayat: dicatat dua kali
    > catatan/2026/000008.json:1:1: penggabungan ini sudah tercatat di catatan/2026/000007.json

Benar
    (hapus pencatatan ganda dari alur kerja)
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.history import History


def check_history(history: History) -> Iterator[Finding]:
    """Records of merges that have an earlier record."""
    first: dict[str, str] = {}
    for record in history.records:
        place = record.place.path
        if first.setdefault(record.merge, place) != place:
            message = f"penggabungan ini sudah tercatat di {first[record.merge]}"
            yield Finding(record.place, message, "satu penggabungan hanya dicatat sekali")
