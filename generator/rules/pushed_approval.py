"""Yang menyetujui ikut mengubah usulan.

Mengapa
    Siapa yang menulis atau mendorong commit ke usulan orang lain ikut menjadi penyusunnya. Persetujuannya atas
    perubahan sendiri tidak dihitung.

Salah
    pengusul: @contoh-p016
    content/2026/rbak/5-pengesahan.yaml
    + catatan_internal: Diperiksa ulang
    mendorong: @contoh-p003
    tinjauan: @contoh-p003 setuju 2026-01-22
    > 1:1: Datuak Rekaan, S.Sos., M.Si. (@contoh-p003) ikut mengubah usulan ini lalu menyetujuinya

Benar
    tinjauan: @contoh-p001 setuju 2026-01-22
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.proposal import Proposal, Reason
from generator.rules.spoken import ask, reviewer


def check_proposal(proposal: Proposal) -> Iterator[Finding]:
    """Approvals by people who wrote commits of the proposal."""
    for review in proposal.rejected(Reason.PUSHED):
        message = f"{reviewer(proposal, review)} ikut mengubah usulan ini lalu menyetujuinya"
        yield Finding(proposal.place, message, ask(proposal))
