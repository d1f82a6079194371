"""Belum ada persetujuan untuk isi usulan ini.

Mengapa
    Setiap langkah SOP berlaku setelah pejabat yang berperan menyetujuinya. Komentar, emoji, atau pesan bukan
    persetujuan: yang dihitung hanya tinjauan "Approve" atas versi terakhir usulan.

Salah
    pengusul: @contoh-p016
    content/2026/rbak/5-pengesahan.yaml
    + catatan_internal: Diperiksa ulang
    > 1:1: belum ada persetujuan Kepala Bagian untuk langkah 5 (Validasi Bagian) Bagian RBAK

Benar
    tinjauan: @contoh-p003 setuju 2026-01-22

Salah juga
    pengusul: @contoh-p016
    content/2026/rbak/5-pengesahan.yaml
    + catatan_internal: Diperiksa ulang
    tinjauan: @contoh-p003 komentar 2026-01-22
    > 1:1: belum ada persetujuan Kepala Bagian untuk langkah 5 (Validasi Bagian) Bagian RBAK

Benar
    tinjauan: @contoh-p003 setuju 2026-01-22
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.proposal import Proposal, State
from generator.rules.spoken import ask, turn_name


def check_proposal(proposal: Proposal) -> Iterator[Finding]:
    """Proposals without an approval that counts."""
    subject = proposal.subject
    if subject is None or proposal.approvals:
        return
    what = turn_name(proposal, subject.turn) if subject.turn else "perubahan repositori ini"
    hint = ask(proposal)
    if any(review.state is State.COMMENTED for review in proposal.reviews):
        hint += "; komentar saja bukan persetujuan"
    yield Finding(proposal.place, f"belum ada persetujuan {subject.role.name} untuk {what}", hint)
