"""Satu usulan memuat lebih dari satu langkah, unit, atau putaran.

Mengapa
    Satu langkah SOP disetujui satu peran. Bila dua langkah digabung dalam satu usulan, satu persetujuan akan
    mengesahkan pekerjaan yang seharusnya disetujui orang lain, dan urutan langkah tidak lagi terbukti.

Salah
    pengusul: @contoh-p016
    content/2026/rbak/4-dokumen/skp-p016.yaml
    - tempat: Padang
    + tempat: Bukittinggi
    content/2026/rbak/5-pengesahan.yaml
    - tanggal: 2026-01-19
    + tanggal: 2026-01-20
    > content/2026/rbak/5-pengesahan.yaml:1:1: usulan ini memuat langkah 4 (Penyusunan dokumen) Bagian RBAK dan langkah 5 (Validasi Bagian) Bagian RBAK

Benar
    (dua usulan: satu untuk langkah 4, satu untuk langkah 5)
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Location
from generator.rules.naming import listing
from generator.rules.proposal import Proposal
from generator.rules.spoken import turn_name


def check_proposal(proposal: Proposal) -> Iterator[Finding]:
    """Proposals that are about more than one turn, or about a turn and a register."""
    turns = list(proposal.turns.items())
    names = [turn_name(proposal, turn) for turn, _ in turns]
    registers = dict.fromkeys(proposal.kinds[path].name.lower() for path in proposal.registers)
    if len(turns) + bool(registers) < 2 or not turns:
        return
    second = turns[1][1] if len(turns) > 1 else proposal.registers[0]
    yield Finding(
        Location(second),
        f"usulan ini memuat {listing([*names, *registers])}",
        "pecah menjadi usulan sendiri-sendiri: satu usulan untuk satu langkah satu unit",
    )
