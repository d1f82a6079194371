"""The recap as a spreadsheet. The only door to XlsxWriter.

Text is always written as text: nothing in a document can become a formula or a link. Numbers, days
and moments are real cells. The same edition gives the same bytes: the only time in the file is the
edition's own day.
"""

from __future__ import annotations

import io
import json
import re
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

from generator.compile.model import Edition
from generator.publish.format import day as day_text
from generator.publish.grid import Column, Form, Table, Value
from generator.publish.render import Templates
from generator.publish.tables import Tables

TEMPLATE = "sheet/recap.json"

MAX_NAME = 31
MAX_TEXT = 32_000
MAX_HEADER = 120
MAX_WIDTH = 48
A4 = 9

NUMBER_FORMATS = {
    Form.TEXT: "@",
    Form.COUNT: "#,##0",
    Form.NUMBER: "#,##0.0########",
    Form.PERCENT: "0.0%",
    Form.MONEY: "[$Rp-421]#,##0",
    Form.DAY: "[$-421]d mmmm yyyy",
    Form.MOMENT: "[$-421]d mmm yyyy hh.mm",
}
WIDTHS = {
    Form.COUNT: 6,
    Form.NUMBER: 10,
    Form.PERCENT: 11,
    Form.MONEY: 18,
    Form.DAY: 18,
    Form.MOMENT: 18,
}

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
RISKY = tuple("=+-@\t\r")
"""How a text begins that a spreadsheet program might take for a formula when it is typed again."""


def workbook(edition: Edition, templates: Templates) -> bytes:
    """The bytes of recap.xlsx."""
    words = json.loads(templates.render(TEMPLATE))
    tables = Tables(edition.recap, words).all()
    book, buffer = open_book(edition.recap.sop_name, date.fromisoformat(edition.recap.today))
    writer = _Writer(book, edition, words["print"])
    for name, table in zip(sheet_names([t.name for t in tables]), tables, strict=True):
        writer.write(name, table)
    book.close()
    return buffer.getvalue()


def open_book(title: str, day: date) -> tuple[Any, io.BytesIO]:
    """A workbook whose only time is a given day, in which text stays text; and where its bytes go."""
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": title, "created": datetime.combine(day, time.min)})
    return book, buffer


def sheet_names(wanted: list[str]) -> list[str]:
    """Names that every spreadsheet program accepts: short, without its signs, none twice."""
    taken: set[str] = {"history"}
    found = []
    for name in wanted:
        clean = _FORBIDDEN.sub(" ", name).strip(" '") or "-"
        unique, count = clean[:MAX_NAME].strip(" '"), 1
        while unique.casefold() in taken:
            count += 1
            ending = f" ({count})"
            unique = f"{clean[: MAX_NAME - len(ending)].rstrip()}{ending}"
        taken.add(unique.casefold())
        found.append(unique)
    return found


class _Writer:
    """Writes tables into one workbook."""

    def __init__(self, book: Any, edition: Edition, words: dict[str, str]) -> None:
        self.book = book
        self.words = words
        self.day = day_text(edition.recap.today)
        self._formats: dict[tuple[Form, str], Any] = {}
        self._heading = book.add_format(
            {
                "bold": True,
                "border": 1,
                "align": "center",
                "valign": "vcenter",
                "text_wrap": True,
                "bg_color": "#DDE6F0",
            }
        )

    def write(self, name: str, table: Table) -> None:
        """Add one sheet."""
        sheet = self.book.add_worksheet(name)
        for index, column in enumerate(table.columns):
            sheet.write_string(0, index, column.title, self._heading)
            sheet.set_column(index, index, _width(column, index, table))
        for line, row in enumerate(table.rows, 1):
            for index, value in enumerate(row):
                self._cell(sheet, (line, index), value, table.columns[index].form, "")
        for index, value in enumerate(table.total):
            place = (len(table.rows) + 1, index)
            self._cell(sheet, place, value, table.columns[index].form, "total")
        if table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        sheet.freeze_panes(1, 2 if len(table.columns) > 2 else 0)
        self._print(sheet, table)

    def _print(self, sheet: Any, table: Table) -> None:
        pages = self.words["page"].format("&P", "&N")
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_header(f"&L{_plain(table.title)}")
        sheet.set_footer(f"&L{_plain(self.words['day'].format(self.day))}&R{pages}")

    def _cell(
        self, sheet: Any, place: tuple[int, int], value: Value, form: Form, style: str
    ) -> None:
        match value:
            case None | "":
                sheet.write_blank(*place, None, self._format(form, style))
            case str():
                risky = "quoted" if value.startswith(RISKY) else style
                text = value if len(value) <= MAX_TEXT else f"{value[:MAX_TEXT]}…"
                sheet.write_string(*place, text, self._format(Form.TEXT, risky))
            case datetime():
                sheet.write_datetime(*place, value, self._format(Form.MOMENT, style))
            case date():
                sheet.write_datetime(*place, value, self._format(Form.DAY, style))
            case _:
                sheet.write_number(*place, value, self._format(_fitting(form, value), style))

    def _format(self, form: Form, style: str) -> Any:
        known = self._formats.get((form, style))
        if known is None:
            properties: dict[str, Any] = {
                "border": 1,
                "valign": "top",
                "num_format": NUMBER_FORMATS[form],
            }
            if form is Form.TEXT:
                properties |= {"text_wrap": True, "align": "left"}
            if style == "total":
                properties |= {"bold": True, "bg_color": "#F2F2F2"}
            if style == "quoted":
                properties |= {"quote_prefix": True}
            known = self._formats[form, style] = self.book.add_format(properties)
        return known


def _fitting(form: Form, value: float) -> Form:
    """The form of a number: a whole one has no decimal sign, which would stand there without a digit."""
    return Form.COUNT if form is Form.NUMBER and float(value).is_integer() else form


def _width(column: Column, index: int, table: Table) -> float:
    """A width in characters that holds the column's words, within bounds."""
    heading = max(map(len, column.title.split()), default=0) + 4
    if column.form in WIDTHS:
        return float(max(WIDTHS[column.form], heading))
    texts = [str(row[index] or "") for row in table.rows]
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    return float(min(max(longest + 2, heading), MAX_WIDTH))


def _plain(text: str) -> str:
    """A text without meaning to the print header's own language, and short enough for it."""
    return text[:MAX_HEADER].replace("&", "&&")
