"""Catatan tanpa persetujuan.

Mengapa
    Setiap langkah berlaku setelah pejabat yang berperan menyetujuinya. Catatan tanpa persetujuan hanya mencatat bahwa
    sesuatu digabung.

Salah
    riwayat: catatan tanpa persetujuan
    > catatan/2026/000007.json:1:1: usulan #7 tercatat tanpa persetujuan siapa pun

Benar
    (minta persetujuan sebelum menggabungkan)
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.history import History, Landing
from generator.rules.told import landing_name, shown


def check_landing(history: History, landing: Landing) -> Iterator[Finding]:
    """Records that name nobody who approved."""
    if landing.record and not landing.record.approvals:
        message = f"{landing_name(landing)} tercatat tanpa persetujuan siapa pun"
        hint = f"ajukan lagi isinya dan minta persetujuan; {shown(landing)}"
        yield Finding(landing.place, message, hint)
