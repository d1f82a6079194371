"""Values as cells and back: what is text stays text, numbers and days are real, and nothing gets lost.

A list of single values is one cell with a line for each. Blank means absent; what YAML can say and a
blank cell cannot (an empty text, list or group) is written as `""`, `[]` or `{}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timezone
from math import isfinite
from typing import Any

from generator.compile.layout import is_table
from generator.load.faults import is_meant_as_number
from generator.load.scalar import is_date, is_moment, number_text
from generator.load.schema import Schema, typed
from generator.load.workbook import Value
from generator.rules import dated, numeral

MAX_TEXT = 32_767
MAX_DIGITS = 15
FIRST_YEAR = 1901
"""Spreadsheets know no day before 1900, and count one in that year that never was."""

EMPTY_TEXT, EMPTY_LIST, EMPTY_GROUP = '""', "[]", "{}"
_MARKS: dict[str, type[str | list[Any] | dict[str, Any]]] = {
    EMPTY_TEXT: str,
    EMPTY_LIST: list,
    EMPTY_GROUP: dict,
}
_BULLET, _MORE = "- ", "  "
_CODED = ("enum", "const", "pattern", "format", "x-rujukan")

Cell = str | int | float | bool | date | datetime


class Misfit(Exception):
    """A value that no cell can hold without loss; the message says why."""


class Spoilt(Exception):
    """A cell that no longer says what was typed: why, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def to_cell(value: Any, schema: Schema, zone: timezone) -> Cell:
    """A value as the cell that says just the same when it is read again. Raises `Misfit`."""
    cell = _written(value, schema, zone)
    if isinstance(cell, str) and len(cell) > MAX_TEXT:
        raise Misfit(f"isinya lebih dari {MAX_TEXT} huruf")
    if typed(from_cell(cell, schema, zone), schema) != value:
        raise Misfit("isinya tidak dapat ditulis dalam satu sel tanpa berubah")
    return cell


def _written(value: Any, schema: Schema, zone: timezone) -> Cell:
    match value:
        case dict() if not value:
            return EMPTY_GROUP
        case list():
            return _lines(value)
        case bool():
            return value
        case int() | float():
            return _number(value)
        case str():
            return _day(value, schema, zone) or value or EMPTY_TEXT
    return str(value)


def _number(value: float) -> Cell:
    text = number_text(value)
    return value if len(re.sub(r"\D", "", text).strip("0")) <= MAX_DIGITS else text


def _day(value: str, schema: Schema, zone: timezone) -> date | None:
    """A day, or a moment in the office's own zone, as a date; None when it is to stay text."""
    form = schema.get("format")
    if form == "tanggal" and is_date(value):
        found = date.fromisoformat(value)
        return found if found.year >= FIRST_YEAR else None
    if form == "saat" and is_moment(value):
        moment = datetime.fromisoformat(value).replace(tzinfo=None)
        same = moment.year >= FIRST_YEAR and _moment(moment, zone) == value
        return moment if same else None
    return None


def _moment(moment: datetime, zone: timezone) -> str:
    precise = "seconds" if moment.second else "minutes"
    return moment.replace(microsecond=0, tzinfo=zone).isoformat(timespec=precise)


def _lines(values: list[Any]) -> str:
    if not values:
        return EMPTY_LIST
    texts = [_item(value) for value in values]
    plain = all(text == text.strip() and text and "\n" not in text for text in texts)
    if not plain or texts[0].startswith(_BULLET) or texts[0] in _MARKS:
        texts = [_BULLET + text.replace("\n", f"\n{_MORE}") for text in texts]
    return "\n".join(texts)


def _item(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return number_text(value) if isinstance(value, int | float) else str(value)


def from_cell(value: Value, schema: Schema, zone: timezone) -> Any:
    """What a cell says, as YAML text; None for an empty cell. Raises `Spoilt`."""
    kind = schema.get("type")
    if value is None:
        return None
    if isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, float | int):
        text = _typed_number(value, schema)
    elif isinstance(value, str):
        text = value.replace("\r\n", "\n").replace("\r", "\n")
    else:
        text = _typed_day(value, schema, zone)
    if text in _MARKS:
        return _MARKS[text]()
    if kind == "array" and not is_table(schema):
        return _items(text)
    if kind in ("number", "integer", "boolean") or any(mark in schema for mark in _CODED):
        text = text.strip().removeprefix("'")
        return text.lower() if kind == "boolean" and text.lower() in ("true", "false") else text
    return text


def plain_name(text: str) -> str:
    """A name as it is compared: without the blanks that nobody sees, and capitals or not."""
    return " ".join(text.split()).casefold()


def understood(text: str, schema: Schema, zone: timezone, people: Mapping[str, str]) -> str:
    """What somebody who typed a text can only have meant by it; the text itself where that is open.

    Without the blanks around it, which nobody sees in a cell; empty when it has nothing else. `people`:
    ids by plain name, of names that only one person has.
    """
    kind, form = schema.get("type"), schema.get("format")
    found: str | None = None
    if "enum" in schema:
        words = [str(word) for word in schema["enum"]]
        alike = [word for word in words if word.casefold() == text.strip().casefold()]
        found = alike[0] if len(alike) == 1 else None
    elif kind == "integer":
        found = numeral.plain_integer(text)
    elif kind == "number" or (isinstance(kind, list) and is_meant_as_number(text.strip())):
        found = numeral.plain(text)
    elif kind == "boolean":
        found = numeral.truth(text)
    elif schema.get("x-rujukan", {}).get("ruang") == "orang":
        found = people.get(plain_name(text))
    elif form in ("tanggal", "saat"):
        offset = datetime(FIRST_YEAR, 1, 1, tzinfo=zone).isoformat()[-6:]
        found = dated.meant(text.strip(), str(form), offset)
    return found or text.strip()


def _typed_number(value: float, schema: Schema) -> str:
    if not isfinite(value):
        raise Spoilt("angka di sel ini terlalu besar", "periksa angkanya")
    if schema.get("type") == "string" and "pattern" in schema and value != int(value):
        raise Spoilt(
            f"sel berisi angka {number_text(value).replace('.', ',')}, sehingga nol di akhir kode bisa sudah hilang",
            "ubah format sel menjadi Teks, lalu ketik kodenya lagi",
        )
    return number_text(value)


def _typed_day(value: Any, schema: Schema, zone: timezone) -> str:
    if isinstance(value, datetime):
        if schema.get("format") == "saat":
            return _moment(value, zone)
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    return value.isoformat("minutes") if isinstance(value, time) else str(value)


def _items(text: str) -> list[str] | None:
    """The items of a list cell: a line each, or, where the first line has a bullet, from bullet to bullet."""
    lines = text.split("\n")
    if not lines[0].startswith(_BULLET):
        return [line.strip() for line in lines if line.strip()] or None
    return list(_bullets(lines))


def _bullets(lines: Iterable[str]) -> Iterable[str]:
    item: list[str] = []
    for line in lines:
        if line.startswith(_BULLET) and item:
            yield "\n".join(item)
            item = []
        item.append(line.removeprefix(_BULLET) if not item else line.removeprefix(_MORE))
    yield "\n".join(item)
