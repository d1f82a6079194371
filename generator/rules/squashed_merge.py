"""Catatan untuk penggabungan dengan squash atau rebase.

Mengapa
    Merge commit menunjuk usulan yang disetujui. Squash dan rebase membuat commit baru yang belum pernah diperiksa siapa
    pun, dan menghapus jejak siapa yang menulisnya.

Salah
    riwayat: digabung dengan squash
    > catatan/2026/000007.json:1:1: usulan #7 digabung dengan squash atau rebase, jadi yang disetujui tidak ada di cabang utama

Benar
    (gabungkan dengan merge commit)
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.history import History, Landing
from generator.rules.told import landing_name, shown


def check_landing(history: History, landing: Landing) -> Iterator[Finding]:
    """Records of commits that have not exactly two parents."""
    if landing.record and not landing.is_merge:
        yield Finding(
            landing.place,
            f"{landing_name(landing)} digabung dengan squash atau rebase, jadi yang disetujui "
            "tidak ada di cabang utama",
            f"ajukan lagi dan gabungkan dengan merge commit; {shown(landing)}",
        )
