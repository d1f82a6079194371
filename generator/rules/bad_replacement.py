"""Dokumen yang digantikan bukan dokumen jabatan dan putaran yang sama, atau tidak lebih lama.

Mengapa
    Perubahan perjanjian kinerja menggantikan perjanjian jabatan itu sendiri pada tahun yang sama (PermenPANRB 53/2014);
    rantai penggantinya harus dapat ditelusuri dari yang terbaru ke yang pertama.

Salah
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - versi: murni
    + versi: perubahan
    + ke: 1
    + menggantikan: pk-2026-kepala-biro
    + alasan: {jenis: perubahan_prioritas_asumsi, uraian: Target disesuaikan}
    > 7:15: pk-2026-kepala-biro bukan dokumen Kepala Bagian Reformasi Birokrasi dan Akuntabilitas Kinerja

Benar
    versi: murni
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.rules.context import Context
from generator.rules.naming import person, position
from generator.rules.phrase import day
from generator.sop.facts import Facts
from generator.sop.long_date import long_date


def check(context: Context) -> Iterator[Finding]:
    """Documents that claim to replace one which they cannot replace."""
    for facts in context.every:
        id = facts.get("menggantikan")
        old = context.find(id) if id else None
        if old is None or old.document.kind != facts.document.kind:
            continue
        fault = _fault(context, facts, old)
        if fault:
            message, hint = fault
            related = (Related(old.document.value("id"), "dokumen yang digantikan"),)
            yield Finding(facts.document.value(*facts.path("menggantikan")), message, hint, related)


def _fault(context: Context, facts: Facts, old: Facts) -> tuple[str, str] | None:
    id = old.document.id
    if old.document.path == facts.document.path:
        return "dokumen ini menggantikan dirinya sendiri", "tulis id dokumen yang lama"
    if facts.owner and _other_position(facts, old):
        whose = position(context, facts.owner.position)
        return f"{id} bukan dokumen {whose}", "tulis id dokumen jabatan itu yang lama"
    if facts.owner and not context.same_holder(facts, old):
        whose = person(context, facts.owner.person)
        return f"{id} bukan dokumen {whose}", "tulis id dokumen orang itu yang lama"
    if old.document.round != facts.document.round:
        message = f"{id} dari putaran {old.document.round}"
        return message, "dokumen putaran lain tidak perlu digantikan; hapus isian ini"
    if context.versions.circular(facts):
        return f"{id} dan dokumen ini saling menggantikan", "tentukan mana yang lebih baru"
    mine, other = day(facts.get("tanggal")), day(old.get("tanggal"))
    if mine and other and mine <= other:
        return (
            f"{id} bertanggal {long_date(other)}, tidak lebih lama dari dokumen ini",
            "periksa tanggalnya",
        )
    return None


def _other_position(facts: Facts, old: Facts) -> bool:
    mine = facts.owner.position if facts.owner else ""
    other = old.owner.position if old.owner else ""
    return bool(mine and other and mine != other)
