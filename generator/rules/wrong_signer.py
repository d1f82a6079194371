"""Bukti langkah ditandatangani orang yang tidak memegang peran langkah itu.

Mengapa
    Setiap langkah SOP dikerjakan pejabat tertentu. Bukti yang menyebut pejabat lain menerangkan hal yang tidak terjadi,
    dan keputusan yang dibuat yang tidak berwenang dapat dibatalkan (UU 30/2014).

Salah
    content/2026/rbak/5-pengesahan.yaml
    - pegawai: p003
    - jabatan: kabag-rbak
    + pegawai: p016
    + jabatan: analis-kebijakan-rbak
    > 7:12: Dewi Contohan, S.A.P. tidak memegang peran Kepala Bagian di Bagian RBAK pada 19 Januari 2026

Benar
    pegawai: p003
    jabatan: kabag-rbak
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.naming import listing, person, unit
from generator.rules.phrase import day, spot
from generator.rules.seat import seats
from generator.rules.wrong_unit import misplaced
from generator.sop.facts import Facts, Party
from generator.sop.long_date import long_date
from generator.sop.model import Function, Role


def check(context: Context) -> Iterator[Finding]:
    """Owners of evidence that have no seat for its role on its day; who holds what is judged elsewhere."""
    for facts in context.of(Function.EVIDENCE):
        owner, on = facts.owner, facts.get("tanggal")
        if owner is None or owner.person not in context.people or day(on) is None:
            continue
        if misplaced(context, facts):
            continue
        role = _role(context, facts, owner)
        able = seats(context, role, facts.document.unit, on) if role else ()
        if role is None or not able or any(s.person == owner.person for s in able):
            continue
        where = f" di {unit(context, facts.document.unit)}" if facts.document.unit else ""
        names = listing(dict.fromkeys(person(context, seat.person) for seat in able), 3)
        yield Finding(
            facts.document.value(*spot(facts.document, owner.path, "orang")),
            f"{person(context, owner.person)} tidak memegang peran {role.name}{where} "
            f"pada {long_date(on)}",
            f"pada hari itu yang berwenang {names}",
        )


def _role(context: Context, facts: Facts, owner: Party) -> Role | None:
    """The role that a form gives the signer of its documents, else that of the step."""
    document = facts.document
    named = document.form.at(owner.path).get("x-peran", "")
    step = context.sop.steps.get(context.kind(document).step or 0)
    return context.sop.roles.get(named or (step.role if step else ""))
