"""Waktu selesai yang sudah tercatat dikosongkan atau dimundurkan.

Mengapa
    Dari waktu itu dihitung siapa yang terlambat dan apa yang sudah menjadi arsip. Yang sudah diserahkan tidak menjadi
    rancangan lagi, dan yang terlambat tidak menjadi tepat waktu.

Salah
    pengusul: @contoh-p011
    content/2026/7-rapat.yaml
    - selesai: 2026-01-22T09:40+07:00
    + selesai: 2026-01-22T08:40+07:00
    > 33:10: waktu selesai yang sudah tercatat, 22 Januari 2026 pukul 09.40, dimundurkan

Benar
    selesai: 2026-01-22T09:40+07:00
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.phrase import moment, spot
from generator.rules.proposal import Proposal
from generator.sop.long_date import long_moment
from generator.sop.model import Function

_FINISH = "selesai"


def check_proposal(proposal: Proposal) -> Iterator[Finding]:
    """Documents that were handed in and are drafts again, and finishes that became earlier.

    A document that was sent back may be a draft again. What is listed by digest, and evidence that
    opens again, are other rules'.
    """
    for before, after in proposal.changed():
        if before is None or after is None or not (before.readable and after.readable):
            continue
        if before.id in proposal.base.listed:
            continue
        old = moment(proposal.base.facts(before).get(_FINISH))
        new = moment(proposal.joint.facts(after).get(_FINISH))
        if old is None or (new is not None and new >= old):
            continue
        of_person = proposal.base.kind(before).function is Function.DOCUMENT
        if new is None and (not of_person or _was_sent_back(proposal, before.id)):
            continue
        when = long_moment(old.astimezone(proposal.sop.calendar.zone))
        yield Finding(
            after.value(*spot(after, (), _FINISH)),
            f"waktu selesai yang sudah tercatat, {when}, {'dimundurkan' if new else 'dikosongkan'}",
            "kembalikan waktu itu seperti semula",
        )


def _was_sent_back(proposal: Proposal, id: str) -> bool:
    return any(
        returned.document == id for facts in proposal.base.every for returned in facts.returned
    )
