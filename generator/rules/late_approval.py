"""Disetujui sesudah digabung.

Mengapa
    Persetujuan mendahului berlakunya. Persetujuan yang diberikan sesudah isinya digabung hanya membenarkan apa yang sudah
    terjadi.

Salah
    riwayat: disetujui sesudah digabung
    > catatan/2026/000007.json:1:1: Datuak Rekaan, S.Sos., M.Si. (@contoh-p003) pada 20 Januari 2026 menyetujui usulan #7 sesudah digabung

Benar
    (minta persetujuan sebelum menggabungkan)
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from generator.diagnostic import Finding
from generator.rules.history import History, Landing
from generator.rules.told import approver, landing_name, shown


def check_landing(history: History, landing: Landing) -> Iterator[Finding]:
    """Recorded approvals that were given after the merge."""
    record = landing.record
    for approval in record.approvals if record else ():
        if record and datetime.fromisoformat(approval.moment) > datetime.fromisoformat(
            record.moment
        ):
            who = approver(landing, approval)
            message = f"{who} menyetujui {landing_name(landing)} sesudah digabung"
            hint = f"ajukan lagi isinya dan gabungkan sesudah disetujui; {shown(landing)}"
            yield Finding(landing.place, message, hint)
