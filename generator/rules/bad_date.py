"""Tanggal tidak sah.

Mengapa
    Urutan langkah, batas waktu, dan masa jabatan dihitung dari tanggal. Tanggal ditulis
    tahun-bulan-tanggal supaya tidak ada yang membacanya terbalik, dan harus ada di kalender.

Salah
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - tanggal: 2026-01-02
    + tanggal: 2026-02-30
    > 18:12: tanggal pengesahan "2026-02-30" tidak ada di kalender

Benar
    tanggal: 2026-01-02

Salah juga
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - tanggal: 2026-01-02
    + tanggal: 2 Januari 2026
    > 18:12: tanggal pengesahan "2 Januari 2026" bukan bentuk tahun-bulan-tanggal

Benar
    tanggal: 2026-01-02

Salah juga
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - tanggal: 2026-01-02
    + tanggal: 01/02/2026
    > 18:12: tanggal pengesahan "01/02/2026" dapat berarti 1 Februari 2026 atau 2 Januari 2026

Benar
    tanggal: 2026-01-02
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostic import Finding, Said
from generator.load.scalar import FORMATS
from generator.rules.breach import Breach
from generator.rules.context import Context
from generator.rules.dated import both_days, day, day_of_moment, meant
from generator.rules.wording import example, quote
from generator.sop.long_date import long_date

KEYWORDS = ("format",)

_SHAPES = {"tanggal": r"\d{4}-\d{2}-\d{2}", "saat": r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*[Z0-9]"}
_SAMPLES = {"tanggal": "3 Februari 2026", "saat": "3 Februari 2026 14.30"}


def worded(breach: Breach) -> Iterator[Finding]:
    """Whether the day does not exist, could be two, or is written in another way; and how it should be."""
    text, form = str(breach.value), str(breach.fault.facts["format"])
    wanted = example(breach.schema, "2026-01-19")
    right = meant(text, form, wanted[16:])
    if days := both_days(text):
        yield _doubtful(breach, days)
        return
    if form == "saat" and not right and (found := day(text)) and FORMATS["tanggal"](found):
        yield _without_time(breach, found, wanted)
        return
    if form == "tanggal" and (found := day_of_moment(text)):
        yield _with_time(breach, found)
        return
    shape = re.fullmatch(_SHAPES.get(form, ""), text, re.ASCII)
    message = cells = f"{breach.field} {quote(text)} tidak ada di kalender"
    if right or not shape:
        kind = "tahun-bulan-tanggal" + ("" if form == "tanggal" else "Tjam:menit+selisih waktu")
        message = f"{breach.field} {quote(text)} bukan bentuk {kind}"
        cells = f"{breach.field} {quote(text)} bukan {_named(form)} yang ada di kalender"
    fix = breach.instead(right) if right else None
    hint = f"maksud Anda {right}?" if right else f"tulis tanggal yang ada, misalnya {wanted}"
    typed = f"ketik {_named(form)} yang ada, misalnya {_SAMPLES.get(form, wanted)}"
    yield Finding(breach.place, message, hint, fix=fix, in_cells=Said(cells, typed))


def _named(form: str) -> str:
    return "tanggal dan jam" if form == "saat" else "tanggal"


def _doubtful(breach: Breach, days: tuple[str, str]) -> Finding:
    """Both readings; nobody but the writer can choose."""
    one, other = map(long_date, days)
    message = f"{breach.field} {quote(breach.value)} dapat berarti {one} atau {other}"
    typed = f"ketik nama bulannya, yaitu {one} atau {other}"
    hint = f"tulis {' atau '.join(days)}"
    return Finding(breach.place, message, hint, in_cells=Said(message, typed))


def _without_time(breach: Breach, found: str, wanted: str) -> Finding:
    moment = f"{found}{wanted[10:]}" if FORMATS["saat"](wanted) else f"{found}T14:30+07:00"
    typed = f"{long_date(found)} {moment[11:16].replace(':', '.')}"
    message = f"{breach.field} harus memuat tanggal dan jam, misalnya "
    hint = "tambahkan jam sesudah tanggalnya"
    cells = Said(f"{message}{typed}", hint)
    return Finding(breach.place, f"{message}{moment}", hint, in_cells=cells)


def _with_time(breach: Breach, found: str) -> Finding:
    message = f"{breach.field} {quote(breach.value)} memuat jam, padahal di sini hanya tanggal"
    cells = Said(message, f"ketik tanggalnya saja: {long_date(found)}")
    return Finding(breach.place, message, f"tulis tanggalnya saja: {found}", in_cells=cells)


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return (f for breach in context.breaches(*KEYWORDS) for f in worded(breach))
