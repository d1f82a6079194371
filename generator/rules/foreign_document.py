"""Bukti sebuah langkah mencantumkan yang bukan bagiannya, belum selesai, atau sudah ditandatangani.

Mengapa
    Setiap Bagian mengesahkan dokumennya sendiri pada putaran itu; rekap mengambil dokumen Bagian lewat pengesahannya
    (langkah 5 dan 6 SOP).

Salah
    content/2026/6-rekap.yaml
    - belum:
    +   - {dokumen: skp-2026-p003, sidik: "v1:b45ab9a436460674a71c24da2c54c28996eb594fe5734ea896a6915a822d5391"}
    + belum:
    > 17:15: skp-2026-p003 milik Bagian RBAK, seharusnya disahkan oleh unitnya

Benar
    belum:
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.load.corpus import Document
from generator.rules.context import Context
from generator.rules.naming import unit
from generator.rules.phrase import spot
from generator.rules.wrong_unit import misplaced
from generator.sop.facts import Facts
from generator.sop.model import Function
from generator.sop.signing import signed_units


def check(context: Context) -> Iterator[Finding]:
    """Listed documents that another unit or round has to list."""
    for facts in context.every:
        for signed in facts.signed:
            other = context.find(signed.document)
            fault = _fault(context, facts, other) if other else None
            if other is None or fault is None:
                continue
            evidence = facts.document
            message, hint = fault
            yield Finding(
                evidence.value(*spot(evidence, signed.path, "dokumen")),
                f"{signed.document} {message}",
                hint,
                (Related(other.document.value("id"), "dokumen itu"),),
            )


def _fault(context: Context, facts: Facts, other: Facts) -> tuple[str, str] | None:
    evidence, document = facts.document, other.document
    if context.is_open(document) and context.kind(document).supplements:
        return "belum dinyatakan selesai", "selesaikan dulu bukti itu, atau hapus baris ini"
    before = _signed_before(context, facts, document)
    if before:
        return f"sudah dicantumkan {before}", "hapus baris ini"
    if document.round != evidence.round:
        return f"dari putaran {document.round}", f"cantumkan dokumen putaran {evidence.round}"
    kind = context.kind(document)
    step = context.sop.steps.get(context.kind(evidence).step or 0)
    if step is None or kind.function is not Function.DOCUMENT or misplaced(context, other):
        return None
    if document.unit not in context.sop.organisation.units:
        return None
    units = signed_units(context.sop, step, evidence.unit, kind)
    if document.unit in units or (not units and not step.per_unit):
        return None
    whose = unit(context, document.unit)
    if step.per_unit:
        return f"milik {whose}, bukan {unit(context, evidence.unit)}", "hapus baris ini"
    return f"milik {whose}, seharusnya disahkan oleh unitnya", "cantumkan bukti unit itu"


def _signed_before(context: Context, facts: Facts, document: Document) -> str:
    """The id of the evidence that this one comes after and that lists a document, too; empty without one."""
    kind = context.kind(facts.document)
    for evidence in context.signing(document.id, kind.step) if kind.supplements else ():
        same = evidence.document.unit == facts.document.unit
        if same and _order(context, evidence.document) < _order(context, facts.document):
            return evidence.document.id
    return ""


def _order(context: Context, document: Document) -> int:
    """0 for a step's own evidence, else the number of what comes after."""
    name = document.name or ""
    return int(name) if context.kind(document).supplements and name.isdecimal() else 0
