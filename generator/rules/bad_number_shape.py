"""NIP pada tabel tidak terdiri atas 18 angka.

Mengapa
    NIP selalu 18 angka (Perka BKN 22/2007). Angka yang hilang biasanya terpotong oleh aplikasi lembar kerja.

Salah
    nip.yaml
    + p016: "19930116202003"
    > 8:7: NIP p016 bukan 18 angka, melainkan 14

Benar
    p016: 18 angka seperti tertulis pada surat keputusan pengangkatan
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Location
from generator.rules.context import Context
from generator.rules.numbers import LENGTH, finding, is_shaped
from generator.rules.register import Register

_LINE = "tulis satu baris tiap pegawai: id, titik dua, spasi, lalu nomornya di antara tanda kutip"


def check(context: Context) -> Iterator[Finding]:
    """Numbers of another shape, and a table that cannot be read."""
    register = context.register
    if register is None:
        return
    yield from _unreadable(register)
    for id, digits in register.digits.items():
        if is_shaped(digits):
            continue
        count = sum(character.isdigit() for character in digits)
        told = f"melainkan {count}" if digits.isdigit() else "ada huruf atau tanda lain"
        hint = f"tulis {LENGTH} angka di antara tanda kutip, tanpa huruf"
        yield finding(context, id, f"NIP {id} bukan {LENGTH} angka, {told}", hint)


def _unreadable(register: Register) -> Iterator[Finding]:
    source = register.source
    if source is None:
        return
    for problem in source.problems:
        at = Location(register.path, *problem.span)
        if problem.name == "duplicate_key":
            yield Finding(at, "pegawai ini tertulis dua kali pada tabel NIP", "hapus salah satunya")
        else:
            yield Finding(at, "tabel NIP tidak dapat dibaca", _LINE)
    for key, value in (source.data or {}).items():
        if not isinstance(value, str):
            yield Finding(source.value((key,)), f"NIP {key} bukan satu nomor", _LINE)
