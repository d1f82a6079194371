"""A spreadsheet file (.xlsx): its sheets with the values of their cells. The only door to python-calamine.

Each sheet is looked through first for what the reader does not tell: formulas, cells that hold an
error or a percentage, and cells so far away that the reader would fill all the room between with
empty ones.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from generator.load.package import (
    AGAIN,
    Unreadable,
    packed,
    parser,
    percent_styles,
    run,
    sheets,
    unpacked,
)

Value = str | float | bool | date | datetime | time | timedelta | None
Spot = tuple[int, int]
"""Row and column, counted from 0."""

MAX_AREA = 2_000_000
MAX_CELLS = 500_000

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


@dataclass(frozen=True)
class Sheet:
    """One sheet: values by row and column, and what is odd about them."""

    name: str
    rows: tuple[tuple[Value, ...], ...]
    formulas: frozenset[Spot] = frozenset()
    errors: frozenset[Spot] = frozenset()
    """Cells with an error such as #REF!, or with a formula that was never calculated."""
    blank: frozenset[Spot] = frozenset()
    """Those of them whose formula was never calculated."""
    percents: frozenset[Spot] = frozenset()
    """Numbers that are shown as percentages: 0.875 as 87.5%."""
    merged: tuple[tuple[Spot, Spot], ...] = ()
    """The first and the last cell of each group of merged ones."""

    def value(self, row: int, column: int) -> Value:
        """The value of a cell; None for an empty one."""
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return None


def read(raw: bytes) -> tuple[Sheet, ...]:
    """The sheets of a file in their order. Raises `Unreadable`."""
    parts = unpacked(raw)
    styles = percent_styles(parts.get("xl/styles.xml", b"<none/>"))
    scans = [(name, _scanned(name, parts.get(path, b""), styles)) for name, path in sheets(parts)]
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(packed(parts)))
        return tuple(_sheet(book, name, scan) for name, scan in scans)
    except (CalamineError, ValueError, OSError):
        raise Unreadable(f"isi berkas tidak dapat dibaca; {AGAIN}") from None


def _sheet(book: Any, name: str, scan: _Scan) -> Sheet:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False) if scan.cells else []
    return Sheet(
        name=name,
        rows=tuple(tuple(None if value == "" else value for value in row) for row in rows),
        formulas=frozenset(scan.formulas),
        errors=frozenset(scan.errors),
        blank=frozenset(scan.blank),
        percents=frozenset(scan.percents),
        merged=tuple(scan.merged),
    )


# -- what the reader does not tell ------------------------------------------------------------


@dataclass
class _Scan:
    """What one pass over a sheet finds."""

    name: str
    styles: frozenset[str]
    """The styles that show a number as a percentage."""
    cells: int = 0
    formulas: set[Spot] = field(default_factory=set)
    errors: set[Spot] = field(default_factory=set)
    percents: set[Spot] = field(default_factory=set)
    blank: set[Spot] = field(default_factory=set)
    merged: list[tuple[Spot, Spot]] = field(default_factory=list)
    row: int = -1
    column: int = -1
    rows: int = 0
    columns: int = 0
    kind: str = ""
    has_formula: bool = False
    has_text: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self.row = int(attributes.get("r", self.row + 2)) - 1
                self.column = -1
            case "c":
                self._cell(attributes)
            case "f":
                self.has_formula = True
            case "mergeCell":
                first, _, last = attributes.get("ref", "").partition(":")
                start = _spot(first) or (0, 0)
                self.merged.append((start, _spot(last) or start))

    def _cell(self, attributes: dict[str, str]) -> None:
        self.row, self.column = _spot(attributes.get("r", "")) or (self.row, self.column + 1)
        self.cells += 1
        self.rows, self.columns = max(self.rows, self.row + 1), max(self.columns, self.column + 1)
        if self.cells > MAX_CELLS or self.rows * self.columns > MAX_AREA:
            reference = reference_of(self.row, self.column)
            raise Unreadable(
                f"isi lembar {self.name} terlalu luas (sampai sel {reference}); hapus semua baris di "
                "bawah dan kolom di kanan isiannya, lalu simpan lagi"
            )
        self.kind, self.has_formula, self.has_text = attributes.get("t", ""), False, False
        if attributes.get("s") in self.styles:
            self.percents.add((self.row, self.column))

    def text(self, data: str) -> None:
        self.has_text = self.has_text or bool(data.strip())

    def end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "f":
                self.has_text = False
            case "c":
                if self.has_formula:
                    self.formulas.add((self.row, self.column))
                    if not self.has_text:
                        self.blank.add((self.row, self.column))
                if self.kind == "e" or (self.has_formula and not self.has_text):
                    self.errors.add((self.row, self.column))


def _scanned(name: str, data: bytes, styles: frozenset[str]) -> _Scan:
    scan = _Scan(name, styles)
    reader = parser()
    reader.StartElementHandler = scan.start
    reader.EndElementHandler = scan.end
    reader.CharacterDataHandler = scan.text
    try:
        run(reader, data)
    except ValueError:
        raise Unreadable(f"isi lembar {name} rusak; {AGAIN}") from None
    return scan


def _spot(reference: str) -> Spot | None:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def reference_of(row: int, column: int) -> str:
    """The name of a cell, as B7, from its row and column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
