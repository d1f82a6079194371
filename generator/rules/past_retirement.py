"""Pegawai masih memegang jabatan sesudah batas usia pensiun.

Mengapa
    PNS berhenti pada batas usia pensiun jabatannya. Pegawai yang melampauinya tetapi masih tercatat memegang
    jabatan biasanya lupa diberi tanggal selesai pada data pegawai.

Salah
    nip.yaml
    + p016: "196501161999(1 huruf 0)32996"
    > 8:7: p016 sudah melampaui batas usia pensiun jabatannya, 60 tahun

Benar
    selesai: 2024-02-01
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostic import Finding
from generator.rules.bad_birth_date import CODE as AGE_CODE
from generator.rules.context import Context
from generator.rules.numbers import Numbered, age, finding, numbered

CODE = "P709"


def check(context: Context) -> Iterator[Finding]:
    """Civil servants beyond the retirement age of the position they hold (option `usia`: level -> years)."""
    ages = context.option(CODE, "usia", {})
    oldest = int(context.option(AGE_CODE, "tertua", "70"))
    for number in numbered(context):
        born = number.born
        if born is None or number.person is None or number.person.service != "civil_servant":
            continue
        limit = _limit(context, number, ages)
        if limit and context.today >= _leaves(born, limit) and age(born, context.today) <= oldest:
            message = f"{number.id} sudah melampaui batas usia pensiun jabatannya, {limit} tahun"
            hint = "isi tanggal selesai jabatannya pada data pegawai, atau periksa tahun lahir pada NIP"
            yield finding(context, number.id, message, hint)


def _limit(context: Context, number: Numbered, ages: dict[str, str]) -> int:
    """The highest retirement age of the positions held today; 0 when none is known."""
    positions = context.sop.organisation.positions
    held = context.positions(number.id, context.today.isoformat())
    levels = [positions[t.position].level for t in held if t.position in positions]
    return max((int(ages[level]) for level in levels if level in ages), default=0)


def _leaves(born: date, limit: int) -> date:
    """The first day of the month after the birthday that reaches the limit."""
    year, month = divmod((born.year + limit) * 12 + born.month, 12)
    return date(year, month + 1, 1)
