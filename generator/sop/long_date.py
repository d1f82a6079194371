"""Days in sentences: 15 Januari 2026. What has to be typed into a document stays as it is typed, 2026-01-15."""

from __future__ import annotations

from datetime import date, datetime

from generator.load.scalar import is_date

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def long_date(value: date | str) -> str:
    """15 Januari 2026, from a day or its ISO text; another text as it is."""
    if isinstance(value, str):
        if not is_date(value):
            return value
        value = date.fromisoformat(value)
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def long_moment(at: datetime) -> str:
    """12 Januari 2026 pukul 08.20, in the moment's own zone."""
    return f"{long_date(at)} pukul {at:%H.%M}"
