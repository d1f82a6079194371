"""Days and moments as people write them, and what they mean: 3 Februari 2026, 25/12/2026, 2026.2.3."""

from __future__ import annotations

import re

from generator.load.scalar import FORMATS
from generator.sop.long_date import MONTHS

_ISO = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", re.ASCII)
_LOCAL = re.compile(r"(\d{1,2})[-/. ](\d{1,2}|[A-Za-z]+)[-/. ](\d{4})", re.ASCII)
_TIME = re.compile(
    r"(.*?)(?:[T ]+|,? +pukul +)(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))? *(Z|WIB|[+-]\d{2}:\d{2})?",
    re.ASCII | re.IGNORECASE,
)


def meant(text: str, form: str, ending: str) -> str | None:
    """The text as the form wants it; None when it names no real day, more than one, or more than a day is.

    `ending` is the difference from universal time of a moment that does not tell its own.
    """
    clock = _TIME.fullmatch(text)
    if bool(clock) == (form == "tanggal"):
        return None
    whole = None if both_days(text) else day(clock[1] if clock else text)
    if whole and clock:
        _, hour, minute, second, offset = clock.groups()
        zone = offset if offset and offset.upper() != "WIB" else ending
        seconds = f":{second}" if second and second != "00" else ""
        whole = f"{whole}T{int(hour):02}:{minute}{seconds}{zone.upper()}"
    known = FORMATS.get(form)
    return whole if whole and known and known(whole) else None


def day(text: str) -> str | None:
    """The day that a text names, day before month where it does not begin with the year; it may not exist."""
    if iso := _ISO.fullmatch(text.strip()):
        return f"{iso[1]}-{int(iso[2]):02}-{int(iso[3]):02}"
    if local := _LOCAL.fullmatch(text.strip()):
        month = _month(local[2].casefold())
        return f"{local[3]}-{month:02}-{int(local[1]):02}" if month else None
    return None


def day_of_moment(text: str) -> str | None:
    """The real day of a text that has a time as well; None where it has not."""
    clock = _TIME.fullmatch(text)
    found = day(clock[1]) if clock else None
    return found if found and FORMATS["tanggal"](found) else None


def both_days(text: str) -> tuple[str, str] | None:
    """The two days that a text such as 01/02/2026 names: day before month, and month before day.

    None where only one of them exists, or both are the same.
    """
    clock = _TIME.fullmatch(text)
    local = _LOCAL.fullmatch((clock[1] if clock else text).strip())
    if local is None or not local[2].isdigit():
        return None
    one, other = int(local[1]), int(local[2])
    days = f"{local[3]}-{other:02}-{one:02}", f"{local[3]}-{one:02}-{other:02}"
    return days if one != other and all(map(FORMATS["tanggal"], days)) else None


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    names = [i for i, name in enumerate(MONTHS, 1) if name.casefold().startswith(text)]
    return names[0] if len(names) == 1 and text[2:] else 0
