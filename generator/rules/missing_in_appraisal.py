"""Indikator perjanjian pemilik tidak dimuat dalam penilaian kinerjanya, atau dimuat dengan target lain.

Mengapa
    Bagi pimpinan, penilaian kinerja didasarkan pada perjanjian kinerja unitnya (PP 30/2019, PermenPANRB 6/2022), jadi
    setiap indikator perjanjian dimuat dengan target yang sama. Jenis dokumen dan tingkat jabatannya diatur pada
    sop/aturan.yaml.

Salah
    content/2026/biro/4-dokumen/skp-p001.yaml
    - target: {nilai: 79.60, satuan: nilai}
    + target: {nilai: 78.60, satuan: nilai}
    > 29:25: target 78,6 berbeda dari target pk-2026-kepala-biro, 79,6

Benar
    target: {nilai: 79.60, satuan: nilai}

Salah juga
    content/2026/biro/4-dokumen/skp-p001.yaml
    - nama: Nilai SAKIP Pemerintah Provinsi
    - perspektif: [Penerima Layanan]
    - target: {nilai: 79.60, satuan: nilai}
    - dari: {dokumen: pk-2026-kepala-biro, butir: s1-i1}
    + nama: Indeks Reformasi Birokrasi
    + perspektif: [Penerima Layanan]
    + target: {nilai: 79.60, satuan: nilai}
    > 21:1: indikator s1-i1 dari pk-2026-kepala-biro belum dimuat

Benar
    dari: {dokumen: pk-2026-kepala-biro, butir: s1-i1}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.diagnostic import Finding, Related
from generator.rules.context import Context
from generator.rules.inheritance_mismatch import unequal
from generator.rules.naming import listing
from generator.rules.phrase import spot
from generator.sop.facts import Facts, Measure
from generator.sop.model import Function

CODE = "R211"
_PARTS = {"dari", "ke", "tingkat"}


def check(context: Context) -> Iterator[Finding]:
    """Appraisals that lack a measure of their owner's agreement, or give it another target."""
    pairs = [p for p in context.option(CODE, "pasangan", []) if set(p) >= _PARTS]
    agreements = _agreements(context, {pair["dari"] for pair in pairs})
    for pair in pairs:
        for facts in context.of(Function.DOCUMENT):
            if facts.document.kind != pair["ke"] or not _of_level(context, facts, pair):
                continue
            agreement = _meant(facts, agreements.get(_key(facts, pair["dari"]), []))
            if agreement is not None:
                yield from _appraisal(context, facts, agreement)


def _meant(facts: Facts, versions: list[Facts]) -> Facts | None:
    """Of the versions of an agreement the one that an appraisal names, else the first that was not replaced.

    That it should name a newer one is told by another rule.
    """
    named = {measure.origin.document for measure in facts.measures() if measure.origin}
    return next((v for v in versions if v.document.id in named), versions[0] if versions else None)


def _of_level(context: Context, facts: Facts, pair: Any) -> bool:
    if facts.owner is None or facts.document.id in context.versions.gone:
        return False
    known = context.sop.organisation.positions.get(facts.owner.position)
    return known is not None and known.level in pair["tingkat"]


Key = tuple[str | None, str, str, str]


def _key(facts: Facts, kind: str) -> Key:
    owner = facts.owner
    person, position = (owner.person, owner.position) if owner else ("", "")
    return (facts.document.round, kind, person, position)


def _agreements(context: Context, kinds: set[str]) -> dict[Key, list[Facts]]:
    """The versions of each agreement, those that hold before the others."""
    found: dict[Key, list[Facts]] = {}
    for facts in context.of(Function.DOCUMENT):
        if facts.owner and facts.document.kind in kinds:
            found.setdefault(_key(facts, facts.document.kind), []).append(facts)
    for every in found.values():
        every.sort(key=lambda facts: not context.versions.holds(facts.document.id))
    return found


def _appraisal(context: Context, facts: Facts, agreement: Facts) -> Iterator[Finding]:
    id = agreement.document.id
    by_origin = {m.origin.item: m for m in facts.measures() if m.origin and m.origin.document == id}
    by_name = {_plain(m.name): m for m in facts.measures() if m.origin is None}
    lacking = []
    for measure in agreement.measures():
        mine = by_origin.get(measure.id) or by_name.get(_plain(measure.name))
        if mine is None:
            lacking.append(measure)
        else:
            yield from unequal(facts, mine, agreement, measure, id)
    if lacking and context.stage(facts.document) and context.stage(agreement.document):
        yield _lacking(facts, agreement, lacking)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _lacking(facts: Facts, agreement: Facts, lacking: list[Measure]) -> Finding:
    document, above = facts.document, agreement.document
    first = above.value(*spot(above, lacking[0].path, "butir"))
    return Finding(
        document.key(*spot(document, (), "tujuan")),
        f"indikator {listing(m.id for m in lacking)} dari {above.id} belum dimuat",
        "muat setiap indikator itu dengan target yang sama, dan tunjuk asalnya",
        (Related(first, "indikator tertulis di sini"),),
    )
