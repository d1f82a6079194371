"""Yang menyetujui tidak memegang peran itu pada hari persetujuannya.

Mengapa
    Persetujuan sah bila diberikan pejabat yang berwenang pada hari itu (UU 30/2014). Peran dibaca dari cabang utama,
    menurut jabatan dan tanggalnya; pengganti hanya boleh bila semua pemegang peran ikut mengusulkan atau jabatannya kosong.

Salah
    pengusul: @contoh-p016
    content/2026/rbak/5-pengesahan.yaml
    + catatan_internal: Diperiksa ulang
    tinjauan: @contoh-p002 setuju 2026-01-22
    > 1:1: Upik Misalnya, S.STP., M.A.P. (@contoh-p002) bukan Kepala Bagian untuk langkah 5 (Validasi Bagian) Bagian RBAK pada 22 Januari 2026

Benar
    tinjauan: @contoh-p003 setuju 2026-01-22

Salah juga
    pengusul: @contoh-p016
    content/2026/rbak/5-pengesahan.yaml
    + catatan_internal: Diperiksa ulang
    tinjauan: @contoh-p003 setuju 2021-12-30
    > 1:1: Datuak Rekaan, S.Sos., M.Si. (@contoh-p003) bukan Kepala Bagian untuk langkah 5 (Validasi Bagian) Bagian RBAK pada 30 Desember 2021

Benar
    tinjauan: @contoh-p003 setuju 2026-01-22

Salah juga
    pengusul: @contoh-p016
    content/2026/rbak/5-pengesahan.yaml
    + catatan_internal: Diperiksa ulang
    tinjauan: @orang-luar setuju 2026-01-22
    > 1:1: akun @orang-luar tidak tercatat sebagai milik siapa pun pada 22 Januari 2026

Benar
    tinjauan: @contoh-p003 setuju 2026-01-22
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.proposal import Proposal, Reason, Review
from generator.rules.spoken import ask, reviewer, turn_name
from generator.sop.long_date import long_date


def check_proposal(proposal: Proposal) -> Iterator[Finding]:
    """Approvals by people who do not hold the role on that day."""
    for review in proposal.rejected(Reason.NOT_HOLDER):
        yield Finding(proposal.place, _message(proposal, review), ask(proposal))


def _message(proposal: Proposal, review: Review) -> str:
    day = proposal.day(review)
    who, when = reviewer(proposal, review), f"pada {long_date(day)}"
    person, subject = proposal.person(review.login, day), proposal.subject
    if not person or subject is None:
        return f"{who} tidak tercatat sebagai milik siapa pun {when}"
    if any(seat.person == person for seat in proposal.seats(day)):
        return f"{who} hanya pengganti; {subject.role.name} sendiri dapat menyetujui {when}"
    where = f" untuk {turn_name(proposal, subject.turn)}" if subject.turn else ""
    return f"{who} bukan {subject.role.name}{where} {when}"
