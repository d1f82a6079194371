"""Pihak kedua atau penilai bukan atasan langsung pemilik dokumen.

Mengapa
    Perjanjian kinerja dibuat dengan atasan langsung (PermenPANRB 53/2014), dan SKP dinilai oleh atasan langsung
    (PermenPANRB 6/2022). Susunannya dibaca dari sop/organisasi.yaml.

Salah
    content/2026/rbak/4-dokumen/skp-p016.yaml
    - pegawai: p003
    - jabatan: kabag-rbak
    + pegawai: p001
    + jabatan: kepala-biro
    > 14:12: Kepala Biro Organisasi bukan atasan langsung Analis Kebijakan Ahli Pertama

Benar
    pegawai: p003
    jabatan: kabag-rbak
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Edit, Finding, Fix, Related
from generator.rules.context import Context
from generator.rules.naming import position
from generator.rules.phrase import day, spot
from generator.sop.facts import Facts, Party


def check(context: Context) -> Iterator[Finding]:
    """Documents whose second party does not hold the position above the owner's."""
    for facts in context.every:
        right = expected(context, facts)
        if not right or not facts.owner or not facts.superior:
            continue
        if facts.superior.position != right:
            yield _finding(context, facts, facts.owner, facts.superior, right)


def expected(context: Context, facts: Facts) -> str | None:
    """The position above the owner's; None when the document names none that can be judged."""
    known = context.sop.organisation.positions
    if facts.owner is None or facts.superior is None or facts.superior.position not in known:
        return None
    if facts.owner.person == facts.superior.person:
        return None
    own = known.get(facts.owner.position)
    return own.superior if own else None


def _finding(context: Context, facts: Facts, owner: Party, superior: Party, right: str) -> Finding:
    document = facts.document
    place = document.value(*spot(document, superior.path, "jabatan"))
    title = position(context, right)
    sentence = f"ganti dengan {title}"
    below = document.value(*spot(document, owner.path, "jabatan"))
    return Finding(
        place,
        f"{position(context, superior.position)} bukan atasan langsung "
        f"{position(context, owner.position)}",
        f"atasan langsungnya {title} ({right})",
        (Related(below, "jabatan pemilik dokumen"),),
        Fix(sentence, (Edit(place, right),)) if _holds(context, facts, superior, right) else None,
    )


def _holds(context: Context, facts: Facts, superior: Party, right: str) -> bool:
    """Whether the person named is the one who holds the right position, so that only its id is wrong."""
    on = facts.get("tanggal")
    if day(on) is None:
        return False
    held = [(person.id, tenure.status) for person, tenure in context.tenures(right, on)]
    return (superior.person, superior.status) in held
