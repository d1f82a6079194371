"""Persetujuan sudah dicabut.

Mengapa
    Persetujuan yang dicabut tidak berlaku lagi, siapa pun yang mencabutnya.

Salah
    pengusul: @contoh-p016
    content/2026/rbak/5-pengesahan.yaml
    + catatan_internal: Diperiksa ulang
    tinjauan: @contoh-p003 dicabut 2026-01-22
    > 1:1: persetujuan Datuak Rekaan, S.Sos., M.Si. (@contoh-p003) sudah dicabut

Benar
    tinjauan: @contoh-p003 setuju 2026-01-22
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.proposal import Proposal, State
from generator.rules.spoken import ask, reviewer


def check_proposal(proposal: Proposal) -> Iterator[Finding]:
    """Reviews that were dismissed, as long as no approval counts."""
    if proposal.subject is None or proposal.approvals:
        return
    for review in proposal.standing:
        if review.state is State.DISMISSED:
            message = f"persetujuan {reviewer(proposal, review)} sudah dicabut"
            yield Finding(proposal.place, message, ask(proposal))
