"""Catatan menyebut langkah yang lain.

Mengapa
    Peran yang menyetujui ditentukan oleh langkah dan unitnya. Catatan yang menyebut langkah lain meminjam kewenangan yang
    bukan untuk isi itu.

Salah
    riwayat: catatan untuk unit lain
    > catatan/2026/000007.json:1:1: catatan ini untuk langkah 5 (Validasi Bagian) Bagian TTL, padahal isinya langkah 5 (Validasi Bagian) Bagian RBAK

Benar
    (catat lagi penggabungan yang benar)

Salah juga
    riwayat: dua langkah dalam satu usulan
    > catatan/umum/000007.json:1:1: usulan #7 menggabungkan lebih dari satu langkah, unit, atau jenis perubahan

Benar juga
    (satu usulan untuk satu langkah satu unit)
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.history import History, Landing
from generator.rules.proposal import Turn
from generator.rules.spoken import turn_name
from generator.rules.told import landing_name, shown


def check_landing(history: History, landing: Landing) -> Iterator[Finding]:
    """Records whose turn is not that of what they recorded."""
    record, subject = landing.record, landing.proposal.subject
    if record is None:
        return
    if subject is None:
        message = f"{landing_name(landing)} menggabungkan lebih dari satu langkah, unit, atau jenis perubahan"
        yield Finding(landing.place, message, f"pecah menjadi beberapa usulan; {shown(landing)}")
    elif record.turn != subject.turn:
        told, true = _named(landing, record.turn), _named(landing, subject.turn)
        message = f"catatan ini untuk {told}, padahal isinya {true}"
        hint = f"buktikan penggabungan ini dengan catatannya sendiri; {shown(landing)}"
        yield Finding(landing.place, message, hint)


def _named(landing: Landing, turn: Turn | None) -> str:
    if turn is None:
        return "perubahan repositori"
    known = turn.step in landing.proposal.sop.steps
    return turn_name(landing.proposal, turn) if known else f"langkah {turn.step}"
