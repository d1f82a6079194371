"""Workbooks as somebody in an office gives them back: with other cells, formulas, merged ranges and sheets."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook


class Percent(float):
    """A number in a cell that shows it as a percentage."""


Cells = Mapping[tuple[str, str], Any]
"""Values by the sheet's name and the cell's, as ("PK", "B7"); None empties a cell."""


def spot(reference: str) -> tuple[int, int]:
    """Row and column of a cell, counted from 0."""
    found = re.fullmatch(r"([A-Z]+)([0-9]+)", reference)
    assert found is not None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def sheet(data: bytes, name: str) -> list[list[Any]]:
    """The rows of a sheet from its first cell."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def names(data: bytes) -> list[str]:
    """The names of all sheets."""
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names


def edited(
    data: bytes,
    cells: Cells,
    *,
    formulas: Mapping[tuple[str, str], tuple[str, Any]] | None = None,
    merged: Mapping[str, str] | None = None,
    dropped: Sequence[str] = (),
    added: Mapping[str, Sequence[Sequence[Any]]] | None = None,
) -> bytes:
    """The same workbook with some cells changed, written by another hand."""
    tables = {name: sheet(data, name) for name in names(data) if name not in dropped}
    tables |= {name: [list(row) for row in rows] for name, rows in (added or {}).items()}
    for (name, reference), value in cells.items():
        row, column = spot(reference)
        rows = tables[name]
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = value
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    pages = {name: _written(book, name, rows) for name, rows in tables.items()}
    for (name, reference), (formula, value) in (formulas or {}).items():
        pages[name].write_formula(reference, formula, None, value)
    for name, area in (merged or {}).items():
        pages[name].merge_range(area, "gabung")
    book.close()
    return buffer.getvalue()


def _written(book: Any, name: str, rows: list[list[Any]]) -> Any:
    page = book.add_worksheet(name)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    percent = book.add_format({"num_format": "0.0%"})
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if value is None or value == "":
                continue
            match value:
                case Percent():
                    page.write_number(row, column, value, percent)
                case bool():
                    page.write_boolean(row, column, value)
                case str():
                    page.write_string(row, column, value)
                case datetime():
                    page.write_datetime(row, column, value, moment)
                case date() | timedelta():
                    page.write_datetime(row, column, value, day)
                case _:
                    page.write_number(row, column, value)
    return page
