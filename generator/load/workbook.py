"""A spreadsheet file (.xlsx): its sheets with the values of their cells. The only door to python-calamine.

The file comes from outside, so it is unpacked here within bounds first, and each sheet is looked
through for what the reader does not tell: formulas, cells that hold an error, and cells so far away
that the reader would fill all the room between with empty ones.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NoReturn
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook

Value = str | float | bool | date | datetime | time | timedelta | None
Spot = tuple[int, int]
"""Row and column, counted from 0."""

MAX_FILE = 20 * 1024 * 1024
MAX_UNPACKED = 64 * 1024 * 1024
MAX_PARTS = 2_000
MAX_AREA = 2_000_000
MAX_CELLS = 500_000

_WANTED = re.compile(r"(?:xl/.*|_rels/|)[^/]*\.(?:xml|rels)")
_UNWANTED = re.compile(r"xl/(?:charts|comments|drawings|externalLinks|media|pivot|theme|threaded)")
_OLD = b"\xd0\xcf\x11\xe0"
_PERCENTS = ("9", "10")
"""The percent formats that every program knows by number."""
_QUOTED = re.compile(r'"[^"]*"|\\.|_.')
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


class Unreadable(Exception):
    """The file is no spreadsheet that can be read; the message says in Indonesian why and what to do."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: values by row and column, and what is odd about them."""

    name: str
    rows: tuple[tuple[Value, ...], ...]
    formulas: frozenset[Spot] = frozenset()
    errors: frozenset[Spot] = frozenset()
    """Cells with an error such as #REF!, or with a formula that was never calculated."""
    percents: frozenset[Spot] = frozenset()
    """Numbers that are shown as percentages: 0.875 as 87.5%."""
    merged: tuple[Spot, ...] = ()
    """The first cell of each group of merged ones."""

    def value(self, row: int, column: int) -> Value:
        """The value of a cell; None for an empty one."""
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return None


def read(raw: bytes) -> tuple[Sheet, ...]:
    """The sheets of a file in their order. Raises `Unreadable`."""
    parts = _unpacked(raw)
    styles = _percent_styles(parts.get("xl/styles.xml", b"<none/>"))
    scans = [(name, _scanned(name, parts.get(path, b""), styles)) for name, path in _sheets(parts)]
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(_packed(parts)))
        return tuple(_sheet(book, name, scan) for name, scan in scans)
    except (CalamineError, ValueError, OSError) as error:
        raise Unreadable(f"isi berkas tidak dapat dibaca ({error}); {_AGAIN}") from None


_AGAIN = "buka di program lembar kerja lalu simpan lagi sebagai Excel (.xlsx)"


def _sheet(book: Any, name: str, scan: _Scan) -> Sheet:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False) if scan.cells else []
    return Sheet(
        name=name,
        rows=tuple(tuple(None if value == "" else value for value in row) for row in rows),
        formulas=frozenset(scan.formulas),
        errors=frozenset(scan.errors),
        percents=frozenset(scan.percents),
        merged=tuple(scan.merged),
    )


# -- the package ------------------------------------------------------------------------------


def _unpacked(raw: bytes) -> dict[str, bytes]:
    """The parts that matter, by name; never more than the bounds allow, whatever the file claims."""
    if len(raw) > MAX_FILE:
        _refuse_size(f"berkas lebih besar dari {MAX_FILE // 1024**2} MB")
    if raw.startswith(_OLD):
        raise Unreadable(f"berkas dikunci kata sandi atau berformat lama (.xls); {_AGAIN}")
    parts: dict[str, bytes] = {}
    left = MAX_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if len(archive.namelist()) > MAX_PARTS:
                _refuse_size(f"berkas terdiri dari lebih dari {MAX_PARTS} potongan")
            for name in archive.NameToInfo:
                if _WANTED.fullmatch(name) and not _UNWANTED.match(name):
                    with archive.open(name) as part:
                        parts[name] = part.read(left + 1)
                    left -= len(parts[name])
                    if left < 0:
                        _refuse_size(f"isi berkas lebih dari {MAX_UNPACKED // 1024**2} MB")
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError):
        raise Unreadable(f"berkas bukan lembar kerja Excel (.xlsx), atau rusak; {_AGAIN}") from None
    if "xl/workbook.xml" not in parts:
        raise Unreadable(f"berkas bukan lembar kerja Excel (.xlsx); {_AGAIN}")
    return parts


def _refuse_size(reason: str) -> NoReturn:
    raise Unreadable(
        f"{reason}; bagi menjadi beberapa berkas, misalnya satu jenis dokumen tiap berkas"
    )


def _packed(parts: dict[str, bytes]) -> bytes:
    """The same parts as a plain archive, whose sizes are true."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _sheets(parts: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Name and part of each worksheet."""
    targets = {
        found.get("Id", ""): found.get("Target", "")
        for found in _elements(parts.get("xl/_rels/workbook.xml.rels", b""), "Relationship")
        if found.get("Type", "").endswith("/worksheet")
    }
    for found in _elements(parts["xl/workbook.xml"], "sheet"):
        id = next((value for key, value in found.items() if key.endswith(":id")), "")
        if id in targets:
            target = targets[id]
            yield found.get("name", ""), target[1:] if target.startswith("/") else f"xl/{target}"


def _percent_styles(data: bytes) -> frozenset[str]:
    """The numbers of the cell styles that show percentages."""
    own = {
        found.get("numFmtId"): found.get("formatCode", "") for found in _elements(data, "numFmt")
    }
    percent = {*_PERCENTS, *(id for id, code in own.items() if "%" in _QUOTED.sub("", code))}
    styles = enumerate(_elements(data, "xf", within="cellXfs"))
    return frozenset(str(number) for number, found in styles if found.get("numFmtId") in percent)


def _elements(data: bytes, wanted: str, within: str = "") -> list[dict[str, str]]:
    """The attributes of all elements of a name, or of those right inside another."""
    found: list[dict[str, str]] = []
    around = [""]

    def start(name: str, attributes: dict[str, str]) -> None:
        plain = name.rpartition(":")[2]
        if plain == wanted and within in ("", around[-1]):
            found.append(attributes)
        around.append(plain)

    parser = _parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: around.pop()
    _run(parser, data)
    return found


def _parser() -> Any:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.buffer_text = True
    return parser


def _refuse_doctype(*_: object) -> NoReturn:
    raise Unreadable(f"berkas memuat deklarasi yang tidak ada pada lembar kerja biasa; {_AGAIN}")


def _run(parser: Any, data: bytes) -> None:
    try:
        parser.Parse(data, 1)
    except expat.ExpatError:
        raise Unreadable(f"isi berkas rusak; {_AGAIN}") from None


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
    merged: list[Spot] = field(default_factory=list)
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
                self.merged.append(_spot(attributes.get("ref", "").partition(":")[0]) or (0, 0))

    def _cell(self, attributes: dict[str, str]) -> None:
        self.row, self.column = _spot(attributes.get("r", "")) or (self.row, self.column + 1)
        self.cells += 1
        self.rows, self.columns = max(self.rows, self.row + 1), max(self.columns, self.column + 1)
        if self.cells > MAX_CELLS or self.rows * self.columns > MAX_AREA:
            reference = reference_of(self.row, self.column)
            _refuse_size(f"isi lembar {self.name} terlalu luas (sampai sel {reference})")
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
                if self.kind == "e" or (self.has_formula and not self.has_text):
                    self.errors.add((self.row, self.column))


def _scanned(name: str, data: bytes, styles: frozenset[str]) -> _Scan:
    scan = _Scan(name, styles)
    parser = _parser()
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    try:
        _run(parser, data)
    except ValueError:
        raise Unreadable(f"isi lembar {name} rusak; {_AGAIN}") from None
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
