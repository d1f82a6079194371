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
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.load.scalar import FORMATS
from generator.rules.breach import Breach
from generator.rules.context import Context
from generator.rules.wording import example, quote
from generator.sop.long_date import MONTHS

KEYWORDS = ("format",)

_ISO = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", re.ASCII)
_LOCAL = re.compile(r"(\d{1,2})[-/. ](\d{1,2}|[A-Za-z]+)[-/. ](\d{4})", re.ASCII)
_TIME = re.compile(
    r"(.*?)[T ]+(\d{1,2})[.:](\d{2})(?:[.:]\d{2})? *(Z|WIB|[+-]\d{2}:\d{2})?", re.ASCII
)
_SHAPES = {"tanggal": r"\d{4}-\d{2}-\d{2}", "saat": r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*[Z0-9]"}


def worded(breach: Breach) -> Iterator[Finding]:
    """Whether the day does not exist or is written in another way, and the way it should be."""
    text, form = str(breach.value), str(breach.fault.facts["format"])
    wanted = example(breach.schema, "2026-01-19")
    meant = _meant(text, form, wanted)
    if form == "saat" and not meant and (day := _day(text)) and FORMATS["tanggal"](day):
        moment = f"{day}{wanted[10:]}" if FORMATS[form](wanted) else f"{day}T14:30+07:00"
        message = f"{breach.field} harus memuat tanggal dan jam, misalnya {moment}"
        yield Finding(breach.place, message, "tambahkan jam sesudah tanggalnya")
        return
    shape = re.fullmatch(_SHAPES.get(form, ""), text, re.ASCII)
    if shape and not meant:
        message = f"{breach.field} {quote(text)} tidak ada di kalender"
    else:
        kind = "tahun-bulan-tanggal" + ("" if form == "tanggal" else "Tjam:menit+selisih waktu")
        message = f"{breach.field} {quote(text)} bukan bentuk {kind}"
    fix = breach.instead(meant) if meant else None
    hint = f"maksud Anda {meant}?" if meant else f"tulis tanggal yang ada, misalnya {wanted}"
    yield Finding(breach.place, message, hint, fix=fix)


def _meant(text: str, form: str, wanted: str) -> str | None:
    """The text in the wanted form; None when it names no real day."""
    clock = _TIME.fullmatch(text)
    whole = _day(clock[1] if clock else text)
    if whole and form != "tanggal":
        if not clock:
            return None
        zone = clock[4] if clock[4] and clock[4] != "WIB" else wanted[16:]
        whole = f"{whole}T{int(clock[2]):02}:{clock[3]}{zone}"
    known = FORMATS.get(form)
    return whole if whole and known and known(whole) else None


def _day(text: str) -> str | None:
    if iso := _ISO.fullmatch(text.strip()):
        return f"{iso[1]}-{int(iso[2]):02}-{int(iso[3]):02}"
    if local := _LOCAL.fullmatch(text.strip()):
        month = _month(local[2].casefold())
        return f"{local[3]}-{month:02}-{int(local[1]):02}" if month else None
    return None


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    found = (
        [i for i, name in enumerate(MONTHS, 1) if name.casefold().startswith(text)]
        if text[2:]
        else []
    )
    return found[0] if len(found) == 1 else 0


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return (f for breach in context.breaches(*KEYWORDS) for f in worded(breach))
