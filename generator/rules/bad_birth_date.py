"""Tanggal lahir di dalam NIP tidak masuk akal.

Mengapa
    Delapan angka pertama NIP adalah tanggal lahir (Perka BKN 22/2007). Tanggal yang tidak ada, atau umur yang
    tidak mungkin bagi pegawai, berarti nomornya salah ketik.

Salah
    nip.yaml
    + p016: "(8 huruf 9)2020032996"
    > 8:7: tanggal lahir pada NIP p016 tidak ada di kalender

Benar
    p016: 18 angka seperti tertulis pada surat keputusan pengangkatan
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.numbers import age, finding, numbered

CODE = "P703"
_HINT = "periksa delapan angka pertama"


def check(context: Context) -> Iterator[Finding]:
    """Birth dates that do not exist, and ages outside the options `termuda` and `tertua`."""
    least = int(context.option(CODE, "termuda", "18"))
    most = int(context.option(CODE, "tertua", "70"))
    for number in numbered(context):
        born = number.born
        if born is None:
            message = f"tanggal lahir pada NIP {number.id} tidak ada di kalender"
            yield finding(context, number.id, message, _HINT)
        elif not least <= age(born, context.today) <= most:
            message = f"umur menurut NIP {number.id} di luar {least} sampai {most} tahun"
            yield finding(context, number.id, message, _HINT)
