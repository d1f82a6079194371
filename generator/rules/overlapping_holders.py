"""Satu jabatan dipegang dua pejabat pada hari yang sama.

Mengapa
    Jabatan yang tidak dapat dipegang bersama hanya punya satu pejabat definitif. Bila masa jabatannya tumpang tindih,
    tidak jelas siapa yang berwenang menandatangani (UU 30/2014).

Salah
    content/pegawai.yaml
    - - jabatan: kabag-kaj
    - status: definitif
    - mulai: 2025-07-01
    + - jabatan: kabag-ttl
    +   status: definitif
    +   mulai: 2025-07-01
    > 59:16: Kepala Bagian Tatalaksana masih dipegang Upik Misalnya, S.STP., M.A.P. pada 1 Juli 2025

Benar
    - jabatan: kabag-kaj
      status: definitif
      mulai: 2025-07-01
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.load.corpus import Document
from generator.rules.context import Context
from generator.rules.naming import position
from generator.rules.phrase import day, spot
from generator.sop.facts import Person, Tenure
from generator.sop.long_date import long_date
from generator.sop.model import Function

Held = tuple[Tenure, Person, Document]
_OPEN = "9999-12-31"


def check(context: Context) -> Iterator[Finding]:
    """Tenures in their own right that begin while another one of the position still lasts."""
    by_position: dict[str, list[Held]] = {}
    for facts in context.of(Function.PEOPLE):
        for person in facts.people:
            for tenure in person.tenures:
                if _counts(context, tenure):
                    held = (tenure, person, facts.document)
                    by_position.setdefault(tenure.position, []).append(held)
    for known in by_position.values():
        if len(known) > 1:
            yield from _position(context, sorted(known, key=lambda held: held[0].start))


def _counts(context: Context, tenure: Tenure) -> bool:
    """Whether a tenure is nobody's substitution: its status prints no prefix."""
    known = context.sop.organisation.positions.get(tenure.position)
    return (
        known is not None
        and not known.shared
        and context.sop.tenures.get(tenure.status) == ""
        and day(tenure.start) is not None
        and (not tenure.end or day(tenure.end) is not None)
    )


def _position(context: Context, known: list[Held]) -> Iterator[Finding]:
    last = known[0]
    for held in known[1:]:
        tenure, _, document = held
        before, person, register = last
        if tenure.start <= (before.end or _OPEN):
            there = register.value(*spot(register, before.path, "akhir" if before.end else "mulai"))
            yield Finding(
                document.value(*spot(document, tenure.path, "mulai")),
                f"{position(context, tenure.position)} masih dipegang {person.name} pada {long_date(tenure.start)}",
                "isi tanggal selesai pejabat sebelumnya, atau perbaiki tanggal mulai",
                (Related(there, "masa jabatan yang tumpang tindih"),),
            )
        if (tenure.end or _OPEN) > (before.end or _OPEN):
            last = held
