"""Rantai catatan terputus.

Mengapa
    Setiap catatan memuat sidik catatan sebelumnya dan nomor urut. Catatan yang diubah, dibuang, atau disisipkan tidak
    lagi cocok dengan yang sesudahnya.

Salah
    riwayat: cabang catatan ditulis ulang
    > catatan/2026/000006.json:1:1: isi catatan ini bukan lagi yang ditunjuk catatan nomor 7

Benar
    (pulihkan isi catatan yang asli)

Salah juga
    riwayat: satu catatan dibuang
    > catatan/2026/000007.json:1:1: catatan nomor 6 tidak ada, padahal catatan ini yang ke-7

Benar juga
    (pulihkan catatan yang hilang)
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.history import History, Record
from generator.rules.naming import listing

HINT = "pulihkan cabang catatan dari klon lain atau dari cadangan forge"


def check_history(history: History) -> Iterator[Finding]:
    """Records whose number or sum does not follow from the record before."""
    altered = {a.path for a in history.altered}
    before: Record | None = None
    for record in history.records:
        number = before.number if before else 0
        if record.number == number and before is not None:
            message = f"nomor {number} dipakai dua kali, juga oleh {before.path}"
            yield Finding(record.place, message, HINT)
        elif record.number > number + 1:
            gone = listing(str(n) for n in range(number + 1, record.number))
            message = f"catatan nomor {gone} tidak ada, padahal catatan ini yang ke-{record.number}"
            yield Finding(record.place, message, HINT)
        elif record.previous != (before.sha256 if before else ""):
            yield from _unlike(record, before, altered)
        before = record


def _unlike(record: Record, before: Record | None, altered: set[str]) -> Iterator[Finding]:
    """What a sum that does not fit says: the record before was changed after it was written."""
    if before is None:
        yield Finding(record.place, "catatan pertama menunjuk catatan sebelumnya", HINT)
    elif not altered & {before.path, record.path}:
        message = f"isi catatan ini bukan lagi yang ditunjuk catatan nomor {record.number}"
        yield Finding(before.place, message, HINT)
