"""Values as Indonesian readers expect them: dates, numbers, money, words, working time.

The only door to Babel. Every function takes plain values and answers text; what cannot be read as
the expected type is given back as it is, because a half-finished draft must still be shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, localcontext
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from generator.sop.clock import Calendar

LOCALE = "id"
DASH = "–"
DAY_MINUTES = 450
MOST_DIGITS = 400
"""More than the largest number of a document has."""
MOST_DECIMALS = 9
"""As many as a number in a document can have (load/scalar.py)."""
_ONES = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"))


def day(value: Any) -> str:
    """23 Januari 2026, from an ISO date or moment."""
    found = _date(value)
    return format_date(found, "d MMMM y", LOCALE) if found else str(value or "")


def weekday(value: Any) -> str:
    """Jumat, from an ISO date or moment."""
    found = _date(value)
    return format_date(found, "EEEE", LOCALE) if found else str(value or "")


def long_day(value: Any) -> str:
    """Jumat, 23 Januari 2026, from an ISO date or moment."""
    found = _date(value)
    return format_date(found, "EEEE, d MMMM y", LOCALE) if found else str(value or "")


def month_day(value: Any) -> str:
    """1 JANUARI: the day without its year, as forms print a period."""
    found = _date(value)
    return format_date(found, "d MMMM", LOCALE) if found else str(value or "")


def partial_day(value: Any) -> str:
    """A date of which the day may be missing: 2023-01 is Januari 2023."""
    text = str(value or "")
    if len(text) == 7 and (found := _date(f"{text}-01")):
        return format_date(found, "MMMM y", LOCALE)
    return day(value)


def moment(value: Any) -> str:
    """Jumat, 23 Januari 2026 pukul 10.15, from an ISO moment."""
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return str(value or "")
    return format_date(found, "EEEE, d MMMM y", LOCALE) + found.strftime(" pukul %H.%M")


def number(value: Any, decimals: int | None = None) -> str:
    """78,34 from 78.34; with `decimals` at least that many. Never another number: nothing is rounded."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value if value is not None else "")
    pattern = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    shown = round(Decimal(str(value)), MOST_DECIMALS).normalize() if value % 1 else int(value)
    with localcontext(prec=MOST_DIGITS):
        return format_decimal(shown, pattern, LOCALE, decimal_quantization=False)


def rupiah(value: Any) -> str:
    """Rp2.450.000.000,00 from whole rupiah."""
    return f"Rp{number(value, 2)}" if isinstance(value, int | float) else str(value or "")


def plain_rupiah(value: Any) -> str:
    """2.450.000.000 from whole rupiah, for narrow columns."""
    return number(value, 0) if isinstance(value, int | float) else str(value or "")


def target(value: Any, decimals: Mapping[str, int] | None = None) -> str:
    """A target with its unit: 79,60 nilai; a given text stands in place of the number."""
    if not isinstance(value, Mapping):
        return ""
    unit = str(value.get("satuan") or "")
    if value.get("teks"):
        return str(value["teks"])
    known = (decimals or {}).get(unit)
    shown = value.get("nilai")
    places = None if known is None or (isinstance(shown, int) and known > 0) else known
    figure = number(shown, places)
    return f"{figure} {unit}".strip() if figure else ""


def spelled(value: Any) -> str:
    """A whole number in words (terbilang): 48 is empat puluh delapan."""
    if isinstance(value, bool) or not isinstance(value, int):
        return str(value if value is not None else "")
    return f"minus {_spelled(-value)}" if value < 0 else _spelled(value)


def _spelled(value: int) -> str:
    if value < 12:
        return _ONES[value]
    if value < 20:
        return f"{_ONES[value - 10]} belas"
    if value < 100:
        return _joined(f"{_ONES[value // 10]} puluh", value % 10)
    if value < 200:
        return _joined("seratus", value - 100)
    if value < 1000:
        return _joined(f"{_ONES[value // 100]} ratus", value % 100)
    if value < 2000:
        return _joined("seribu", value - 1000)
    for size, word in _SCALES:
        if value >= size:
            return _joined(f"{_spelled(value // size)} {word}", value % size)
    raise AssertionError(value)


def _joined(words: str, rest: int) -> str:
    return f"{words} {_spelled(rest)}" if rest else words


def ordinary_day(calendar: Calendar) -> int:
    """The minutes of an office's ordinary working day."""
    return calendar.normal_day if calendar.years else DAY_MINUTES


def working_time(minutes: Any, day_minutes: int = DAY_MINUTES) -> str:
    """Working minutes in words: 2 hari 3 jam 15 menit; a day is an ordinary working day."""
    if not isinstance(minutes, int):
        return str(minutes or "")
    days, rest = divmod(abs(minutes), day_minutes)
    hours, left = divmod(rest, 60)
    parts = [(days, "hari"), (hours, "jam"), (left, "menit")]
    return " ".join(f"{count} {word}" for count, word in parts if count) or "0 menit"


def short_digest(value: Any) -> str:
    """The first twelve digits of a digest, in groups of four."""
    text = str(value or "").rpartition(":")[2][:12]
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def sentence(value: Any) -> str:
    """A text with a capital at its beginning, the rest untouched."""
    text = str(value)
    return text[:1].upper() + text[1:]


def roman(value: Any) -> str:
    """A whole number from 1 to 39 in Roman numerals, for quarters, parts and annexes; others as they are."""
    text = str(value)
    count = int(text) if text.isascii() and text.isdecimal() and len(text) < 3 else 0
    if not 0 < count < 40:
        return text
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (count // 10) + ones[count % 10]


def says_deadline(text: Any, value: Any) -> bool:
    """Whether a text says itself that a day is the last one: paling lambat Senin, 13 Januari 2025."""
    on = rf"(?:(?:hari )?{re.escape(weekday(value))},? )?(?:tanggal )?{re.escape(day(value))}"
    return bool(re.search(rf"\bpaling lambat {on}(?!\w)", _spaced(text), re.IGNORECASE))


def says_name(text: Any, name: Any) -> bool:
    """Whether a text holds a whole name, which does not go on with another word in capitals."""
    found = rf"(?<!\w){re.escape(_spaced(name))}(?!\w| [A-Z])"
    return bool(re.search(found, _spaced(text)))


def _spaced(text: Any) -> str:
    return " ".join(str(text).split())


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


FILTERS = {
    "angka": number,
    "bulan_tanggal": month_day,
    "hari": weekday,
    "jam_kerja": working_time,
    "kalimat": sentence,
    "menyebut_batas": says_deadline,
    "menyebut_nama": says_name,
    "romawi": roman,
    "rupiah": rupiah,
    "rupiah_polos": plain_rupiah,
    "saat": moment,
    "sidik_pendek": short_digest,
    "tanggal": day,
    "tanggal_sebagian": partial_day,
    "target": target,
    "terbilang": spelled,
}


def after(number: str) -> str:
    """What tells evidence that comes after a finished step from the step itself."""
    return f", susulan ke-{number}" if number else ""
