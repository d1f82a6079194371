"""Documents as a workbook to be filled in and read again (`kinerja export` and `kinerja import`).

The first row of each sheet, which is hidden, says for the import what the sheet and its columns are;
the second row says it for people. Text is always written as text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from generator.compile.cells import Cell
from generator.compile.choices import choice
from generator.compile.given import FIRST
from generator.compile.layout import ABOVE, PLACE, SEAL, Column, Layout, pointer
from generator.compile.rows import Contents, Filled, Row
from generator.load.schema import SINCE, Schema
from generator.publish.exchange_aids import Lists, Styles, guide
from generator.publish.render import Templates
from generator.publish.sheet import RISKY, open_book, sheet_names
from generator.rules.context import Context

TEMPLATE = "sheet/isian.json"
SPARE = 1_000
"""Rows below the last one that offer their choices too."""
MOST_NOTE = 1_000
WIDTHS = (9, 60)
_EXTRA_NOTES = {"array": "lines", "boolean": "flag", "saat": "moment", "tanggal": "day"}
_DAY, _MOMENT, _NUMBER, _MONEY = "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "General", "#,##0"


@dataclass(frozen=True)
class Subject:
    """What the workbook is about: its title, the round (None: all), and the day it bears."""

    title: str
    round: str | None
    day: date


def workbook(contents: Contents, context: Context, subject: Subject, templates: Templates) -> bytes:
    """The bytes of a workbook. The same contents give the same bytes."""
    words = json.loads(templates.render(TEMPLATE))
    words["subject"] = words["title"].format(subject.title)
    book, buffer = open_book(words["subject"], subject.day)
    wanted = [filled.layout.tab for filled in contents.sheets]
    first, *names, lists = sheet_names([words["guide"], *wanted, words["lists"]])
    styles, choices = Styles(book), Lists(lists)
    writer = _Writer(book, words, context, subject, styles, choices)
    front = book.add_worksheet(first)
    for name, filled in zip(names, contents.sheets, strict=True):
        writer.sheet(name, filled)
    listed = list(zip(names, contents.sheets, strict=True))
    guide(front, styles, words, listed, contents.left_out)
    choices.write(styles, words["places"])
    book.close()
    return buffer.getvalue()


@dataclass(frozen=True)
class _Writer:
    book: Any
    words: dict[str, Any]
    context: Context
    subject: Subject
    styles: Styles
    choices: Lists

    def sheet(self, name: str, filled: Filled) -> None:
        """One sheet: machine names, headings, and a row for each document or item."""
        sheet = self.book.add_worksheet(name)
        layout = filled.layout
        leads = list(self._leads(layout))
        for column, (machine, title, note) in enumerate(leads):
            self._head(sheet, column, (machine, title, note), is_lead=True)
            texts = [_leading(row)[column] for row in filled.rows]
            options = {"hidden": True} if machine == SEAL else None
            sheet.set_column(column, column, _width(title, texts), self.styles.cell("@"), options)
        for column, one in enumerate(filled.columns, len(leads)):
            self._head(sheet, column, (one.machine, one.title, self._note(layout, one)))
            texts = [str(row.cells.get(one.path, "")) for row in filled.rows]
            form = self.styles.cell(_form(one.schema))
            sheet.set_column(column, column, _width(one.title, texts), form)
        for line, row in enumerate(filled.rows, FIRST):
            self._row(sheet, line, row, filled.columns)
        last = FIRST + len(filled.rows) + SPARE
        for column, one in enumerate(filled.columns, len(leads)):
            self._offer(sheet, (FIRST, column, last, column), one.schema)
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.freeze_panes(FIRST, 1)
        sheet.autofilter(
            1, 0, max(FIRST, FIRST + len(filled.rows) - 1), len(leads) + len(filled.columns) - 1
        )

    def _head(
        self, sheet: Any, column: int, texts: tuple[str, str, str], *, is_lead: bool = False
    ) -> None:
        machine, title, note = texts
        sheet.write_string(0, column, machine)
        sheet.write_string(1, column, title, self.styles.heading(is_lead=is_lead))
        sheet.write_comment(1, column, note[:MOST_NOTE], {"x_scale": 2})

    def _leads(self, layout: Layout) -> Iterator[tuple[str, str, str]]:
        """The columns that say whose row it is: machine name, title and note."""
        words, notes = self.words["columns"], self.words["notes"]
        sample = str(layout.kind.form.at(("id",)).get("x-pola", layout.kind.id))
        own = notes["document"] if layout.address else notes["id"].format(sample)
        yield layout.machine, words["document"], own
        for one in layout.above:
            title = words["above"].format(one.title)
            yield ABOVE + pointer(one.address), title, notes["above"]
        for name in layout.places:
            yield PLACE + name, words[name], notes[name]
        if not layout.address:
            yield SEAL, words["seal"], notes["seal"]

    def _note(self, layout: Layout, column: Column) -> str:
        """What people should know of a column: its description, whether it must be filled, its words."""
        notes, schema = self.words["notes"], column.schema
        if not schema:
            return str(notes["strange"])
        holder = layout.schema_at(column.path[:-1])
        parts = [str(schema.get("description", schema.get("title", "")))]
        if column.path[-1] in holder.get("required", ()):
            parts.append(notes["required"])
        if SINCE in schema:
            parts.append(notes["since"].format(schema[SINCE]))
        if "enum" in schema:
            parts.append(notes["words"].format(", ".join(map(str, schema["enum"]))))
        kind = str(schema.get("format") or schema.get("type"))
        extra = _EXTRA_NOTES.get(kind)
        return " ".join([*parts, notes[extra]] if extra else parts)

    def _row(self, sheet: Any, line: int, row: Row, columns: tuple[Column, ...]) -> None:
        lead = _leading(row)
        for column, text in enumerate(lead):
            self._cell(sheet, line, column, text or None)
        for column, one in enumerate(columns, len(lead)):
            self._cell(sheet, line, column, row.cells.get(one.path), one.schema)

    def _cell(
        self, sheet: Any, line: int, column: int, value: Cell | None, schema: Schema | None = None
    ) -> None:
        match value:
            case None:
                return
            case bool():
                sheet.write_boolean(line, column, value, self.styles.cell(_NUMBER))
            case str():
                form = self.styles.cell("@", is_quoted=value.startswith(RISKY))
                sheet.write_string(line, column, value, form)
            case datetime():
                sheet.write_datetime(line, column, value, self.styles.cell(_MOMENT))
            case date():
                sheet.write_datetime(line, column, value, self.styles.cell(_DAY))
            case _:
                sheet.write_number(line, column, value, self.styles.cell(_form(schema or {})))

    def _offer(self, sheet: Any, area: tuple[int, int, int, int], schema: Schema) -> None:
        """A drop-down for a column, where its form gives a choice."""
        if schema.get("type") == "boolean":
            sheet.data_validation(*area, {"validate": "list", "source": self.words["flags"]})
            return
        found = choice(self.context, schema, self.subject.round)
        if found is None or not found.values or schema.get("type") == "array":
            return
        words = self.words["validation"]
        rule = {
            "validate": "list",
            "source": self.choices.source(found),
            "error_title": words["title"],
            "error_message": words["open" if found.open else "closed"],
            "error_type": "warning" if found.open else "stop",
        }
        sheet.data_validation(*area, rule)


def _leading(row: Row) -> tuple[str, ...]:
    return (row.document, *row.above, *row.places, *([row.seal] if row.seal else ()))


def _width(title: str, texts: list[str]) -> float:
    """A width in characters that holds most of a column's words."""
    heading = max(map(len, title.split()), default=0) + 4
    longest = max((len(line) + 2 for text in texts for line in text.split("\n")), default=0)
    return float(min(max(longest, heading, WIDTHS[0]), WIDTHS[1]))


def _form(schema: Schema) -> str:
    """The number format of a column: text unless its form wants numbers or days."""
    kind, day = schema.get("type"), str(schema.get("format", ""))
    if day in ("tanggal", "saat"):
        return _DAY if day == "tanggal" else _MOMENT
    if kind == "integer" and str(schema.get("x-konsep", "")).startswith("rupiah"):
        return _MONEY
    return _NUMBER if kind in ("integer", "number", "boolean") or isinstance(kind, list) else "@"
