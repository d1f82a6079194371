"""The sheets that help with a workbook: what it is and how to fill it in, and what may be chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from generator.compile.choices import Choice
from generator.compile.given import FIRST, GUIDE, OWN
from generator.compile.layout import Layout
from generator.compile.rows import Filled
from generator.load.workbook import reference_of

INLINE = 255
"""Characters of choices that a cell itself may hold; longer lists stand on a sheet."""


@dataclass
class Styles:
    """The formats of a workbook, each made once."""

    book: Any
    known: dict[tuple[str, bool], Any] = field(default_factory=dict)

    def heading(self, *, is_lead: bool) -> Any:
        """The format of headings; `is_lead` for the columns that say whose row it is."""
        properties = {
            "bold": True,
            "border": 1,
            "text_wrap": True,
            "valign": "vcenter",
            "bg_color": "#F6E7C1" if is_lead else "#DDE6F0",
        }
        return self._known(("heading", is_lead), properties)

    def cell(self, number: str, *, is_quoted: bool = False) -> Any:
        """The format of cells with a number format."""
        properties = {"num_format": number, "valign": "top", "text_wrap": number == "@"}
        if is_quoted:
            properties["quote_prefix"] = True
        return self._known((number, is_quoted), properties)

    def _known(self, key: tuple[str, bool], properties: dict[str, Any]) -> Any:
        if key not in self.known:
            self.known[key] = self.book.add_format(properties)
        return self.known[key]


@dataclass
class Lists:
    """The lists that cells choose from, and the sheet that holds the long ones."""

    name: str
    columns: dict[tuple[str, tuple[tuple[str, str], ...]], int] = field(default_factory=dict)

    def source(self, found: Choice) -> list[str] | str:
        """What a drop-down takes its choices from."""
        values = [value for value, _ in found.values]
        if not found.name and len(",".join(values)) <= INLINE and not any("," in v for v in values):
            return values
        column = self.columns.setdefault((found.name, found.values), 2 * len(self.columns))
        first, last = (_fixed(row, column) for row in (FIRST, FIRST + len(values) - 1))
        return "='{}'!{}:{}".format(self.name.replace("'", "''"), first, last)

    def write(self, styles: Styles, titles: dict[str, str]) -> None:
        """The sheet: each list with what its values are called."""
        sheet = styles.book.add_worksheet(self.name)
        sheet.write_string(0, 0, LISTS)
        for (name, values), column in self.columns.items():
            space, *kinds = name.split(" ")
            title = " ".join([titles.get(space or "words", space), *kinds])
            sheet.merge_range(1, column, 1, column + 1, title, styles.heading(is_lead=False))
            sheet.set_column(column, column, 26)
            sheet.set_column(column + 1, column + 1, 40)
            for line, (value, called) in enumerate(values, FIRST):
                sheet.write_string(line, column, value, styles.cell("@"))
                sheet.write_string(line, column + 1, called, styles.cell("@"))
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.freeze_panes(FIRST, 0)


def _fixed(row: int, column: int) -> str:
    letters = reference_of(row, column).rstrip("0123456789")
    return f"${letters}${row + 1}"


LISTS = f"{OWN}daftar"
RULES, RULE_HEIGHT, WARNING_HEIGHT = 4, 32, 48


def guide(
    sheet: Any,
    styles: Styles,
    words: dict[str, Any],
    sheets: list[tuple[str, Filled]],
    left_out: tuple[tuple[str, str], ...],
) -> None:
    """What the workbook is, who may have it, how to fill it in, and what is not in it."""
    warning = styles.book.add_format(
        {"bold": True, "text_wrap": True, "bg_color": "#FBE3D6", "valign": "top", "border": 1}
    )
    wrapped = styles.book.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate((34, 64, 8)):
        sheet.set_column(column, column, width)
    for column, address in enumerate([GUIDE, *(filled.layout.machine for _, filled in sheets)]):
        sheet.write_string(0, column, address)
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.write_string(
        1, 0, words["subject"], styles.book.add_format({"bold": True, "font_size": 16})
    )
    sheet.merge_range(2, 0, 2, 2, words["privacy"], warning)
    sheet.set_row(2, WARNING_HEIGHT)
    for line, rule in enumerate(words["rules"], RULES):
        sheet.merge_range(line, 0, line, 2, rule, wrapped)
        sheet.set_row(line, RULE_HEIGHT)
    line = RULES + 1 + len(words["rules"])
    for column, heading in enumerate(words["sheets"]):
        sheet.write_string(line, column, heading, styles.heading(is_lead=False))
    for name, filled in sheets:
        line += 1
        target = "internal:'{}'!A{}".format(name.replace("'", "''"), FIRST + 1)
        sheet.write_url(line, 0, target, None, name)
        sheet.write_string(line, 1, _described(filled.layout), wrapped)
        sheet.write_number(line, 2, len(filled.rows))
    if left_out:
        sheet.merge_range(line + 2, 0, line + 2, 2, words["left_out"], warning)
        for row, (path, reason) in enumerate(left_out, line + 3):
            sheet.write_string(row, 0, path, wrapped)
            sheet.write_string(row, 1, reason, wrapped)


def _described(layout: Layout) -> str:
    titles = [layout.kind.name, *(one.title for one in layout.above)]
    return ": ".join([*titles, layout.title] if layout.address else [layout.kind.name])
