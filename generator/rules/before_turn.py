"""Langkah diusulkan sebelum gilirannya.

Mengapa
    Setiap langkah SOP memakai hasil langkah sebelumnya, dan hasil itu harus sudah digabung ke cabang utama: usulan
    lain yang masih terbuka belum tentu disetujui.

Salah
    content/2026/2-permintaan.yaml
    - (seluruh berkas)
    content/2026/rbak/3-penugasan.yaml
    - (seluruh berkas)
    pengusul: @contoh-p016
    content/2026/rbak/3-penugasan.yaml
    + jenis: penugasan
    > 1:1: langkah 3 (Penugasan) Bagian RBAK belum gilirannya: langkah 2 (Surat permintaan) belum selesai di cabang utama

Benar
    (selesaikan dulu langkah 2)
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.proposal import Proposal
from generator.rules.spoken import turn_name


def check_proposal(proposal: Proposal) -> Iterator[Finding]:
    """Turns that the proposal's own waits for and that are open on the base."""
    for turn, path in proposal.turns.items():
        for before in proposal.waiting if len(proposal.turns) == 1 else ():
            yield Finding(
                proposal.place._replace(path=path),
                f"{turn_name(proposal, turn)} belum gilirannya: "
                f"{turn_name(proposal, before)} belum selesai di cabang utama",
                f"selesaikan dan gabungkan dulu langkah {before.step}, lalu perbarui usulan ini",
            )
