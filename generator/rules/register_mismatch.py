"""Tabel NIP tidak cocok dengan data pegawai.

Mengapa
    Formulir resmi mencetak NIP setiap penanda tangan. Id yang tidak dikenal, pegawai tanpa nomor, dan nomor
    bagi pejabat negara (yang tidak punya NIP) membuat cetakan salah.

Salah
    nip.yaml
    + p061: "19930116202003(1 huruf 2)996"
    > 1:1: NIP p016 belum tercantum pada tabel
    > 8:1: p061 tidak ada pada data pegawai

Benar
    p016: nomor milik pegawai yang id-nya tertulis pada data pegawai
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Location
from generator.rules.context import Context
from generator.rules.register import Register


def check(context: Context) -> Iterator[Finding]:
    """Ids that are nobody's, numbers of political officers, and people in office without a number."""
    register = context.register
    if register is None or not context.people:
        return
    yield from _written(context, register)
    yield from _lacking(context, register)


def _written(context: Context, register: Register) -> Iterator[Finding]:
    for id in register.numbers:
        person = context.people.get(id)
        at = register.source.key((id,)) if register.source else Location(register.path)
        if person is None:
            yield Finding(
                at, f"{id} tidak ada pada data pegawai", "perbaiki id-nya, atau hapus baris ini"
            )
        elif person.service == "political":
            yield Finding(at, f"{id} pejabat negara, yang tidak punya NIP", "hapus baris ini")


def _lacking(context: Context, register: Register) -> Iterator[Finding]:
    known = set(register.source.data or {}) if register.source else set(register.numbers)
    today = context.today.isoformat()
    for id, person in context.people.items():
        if id in known or person.service == "political":
            continue
        if any(not tenure.end or tenure.end >= today for tenure in person.tenures):
            yield Finding(
                Location(register.path),
                f"NIP {id} belum tercantum pada tabel",
                "tambahkan satu baris; tanpa nomor, cetakan resminya tidak lengkap",
            )
