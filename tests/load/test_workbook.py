"""Spreadsheet files from outside: read within bounds, whatever they claim, and odd cells are known."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from time import process_time

import pytest
import xlsxwriter

from generator.load import package, workbook
from generator.load.package import Unreadable
from generator.load.workbook import read, reference_of

SHEET = "xl/worksheets/sheet1.xml"
OPEN, CLOSE = b"<worksheet><sheetData>", b"</sheetData></worksheet>"
DEFINED = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@cache
def made() -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    page = book.add_worksheet("Satu")
    page.write_string("A1", "=1+1")
    page.write_formula("B1", "=1+1", None, 2)
    page.write_formula("C1", "=A9", None, "")
    page.write_formula("D1", "=1/0", None, "#DIV/0!")
    page.merge_range("A3:B3", "gabung")
    book.close()
    return buffer.getvalue()


def with_part(name: str, data: bytes) -> bytes:
    """The workbook with one part replaced or added."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made())) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in {*old.namelist(), name}:
            new.writestr(part, data if part == name else old.read(part))
    return buffer.getvalue()


def test_text_that_looks_like_a_formula_is_text_and_formulas_are_known() -> None:
    (sheet,) = read(made())
    assert sheet.name == "Satu"
    assert (sheet.value(0, 0), sheet.value(0, 1)) == ("=1+1", 2.0)
    assert sheet.formulas == {(0, 1), (0, 2), (0, 3)}
    assert sheet.merged == (((2, 0), (2, 1)),)


def test_numbers_that_are_shown_as_percentages_are_known() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet("Satu")
    for column, pattern in enumerate(("0%", "0.00%", "0.0%", '0.0"%"', "General", r"0.0\%")):
        page.write_number(0, column, 0.875, book.add_format({"num_format": pattern}))
    book.close()
    (sheet,) = read(buffer.getvalue())
    assert sheet.percents == {(0, 0), (0, 1), (0, 2)}


def test_errors_and_formulas_without_a_result_are_known() -> None:
    (sheet,) = read(made())
    assert sheet.errors == {(0, 2), (0, 3)}
    assert sheet.blank == {(0, 2)}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "berkas kosong"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "hapus kata sandi itu"),
        (b"PK\x03\x04" + b"x" * 100, "bukan lembar kerja Excel"),
        (b"id,nama\n1,2\n", "bukan lembar kerja Excel"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "kata sandi"),
        (made()[:2000], "bukan lembar kerja Excel"),
        (with_part("xl/workbook.xml", DEFINED + b"<workbook>&b;</workbook>"), "deklarasi"),
        (with_part("xl/workbook.xml", b"<workbook"), "rusak"),
        (with_part(SHEET, OPEN + b'<row r="x"/>' + CLOSE), "rusak"),
    ],
)
def test_what_is_no_workbook_is_refused_with_a_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read(raw)


@pytest.mark.parametrize(
    "sheet",
    [
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b'<row r="9999999"><c><v>1</v></c><c r="ZZZ9999999"><v>1</v></c></row>',
    ],
)
def test_a_cell_far_away_does_not_fill_the_memory(sheet: bytes) -> None:
    before = process_time()
    with pytest.raises(Unreadable, match="terlalu luas"):
        read(with_part(SHEET, OPEN + sheet + CLOSE))
    assert process_time() - before < 1


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_UNPACKED", 1_000_000)
    for part in ("xl/sharedStrings.xml", "xl/worksheets/sheet9.xml", "xl/extra.xml"):
        with pytest.raises(Unreadable, match="isi berkas lebih dari"):
            read(with_part(part, b"<x>" + b" " * 2_000_000 + b"</x>"))


def test_a_bomb_in_parts_that_are_not_read_is_no_matter() -> None:
    big = with_part("xl/media/image1.xml", b" " * 2_000_000)
    assert read(big)[0].value(0, 1) == 2.0


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_CELLS", 1_000)
    with pytest.raises(Unreadable, match="terlalu luas"):
        read(with_part(SHEET, OPEN + b"<row>" + b"<c><v>1</v></c>" * 1_001 + b"</row>" + CLOSE))


def test_cells_are_named_as_people_name_them() -> None:
    found = [reference_of(*place) for place in ((0, 0), (6, 1), (0, 25), (0, 26), (9, 16_383))]
    assert found == ["A1", "B7", "Z1", "AA1", "XFD10"]
