"""Yang tercatat menyetujui tidak memegang peran itu pada harinya.

Mengapa
    Persetujuan sah bila diberikan pejabat yang berwenang pada hari itu. Peran dan pegawai dibaca dari cabang utama tepat
    sebelum penggabungan, dan hanya dari perubahan yang sendiri tercatat sah.

Salah
    riwayat: disetujui yang bukan pemegang
    > catatan/2026/000007.json:1:1: Upik Misalnya, S.STP., M.A.P. (@contoh-p002) pada 19 Januari 2026 bukan Kepala Bagian bagi usulan #7

Benar
    (minta persetujuan pemegang peran)

Salah juga
    riwayat: disetujui sebelum menjabat
    > catatan/2026/000007.json:1:1: Datuak Rekaan, S.Sos., M.Si. (@contoh-p003) pada 30 Desember 2021 bukan Kepala Bagian bagi usulan #7

Benar juga
    (minta persetujuan pemegang peran pada hari itu)

Salah juga
    riwayat: catatan menyebut jabatan lain
    > catatan/2026/000007.json:1:1: Datuak Rekaan, S.Sos., M.Si. (@contoh-p003) pada 19 Januari 2026 menyetujui usulan #7 dalam jabatan yang bukan jabatannya

Benar juga
    (catat lagi penggabungan yang benar)
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.history import History, Landing
from generator.rules.proposal import Reason
from generator.rules.told import approver, judged, landing_name, misplaced, shown


def check_landing(history: History, landing: Landing) -> Iterator[Finding]:
    """Recorded approvals by people who did not hold the role, or not on the seat that is named."""
    subject = landing.proposal.subject
    if subject is None:
        return
    hint = f"ajukan lagi isinya dan minta persetujuan pemegang perannya; {shown(landing)}"
    what = landing_name(landing)
    for reason in (Reason.BOT, Reason.NOT_HOLDER):
        for approval in judged(landing, reason):
            who = approver(landing, approval)
            yield Finding(landing.place, f"{who} bukan {subject.role.name} bagi {what}", hint)
    for approval in misplaced(landing):
        who = approver(landing, approval)
        said = f"{who} menyetujui {what} dalam jabatan yang bukan jabatannya"
        yield Finding(landing.place, said, hint)
