"""Seseorang masih meminta perbaikan.

Mengapa
    Permintaan perbaikan adalah pengembalian dengan alasan. Selama belum dicabut oleh yang memintanya, langkah belum
    selesai, walaupun orang lain sudah menyetujui.

Salah
    pengusul: @contoh-p016
    content/2026/rbak/5-pengesahan.yaml
    + catatan_internal: Diperiksa ulang
    tinjauan: @contoh-p003 setuju 2026-01-22
    tinjauan: @contoh-p002 perbaiki 2026-01-22
    > 1:1: Upik Misalnya, S.STP., M.A.P. (@contoh-p002) masih meminta perbaikan sejak 22 Januari 2026

Benar
    tinjauan: @contoh-p002 setuju 2026-01-22
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.proposal import Proposal, State
from generator.rules.spoken import reviewer
from generator.sop.long_date import long_date


def check_proposal(proposal: Proposal) -> Iterator[Finding]:
    """Open requests for changes by anybody whose account is known."""
    for review in proposal.standing:
        day = proposal.day(review)
        if review.state is State.CHANGES_REQUESTED and proposal.person(review.login, day):
            yield Finding(
                proposal.place,
                f"{reviewer(proposal, review)} masih meminta perbaikan sejak {long_date(day)}",
                "perbaiki usulannya, lalu minta ia meninjau lagi",
            )
