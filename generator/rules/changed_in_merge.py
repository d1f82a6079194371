"""Isi berubah saat digabung.

Mengapa
    Yang disetujui adalah usulan, bukan hasil penggabungannya. Nilai yang berubah saat konflik diselesaikan atau disisipkan
    ke dalam commit gabungan tidak pernah dilihat penyetujunya.

Salah
    riwayat: isi diubah saat digabung
    > catatan/2026/000007.json:1:1: content/2026/rbak/5-pengesahan.yaml menjadi lain dari yang disetujui saat usulan #7 digabung

Benar
    (perbarui usulan dengan isi cabang utama, lalu minta persetujuan lagi)
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.history import History, Landing
from generator.rules.naming import listing
from generator.rules.told import landing_name, shown


def check_landing(history: History, landing: Landing) -> Iterator[Finding]:
    """Merges that leave files as neither the reviewed head nor the base has them."""
    if landing.record and landing.is_merge and landing.foreign:
        yield Finding(
            landing.place,
            f"{listing(landing.foreign)} menjadi lain dari yang disetujui "
            f"saat {landing_name(landing)} digabung",
            f"ajukan lagi di atas isi cabang utama dan minta persetujuan; {shown(landing)}",
        )
