"""Scalars: text that means a number, a truth value, a date or a moment, and text that does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, timezone
from typing import Any

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,15})(?:\.[0-9]{1,9})?")
_AMBIGUOUS = re.compile(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})"
)
_ZONES = tuple(timezone(sign * timedelta(hours=23, minutes=59)) for sign in (-1, 1))
"""The zones farthest from each other: what both can tell, the calendar of any office can."""


def is_date(text: object) -> bool:
    """Whether a text is a real ISO date, written YYYY-MM-DD."""
    return isinstance(text, str) and bool(_DATE.fullmatch(text)) and _is_real(text)


def is_moment(text: object) -> bool:
    """Whether a text is a real ISO date and time with its offset, and one that every zone has a day for."""
    return isinstance(text, str) and bool(_MOMENT.fullmatch(text)) and _is_real(text, _ZONES)


def _is_real(text: str, zones: Iterable[timezone] = ()) -> bool:
    try:
        found = datetime.fromisoformat(text)
        for zone in zones:
            found.astimezone(zone)
    except (OverflowError, ValueError):
        return False
    return True


FORMATS: dict[str, Callable[[str], bool]] = {"tanggal": is_date, "saat": is_moment}


def number(text: str) -> int | float | str:
    """A text as a number if it is one beyond doubt: 1.000 may mean a thousand, so it stays text."""
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text) and not _AMBIGUOUS.fullmatch(text):
        return float(text)
    return text


def number_text(value: float) -> str:
    """A number as YAML writes it: at most nine decimals, never with an exponent, never ambiguous."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    text = f"{value:.9f}".rstrip("0").rstrip(".")
    return f"{text}0" if _AMBIGUOUS.fullmatch(text) else text


def integer(value: Any) -> Any:
    return int(value) if isinstance(value, str) and _INTEGER.fullmatch(value) else value


def number_or_text(value: Any) -> Any:
    return number(value) if isinstance(value, str) else value


def boolean(value: Any) -> Any:
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


SCALARS = {"integer": integer, "number": number_or_text, "boolean": boolean}
