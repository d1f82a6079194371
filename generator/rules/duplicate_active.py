"""Dua dokumen sejenis berlaku bersamaan bagi orang atau jabatan yang sama.

Mengapa
    Satu jabatan hanya punya satu perjanjian kinerja yang berlaku, dan satu orang satu SKP untuk satu waktu
    (PermenPANRB 53/2014, PermenPANRB 6/2022). Perubahan dibuat dengan menunjuk dokumen yang digantikan.

Salah
    content/2026/rbak/4-dokumen/skp-p016-juli.yaml
    + jenis: skp
    + id: skp-2026-p016-juli
    + tahun: 2026
    + periode: {mulai: 2026-07-01, selesai: 2026-12-31}
    + pendekatan: kuantitatif
    + format: ja_jf
    + pegawai: {pegawai: p016, jabatan: analis-kebijakan-rbak, status: definitif}
    + penilai: {pegawai: p003, jabatan: kabag-rbak, status: definitif}
    > 2:5: Sasaran Kinerja Pegawai ini berlaku bersamaan dengan skp-2026-p016

Benar
    (SKP kedua baru dimulai sesudah yang pertama selesai, misalnya karena mutasi)
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from generator.diagnostic import Finding, Related
from generator.rules.context import DUPLICATES, Context
from generator.rules.phrase import day
from generator.sop.facts import Facts, Party
from generator.sop.model import Function

Key = tuple[str | None, str, str, str]


def check(context: Context) -> Iterator[Finding]:
    """Documents that another one of the same owner makes superfluous."""
    by_person = context.option(DUPLICATES, "per_orang", [])
    groups: dict[Key, list[Facts]] = {}
    for facts in context.of(Function.DOCUMENT):
        owner, id = facts.owner, facts.document.id
        if owner and id and id not in context.versions.newer:
            groups.setdefault(_key(context, facts, owner, by_person), []).append(facts)
    for key, members in groups.items():
        if all(key[2:]) and len(members) > 1:
            yield from _group(context, sorted(members, key=partial(_order, context)))


def _key(context: Context, facts: Facts, owner: Party, by_person: list[str]) -> Key:
    kind, name = facts.document.kind, facts.document.round
    if kind in by_person:
        return (name, kind, owner.person, "-")
    known = context.sop.organisation.positions.get(owner.position)
    person = owner.person if known and known.shared else "-"
    return (name, kind, owner.position, person)


def _order(context: Context, facts: Facts) -> tuple[str, str, int, str]:
    """Of one day what is signed comes first: the other one is superfluous."""
    stage = -context.stage(facts.document)
    return (facts.get("periode_mulai"), facts.get("tanggal") or "9", stage, facts.document.path)


def _group(context: Context, members: list[Facts]) -> Iterator[Finding]:
    for earlier, later in pairwise(members):
        if earlier.document.id == later.document.id or not _together(earlier, later):
            continue
        document = later.document
        yield Finding(
            document.value("id"),
            f"{context.kind(document).name} ini berlaku bersamaan dengan {earlier.document.id}",
            "hapus salah satu, perbaiki periodenya, atau nyatakan mana yang digantikan",
            (Related(earlier.document.value("id"), "dokumen sejenis yang juga berlaku"),),
        )


def _together(one: Facts, other: Facts) -> bool:
    if one.get("induk") != other.get("induk"):
        return False
    start, end = day(other.get("periode_mulai")), day(one.get("periode_selesai"))
    if start and end:
        return start <= end
    periods = any(
        facts.get("periode_mulai") or facts.get("periode_selesai") for facts in (one, other)
    )
    return not periods
