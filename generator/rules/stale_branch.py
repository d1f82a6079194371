"""Usulan dibuat dari keadaan lama.

Mengapa
    Berkas yang sama sudah berubah di cabang utama. Bila digabung, hasilnya adalah campuran yang tidak pernah dilihat
    siapa pun yang menyetujui.

Salah
    bersamaan: content/2026/rbak/4-dokumen/skp-p016.yaml
    pengusul: @contoh-p016
    content/2026/rbak/4-dokumen/skp-p016.yaml
    - tempat: Padang
    + tempat: Bukittinggi
    > 1:1: berkas ini juga berubah di cabang utama sejak usulan dibuat

Benar
    (perbarui cabang usulan dari cabang utama, lalu minta persetujuan lagi)
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Location
from generator.rules.proposal import Proposal


def check_proposal(proposal: Proposal) -> Iterator[Finding]:
    """Files that the base changed too, and branches that do not come from the base at all."""
    if not proposal.related:
        yield Finding(
            proposal.place,
            "riwayat usulan ini tidak berasal dari cabang utama",
            "buat usulan baru dari cabang utama dan salin perubahannya ke sana",
        )
    for path in proposal.conflicts:
        yield Finding(
            Location(path),
            "berkas ini juga berubah di cabang utama sejak usulan dibuat",
            "perbarui cabang usulan (Update branch), periksa hasilnya, lalu minta persetujuan lagi",
        )
