"""Pengembalian melompati langkah.

Mengapa
    SOP mengembalikan ke langkah tepat sebelumnya. Bila dokumen dikembalikan langsung ke penyusun oleh langkah yang
    lebih jauh, pengesah di antaranya tidak tahu bahwa yang ia sahkan tidak lagi berlaku.

Salah
    pengusul: @contoh-p016
    content/2026/6-rekap.yaml
    + pengembalian:
    +   - {dokumen: skp-2026-p016, tanggal: 2026-01-22, alasan: Target belum jelas}
    > 25:15: langkah 6 (Rekap) tidak dapat mengembalikan skp-2026-p016: dokumen itu disahkan pada langkah 5 (Validasi Bagian)

Benar
    (kembalikan pengesahan Bagiannya; Kepala Bagian lalu mengembalikan dokumennya)
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.load.corpus import Document
from generator.rules.naming import new_version, unit
from generator.rules.phrase import spot
from generator.rules.proposal import Proposal
from generator.rules.sending import is_away
from generator.rules.spoken import step_name
from generator.sop.model import Function, Step
from generator.sop.signing import signed_units


def check_proposal(proposal: Proposal) -> Iterator[Finding]:
    """New returns of what the step neither signs itself nor may send back."""
    for before, after in proposal.changed():
        step = proposal.sop.steps.get(proposal.joint.kind(after).step or 0) if after else None
        if after is None or step is None or not after.readable:
            continue
        known = {r[:-1] for r in proposal.base.facts(before).returned} if before else set()
        for returned in proposal.joint.facts(after).returned:
            target = proposal.joint.corpus.find(returned.document)
            if target is None or returned[:-1] in known:
                continue
            if fault := _fault(proposal, step, after, target):
                place = after.value(*spot(after, returned.path, "dokumen"))
                yield Finding(place, *fault)


def _fault(
    proposal: Proposal, step: Step, evidence: Document, target: Document
) -> tuple[str, str] | None:
    """Why evidence cannot send a document back, and what to do instead."""
    if _keeps(proposal, evidence, target):
        message = f"{target.id} dikembalikan, padahal masih dicantumkan sebagai yang {step.status}"
        return message, "hapus barisnya dari daftar sampai dokumen itu datang lagi"
    signed = _signed_elsewhere(proposal, evidence, target)
    if signed:
        told = (
            f"{target.id} sudah {step.status} pada {signed}, jadi tidak dapat dikembalikan di sini"
        )
        return told, _instead(proposal, target)
    if _may_return(proposal, step, evidence, target):
        return None
    signer = proposal.sop.steps[max(proposal.joint.stage(target), step.returns_to or 0)]
    where = f" {unit(proposal.joint, target.unit)}" if target.unit else ""
    return (
        (
            f"{step_name(proposal.sop, step.number)} tidak dapat mengembalikan {target.id}: "
            f"dokumen itu {signer.status} pada {step_name(proposal.sop, signer.number)}"
        ),
        f"kembalikan bukti langkah {step.returns_to or step.number}{where} sebagai gantinya",
    )


def _keeps(proposal: Proposal, evidence: Document, target: Document) -> bool:
    """Whether evidence that is finished still lists what it sends back and what has not come again."""
    context = proposal.joint
    facts = context.facts(evidence)
    listed = any(signed.document == target.id for signed in facts.signed)
    return (
        listed and not context.is_open(evidence) and is_away(context, facts, context.facts(target))
    )


def _may_return(proposal: Proposal, step: Step, evidence: Document, target: Document) -> bool:
    kind = proposal.joint.kind(target)
    if kind.step == step.returns_to:
        return evidence.unit in (None, target.unit)
    return target.unit in signed_units(proposal.sop, step, evidence.unit, kind)


def _signed_elsewhere(proposal: Proposal, evidence: Document, target: Document) -> str:
    """The id of other evidence of the same step that signs a document: only that could let it go again."""
    context = proposal.joint
    every = (f.document for f in context.signing(target.id, context.kind(evidence).step))
    return next((document.id for document in every if document.path != evidence.path), "")


def _instead(proposal: Proposal, target: Document) -> str:
    if proposal.joint.kind(target).function is not Function.DOCUMENT:
        return "hapus baris ini; yang sudah dipakai langkah berikutnya tidak dibuka lagi"
    return new_version(target.id)
