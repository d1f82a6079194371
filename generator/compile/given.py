"""The sheets of a workbook as somebody gave it back: which list of which form each is, and its columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.compile.layout import (
    ABOVE,
    FIELD,
    ID,
    KIND,
    PLACE,
    Column,
    Keys,
    Layout,
    keys,
    layouts,
)
from generator.load.faults import closest
from generator.load.workbook import Sheet, Spot, Unreadable, Value, reference_of
from generator.sop.model import Sop

FIRST = 2
"""The first row of data; the machine's names and the headings stand above."""
PERCENT_DIGITS = 9
OWN = "kinerja/"
"""How the address of a sheet begins that only explains."""


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
            if any(_is_filled(value) for value in self.sheet.rows[row]):
                yield row

    def column_of(self, path: Keys) -> int | None:
        """The column of a field, or the first of a group's."""
        exact = [c for c, one in self.fields.items() if one.path == path]
        within = [c for c, one in self.fields.items() if one.path[: len(path)] == path]
        return next(iter([*exact, *within]), None)


def _is_filled(value: object) -> bool:
    return value is not None and bool(str(value).strip())


def recognized(
    sheets: tuple[Sheet, ...], sop: Sop
) -> tuple[tuple[Given, ...], tuple[CellFault, ...]]:
    """The sheets that hold documents, and the faults of sheets and headings.

    Raises `Unreadable` when there is no such sheet.
    """
    known = {one.machine: one for kind in sop.kinds.values() for one in layouts(kind)}
    found: dict[str, Given] = {}
    faults: list[CellFault] = []
    for sheet in sheets:
        address = str(sheet.value(0, 0) or "")
        if address.startswith(OWN) or not any(_is_filled(v) for row in sheet.rows for v in row):
            continue
        place = Place(sheet.name, 0, 0)
        if address in found:
            other = found[address].sheet.name
            hint = f"satukan barisnya ke lembar {other}, lalu hapus lembar ini"
            faults.append(CellFault(place, f"isi lembar ini sama dengan lembar {other}", hint))
        elif address not in known:
            faults.append(CellFault(place, *_unknown(address, sheet, sop)))
        else:
            found[address] = Given(sheet, known[address])
            faults += _columns(found[address])
    if not found and not faults:
        raise Unreadable(
            "berkas ini tidak memuat satu dokumen pun; pakai berkas dari kinerja export"
        )
    return tuple(found.values()), tuple(faults)


def _unknown(address: str, sheet: Sheet, sop: Sop) -> tuple[str, str]:
    kind = address.partition("/")[0]
    if kind in sop.kinds:
        reason = f"lembar ini memuat daftar {address!r} yang tidak ada pada formulir {kind}"
        return reason, "hapus lembar ini, atau buat templat baru dengan kinerja export --templat"
    if any(str(value).startswith(FIELD) for value in sheet.rows[0]):
        reason = "lembar ini tidak dikenal: sel A1 yang tersembunyi tidak menyebut lembar apa pun"
    else:
        reason = "lembar ini tidak dikenal: baris pertama yang tersembunyi tidak ada lagi"
    return reason, "salin isinya ke templat dari kinerja export --templat, atau hapus lembar ini"


def _columns(given: Given) -> Iterator[CellFault]:
    """Finds out what the columns are; the faults of those that cannot be known."""
    layout, sheet = given.layout, given.sheet
    known = {column.machine: column for column in layout.columns}
    seen: set[str] = set()
    for index in range(1, max(map(len, sheet.rows))):
        machine = str(sheet.value(0, index) or "")
        if not machine:
            if any(_is_filled(sheet.value(row, index)) for row in range(1, len(sheet.rows))):
                yield _strange(given, index)
        elif machine in seen:
            hint = "hapus salah satu kolomnya"
            yield CellFault(given.at(1, index), f"kolom {machine} ada dua kali", hint)
        elif machine.startswith(ABOVE):
            given.above[keys(machine[1:])] = index
        elif machine.startswith(PLACE):
            given.places[machine[1:]] = index
        elif machine.startswith(FIELD) and (layout.address or keys(machine[1:]) not in (ID, KIND)):
            path = keys(machine[1:])
            strange = Column(path, machine, layout.schema_at(path))
            given.fields[index] = known.get(machine, strange)
        else:
            yield _strange(given, index)
        seen.add(machine)
    yield from (
        CellFault(given.at(1), f"kolom butir {one.title} hilang", "ekspor lagi berkasnya")
        for one in layout.above
        if one.address not in given.above
    )


def _strange(given: Given, index: int) -> CellFault:
    title = str(given.sheet.value(1, index) or "")
    titles = [column.title for column in given.layout.columns]
    near = closest(title, titles) if title else None
    hint = (
        f"pindahkan isinya ke kolom {near!r}, atau hapus kolom ini" if near else "hapus kolom ini"
    )
    named = f"kolom {title!r}" if title else "kolom tanpa judul ini"
    return CellFault(given.at(1, index), f"{named} tidak dikenal formulir", hint)


def odd_cells(given: Given) -> Iterator[CellFault]:
    """Cells that do not hold a value of their own: merged ones, errors, formulas never calculated."""
    spots: list[tuple[Spot, str, str]] = [
        (spot, "sel digabung dengan sel lain", "pisahkan selnya, lalu isi satu per satu")
        for spot in given.sheet.merged
    ]
    spots += [
        (spot, "sel berisi galat atau rumus yang belum dihitung", "tulis nilainya sendiri")
        for spot in sorted(given.sheet.errors)
    ]
    for (row, column), message, hint in spots:
        if row >= FIRST and (column == 0 or given.sheet.value(0, column) is not None):
            yield CellFault(given.at(row, column), message, hint)
