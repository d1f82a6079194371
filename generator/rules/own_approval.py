"""Pengusul menyetujui usulannya sendiri.

Mengapa
    Tidak seorang pun mengesahkan pekerjaannya sendiri (UU 30/2014 tentang benturan kepentingan). Bila ia satu-satunya
    pemegang peran, pengganti yang disebut di sop/peran.yaml yang menyetujui.

Salah
    pengusul: @contoh-p003
    content/2026/rbak/5-pengesahan.yaml
    + catatan_internal: Diperiksa ulang
    tinjauan: @contoh-p003 setuju 2026-01-22
    > 1:1: Datuak Rekaan, S.Sos., M.Si. (@contoh-p003) menyetujui usulannya sendiri

Benar
    tinjauan: @contoh-p001 setuju 2026-01-22
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.proposal import Proposal, Reason
from generator.rules.spoken import ask, reviewer


def check_proposal(proposal: Proposal) -> Iterator[Finding]:
    """Approvals by the author."""
    for review in proposal.rejected(Reason.OWN):
        message = f"{reviewer(proposal, review)} menyetujui usulannya sendiri"
        yield Finding(proposal.place, message, ask(proposal))
