"""Berkas di cabang catatan bukan catatan.

Mengapa
    Catatan ditulis program dalam satu bentuk saja. Berkas yang bentuknya lain tidak membuktikan apa-apa.

Salah
    riwayat: catatan ditulis tangan
    > catatan/2026/000007.json:1:1: berkas ini bukan catatan penggabungan: bukan JSON yang utuh

Benar
    (catatan hanya ditulis oleh kinerja record)
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Location
from generator.rules.history import STORE, History


def check_history(history: History) -> Iterator[Finding]:
    """Files of the store that are no record."""
    for broken in history.broken:
        yield Finding(
            Location(f"{STORE}/{broken.path}"),
            f"berkas ini bukan catatan penggabungan: {broken.reason}",
            "catatan hanya ditulis oleh kinerja record dan tidak pernah diubah tangan",
        )
