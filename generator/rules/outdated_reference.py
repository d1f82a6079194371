"""Rujukan menunjuk dokumen yang sudah digantikan versi baru.

Mengapa
    Perubahan perjanjian kinerja menggantikan yang lama (PermenPANRB 53/2014). Dokumen yang belum ditandatangani harus
    menunjuk yang berlaku. Dokumen yang sudah ditandatangani tetap sah menurut perjanjian lama, tetapi perlu diubah bila
    butir yang ditunjuknya tidak ada lagi atau targetnya lain.

Salah
    berganti: content/2026/rbak/4-dokumen/skp-p016.yaml
    content/2026/rbak/4-dokumen/skp-p016-2.yaml
    - target: {nilai: 4, satuan: laporan}
    + target: {nilai: 6, satuan: laporan}
    > content/2026/rbak/4-dokumen/ra-skp-p016.yaml:10:8: skp-2026-p016 sudah digantikan skp-2026-p016-2; target berubah

Benar
    (versi baru rencana aksinya disahkan bersama skp-2026-p016-2)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.diagnostic import Finding, Related
from generator.load.source import Path
from generator.rules.context import Context
from generator.rules.inheritance_mismatch import differences
from generator.rules.phrase import rewrite, spot
from generator.sop.facts import Facts, Link, Measure
from generator.sop.model import Function


def check(context: Context) -> Iterator[Finding]:
    """References to documents that no longer hold: at most one finding for each document that is meant."""
    for facts in context.of(Function.DOCUMENT):
        if facts.document.id in context.versions.gone:
            continue
        signed = context.stage(facts.document) > (context.kind(facts.document).step or 0)
        told: set[str] = set()
        for id, place, fault in _references(context, facts):
            newer = context.find(context.versions.in_force(id))
            if newer is None or newer.document.id == id or id in told or (signed and not fault):
                continue
            told.add(id)
            yield (
                _finding(facts, id, place, newer, fault)
                if signed
                else _unsigned(facts, id, place, newer, fault)
            )


def _references(context: Context, facts: Facts) -> Iterator[tuple[str, Path, str]]:
    """The documents that a document refers to, where, and how what took their place no longer fits."""
    document = facts.document
    parent = facts.get("induk")
    if parent:
        yield parent, facts.path("induk"), _of_parent(context, parent)
    for goal in facts.goals:
        for link in goal.supports:
            yield link.document, spot(document, link.path, "dokumen"), _of_link(context, link)
        for measure in goal.measures:
            if measure.origin:
                place = spot(document, measure.origin.path, "dokumen")
                yield measure.origin.document, place, _of_origin(context, measure, measure.origin)


def _newer(context: Context, id: str) -> Facts | None:
    newer = context.versions.gone.get(id)
    return context.find(context.versions.in_force(id)) if newer else None


def _of_parent(context: Context, id: str) -> str:
    old, new = context.find(id), _newer(context, id)
    if old is None or new is None:
        return ""
    mine, other = old.measures(), new.measures()
    if [m.id for m in mine] != [m.id for m in other]:
        return "ukurannya berubah"
    pairs = zip(mine, other, strict=True)
    return "target berubah" if any(differences(a.target, b.target) for a, b in pairs) else ""


def _of_link(context: Context, link: Link) -> str:
    new = _newer(context, link.document)
    return f"{link.item} tidak ada lagi" if new and new.item(link.item) is None else ""


def _of_origin(context: Context, measure: Measure, link: Link) -> str:
    """A measure that had the target of the one it comes from should still have it."""
    old, new = context.find(link.document), _newer(context, link.document)
    before = old.item(link.item) if old else None
    after = new.item(link.item) if new else None
    if not isinstance(before, Measure) or not isinstance(after, Measure):
        return _of_link(context, link)
    kept = not differences(measure.target, before.target)
    return (
        f"target {link.item} berubah" if kept and differences(measure.target, after.target) else ""
    )


def _finding(facts: Facts, id: str, path: Path, newer: Facts, fault: str) -> Finding:
    """What was signed is changed by a new version of its own."""
    new = newer.document
    hint = f"siapkan versi barunya dengan: kinerja new --menggantikan {facts.document.id} --write"
    message = f"{id} sudah digantikan {new.id}" + (f"; {fault}" if fault else "")
    related = (Related(new.value("id"), "dokumen yang menggantikan"),)
    return Finding(facts.document.value(*path), message, hint, related)


def _unsigned(facts: Facts, id: str, path: Path, newer: Facts, fault: str) -> Finding:
    """What is not signed yet refers to what holds now."""
    new = newer.document.id
    found = _finding(facts, id, path, newer, fault)
    if fault:
        return replace(found, hint=f"tunjuk {new}, lalu sesuaikan isinya")
    return replace(found, hint=f"tunjuk {new}", fix=rewrite(f"tulis {new}", found.location, new))
