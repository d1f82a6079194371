"""Bukti sebuah langkah diubah padahal langkah sesudahnya sudah selesai.

Mengapa
    Langkah berikutnya dikerjakan berdasarkan bukti ini. Mengubahnya diam-diam membuat langkah yang sudah selesai
    kehilangan dasarnya.

Salah
    pengusul: @contoh-p016
    content/2026/rbak/3-penugasan.yaml
    + catatan_internal: Diubah
    > 1:1: langkah 3 (Penugasan) Bagian RBAK tidak dapat diubah lagi: langkah 5 (Validasi Bagian) sudah selesai

Benar
    (tulis koreksi pada langkah yang masih terbuka)
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Location
from generator.load.corpus import Document
from generator.load.digest import digest
from generator.rules.proposal import Proposal, Turn
from generator.rules.spoken import step_name, turn_name
from generator.rules.unlisted_document import takes
from generator.sop.facts import Facts
from generator.sop.model import Function, Sop


def check_proposal(proposal: Proposal) -> Iterator[Finding]:
    """Evidence of a turn that a later one rests on; what is listed by digest is another rule's."""
    for path, turn, number in closed(proposal):
        yield Finding(
            Location(path),
            f"{turn_name(proposal, turn)} tidak dapat diubah lagi: "
            f"{step_name(proposal.sop, number)} sudah selesai",
            "tulis koreksinya pada langkah yang masih terbuka",
        )


def closed(proposal: Proposal) -> Iterator[tuple[str, Turn, int]]:
    """The changed evidence of a finished turn: its path, its turn, the first step that rests on it."""
    for before, after in proposal.changed():
        document = after or before
        turn = proposal.turn(document.path) if document else None
        if document is None or turn is None or after is None:
            continue
        kind = proposal.kinds[document.path]
        if kind.function is not Function.EVIDENCE or _same(before, after):
            continue
        if kind.supplements:
            if before is not None and _is_last(proposal, before, after):
                yield document.path, turn, turn.step
            continue
        later = None if document.id in proposal.base.listed else _later(proposal, turn)
        if later is not None:
            yield document.path, turn, proposal.base.kind(later.document).step or 0


def _same(before: Document | None, after: Document) -> bool:
    """Whether both say the same, however it is written."""
    if before is None or not (before.readable and after.readable):
        return False
    return digest(before.as_read) == digest(after.as_read)


def _later(proposal: Proposal, turn: Turn) -> Facts | None:
    """The first finished evidence of a step that rests on a turn."""
    after = resting_on(proposal.sop, turn.step)
    found = [
        facts
        for facts in proposal.base.by_round.get(turn.round, ())
        if proposal.base.kind(facts.document).function is Function.EVIDENCE
        and proposal.base.kind(facts.document).step in after
        and (turn.unit is None or facts.document.unit in (None, turn.unit))
        and not proposal.base.is_open(facts.document)
    ]
    if turn.unit is not None and _is_left_out(proposal, turn, found):
        return None
    return min(found, key=lambda f: proposal.base.kind(f.document).step or 0, default=None)


def _is_left_out(proposal: Proposal, turn: Turn, later: list[Facts]) -> bool:
    """Whether later evidence names the unit as missing, and none lists what it brought since."""
    listed = (
        proposal.base.corpus.find(signed.document) for facts in later for signed in facts.signed
    )
    brought = any(found is not None and found.unit == turn.unit for found in listed)
    return not brought and any(turn.unit in facts.missing_units for facts in later)


def _is_last(proposal: Proposal, before: Document, after: Document) -> bool:
    """Whether evidence that comes after is finished, and nothing later could sign it; a return opens it."""
    base, id = proposal.base, before.id
    if base.is_open(before) or id in base.listed:
        return False
    kinds = [
        kind for kind in proposal.sop.kinds_of(Function.EVIDENCE) if before.kind in takes(kind)
    ]
    sent = len(proposal.joint.facts(after).returned) > len(base.facts(before).returned)
    return not kinds and not sent


def resting_on(sop: Sop, number: int) -> frozenset[int]:
    """The steps that wait for a step, directly or by others."""
    found: set[int] = set()
    pending = [number]
    while pending:
        here = pending.pop()
        fresh = [s.number for s in sop.steps.values() if here in s.waits_for]
        pending += [s for s in fresh if s not in found]
        found.update(fresh)
    return frozenset(found)
