"""One sheet of a workbook as somebody gave it back: its rows, its columns, the names of its cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from generator.compile.layout import Column, Keys, Layout
from generator.load.workbook import Sheet, Spot, Value, reference_of

FIRST = 2
"""The first row of data; the machine's names and the headings stand above."""
PERCENT_DIGITS = 9
OWN = "kinerja/"
"""How the address of a sheet begins that only explains."""
GUIDE = f"{OWN}petunjuk"
"""The sheet that explains the workbook; beside its address stand those of all sheets that were made."""


@dataclass(frozen=True, order=True)
class Place:
    """A cell, as people name it: PK!B7."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"{_quoted(self.sheet)}!{reference_of(self.row, self.column)}"


def _quoted(name: str) -> str:
    plain = name.replace("_", "").isalnum() and not name[0].isdigit()
    return name if plain else "'{}'".format(name.replace("'", "''"))


@dataclass(frozen=True, order=True)
class CellFault:
    """A fault of the workbook itself."""

    place: Place
    message: str
    hint: str


@dataclass
class Given:
    """One sheet of documents or items, with the columns that it has."""

    sheet: Sheet
    layout: Layout
    fields: dict[int, Column] = field(default_factory=dict)
    above: dict[Keys, int] = field(default_factory=dict)
    """The column of each list around this one, by the list's address."""
    places: dict[str, int] = field(default_factory=dict)

    def at(self, row: int, column: int = 0) -> Place:
        """A cell of this sheet."""
        return Place(self.sheet.name, row, column)

    def value(self, row: int, column: int) -> Value:
        """What a cell holds; of a percentage the number that it shows, 87.5 and not 0.875."""
        value = self.sheet.value(row, column)
        if (row, column) in self.sheet.percents and isinstance(value, float):
            return round(value * 100, PERCENT_DIGITS)
        return value

    def text(self, row: int, column: int | None) -> str:
        """What a cell of a leading column says."""
        value = self.sheet.value(row, column) if column is not None else None
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value).strip().removeprefix("'")

    @property
    def rows(self) -> Iterator[int]:
        """The rows that hold anything."""
        for row in range(FIRST, len(self.sheet.rows)):
            if any(is_filled(value) for value in self.sheet.rows[row]):
                yield row

    @property
    def merged(self) -> Iterator[tuple[Spot, Spot]]:
        """The groups of merged cells that reach a row of data and a column of ours."""
        width = len(self.sheet.rows[0]) if self.sheet.rows else 0
        ours = {0, *(c for c in range(width) if self.sheet.value(0, c) is not None)}
        for first, last in self.sheet.merged:
            columns = range(first[1], min(last[1] + 1, width))
            if last[0] >= FIRST and not ours.isdisjoint(columns):
                yield first, last

    @property
    def merged_rows(self) -> Iterator[int]:
        """The rows of data that such a group reaches."""
        count = len(self.sheet.rows)
        edges = [0] * (count + 1)
        for (first, _), (last, _) in self.merged:
            edges[min(first, count)] += 1
            edges[min(last + 1, count)] -= 1
        reached = accumulate(edges)
        yield from (row for row, depth in enumerate(reached) if depth and FIRST <= row < count)

    def column_of(self, path: Keys) -> int | None:
        """The column of a field, or the first of a group's."""
        exact = [c for c, one in self.fields.items() if one.path == path]
        within = [c for c, one in self.fields.items() if one.path[: len(path)] == path]
        return next(iter([*exact, *within]), None)


def described(layout: Layout) -> str:
    """A sheet as people know it: its first name, and what it holds."""
    return f"{layout.tab} ({layout.title})"


def is_filled(value: object) -> bool:
    return value is not None and bool(str(value).strip())


_BLANK = (
    "rumus di sel ini belum dihitung",
    "buka dan simpan berkasnya di program lembar kerja, atau ketik nilainya sendiri",
)
_ERROR = ("sel ini berisi galat seperti #REF! atau #DIV/0!", "ketik nilainya sendiri")


def odd_cells(given: Given) -> Iterator[CellFault]:
    """Cells that do not hold a value of their own: merged ones, errors, formulas never calculated."""
    for first, last in given.merged:
        message = f"sel {reference_of(*first)} sampai {reference_of(*last)} digabung"
        yield CellFault(given.at(*first), message, "pisahkan selnya, lalu isi satu per satu")
    spots = [(spot, *_BLANK) for spot in sorted(given.sheet.blank)]
    spots += [(spot, *_ERROR) for spot in sorted(given.sheet.errors - given.sheet.blank)]
    for (row, column), message, hint in spots:
        if row >= FIRST and (column == 0 or given.sheet.value(0, column) is not None):
            yield CellFault(given.at(row, column), message, hint)
