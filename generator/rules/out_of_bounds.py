"""Nilai target melampaui batas satuannya.

Mengapa
    Persen tidak lebih dari 100 dan tidak kurang dari 0, kecuali indikatornya memang boleh melampaui. Nilai
    di luar batas hampir selalu salah ketik.

Salah
    content/2026/rbak/4-dokumen/skp-p003.yaml
    - target: {nilai: 85, satuan: persen}
    + target: {nilai: 850, satuan: persen}
    > 30:25: nilai 850 di luar batas satuan persen, 0 sampai 100

Benar
    target: {nilai: 85, satuan: persen}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Said
from generator.rules.context import Context
from generator.rules.phrase import has, spoken, spot, title
from generator.sop.facts import Facts, Measure
from generator.sop.model import Measurement


def check(context: Context) -> Iterator[Finding]:
    """Targets beyond the bounds of their unit of measurement."""
    bounded = {
        name: unit
        for name, unit in context.sop.measurements.items()
        if unit.least is not None or unit.most is not None
    }
    for facts in context.every:
        for measure in facts.measures():
            unit, value = bounded.get(measure.target.unit), measure.target.value
            if unit is None or value is None or measure.may_exceed:
                continue
            is_low = unit.least is not None and value < unit.least
            if is_low or (unit.most is not None and value > unit.most):
                yield _finding(facts, measure, unit, value)


def _finding(facts: Facts, measure: Measure, unit: Measurement, value: float) -> Finding:
    document = facts.document
    bounds = [spoken(bound) if bound is not None else "" for bound in (unit.least, unit.most)]
    if all(bounds):
        told = " sampai ".join(bounds)
    else:
        told = f"paling sedikit {bounds[0]}" if bounds[0] else f"paling banyak {bounds[1]}"
    hint = in_cells = "periksa angkanya"
    if has(document, measure.path, "boleh_lebih"):
        allowed = spot(document, measure.path, "boleh_lebih")
        hint += f"; bila memang boleh, tulis {allowed[-1]}: true ({title(document, allowed)})"
        in_cells += f"; bila memang boleh, isi {title(document, allowed)} dengan ya"
    message = f"nilai {spoken(value)} di luar batas satuan {unit.name}, {told}"
    place = document.value(*spot(document, measure.path, "target", "nilai"))
    return Finding(place, message, hint, in_cells=Said(message, in_cells))
