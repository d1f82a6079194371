"""recap.xlsx: real cells in Indonesian formats, text that stays text, the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from generator.compile.model import Audience, Edition, RoundRecap
from generator.compile.proven import UnverifiedRow
from generator.publish.render import Templates
from generator.publish.sheet import MAX_TEXT, sheet_names, workbook
from tests.compile.editions import project, round_of, sample

PARTS = ("Unit", "Indikator", "Anggaran", "Waktu", "Temuan")


@cache
def made(audience: Audience) -> bytes:
    return workbook(project(audience), Templates())


def opened(data: bytes) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(data))


def table(data: bytes, name: str) -> list[dict[str, Any]]:
    """A sheet's rows by heading."""
    rows = opened(data).get_sheet_by_name(name).to_python()
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]


def xml(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def sheets(data: bytes) -> list[str]:
    return [text for name, text in xml(data).items() if name.startswith("xl/worksheets/sheet")]


# --- What is in it ---------------------------------------------------------------------------------


def test_each_round_has_its_parts_and_the_last_sheet_explains() -> None:
    public = [f"{name} {part}" for name in ("2026", "2025") for part in PARTS]
    assert opened(made(Audience.PUBLIC)).sheet_names == [*public, "Keterangan"]
    inside = set(opened(made(Audience.INTERNAL)).sheet_names) - set(public) - {"Keterangan"}
    assert inside == {"2026 Pegawai", "2025 Pegawai"}


@pytest.mark.parametrize("name", ["2025", "2026"])
def test_the_units_sheet_holds_the_recaps_numbers(name: str) -> None:
    current = round_of(project(Audience.PUBLIC), name)
    rows = table(made(Audience.PUBLIC), f"{name} Unit")
    for unit, row in zip((*current.units, current.total), rows, strict=True):
        counts = (row["Wajib"], row["Ada"], row["Diserahkan"], row["Disahkan"])
        assert counts == (unit.required, unit.present, unit.complete, unit.signed)
        assert row["Diserahkan (%)"] == pytest.approx(unit.percent / 100)
        assert row["Terlambat (jam kerja)"] == pytest.approx(unit.late / 60, abs=0.01)
        for count in unit.kinds:
            short = next(
                k.short for k in project(Audience.PUBLIC).recap.kinds if k.kind == count.kind
            )
            assert row[f"{short} wajib"] == count.required
            assert row[f"{short} diserahkan"] == count.complete
    assert rows[-1]["Unit"] == "Jumlah"


def test_money_times_and_days_are_real_cells() -> None:
    data = made(Audience.INTERNAL)
    current = round_of(project(Audience.INTERNAL), "2025")
    money = table(data, "2025 Anggaran")
    assert [row["Anggaran (Rp)"] for row in money] == [row.amount for row in current.money]
    times = table(data, "2025 Waktu")
    assert [row["Mulai"] for row in times] == [
        datetime.fromisoformat(row.started).replace(tzinfo=None)
        for row in (*current.steps, *current.supplements)
    ]
    notes = {row["Hal"]: row["Isi"] for row in table(data, "Keterangan")}
    assert notes["Tanggal rekap"] == date(2026, 1, 23)


def test_what_the_edition_hides_is_an_empty_cell() -> None:
    rows = table(made(Audience.PUBLIC), "2025 Anggaran")
    assert "" in {row["Dirinci bawahan (Rp)"] for row in rows}


def test_formats_are_indonesian() -> None:
    styles = xml(made(Audience.INTERNAL))["xl/styles.xml"]
    for code in ("[$Rp-421]#,##0", "[$-421]d mmmm yyyy", "[$-421]d mmm yyyy hh.mm"):
        assert f'formatCode="{code}"' in styles


def test_a_whole_number_shows_no_decimal_sign() -> None:
    """A pattern such as #,##0.## shows 80 as "80,": the sign stands even where no digit follows."""
    shown = set()
    for style in formatted(made(Audience.PUBLIC), "2026 Indikator"):
        value, pattern = style
        assert not pattern.endswith((".##", ".#")), style
        if float(value).is_integer():
            assert "." not in pattern.replace("[$-421]", ""), style
        shown.add(pattern)
    assert {"#,##0", "#,##0.0########"} <= shown


def formatted(data: bytes, name: str) -> Iterator[tuple[str, str]]:
    """The numbers of a sheet with the patterns that show them."""
    whole = xml(data)
    styles = whole["xl/styles.xml"]
    own = dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]*)"', styles)) | {
        "3": "#,##0"
    }
    cells = re.findall(r'<xf numFmtId="(\d+)"', styles.partition("<cellXfs")[2])
    sheet = whole[f"xl/worksheets/sheet{opened(data).sheet_names.index(name) + 1}.xml"]
    for style, value in re.findall(r'<c r="[A-Z]+\d+" s="(\d+)"><v>([^<]*)</v>', sheet):
        yield value, own.get(cells[int(style)], "General")


def test_every_sheet_prints_on_landscape_pages_with_its_heading() -> None:
    parts = xml(made(Audience.INTERNAL))
    for text in sheets(made(Audience.INTERNAL)):
        assert 'orientation="landscape"' in text
        assert 'fitToHeight="0"' in text
        assert '<pane xSplit="2" ySplit="1"' in text or '<pane ySplit="1"' in text
    book = parts["xl/workbook.xml"]
    assert book.count("_xlnm.Print_Titles") == len(opened(made(Audience.INTERNAL)).sheet_names)
    assert "_xlnm._FilterDatabase" in book


# --- Text stays text -------------------------------------------------------------------------------

HOSTILE = [
    '=HYPERLINK("https://contoh.invalid";"klik")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "{=1+1}",
    "https://contoh.invalid/",
    "mailto:a@contoh.invalid",
    "internal:Sheet1!A1",
    "<script>alert(1)</script>",
    "_x0041_",
    "&P&N&D",
    "0812",
    "a\nb",
    " tepi ",
]


def with_goal(text: str) -> Edition:
    edition = sample(Audience.PUBLIC)
    (current,) = edition.recap.rounds
    first, *others = current.measures
    measures = (replace(first, goal=text), *others)
    return with_round(edition, replace(current, measures=measures))


def with_round(edition: Edition, current: RoundRecap) -> Edition:
    return replace(edition, recap=replace(edition.recap, rounds=(current,)))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_is(text: str) -> None:
    data = workbook(with_goal(text), Templates())
    assert table(data, "2026 Indikator")[0]["Sasaran"] == text
    for sheet in sheets(data):
        assert "<f>" not in sheet
        assert "<hyperlink" not in sheet
    assert not any("externalLink" in name or name.endswith(".rels.rels") for name in xml(data))


def test_text_that_looks_like_a_formula_stays_text_when_it_is_edited() -> None:
    styles = xml(workbook(with_goal("=1+1"), Templates()))["xl/styles.xml"]
    assert 'quotePrefix="1"' in styles


def test_a_hostile_round_title_cannot_speak_to_the_print_header() -> None:
    edition = sample(Audience.PUBLIC)
    (current,) = edition.recap.rounds
    data = workbook(with_round(edition, replace(current, title="A&P &D " + "x" * 999)), Templates())
    heads = re.findall(r"<oddHeader>(.*?)</oddHeader>", "".join(sheets(data)))
    assert heads
    assert all(len(head) < 300 for head in heads)
    assert any("A&amp;&amp;P &amp;&amp;D" in head for head in heads)


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    shown = table(workbook(with_goal("a" * 40_000), Templates()), "2026 Indikator")[0]["Sasaran"]
    assert shown == "a" * MAX_TEXT + "…"


def test_what_is_not_proven_has_a_sheet_only_when_there_is_any() -> None:
    edition = sample(Audience.INTERNAL)
    (current,) = edition.recap.rounds
    (kind, *_), (unit, *_) = edition.recap.kinds, current.units
    row = UnverifiedRow(unit.unit, kind.kind, "", "V436", "Catatan diubah", "content/a.yaml", "")
    data = workbook(with_round(edition, replace(current, unverified=(row,))), Templates())
    assert table(data, "2026 Belum sah") == [
        {
            "No": 1,
            "Jenis": kind.name,
            "Unit": unit.name,
            "Dokumen": "content/a.yaml",
            "Alasan": "Catatan diubah",
        }
    ]
    assert "2026 Belum sah" not in opened(workbook(edition, Templates())).sheet_names


# --- Same bytes, valid names -----------------------------------------------------------------------


@pytest.mark.parametrize("audience", Audience)
def test_the_same_edition_gives_the_same_bytes_without_a_clock(audience: Audience) -> None:
    assert workbook(project(audience), Templates()) == made(audience)
    with zipfile.ZipFile(io.BytesIO(made(audience))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = xml(made(audience))["docProps/core.xml"]
    assert set(re.findall(r"\d{4}-\d{2}-\d{2}T[\d:]+", core)) == {"2026-01-23T00:00:00"}


@given(st.lists(st.text(max_size=60), max_size=12))
def test_any_names_become_valid_and_distinct(wanted: list[str]) -> None:
    names = sheet_names(wanted)
    assert len({name.casefold() for name in names}) == len(wanted)
    for name in names:
        assert 1 <= len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"


def test_names_of_a_year_stay_as_they_are() -> None:
    assert sheet_names(["2026 Bagian", "2026 bagian"]) == ["2026 Bagian", "2026 bagian (2)"]


def test_an_empty_recap_makes_a_workbook() -> None:
    edition = sample(Audience.PUBLIC)
    data = workbook(replace(edition, recap=replace(edition.recap, rounds=())), Templates())
    assert opened(data).sheet_names == ["Keterangan"]
