"""Penggabungan yang tercatat tidak ada lagi di cabang utama.

Mengapa
    Cabang utama tidak pernah diundurkan atau ditulis ulang. Bila catatan menunjuk penggabungan yang sudah tidak ada,
    yang diterbitkan bukan lagi yang disetujui.

Salah
    riwayat: cabang utama diundurkan
    > catatan/2026/000007.json:1:1: usulan #7 tercatat digabung 19 Januari 2026, tetapi penggabungan itu tidak ada di cabang utama

Benar
    (pulihkan cabang utama)
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.history import History
from generator.rules.told import day_of_record


def check_history(history: History) -> Iterator[Finding]:
    """Records of commits that are not on the main line."""
    for record in history.records:
        if record.merge not in history.on_line:
            yield Finding(
                record.place,
                f"usulan #{record.pull} tercatat digabung {day_of_record(history, record)}, tetapi "
                "penggabungan itu tidak ada di cabang utama",
                f"pulihkan cabang utama sehingga memuat {record.merge[:12]}",
            )
