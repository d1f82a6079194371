"""Penggabungan yang tidak tercatat.

Mengapa
    Catatan ditulis hanya untuk usulan yang dinyatakan boleh digabung. Penggabungan tanpa catatan berarti usulannya
    digabung melewati pemeriksaan, atau pencatatannya gagal; isinya belum terbukti disetujui.

Salah
    riwayat: tidak dicatat
    > content/2026/rbak/5-pengesahan.yaml:1:1: penggabungan 19 Januari 2026 mengubah berkas ini tanpa catatan persetujuan

Benar
    (gabungkan usulan yang sudah dinyatakan boleh, lalu biarkan alur kerja mencatatnya)
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.history import History, Landing
from generator.rules.told import landing_name, same_files, shown


def check_landing(history: History, landing: Landing) -> Iterator[Finding]:
    """Merges without a record."""
    lacking = not landing.records and landing.commit not in history.doubtful
    if history.store and landing.is_merge and lacking:
        message = (
            f"{landing_name(landing)} mengubah {same_files(landing)} tanpa catatan persetujuan"
        )
        hint = "bila usulannya memang disetujui, jalankan pencatatan untuk penggabungan itu"
        yield Finding(landing.place, message, f"{hint}; {shown(landing)}")
