"""Sasaran mendukung dokumen yang bukan milik atasan langsung, bukan dari putaran yang sama, atau bukan jenisnya.

Mengapa
    Penjenjangan kinerja turun setingkat demi setingkat: hasil kerja bawahan mendukung hasil kerja atasan langsungnya
    pada tahun yang sama (PermenPANRB 89/2021, PermenPANRB 6/2022).

Salah
    content/2026/rbak/4-dokumen/skp-p016.yaml
    - intervensi: {dokumen: skp-2026-p003, butir: rhk1}
    + intervensi: {dokumen: skp-2026-p001, butir: rhk1}
    > 24:27: dokumen skp-2026-p001 milik Kepala Biro Organisasi, bukan milik atasan langsung

Benar
    intervensi: {dokumen: skp-2026-p003, butir: rhk1}

Salah juga
    content/2026/rbak/4-dokumen/skp-p016.yaml
    - intervensi: {dokumen: skp-2026-p003, butir: rhk1}
    + intervensi: {dokumen: pk-2026-kabag-rbak, butir: s1-i1}
    > 24:27: Perjanjian Kinerja milik Kepala Bagian Reformasi Birokrasi dan Akuntabilitas Kinerja tidak dapat didukung Sasaran Kinerja Pegawai

Benar
    intervensi: {dokumen: skp-2026-p003, butir: rhk1}
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.naming import position
from generator.rules.phrase import spot
from generator.sop.facts import Facts, Link

CODE = "R206"


def check(context: Context) -> Iterator[Finding]:
    """Links of goals that lead to a document which must not be supported."""
    allowed = supportable(context)
    for facts in context.every:
        right = _superior(context, facts)
        if right is None:
            continue
        for goal in facts.goals:
            for link in goal.supports:
                above = context.find(link.document)
                if above is not None:
                    yield from _link(context, facts, link, above, right, allowed)


def supportable(context: Context) -> dict[str, Any]:
    """For a kind the kinds that it may support, each with the levels of their owners (none: all)."""
    found = context.option(CODE, "boleh", {})
    rules = found.items() if isinstance(found, dict) else ()
    return {kind: above for kind, above in rules if isinstance(above, dict)}


def _superior(context: Context, facts: Facts) -> str | None:
    if facts.owner is None or not facts.goals:
        return None
    own = context.sop.organisation.positions.get(facts.owner.position)
    return own.superior if own else None


def _link(
    context: Context, facts: Facts, link: Link, above: Facts, right: str, allowed: dict[str, Any]
) -> Iterator[Finding]:
    positions = context.sop.organisation.positions
    if above.owner is None or above.owner.position not in positions:
        return
    title = position(context, above.owner.position)
    message, hint = "", ""
    if above.document.path == facts.document.path:
        message, hint = "dokumen ini mendukung dirinya sendiri", "tunjuk dokumen atasan langsung"
    elif above.document.round != facts.document.round:
        message = f"dokumen {link.document} dari putaran {above.document.round}"
        hint = f"tunjuk dokumen putaran {facts.document.round}"
    elif above.owner.position != right:
        message = f"dokumen {link.document} milik {title}, bukan milik atasan langsung"
        hint = f"tunjuk dokumen {position(context, right)}"
    elif not kind_fits(context, facts, above):
        kinds = context.sop.kinds
        own, other = kinds[facts.document.kind].name, kinds[above.document.kind].name
        message = f"{other} milik {title} tidak dapat didukung {own}"
        hint = _kinds(context, facts, positions[right].level, allowed)
    if message:
        place = facts.document.value(*spot(facts.document, link.path, "dokumen"))
        yield Finding(place, message, hint)


def kind_fits(context: Context, facts: Facts, above: Facts) -> bool:
    """Whether a document of one kind may support another of its owner's level."""
    rules = supportable(context).get(facts.document.kind)
    if rules is None or above.owner is None:
        return True
    levels = rules.get(above.document.kind)
    level = context.sop.organisation.positions[above.owner.position].level
    return levels is not None and (not levels or level in levels)


def _kinds(context: Context, facts: Facts, level: str, allowed: dict[str, Any]) -> str:
    rules = allowed[facts.document.kind]
    kinds = context.sop.kinds
    names = [
        kinds[k].name
        for k, levels in rules.items()
        if k in kinds and (not levels or level in levels)
    ]
    return f"tunjuk {' atau '.join(names)} atasan langsung" if names else "hapus rujukan ini"
