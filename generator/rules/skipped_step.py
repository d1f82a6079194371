"""Langkah digabung sebelum gilirannya.

Mengapa
    Setiap langkah SOP memakai hasil langkah sebelumnya. Yang digabung sebelum gilirannya tidak punya dasar, walaupun
    langkah yang dilewati kemudian menyusul.

Salah
    riwayat: melompati langkah
    > catatan/2026/000006.json:1:1: usulan #6 (langkah 5 (Validasi Bagian) Bagian RBAK) digabung sebelum langkah 4 (Penyusunan dokumen) Bagian RBAK selesai

Benar
    (selesaikan dulu langkah sebelumnya)
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.history import History, Landing
from generator.rules.naming import listing
from generator.rules.spoken import turn_name
from generator.rules.told import landing_name, shown


def check_landing(history: History, landing: Landing) -> Iterator[Finding]:
    """Turns that were merged while one that they wait for was open."""
    proposal = landing.proposal
    subject = proposal.subject
    if landing.record and subject and subject.turn and proposal.waiting:
        own = turn_name(proposal, subject.turn)
        before = listing(turn_name(proposal, turn) for turn in proposal.waiting)
        message = f"{landing_name(landing)} ({own}) digabung sebelum {before} selesai"
        hint = f"selesaikan dulu langkah itu, lalu ajukan lagi; {shown(landing)}"
        yield Finding(landing.place, message, hint)
