"""Commit tidak bertanda tangan padahal diwajibkan.

Mengapa
    Nama pada commit dapat ditulis siapa saja. Bila biro mewajibkan commit bertanda tangan, hanya commit yang tanda
    tangannya diakui forge yang diterima.

Salah
    aturan: commit_bertanda_tangan
    pengusul: @contoh-p016
    content/2026/rbak/5-pengesahan.yaml
    + catatan_internal: Diperiksa ulang
    mendorong: @contoh-p016
    > 1:1: commit 0000000 oleh @contoh-p016 tidak bertanda tangan sah

Benar
    (commit dari penyunting web forge, atau commit yang ditandatangani)
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.proposal import Proposal


def check_proposal(proposal: Proposal) -> Iterator[Finding]:
    """Commits without a signature that the forge has verified, where they are asked for."""
    if not proposal.sop.approval.signed_commits:
        return
    for commit in proposal.commits:
        if not commit.verified:
            who = f"oleh @{commit.login}" if commit.login else "oleh akun yang tidak dikenal"
            yield Finding(
                proposal.place,
                f"commit {commit.name[:7]} {who} tidak bertanda tangan sah",
                "buat ulang perubahan itu di penyunting web forge, atau tanda tangani commitnya",
            )
