"""Persetujuan diberikan untuk versi lama.

Mengapa
    Yang disetujui harus sama dengan yang digabung. Bila usulan berubah sesudah disetujui, persetujuan lama tidak
    berlaku bagi isi yang baru.

Salah
    pengusul: @contoh-p016
    content/2026/rbak/5-pengesahan.yaml
    + catatan_internal: Diperiksa ulang
    tinjauan: @contoh-p003 setuju 2026-01-22 versi lama
    > 1:1: usulan berubah sesudah disetujui Datuak Rekaan, S.Sos., M.Si. (@contoh-p003) pada 22 Januari 2026

Benar
    tinjauan: @contoh-p003 setuju 2026-01-22
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.proposal import Proposal, Reason
from generator.rules.spoken import ask, reviewer
from generator.sop.long_date import long_date


def check_proposal(proposal: Proposal) -> Iterator[Finding]:
    """Approvals of a commit that is not the last one."""
    for review in proposal.rejected(Reason.STALE):
        when = long_date(proposal.day(review))
        message = f"usulan berubah sesudah disetujui {reviewer(proposal, review)} pada {when}"
        yield Finding(proposal.place, message, f"{ask(proposal)} untuk versi terakhir")
