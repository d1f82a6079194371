"""Yang menyetujui ikut mengusulkan.

Mengapa
    Tidak seorang pun mengesahkan pekerjaannya sendiri (UU 30/2014 tentang benturan kepentingan), juga tidak usulan orang
    lain yang ikut ditulisnya.

Salah
    riwayat: disetujui pengusulnya
    > catatan/2026/000007.json:1:1: Datuak Rekaan, S.Sos., M.Si. (@contoh-p003) pada 19 Januari 2026 menyetujui usulan #7 yang diusulkannya sendiri

Benar
    (minta persetujuan penggantinya)

Salah juga
    riwayat: disetujui yang ikut menulis
    > catatan/2026/000007.json:1:1: Datuak Rekaan, S.Sos., M.Si. (@contoh-p003) pada 19 Januari 2026 menyetujui usulan #7 yang ikut ditulisnya

Benar juga
    (minta persetujuan pejabat yang tidak ikut menulis)
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.history import History, Landing
from generator.rules.proposal import Reason
from generator.rules.told import approver, judged, landing_name, shown

SAID = {Reason.OWN: "diusulkannya sendiri", Reason.PUSHED: "ikut ditulisnya"}


def check_landing(history: History, landing: Landing) -> Iterator[Finding]:
    """Recorded approvals by whoever proposed or wrote what was merged."""
    for reason, said in SAID.items():
        for approval in judged(landing, reason):
            who = approver(landing, approval)
            message = f"{who} menyetujui {landing_name(landing)} yang {said}"
            hint = f"ajukan lagi isinya dan minta persetujuan pejabat lain; {shown(landing)}"
            yield Finding(landing.place, message, hint)
