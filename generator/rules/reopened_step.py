"""Bukti langkah yang sudah selesai diubah diam-diam.

Mengapa
    Langkah berikutnya dikerjakan berdasarkan bukti ini. Mengubahnya sesudah langkah berikutnya selesai membuat yang
    sudah selesai kehilangan dasarnya.

Salah
    riwayat: bukti lama diubah
    > catatan/2026/000008.json:1:1: usulan #8 mengubah langkah 3 (Penugasan) Bagian RBAK, padahal langkah 5 (Validasi Bagian) sudah selesai

Benar
    (tulis koreksinya pada langkah yang masih terbuka)
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.history import History, Landing
from generator.rules.spoken import step_name, turn_name
from generator.rules.told import landing_name, shown


def check_landing(history: History, landing: Landing) -> Iterator[Finding]:
    """Evidence that was changed although a later step rested on it."""
    proposal = landing.proposal
    subject = proposal.subject
    if landing.record and subject and subject.turn and landing.closed:
        own = turn_name(proposal, subject.turn)
        later = step_name(proposal.sop, min(landing.closed))
        message = f"{landing_name(landing)} mengubah {own}, padahal {later} sudah selesai"
        hint = f"tulis koreksinya pada langkah yang masih terbuka; {shown(landing)}"
        yield Finding(landing.place, message, hint)
