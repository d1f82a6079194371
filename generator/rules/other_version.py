"""Persetujuan untuk versi lain.

Mengapa
    Yang disetujui harus sama dengan yang digabung. Persetujuan atas commit lain, misalnya sebelum isi terakhir didorong,
    bukan persetujuan atas isi yang diterbitkan.

Salah
    riwayat: setuju atas versi lama
    > catatan/2026/000007.json:1:1: persetujuan Datuak Rekaan, S.Sos., M.Si. (@contoh-p003) pada 19 Januari 2026 bukan untuk versi yang digabung

Benar
    (minta persetujuan atas versi terakhir)
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.history import History, Landing
from generator.rules.proposal import Reason
from generator.rules.told import approver, judged, shown


def check_landing(history: History, landing: Landing) -> Iterator[Finding]:
    """Recorded approvals of a commit that is not the merged head."""
    for approval in judged(landing, Reason.STALE):
        message = f"persetujuan {approver(landing, approval)} bukan untuk versi yang digabung"
        hint = f"ajukan lagi isinya dan minta persetujuan atas versi terakhir; {shown(landing)}"
        yield Finding(landing.place, message, hint)
