"""Perubahan masuk ke cabang utama tanpa penggabungan usulan.

Mengapa
    Yang masuk langsung (push), dengan squash, atau dengan rebase tidak menyimpan usulan yang diperiksa dan disetujui,
    sehingga tidak dapat dibuktikan siapa menyetujui isi yang mana.

Salah
    riwayat: langsung ke cabang utama
    > content/2026/rbak/5-pengesahan.yaml:1:1: commit 19 Januari 2026 mengubah berkas ini langsung di cabang utama, tanpa penggabungan usulan

Benar
    (ajukan perubahannya sebagai usulan, lalu gabungkan dengan merge commit)
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.history import History, Landing
from generator.rules.told import landing_name, same_files, shown


def check_landing(history: History, landing: Landing) -> Iterator[Finding]:
    """Commits of the main line that are no merge, and have no record."""
    if history.store and not landing.is_merge and not landing.records:
        yield Finding(
            landing.place,
            f"{landing_name(landing)} mengubah {same_files(landing)} langsung di cabang utama, "
            "tanpa penggabungan usulan",
            f"ajukan isinya sebagai usulan dan gabungkan dengan merge commit; {shown(landing)}",
        )
