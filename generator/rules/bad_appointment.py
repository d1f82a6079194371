"""Tahun atau bulan pengangkatan di dalam NIP tidak masuk akal.

Mengapa
    Pada NIP PNS, angka 9 sampai 14 adalah tahun dan bulan pengangkatan (Perka BKN 22/2007). Pada nomor PPPK
    hanya tahunnya; dua angka berikutnya kode perjanjian, dan tahunnya tidak sebelum 2019.

Salah
    nip.yaml
    + p016: "199301162020(2 huruf 9)2996"
    > 8:7: bulan pengangkatan pada NIP p016 bukan 01 sampai 12

Benar
    p016: 18 angka seperti tertulis pada surat keputusan pengangkatan
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.numbers import Numbered, age, finding, numbered

CODE = "P704"
_HINT = "periksa angka ke-9 sampai ke-14, dan status kepegawaian pada data pegawai"


def check(context: Context) -> Iterator[Finding]:
    """Appointments that cannot be, by the person's kind of service (options `termuda`, `tertua`, `sejak`)."""
    for number in numbered(context):
        service = number.person.service if number.person else ""
        fault = ""
        if service == "civil_servant":
            fault = _civil_servant(context, number)
        elif service == "contract":
            fault = _contract(context, number)
        if fault:
            yield finding(context, number.id, fault, _HINT)


def _civil_servant(context: Context, number: Numbered) -> str:
    if not 1 <= number.month <= 12:
        return f"bulan pengangkatan pada NIP {number.id} bukan 01 sampai 12"
    if (number.year, number.month) > (context.today.year, context.today.month):
        return f"pengangkatan menurut NIP {number.id} belum tiba"
    least = int(context.option(CODE, "termuda", "18"))
    most = int(context.option(CODE, "tertua", "58"))
    born = number.born
    if born is None or number.year < 1:
        return ""
    if not least <= age(born, date(number.year, number.month, 28)) <= most:
        return f"umur saat diangkat menurut NIP {number.id} di luar {least} sampai {most} tahun"
    return ""


def _contract(context: Context, number: Numbered) -> str:
    since = int(context.option(CODE, "sejak", "2019"))
    if number.year < since:
        return f"tahun pengangkatan pada nomor PPPK {number.id} sebelum {since}"
    if number.year > context.today.year:
        return f"tahun pengangkatan pada nomor PPPK {number.id} belum tiba"
    return ""
