"""Usulan dibuat atau diubah akun yang tidak tercatat sebagai milik siapa pun.

Mengapa
    Yang mengusulkan harus dapat dimintai tanggung jawab, dan tidak boleh menyetujui usulannya sendiri dengan akun lain.
    Keduanya hanya dapat dijaga bila setiap akun dan setiap commit diketahui pemiliknya.

Salah
    pengusul: @orang-luar
    content/2026/rbak/5-pengesahan.yaml
    + catatan_internal: Diperiksa ulang
    tinjauan: @contoh-p003 setuju 2026-01-22
    > 1:1: akun @orang-luar ikut membuat usulan ini, tetapi tidak tercatat sebagai milik siapa pun pada 23 Januari 2026

Benar
    pengusul: @contoh-p016

Salah juga
    pengusul: @contoh-p016
    content/2026/rbak/5-pengesahan.yaml
    + catatan_internal: Diperiksa ulang
    mendorong: @
    tinjauan: @contoh-p003 setuju 2026-01-22
    > 1:1: commit 0000000 tidak terhubung dengan akun mana pun di forge

Benar
    mendorong: @contoh-p016
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.proposal import Proposal
from generator.sop.long_date import long_date

PROGRAM = "[bot]"
"""How the forge ends the names of programs; nobody else can have such a name."""


def check_proposal(proposal: Proposal) -> Iterator[Finding]:
    """Accounts that made or changed the proposal and are nobody's today; programs may."""
    on = proposal.base.today.isoformat()
    for login in sorted(proposal.pushers | {proposal.author}):
        if login.endswith(PROGRAM) or proposal.person(login, on):
            continue
        yield Finding(
            proposal.place,
            f"akun @{login} ikut membuat usulan ini, "
            f"tetapi tidak tercatat sebagai milik siapa pun pada {long_date(on)}",
            "minta admin mencatat akun itu di sop/peran.yaml, "
            "atau usulkan kembali dengan akun yang sudah tercatat",
        )
    for commit in proposal.commits:
        if commit.changes and not commit.login:
            yield Finding(
                proposal.place,
                f"commit {commit.name[:7]} tidak terhubung dengan akun mana pun di forge",
                "buat ulang perubahan itu dengan akun sendiri di penyunting web forge",
            )
