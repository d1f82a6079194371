"""Pengusul memberi peran kepada dirinya sendiri.

Mengapa
    Siapa yang boleh menyetujui ditentukan jabatan dan akun. Perubahan yang menambah atau memperpanjang wewenang
    pengusulnya, atau orang yang menyetujuinya, harus diusulkan orang lain.

Salah
    pengusul: @contoh-p016
    content/pegawai.yaml
    - - jabatan: analis-kebijakan-rbak
    - status: definitif
    + - jabatan: kabag-rbak
    +   status: plt
    +   mulai: 2026-01-20
    + - jabatan: analis-kebijakan-rbak
    +   status: definitif
    > 1:1: usulan ini memberi peran Kepala Bagian kepada Dewi Contohan, S.A.P. (@contoh-p016), yang ikut mengusulkan atau menyetujuinya

Benar
    (perubahan jabatan diusulkan orang lain)
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.naming import listing
from generator.rules.proposal import Claim, Proposal
from generator.rules.spoken import account_name

_OPEN = "9999-12-31"


def check_proposal(proposal: Proposal) -> Iterator[Finding]:
    """Roles that the proposal's own people gain by it."""
    told: dict[str, list[str]] = {}
    for claim in sorted(proposal.claims_after - proposal.claims_before):
        if not any(_covers(other, claim) for other in proposal.claims_before):
            told.setdefault(claim.login, []).append(claim.role)
    for login, roles in told.items():
        who = account_name(proposal, login, proposal.base.today.isoformat())
        known = proposal.sop.roles
        gained = dict.fromkeys(role for role in roles if role in known) or dict.fromkeys(roles)
        names = listing(known[role].name if role in known else role for role in gained)
        yield Finding(
            proposal.place,
            f"usulan ini memberi peran {names} kepada {who}, yang ikut mengusulkan atau menyetujuinya",
            "minta orang lain yang tidak berkepentingan mengusulkan perubahan itu",
        )


def _covers(old: Claim, new: Claim) -> bool:
    """Whether an account had the same role in the same unit at least as long."""
    same = (old.login, old.role, old.unit) == (new.login, new.role, new.unit)
    ends = (old.end.strip() or _OPEN) >= (new.end.strip() or _OPEN)
    return same and old.start <= new.start and ends
