"""A table of typed cells, before it is laid out as a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

Value = str | int | float | date | datetime | None
Row = tuple[Value, ...]


class Form(Enum):
    """How a column's values are written."""

    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True)
class Column:
    """A column's heading and form."""

    title: str
    form: Form


@dataclass(frozen=True)
class Table:
    """One sheet: its name (made valid later), its heading in print, and its rows."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row = ()
