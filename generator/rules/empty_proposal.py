"""Usulan tidak mengubah apa pun.

Mengapa
    Tidak ada yang dapat disetujui pada usulan yang isinya sama dengan cabang utama.

Salah
    pengusul: @contoh-p016
    > content:1:1: usulan ini tidak mengubah apa pun dibanding cabang utama

Benar
    (usulan dengan perubahan, atau usulan ditutup)
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.proposal import Proposal


def check_proposal(proposal: Proposal) -> Iterator[Finding]:
    """Proposals without a changed file."""
    if not proposal.files and proposal.related:
        yield Finding(
            proposal.place,
            "usulan ini tidak mengubah apa pun dibanding cabang utama",
            "tutup usulan ini, atau tambahkan perubahannya",
        )
