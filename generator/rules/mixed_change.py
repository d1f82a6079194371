"""Dokumen diusulkan bersama aturan atau program.

Mengapa
    Dokumen dinilai dengan aturan dan program yang sedang berlaku. Usulan yang mengubah keduanya sekaligus dapat
    melonggarkan aturan bagi dokumennya sendiri.

Salah
    pengusul: @contoh-p016
    content/2026/rbak/4-dokumen/skp-p016.yaml
    - tempat: Padang
    + tempat: Bukittinggi
    sop/satuan.yaml
    + # baris baru
    > sop/satuan.yaml:1:1: usulan ini mengubah dokumen dan "sop/satuan.yaml" sekaligus

Benar
    (usulan yang hanya memuat dokumen; perubahan aturan diusulkan terpisah)
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Location
from generator.rules.naming import listing
from generator.rules.proposal import Proposal
from generator.rules.wording import quote


def check_proposal(proposal: Proposal) -> Iterator[Finding]:
    """Proposals that change documents and something outside `content/`."""
    documents = any(file.path.startswith("content/") for file in proposal.files)
    if documents and proposal.others:
        yield Finding(
            Location(proposal.others[0]),
            f"usulan ini mengubah dokumen dan {listing(map(quote, proposal.others), 3)} sekaligus",
            "keluarkan berkas itu dari usulan ini; aturan dan program diusulkan terpisah oleh admin",
        )
