"""Yang menyetujui bukan orang.

Mengapa
    Langkah SOP disahkan pejabat, bukan program. Persetujuan dari akun bot tidak dihitung.

Salah
    pengusul: @contoh-p016
    content/2026/rbak/5-pengesahan.yaml
    + catatan_internal: Diperiksa ulang
    tinjauan: @pembantu[bot] setuju 2026-01-22
    > 1:1: akun @pembantu[bot] adalah program, bukan pejabat

Benar
    tinjauan: @contoh-p003 setuju 2026-01-22
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.proposal import Proposal, Reason
from generator.rules.spoken import ask, reviewer


def check_proposal(proposal: Proposal) -> Iterator[Finding]:
    """Approvals by programs."""
    for review in proposal.rejected(Reason.BOT):
        message = f"{reviewer(proposal, review)} adalah program, bukan pejabat"
        yield Finding(proposal.place, message, ask(proposal))
