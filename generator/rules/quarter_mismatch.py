"""Target triwulan tidak cocok dengan target setahun.

Mengapa
    Rencana aksi membagi target setahun ke dalam triwulan, dan capaian triwulan dinilai dari sana. Cara
    membaginya disebut sifat target: penjumlahan, kumulatif, tetap, rata-rata, atau akhir tahun. Selisih yang
    disengaja diberi alasan.

Salah
    content/2026/rbak/4-dokumen/ra-pk-kabag-rbak.yaml
    - tw: {1: 10, 2: 15, 3: 15, 4: 8}
    + tw: {1: 10, 2: 15, 3: 15, 4: 5}
    > 33:9: jumlah Target triwulan 45, padahal target setahun 48

Benar
    tw: {1: 10, 2: 15, 3: 15, 4: 8}

Salah juga
    content/2026/biro/4-dokumen/ra-pk-kepala-biro.yaml
    - tw: {4: 79.60}
    + tw: {4: 76.90}
    > 18:13: Triwulan IV 76,9, padahal target setahun 79,6

Benar
    tw: {4: 79.60}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.diagnostic import Finding, Related
from generator.rules.context import Context
from generator.rules.phrase import spoken, spot, title
from generator.rules.planned import Planned, planned

TOLERANCE = 1e-6
ROUNDING = 0.005
"""Half of the last decimal that a yearly mean is written with."""

Value = int | float
Fault = tuple[str | None, str]
"""The part of the year at fault (None: all of them together) and the sentence."""


def check(context: Context) -> Iterator[Finding]:
    """Rows of numbers that do not add up to the yearly target by their nature, and give no reason."""
    for one in planned(context):
        annual = one.measure.target.value
        if annual is None or one.row.reason or not one.row.stages:
            continue
        values = [(name, v) for name, v in one.stages if isinstance(v, int | float)]
        if len(values) < len(one.row.stages):
            continue
        is_draft = not context.stage(one.plan.document)
        if is_draft and len(values) < len(one.all_stages()):
            continue
        fault = _fault(one, values, annual)
        if fault is not None:
            yield _finding(one, fault)


def _fault(one: Planned, values: list[tuple[str, Value]], annual: Value) -> Fault | None:
    numbers = [value for _, value in values]
    match one.row.nature:
        case "sum":
            total = sum(numbers)
            if _differ(total, annual):
                return (
                    None,
                    f"jumlah {_all(one)} {spoken(total)}, padahal target setahun {spoken(annual)}",
                )
        case "mean":
            mean = sum(numbers) / len(numbers)
            if _differ(mean, annual, ROUNDING):
                told = spoken(round(mean, 4))
                return (
                    None,
                    f"rata-rata {_all(one)} {told}, padahal target setahun {spoken(annual)}",
                )
        case "constant":
            return next((_other(one, v, annual) for v in values if _differ(v[1], annual)), None)
        case "cumulative":
            return _decrease(one, values) or _last(one, values, annual)
        case "final":
            return _early(one, values) or _last(one, values, annual)
    return None


def _differ(one: Value, other: Value, tolerance: float = TOLERANCE) -> bool:
    return abs(one - other) > tolerance + 1e-9 * abs(other)


def _all(one: Planned) -> str:
    return title(one.plan.document, one.stages_path)


def _name(one: Planned, stage: str) -> str:
    return title(one.plan.document, (*one.stages_path, stage))


def _other(one: Planned, stage: tuple[str, Value], annual: Value) -> Fault:
    name, value = stage
    return name, f"{_name(one, name)} {spoken(value)}, padahal target setahun {spoken(annual)}"


def _last(one: Planned, values: list[tuple[str, Value]], annual: Value) -> Fault | None:
    last = one.all_stages()[-1]
    if values[-1][0] != last:
        return None, f"{_name(one, last)} belum diisi, padahal target setahun {spoken(annual)}"
    return _other(one, values[-1], annual) if _differ(values[-1][1], annual) else None


def _decrease(one: Planned, values: list[tuple[str, Value]]) -> Fault | None:
    if one.measure.direction == "down":
        return None
    for (_, before), (name, value) in pairwise(values):
        if value < before - TOLERANCE:
            told = f"{_name(one, name)} {spoken(value)} lebih kecil daripada triwulan sebelumnya"
            return name, f"{told}, {spoken(before)}, padahal targetnya kumulatif"
    return None


def _early(one: Planned, values: list[tuple[str, Value]]) -> Fault | None:
    last = one.all_stages()[-1]
    early = next((v for v in values if v[0] != last and v[1]), None)
    if early is None:
        return None
    name, value = early
    return (
        name,
        f"{_name(one, name)} berisi {spoken(value)}, padahal target hanya diukur pada akhir tahun",
    )


def _finding(one: Planned, fault: Fault) -> Finding:
    document = one.plan.document
    stage, message = fault
    reason = title(document, spot(document, one.row.path, "alasan_selisih"))
    target = one.parent.document.value(*one.target_path)
    path = one.stages_path if stage is None else (*one.stages_path, stage)
    return Finding(
        document.value(*path),
        message,
        f"perbaiki angkanya atau sifat targetnya; bila memang berbeda, isi {reason}",
        (Related(target, "target setahun tertulis di sini"),),
    )
