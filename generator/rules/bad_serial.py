"""Nomor urut di dalam NIP adalah 000.

Mengapa
    Tiga angka terakhir NIP adalah nomor urut yang dimulai dari 001 (Perka BKN 22/2007).

Salah
    nip.yaml
    + p016: "199301162020032(3 huruf 0)"
    > 8:7: tiga angka terakhir NIP p016 tidak boleh 000

Benar
    p016: 18 angka seperti tertulis pada surat keputusan pengangkatan
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.numbers import finding, numbered


def check(context: Context) -> Iterator[Finding]:
    """Serials below 001."""
    for number in numbered(context):
        if number.serial == "000":
            message = f"tiga angka terakhir NIP {number.id} tidak boleh 000"
            yield finding(
                context, number.id, message, "periksa tiga angka terakhir; dimulai dari 001"
            )
