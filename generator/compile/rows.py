"""Documents as the rows of a workbook: what `kinerja export` writes and `kinerja import` reads again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.compile.cells import Cell, Misfit, to_cell
from generator.compile.layout import ID, KIND, Column, Keys, Layout, layouts, pointer
from generator.load.corpus import Document
from generator.load.digest import digest
from generator.load.personal import find
from generator.load.schema import Schema
from generator.rules.context import Context
from generator.sop.model import Kind

POSITION = "#"
"""Begins the reference to an item that has no name of its own: its number in the list."""


@dataclass(frozen=True)
class Row:
    """One row: the document, the items above it, the parts of the document's path, and the fields."""

    document: str
    above: tuple[str, ...]
    places: tuple[str, ...]
    cells: Mapping[Keys, Cell]
    seal: str = ""
    """The digest of a document."""


@dataclass(frozen=True)
class Filled:
    """A sheet with the rows of all documents, and columns for what they hold beyond the form."""

    layout: Layout
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Contents:
    """Everything that goes into a workbook. `left_out`: path and reason of documents that do not fit."""

    sheets: tuple[Filled, ...]
    left_out: tuple[tuple[str, str], ...]


def contents(context: Context, kinds: Iterable[Kind], documents: Iterable[Document]) -> Contents:
    """The sheets of some kinds, filled with those documents that fit without loss."""
    by_kind: dict[str, list[Document]] = {}
    for document in documents:
        by_kind.setdefault(document.kind, []).append(document)
    sheets: list[Filled] = []
    left_out: list[tuple[str, str]] = []
    for kind in kinds:
        own = layouts(kind)
        rows: dict[Keys, list[Row]] = {layout.address: [] for layout in own}
        for document in by_kind.get(kind.id, ()):
            try:
                found = _Flat(context, document, own).rows()
            except Misfit as misfit:
                left_out.append((document.path, str(misfit)))
                continue
            for address, added in found.items():
                rows[address] += added
        sheets += [_filled(layout, rows[layout.address]) for layout in own]
    return Contents(tuple(sheets), tuple(left_out))


def _filled(layout: Layout, rows: list[Row]) -> Filled:
    known = {column.path for column in layout.columns}
    strange = sorted({path for row in rows for path in row.cells} - known)
    more = [Column(path, pointer(path), layout.schema_at(path)) for path in strange]
    return Filled(layout, (*layout.columns, *more), tuple(rows))


@dataclass
class _Flat:
    """The rows of one document."""

    context: Context
    document: Document
    layouts: tuple[Layout, ...]
    found: dict[Keys, list[Row]] = field(default_factory=dict)

    def rows(self) -> dict[Keys, list[Row]]:
        """The rows by the address of their sheet. Raises `Misfit`."""
        document = self.document
        if reason := unfit(self.context, document):
            raise Misfit(reason)
        if next(find(document.source.text), None):
            raise Misfit("memuat deret angka yang tampak seperti NIP atau NIK")
        if document.data.get("jenis") != document.kind:
            raise Misfit("jenisnya tidak sesuai dengan tempatnya")
        self.found = {layout.address: [] for layout in self.layouts}
        self._row(self.layouts[0], document.data, (), ())
        return self.found

    def _row(
        self, layout: Layout, item: dict[str, Any], above: tuple[str, ...], own: tuple[str, ...]
    ) -> None:
        """One item with everything in it; `own` is what its lists call it and the items above it."""
        document = self.document
        names = {"putaran": document.round, "unit": document.unit, "nama": document.name}
        places = tuple(names[name] or "" for name in layout.places)
        cells: dict[Keys, Cell] = {}
        seal = "" if layout.address else digest(document.data)
        self.found[layout.address].append(Row(document.id, above, places, cells, seal))
        for path, value, schema in _fields(item, layout.schema, ()):
            if not layout.address and path in (ID, KIND):
                continue
            if _is_objects(value):
                self._items((*layout.address, *path), value, own)
            else:
                cells[path] = self._cell(path, value, schema)

    def _items(self, address: Keys, items: list[dict[str, Any]], above: tuple[str, ...]) -> None:
        layout = next((one for one in self.layouts if one.address == address), None)
        if layout is None:
            raise Misfit(f"isi {pointer(address)} tidak dikenal formulir")
        for name, item in zip(names_of(items, layout.key), items, strict=True):
            self._row(layout, item, above, (*above, name))

    def _cell(self, path: Keys, value: Any, schema: Schema) -> Cell:
        try:
            return to_cell(value, schema, self.context.sop.calendar.zone)
        except Misfit as misfit:
            raise Misfit(f"{pointer(path)}: {misfit}") from None


def _fields(
    item: Mapping[str, Any], schema: Schema, path: Keys
) -> Iterator[tuple[Keys, Any, Schema]]:
    """Every value of an object that is no group itself."""
    for name, value in item.items():
        here, inner = (*path, name), schema.get("properties", {}).get(name, {})
        if isinstance(value, dict) and value:
            yield from _fields(value, inner, here)
        else:
            yield here, value, inner


def _is_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, dict) for v in value)


def names_of(items: list[Any], key: str) -> list[str]:
    """What names each item for the rows below it: its own key where that is clear, else its number."""
    own = [item.get(key) if isinstance(item, dict) else None for item in items]
    texts = [str(name) if isinstance(name, str | int) else "" for name in own]
    count = Counter(texts)
    return [
        text
        if text and text == text.strip() and count[text] == 1 and not text.startswith(POSITION)
        else f"{POSITION}{number}"
        for number, text in enumerate(texts, 1)
    ]


def unfit(context: Context, document: Document) -> str:
    """Why a document cannot be exchanged with a workbook; empty when it can."""
    if not document.readable or document.source.problems:
        return "berkasnya belum dapat dibaca sebagai YAML"
    if not document.id:
        return "dokumennya tidak punya id"
    if len(context.corpus.by_id[document.id]) > 1:
        return f"id {document.id} dipakai lebih dari satu berkas"
    return ""
