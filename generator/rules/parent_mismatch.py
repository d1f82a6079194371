"""Rencana aksi merinci dokumen milik orang lain atau dari putaran lain.

Mengapa
    Rencana aksi adalah rincian dokumen pemiliknya sendiri pada tahun yang sama; capaiannya dipakai menilai dokumen itu
    (PermenPANRB 6/2022).

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - induk: skp-2026-p016
    + induk: skp-2026-p003
    > 10:8: dokumen induk skp-2026-p003 milik Datuak Rekaan, S.Sos., M.Si., rencana ini milik Dewi Contohan, S.A.P.

Benar
    induk: skp-2026-p016
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.rules.context import Context
from generator.rules.naming import person, position
from generator.rules.phrase import spot
from generator.sop.facts import Facts


def check(context: Context) -> Iterator[Finding]:
    """Plans of a document that has another owner or round."""
    for facts in context.every:
        message = mismatch(context, facts)
        parent = context.find(facts.get("induk")) if message else None
        if parent is None or parent.owner is None:
            continue
        place = parent.document.value(*spot(parent.document, parent.owner.path, "orang"))
        yield Finding(
            facts.document.value(*facts.path("induk")),
            message,
            "tunjuk dokumen pemilik rencana ini pada putaran yang sama",
            (Related(place, "pemilik dokumen induk tertulis di sini"),),
        )


def parent_of(context: Context, facts: Facts) -> Facts | None:
    """The document that a plan details, None when it is unknown or does not fit its owner and round."""
    id = facts.get("induk")
    return context.find(id) if id and not mismatch(context, facts) else None


def mismatch(context: Context, facts: Facts) -> str:
    """What is wrong with the parent that a plan names; empty when it fits or is unknown."""
    id = facts.get("induk")
    parent = context.find(id) if id else None
    if parent is None or parent.owner is None or facts.owner is None:
        return ""
    if parent.document.round != facts.document.round:
        return f"dokumen induk {id} dari putaran {parent.document.round}"
    above, own = parent.owner, facts.owner
    if above.person and own.person and above.person != own.person:
        whose = person(context, above.person)
        return f"dokumen induk {id} milik {whose}, rencana ini milik {person(context, own.person)}"
    if above.position and own.position and above.position != own.position:
        whose = position(context, above.position)
        return f"dokumen induk {id} dibuat sebagai {whose}, bukan {position(context, own.position)}"
    return ""
