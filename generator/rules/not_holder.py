"""Orang yang disebut tidak memegang jabatan itu pada tanggal dokumen.

Mengapa
    Dokumen hanya sah bila dibuat dan ditandatangani oleh pejabat yang berwenang pada hari itu (UU 30/2014).
    Riwayat jabatan dibaca dari daftar pegawai.

Salah
    content/2026/rbak/4-dokumen/skp-p003.yaml
    - pegawai: p001
    - jabatan: kepala-biro
    + pegawai: p002
    + jabatan: kepala-biro
    > 13:12: Upik Misalnya, S.STP., M.A.P. tidak menjabat Kepala Biro Organisasi pada 15 Januari 2026

Benar
    pegawai: p001
    jabatan: kepala-biro

Salah juga
    content/2026/rbak/4-dokumen/ra-pk-kabag-rbak.yaml
    - status: definitif
    + status: plt
    > 9:11: Datuak Rekaan, S.Sos., M.Si. menjabat Kepala Bagian Reformasi Birokrasi dan Akuntabilitas Kinerja sebagai definitif pada 15 Januari 2026, bukan "plt"

Benar
    status: definitif
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.rules.context import Context
from generator.rules.naming import listing, person, position, register_name
from generator.rules.phrase import day, rewrite, spot
from generator.rules.wording import quote
from generator.rules.wrong_superior import expected
from generator.sop.duty import holds
from generator.sop.facts import Facts, Party, Person, Tenure
from generator.sop.long_date import long_date


def check(context: Context) -> Iterator[Finding]:
    """Parties that do not hold their position, or not with that status."""
    for facts in context.every:
        yield from _parties(context, facts)


def disputed(context: Context, facts: Facts) -> bool:
    """Whether a party is wrong in itself, so that nothing else can be held against it."""
    return _said_elsewhere(context, facts) or any(_parties(context, facts))


def _parties(context: Context, facts: Facts) -> Iterator[Finding]:
    if facts.owner:
        yield from _party(context, facts, facts.owner)
    if facts.superior and not _said_elsewhere(context, facts):
        yield from _party(context, facts, facts.superior)


def _said_elsewhere(context: Context, facts: Facts) -> bool:
    """Whether the superior is wrong already as a position or as the same person."""
    owner, superior = facts.owner, facts.superior
    if owner and superior and owner.person == superior.person:
        return True
    right = expected(context, facts)
    return right is not None and superior is not None and right != superior.position


def _tenures(context: Context, party: Party) -> list[Tenure]:
    found = context.people.get(party.person)
    return [t for t in found.tenures if t.position == party.position] if found else []


def _party(context: Context, facts: Facts, party: Party) -> Iterator[Finding]:
    found = context.people.get(party.person)
    if found is None or party.position not in context.sop.organisation.positions:
        return
    mine = _tenures(context, party)
    on = facts.get("tanggal")
    if day(on) is None:
        if not mine:
            yield _nobody(context, facts, found, party, "")
        return
    held = [tenure for tenure in mine if holds(tenure, on)]
    if not held:
        yield _nobody(context, facts, found, party, on)
    elif party.status in context.sop.tenures and party.status not in {t.status for t in held}:
        yield _status(context, facts, found, party, held[0])


def _nobody(context: Context, facts: Facts, found: Person, party: Party, on: str) -> Finding:
    document = facts.document
    title = position(context, party.position)
    holders = [f"{p.name} ({p.id})" for p, _ in context.tenures(party.position, on)] if on else []
    hint = f"perbaiki pegawai atau jabatannya, atau lengkapi riwayat jabatan di {register_name(context)}"
    if holders and len(holders) <= 3:
        hint = f"pada hari itu jabatan ini dipegang {listing(holders)}"
    when = f" pada {long_date(on)}" if on else ""
    return Finding(
        document.value(*spot(document, party.path, "orang")),
        f"{found.name} tidak menjabat {title}{when}",
        hint,
    )


def _status(context: Context, facts: Facts, found: Person, party: Party, tenure: Tenure) -> Finding:
    document = facts.document
    place = document.value(*spot(document, party.path, "status"))
    on = facts.get("tanggal")
    register = context.register_of(found)
    related = (
        (Related(register.value(*tenure.path), "masa jabatan tertulis di sini"),)
        if register
        else ()
    )
    return Finding(
        place,
        f"{person(context, party.person)} menjabat {position(context, party.position)} "
        f"sebagai {tenure.status} pada {long_date(on)}, bukan {quote(party.status)}",
        f"tulis {tenure.status}",
        related,
        rewrite(f"ganti menjadi {tenure.status}", place, tenure.status),
    )
