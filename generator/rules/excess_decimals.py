"""Target mempunyai lebih banyak angka di belakang koma daripada satuannya.

Mengapa
    Cetakan menampilkan setiap angka persis seperti datanya, tidak pernah dibulatkan. Angka di belakang koma
    yang lebih banyak daripada yang lazim bagi satuannya biasanya hasil hitungan yang belum dibulatkan.

Salah
    content/2026/rbak/4-dokumen/skp-p003.yaml
    - target: {nilai: 85, satuan: persen}
    + target: {nilai: 84.9961, satuan: persen}
    > 30:25: nilai 84,9961 memuat 4 angka di belakang koma, sedangkan satuan persen paling banyak 2

Benar
    target: {nilai: 85, satuan: persen}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.load.source import Path
from generator.rules.context import Context
from generator.rules.phrase import number, spoken, spot
from generator.rules.planned import planned
from generator.sop.facts import Facts
from generator.sop.model import Measurement


def check(context: Context) -> Iterator[Finding]:
    """Targets, also those of parts of the year, that are finer than their unit of measurement."""
    units = context.sop.measurements
    for facts in context.every:
        for measure in facts.measures():
            path = spot(facts.document, measure.path, "target", "nilai")
            yield from _finding(facts, path, measure.target.value, units.get(measure.target.unit))
    for one in planned(context):
        unit = units.get(one.measure.target.unit)
        for name, value in one.stages:
            yield from _finding(one.plan, (*one.stages_path, name), value, unit)


def _finding(
    facts: Facts, path: Path, value: object, unit: Measurement | None
) -> Iterator[Finding]:
    if unit is None or not isinstance(value, float):
        return
    count = len(number(value).partition(".")[2])
    if count > unit.decimals:
        most = f"paling banyak {unit.decimals}" if unit.decimals else "hanya bilangan bulat"
        yield Finding(
            facts.document.value(*path),
            f"nilai {spoken(value)} memuat {count} angka di belakang koma, "
            f"sedangkan satuan {unit.name} {most}",
            "bulatkan angkanya, atau naikkan desimal satuan itu di sop/satuan.yaml",
        )
