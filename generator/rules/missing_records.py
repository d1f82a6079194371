"""Cabang catatan tidak ada, padahal putaran ini hanya sah bila tercatat.

Mengapa
    Persetujuan terjadi di forge; yang membuktikannya di kemudian hari adalah catatan yang ditulis sesudah setiap
    penggabungan. Tanpa cabang catatan tidak satu pun dokumen putaran ini terbukti disetujui.

Salah
    riwayat: cabang catatan tidak ada
    > catatan:1:1: cabang catatan tidak ada, padahal putaran 2026 hanya sah bila setiap penggabungannya tercatat

Benar
    (ambil cabang catatan dari forge)
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Location
from generator.rules.history import STORE, History
from generator.rules.naming import listing


def check_history(history: History) -> Iterator[Finding]:
    """A history whose rounds need records, and no store of them."""
    if history.rounds and history.landings and not history.store:
        yield Finding(
            Location(STORE),
            f"cabang {STORE} tidak ada, padahal putaran {listing(history.rounds)} hanya sah bila "
            "setiap penggabungannya tercatat",
            f"ambil dulu dari forge: git fetch origin {STORE}",
        )
