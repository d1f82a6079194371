"""Bukti sebuah langkah tidak mencantumkan dokumen yang sudah diserahkan.

Mengapa
    Pengesahan Bagian menginventarisir seluruh dokumen yang disusun (langkah 5 SOP). Dokumen yang terlewat tidak ikut
    disahkan dan tidak masuk rekap. Dokumen yang diserahkan sesudah pengesahan tidak dihitung.

Salah
    content/2026/rbak/5-pengesahan.yaml
    - - {dokumen: skp-2026-p003, sidik: "v1:b45ab9a436460674a71c24da2c54c28996eb594fe5734ea896a6915a822d5391"}
    - - {dokumen: skp-2026-p016, sidik: "v1:9b596847f97ddf7c749d6902f3ba934f96bf7a683513828ea7f25aa56ed46551"}
    + - {dokumen: skp-2026-p003, sidik: "v1:b45ab9a436460674a71c24da2c54c28996eb594fe5734ea896a6915a822d5391"}
    - jumlah: 5
    + jumlah: 4
    - jumlah: 5
    + jumlah: 4
    > 11:1: skp-2026-p016 sudah diserahkan tetapi belum dicantumkan

Benar
    (setiap dokumen Bagian yang sudah diserahkan tercantum)
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.load.corpus import Document
from generator.load.source import Path
from generator.rules.context import Context
from generator.rules.naming import listing
from generator.rules.phrase import moment
from generator.rules.sending import is_away
from generator.rules.wrong_unit import misplaced
from generator.sop.concept import plan
from generator.sop.facts import Facts
from generator.sop.model import Function, Kind
from generator.sop.signing import signed_units

Handed = dict[tuple[str | None, str | None, str], list[Facts]]


def check(context: Context) -> Iterator[Finding]:
    """Finished evidence that leaves out documents which it should sign."""
    handed: Handed = {}
    for facts in context.of(Function.DOCUMENT):
        if facts.get("selesai") and facts.document.id not in context.versions.gone:
            key = (facts.document.round, facts.document.unit, facts.document.kind)
            handed.setdefault(key, []).append(facts)
    for facts in context.of(Function.EVIDENCE):
        if lists(facts.document) and not context.is_open(facts.document):
            yield from _evidence(context, facts, handed)


def _evidence(context: Context, facts: Facts, handed: Handed) -> Iterator[Finding]:
    evidence = facts.document
    step = context.sop.steps.get(context.kind(evidence).step or 0)
    if step is None or waits_for_main(context, evidence):
        return
    lacking: dict[Path, list[Facts]] = {}
    for kind in context.sop.kinds_of(Function.DOCUMENT):
        units = signed_units(context.sop, step, evidence.unit, kind)
        for unit in sorted(units):
            for other in handed.get((evidence.round, unit, kind.id), ()):
                is_listed = bool(context.signing(other.document.id, step.number))
                if not is_listed and _was_there(context, facts, other):
                    lacking.setdefault(list_for(evidence, kind), []).append(other)
    for path, missing in lacking.items():
        yield Finding(
            evidence.key(*path),
            f"{listing(f.document.id for f in missing)} sudah diserahkan tetapi belum dicantumkan",
            "periksa dokumen itu lalu cantumkan, atau kembalikan dengan alasan",
            tuple(
                Related(f.document.value("id"), "dokumen yang belum dicantumkan")
                for f in missing[:3]
            ),
        )


def _was_there(context: Context, facts: Facts, other: Facts) -> bool:
    """Whether a document was handed in before the evidence was finished, in its own unit's folder.

    What the evidence sent back has to be handed in anew; a moment copied from a former version is no moment.
    """
    if not other.document.id or misplaced(context, other) or is_away(context, facts, other):
        return False
    finished, handed_in = moment(facts.get("selesai")), moment(other.get("selesai"))
    former = context.versions.before(other)
    copied = moment(former.get("selesai")) if former else None
    if handed_in is None or (copied is not None and handed_in <= copied):
        return False
    return finished is None or handed_in <= finished


def lists(document: Document) -> list[Path]:
    """The paths of a form's lists of signed documents."""
    return [path for path, _ in plan(document.form.schema).lists.get("daftar_dokumen", ())]


def list_for(document: Document, kind: Kind) -> Path:
    """The list that takes documents of a kind: the one whose reference names it, else the first."""
    found = plan(document.form.schema).lists["daftar_dokumen"]
    for path, item in found:
        target = item.fields["dokumen"][1].get("x-rujukan", {}) if "dokumen" in item.fields else {}
        if kind.id in target.get("jenis", ()):
            return path
    return found[0][0]


def takes(kind: Kind) -> frozenset[str]:
    """The kinds of documents that the lists of a form are for, as their references say."""
    lists = plan(kind.form.schema).lists.get("daftar_dokumen", ())
    items = (item.fields["dokumen"][1] for _, item in lists if "dokumen" in item.fields)
    return frozenset(k for schema in items for k in schema.get("x-rujukan", {}).get("jenis", ()))


def waits_for_main(context: Context, evidence: Document) -> bool:
    """Whether the evidence that this one comes after is missing or open."""
    kind = context.kind(evidence).supplements
    main = main_of(context, evidence) if kind else None
    return bool(kind) and (main is None or not main.readable or context.is_open(main))


def main_of(context: Context, evidence: Document) -> Document | None:
    """The evidence that another one comes after; None where it is missing."""
    kind, place = context.kind(evidence).supplements, (evidence.round, evidence.unit)
    every = (d for d in context.corpus.documents if d.kind == kind)
    return next((d for d in every if (d.round, d.unit) == place), None)
