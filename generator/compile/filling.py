"""What the rows of a workbook say of one document, put into its data, with the cell of every value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timezone
from functools import cached_property
from typing import Any

from generator.compile.cells import Spoilt, from_cell, understood
from generator.compile.given import CellFault, Given, Place, described
from generator.compile.layout import Keys, Layout, layouts
from generator.compile.rows import POSITION, names_of
from generator.load.corpus import Document
from generator.load.schema import Schema, typed
from generator.load.source import Path
from generator.rules.wording import quote
from generator.sop.model import Kind


@dataclass
class Wanted:
    """A document as the workbook wants it: typed data, its file, and where its values stand."""

    kind: Kind
    path: str
    data: dict[str, Any]
    before: Document | None
    """The document as it is; None for a new one."""
    rows: dict[Path, tuple[Given, int]]
    """The row of the document and of each item, by path."""

    def place(self, path: Path) -> Place:
        """The cell of a value; the nearest one where it has none."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.rows:
                given, row = self.rows[path[:end]]
                rest = path[end:]
                return self._first_item(path) or given.at(row, _column(given, rest))
        raise AssertionError("the document itself has a row")

    def home(self, path: Path) -> str:
        """Where a value that is missing is to be filled in: the column, or the sheet of a list."""
        keys = tuple(part for part in path if isinstance(part, str))
        for layout in layouts(self.kind):
            if layout.address and layout.address == keys:
                return f"tambahkan barisnya di lembar {described(layout)}"
        end = next(end for end in range(len(path), -1, -1) if path[:end] in self.rows)
        given, row = self.rows[path[:end]]
        column = given.column_of(tuple(part for part in path[end:] if isinstance(part, str)))
        if column is None:
            return (
                f"kolomnya tidak ada di lembar {quote(given.sheet.name)}; "
                "buat lembar kerja baru dengan kinerja export"
            )
        heading = str(given.sheet.value(1, column) or "").strip()
        return f"kolom {quote(heading)}, baris {row + 1}"

    def _first_item(self, path: Path) -> Place | None:
        """Where a list begins that has a sheet of its own."""
        found = self.rows.get((*path, 0))
        return found[0].at(found[1]) if found else None


def _column(given: Given, rest: Path) -> int:
    names = tuple(part for part in rest if isinstance(part, str))
    while names:
        column = given.column_of(names)
        if column is not None:
            return column
        names = names[:-1]
    return 0


@dataclass
class Filling:
    """The sheets of a workbook, what was used of them, and what was wrong."""

    sheets: tuple[Given, ...]
    zone: timezone
    faults: list[CellFault]
    lost: frozenset[str] = frozenset()
    """The addresses of sheets that are there and cannot be known for what they are."""
    taken: set[tuple[str, int]] = field(default_factory=set)
    """Sheet and row of every item that belongs to some document."""
    people: Mapping[str, str] = field(default_factory=dict)
    """Ids by plain name, of names that only one person has."""

    def understood(self, text: str, schema: Schema) -> str:
        """What somebody who typed a text can only have meant by it."""
        return understood(text, schema, self.zone, self.people)

    def fault(self, place: Place, message: str, hint: str) -> None:
        """Note a fault."""
        self.faults.append(CellFault(place, message, hint))

    @cached_property
    def by_address(self) -> dict[str, Given]:
        """The sheets by the addresses that they bear."""
        return {given.layout.machine: given for given in self.sheets}

    @cached_property
    def _items(self) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = {}
        for given in self.sheets:
            for row in given.rows if given.layout.address else ():
                found.setdefault((given.layout.machine, given.text(row, 0)), []).append(row)
        return found

    def items(self, layout: Layout, document: str) -> list[int]:
        """The rows of a list's sheet that name a document."""
        return self._items.get((layout.machine, document), [])

    def take(self, kind: Kind, document: str) -> None:
        """Leave the items of a document aside: its own fault has been told."""
        for layout in layouts(kind):
            for row in self.items(layout, document):
                self.taken.add((self.by_address[layout.machine].sheet.name, row))


@dataclass(frozen=True)
class Filler:
    """Puts what the sheets say of one document into its data."""

    filling: Filling
    wanted: Wanted
    id: str
    meant: list[tuple[dict[str, Any], Keys, str]] = field(default_factory=list)
    """What was typed in another way than YAML has it: the object, the field, and what it means."""

    def fill(self, given: Given, row: int) -> None:
        """The document's own fields, then its lists, each value just as it stands in its cell."""
        self._fields(given, row, self.wanted.data)
        self._lists(given.layout, self.wanted.data, (), ())

    def understand(self) -> None:
        """Put what was meant in the place of what was typed."""
        for item, path, value in self.meant:
            if value:
                put(item, path, value)
            else:
                remove(item, path)

    def _fields(self, given: Given, row: int, item: dict[str, Any]) -> None:
        zone = self.filling.zone
        for index, column in given.fields.items():
            before, cell = get(item, column.path), given.value(row, index)
            try:
                value = from_cell(cell, column.schema, zone)
            except Spoilt as spoilt:
                self.filling.fault(given.at(row, index), spoilt.message, spoilt.hint)
                continue
            if value is None:
                remove(item, column.path)
            elif not put(item, column.path, value):
                message = "sel ini tidak dapat diisi bersama sel lain pada baris ini"
                self.filling.fault(given.at(row, index), message, "kosongkan salah satunya")
            elif isinstance(cell, str) and isinstance(value, str):
                is_as_before = typed(value, column.schema) == before
                meaning = value if is_as_before else self.filling.understood(value, column.schema)
                if meaning != value:
                    self.meant.append((item, column.path, meaning))

    def _lists(
        self, layout: Layout, item: dict[str, Any], path: Path, above: tuple[frozenset[str], ...]
    ) -> None:
        """The lists directly inside an item; `above` is how rows may call the items around theirs."""
        for one in layouts(layout.kind):
            given = self.filling.by_address.get(one.machine)
            holder = one.above[-1].address if one.above else ()
            if not one.address or holder != layout.address:
                continue
            if given is None:
                self._inside(one, item, path, above)
                continue
            named = self.filling.items(one, self.id)
            rows = [row for row in named if _is_below(given, row, above)]
            self._list(given, rows, item, path, above)

    def _inside(
        self, layout: Layout, item: dict[str, Any], path: Path, above: tuple[frozenset[str], ...]
    ) -> None:
        """The lists inside the items of a list whose own sheet is not there: its items stay."""
        for number, (names, one) in enumerate(_known(layout.key, get(item, layout.inside))):
            self._lists(layout, one, (*path, *layout.inside, number), (*above, names))

    def _list(
        self,
        given: Given,
        rows: list[int],
        item: dict[str, Any],
        path: Path,
        above: tuple[frozenset[str], ...],
    ) -> None:
        inside, key = given.layout.inside, given.layout.key
        now = get(item, inside)
        old = now if isinstance(now, list) and all(isinstance(one, dict) for one in now) else []
        if not rows:
            if old:
                remove(item, inside, whole=True)
            return
        items = _carried(given, rows, old)
        for row, one in zip(rows, items, strict=True):
            self._fields(given, row, one)
        if not put(item, inside, items):
            self.filling.fault(given.at(rows[0]), "daftar ini tidak punya tempat", "hapus barisnya")
        for number, (names, one) in enumerate(_known(key, items)):
            here = (*path, *inside, number)
            self.wanted.rows[here] = (given, rows[number])
            self.filling.taken.add((given.sheet.name, rows[number]))
            self._lists(given.layout, one, here, (*above, names))


def _known(key: str, items: Any) -> Iterator[tuple[frozenset[str], dict[str, Any]]]:
    """The items of a list with what rows may call each: its name, and its position."""
    if isinstance(items, list) and all(isinstance(one, dict) for one in items):
        for number, (name, one) in enumerate(zip(names_of(items, key), items, strict=True), 1):
            yield frozenset({name, f"{POSITION}{number}"}), one


def _is_below(given: Given, row: int, above: tuple[frozenset[str], ...]) -> bool:
    """Whether a row says that it belongs to an item and those around it."""
    told = (given.text(row, given.above.get(one.address)) for one in given.layout.above)
    return all(text in names for text, names in zip(told, above, strict=True))


def _carried(given: Given, rows: list[int], old: list[Any]) -> list[dict[str, Any]]:
    """For each row a copy of the item that it was, so that what has no column stays."""
    key = given.layout.key
    column = given.column_of((key,)) if key else None
    if column is None:
        return [deepcopy(old[i]) if i < len(old) else {} for i in range(len(rows))]
    named = dict(zip(names_of(old, key), old, strict=True))
    return [deepcopy(named.get(given.text(row, column), {})) for row in rows]


# -- paths within an object -------------------------------------------------------------------


def get(item: Any, path: Keys) -> Any:
    """The value at a path, None where there is none."""
    here = item
    for name in path:
        here = here.get(name) if isinstance(here, dict) else None
    return here


def put(item: dict[str, Any], path: Keys, value: Any) -> bool:
    """Set a value, with the groups around it; not where a filled group or list of groups stands."""
    *groups, last = path
    for name in groups:
        if not isinstance(item.get(name), dict):
            item[name] = {}
        item = item[name]
    if isinstance(item.get(last), dict) and item[last]:
        return isinstance(value, dict) and not value
    item[last] = value
    return True


def remove(item: dict[str, Any], path: Keys, *, whole: bool = False) -> None:
    """Take a value away, and the groups around it that have nothing else.

    A filled group or list of groups stays, since it has cells of its own, unless it goes as a `whole`.
    """
    name, *rest = path
    inner = item.get(name)
    if rest:
        if isinstance(inner, dict) and inner:
            remove(inner, tuple(rest), whole=whole)
            if len(inner) == 0:
                del item[name]
    elif name in item and (whole or not _has_cells(inner)):
        del item[name]


def _has_cells(value: Any) -> bool:
    is_group = isinstance(value, dict) and bool(value)
    return is_group or (isinstance(value, list) and any(isinstance(one, dict) for one in value))
