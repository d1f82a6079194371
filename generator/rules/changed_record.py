"""Catatan diubah atau dihapus sesudah ditulis.

Mengapa
    Cabang catatan hanya boleh bertambah. Catatan yang boleh diubah belakangan tidak membuktikan apa yang terjadi.

Salah
    riwayat: catatan diubah sesudahnya
    > catatan/2026/000007.json:1:1: catatan ini diubah sesudah ditulis

Benar
    (kembalikan cabang catatan ke sebelum perubahan itu)

Salah juga
    riwayat: catatan dihapus sesudahnya
    > catatan/2026/000007.json:1:1: catatan ini dihapus sesudah ditulis

Benar juga
    (kembalikan cabang catatan ke sebelum penghapusan itu)
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Location
from generator.rules.history import STORE, History


def check_history(history: History) -> Iterator[Finding]:
    """Files of the store that a commit of its branch changed or took away."""
    for altered in history.altered:
        done = "diubah" if altered.there else "dihapus"
        yield Finding(
            Location(f"{STORE}/{altered.path}"),
            f"catatan ini {done} sesudah ditulis",
            f"kembalikan isinya yang pertama; lihat: git show {altered.commit[:12]}",
        )
