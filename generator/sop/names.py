"""Names that one part of the rule book uses: each must be defined by another part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.diagnostic import Finding, Related
from generator.load.source import Path, Source
from generator.sop.model import Sop

BROKEN = "broken_rule_book"

Use = tuple[tuple[Source, Path], Any, Iterable[Any], str]
"""Where a name is used, the name, the names that exist, and what they name."""


def faults(
    procedure: Source, parts: Mapping[str, Source], sop: Sop
) -> Iterator[tuple[str, Finding]]:
    """Rule name and finding for each unknown name, and for positions that are above themselves."""
    for (source, path), name, known, what in _uses(procedure, parts, sop):
        if name not in known:
            message = f'{what} "{name}" tidak dikenal'
            hint = f"pilih salah satu: {', '.join(map(str, list(known)[:12]))}"
            yield BROKEN, Finding(source.value(path), message, hint)
    yield from ((BROKEN, finding) for finding in _shared_accounts(parts["peran"], sop))
    for i, id in enumerate(sop.organisation.positions):
        if id in sop.organisation.superiors(id):
            at = parts["organisasi"].value(("jabatan", i, "atasan"))
            message = f'jabatan "{id}" menjadi atasan dirinya sendiri lewat jabatan lain'
            yield BROKEN, Finding(at, message, "betulkan atasannya")


def _uses(file: Source, parts: Mapping[str, Source], sop: Sop) -> Iterator[Use]:
    yield (
        (file, ("identitas", "disahkan_oleh")),
        sop.identity["disahkan_oleh"],
        sop.organisation.positions,
        "jabatan",
    )
    for i, column in enumerate(sop.columns):
        for j, role in enumerate(column.roles):
            yield (file, ("pelaksana", i, "peran", j)), role, sop.roles, "peran"
    entries = (file.data or {})["jenis"]
    kind_ids = [kind["id"] for kind in entries]
    for i, kind in enumerate(entries):
        if "langkah" in kind:
            yield (file, ("jenis", i, "langkah")), kind["langkah"], sop.steps, "langkah"
    for level, kinds in sop.duties.items():
        place: Path = ("kewajiban", "tingkat", level)
        yield (file, place), level, sop.organisation.levels, "tingkat jabatan"
        for j, kind_id in enumerate(kinds):
            yield (file, (*place, j)), kind_id, kind_ids, "jenis dokumen"
    yield from _step_uses(sop, file)
    yield from _organisation_uses(sop, parts["organisasi"])
    yield from _role_uses(sop, parts["peran"])


def _step_uses(sop: Sop, file: Source) -> Iterator[Use]:
    column_ids = [column.id for column in sop.columns]
    for i, step in enumerate(sop.steps.values()):
        here: Path = ("langkah", i)
        yield (file, (*here, "pelaksana")), step.column, column_ids, "kolom pelaksana"
        able = [role.id for role in sop.roles.values() if not role.is_keeper]
        yield (file, (*here, "peran")), step.role, able, "peran"
        for key, numbers in (("menunggu", step.waits_for), ("ke", step.next)):
            for j, number in enumerate(numbers):
                yield (file, (*here, key, j)), number, sop.steps, "langkah"
        if step.returns_to is not None:
            yield (file, (*here, "kembali_ke")), step.returns_to, sop.steps, "langkah"
        for j, group in enumerate(step.unit_groups):
            yield (file, (*here, "golongan_unit", j)), group, _groups(sop), "golongan unit"


def _role_uses(sop: Sop, file: Source) -> Iterator[Use]:
    for i, role in enumerate(sop.roles.values()):
        here: Path = ("peran", i)
        for j, position in enumerate(role.positions):
            known = sop.organisation.positions
            yield (file, (*here, "jabatan", j)), position, known, "jabatan"
        if role.heads_of:
            yield (file, (*here, "kepala_unit")), role.heads_of, _groups(sop), "golongan unit"
        for j, group in enumerate(role.members_of):
            yield (file, (*here, "anggota_unit", j)), group, _groups(sop), "golongan unit"
        for j, other in enumerate(role.alternates):
            others = [id for id in sop.roles if id != role.id]
            yield (file, (*here, "pengganti", j)), other, others, "peran"
    keepers = [role.id for role in sop.roles.values() if role.is_keeper]
    for i, account in enumerate(sop.accounts):
        for j, kept in enumerate(account.keeps):
            yield (file, ("akun_orang", i, "peran", j)), kept, keepers, "peran penjaga"


def _shared_accounts(file: Source, sop: Sop) -> Iterator[Finding]:
    """Accounts that are two people's on the same day."""
    for i, account in enumerate(sop.accounts):
        for j, other in enumerate(sop.accounts[:i]):
            apart = (account.end and account.end < other.start) or (
                other.end and other.end < account.start
            )
            if account.login == other.login and account.person != other.person and not apart:
                yield Finding(
                    file.value(("akun_orang", i, "akun")),
                    f"akun @{account.login} dipakai dua orang pada masa yang sama",
                    "isi hari terakhirnya pada pemilik lama, atau betulkan akunnya",
                    (Related(file.value(("akun_orang", j, "akun")), "dipakai di sini juga"),),
                )


def _groups(sop: Sop) -> list[str]:
    return list(dict.fromkeys(unit.group for unit in sop.organisation.units.values()))


def _organisation_uses(sop: Sop, file: Source) -> Iterator[Use]:
    organisation = sop.organisation
    for i, unit in enumerate(organisation.units.values()):
        yield (file, ("unit", i, "kepala")), unit.head, organisation.positions, "jabatan"
        if unit.parent:
            yield (file, ("unit", i, "induk")), unit.parent, organisation.units, "unit"
    for i, position in enumerate(organisation.positions.values()):
        here: Path = ("jabatan", i)
        yield (file, (*here, "tingkat")), position.level, organisation.levels, "tingkat jabatan"
        yield (file, (*here, "unit")), position.unit, organisation.units, "unit"
        if position.superior:
            yield (file, (*here, "atasan")), position.superior, organisation.positions, "jabatan"
