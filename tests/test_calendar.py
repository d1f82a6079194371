"""The calendar files of `sop/kalender`: the shipped ones read without fault, a wrong one says where and what to do."""

from __future__ import annotations

import copy
from datetime import date, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

import holidays
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.sop.calendar import KeyPath, Problem, YearCalendar, read_calendar

FOLDER = Path(__file__).parents[1] / "sop" / "kalender"
YEARS = tuple(int(path.stem) for path in sorted(FOLDER.glob("*.yaml")))

# Where a calendar file and python-holidays differ, with the reason: {date: reason}. None so far.
KNOWN_DIFFERENCES: dict[date, str] = {}


@cache
def read(year: int) -> dict[str, Any]:
    loaded = YAML(typ="base").load((FOLDER / f"{year}.yaml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def data(year: int) -> dict[str, Any]:
    """The file's data with every scalar as text, as the project's loader gives it; a fresh copy."""
    return copy.deepcopy(read(year))


def shipped(year: int) -> YearCalendar:
    calendar, problems = read_calendar(data(year))
    assert problems == []
    assert calendar is not None
    return calendar


def oracle(year: int, category: str) -> set[date]:
    found = holidays.country_holidays("ID", years=year, categories=(category,))
    return set(found) - set(KNOWN_DIFFERENCES)


def test_the_years_of_the_first_rounds_are_shipped() -> None:
    assert {2025, 2026} <= set(YEARS)


@pytest.mark.parametrize("year", YEARS)
def test_shipped_days_off_agree_with_python_holidays(year: int) -> None:
    calendar = shipped(year)
    for category, joint in (("public", False), ("government", True)):
        days = {holiday.day for holiday in calendar.holidays if holiday.joint is joint}
        assert days - set(KNOWN_DIFFERENCES) == oracle(year, category), category


@pytest.mark.parametrize(("year", "public", "joint"), [(2025, 17, 11), (2026, 17, 8)])
def test_shipped_days_off_are_as_many_as_the_decree_says(
    year: int, public: int, joint: int
) -> None:
    flags = [holiday.joint for holiday in shipped(year).holidays]
    assert (flags.count(False), flags.count(True)) == (public, joint)


@pytest.mark.parametrize("year", YEARS)
def test_every_shipped_fact_names_its_source(year: int) -> None:
    calendar = shipped(year)
    sources = [calendar.hours_source]
    sources += [period.source for period in calendar.ramadan_periods]
    sources += [holiday.source for holiday in calendar.holidays]
    assert all(sources)


def test_the_day_added_later_to_2025_names_the_amending_decree() -> None:
    (added,) = [holiday for holiday in shipped(2025).holidays if holiday.day == date(2025, 8, 18)]
    assert added.joint
    assert "933 Tahun 2025" in added.source
    assert "933 Tahun 2025" not in shipped(2025).holidays[0].source


@pytest.mark.parametrize("year", YEARS)
def test_shipped_weeks_have_the_hours_of_perpres_21_2023(year: int) -> None:
    calendar = shipped(year)
    normal = [sum(end - start for start, end in spans) for spans in calendar.normal]
    ramadan = [sum(end - start for start, end in spans) for spans in calendar.ramadan]
    assert (sum(normal), sum(ramadan)) == (37 * 60 + 30, 32 * 60 + 30)
    assert calendar.normal_day == 450
    # Article 4: start 07.30, in Ramadan 08.00; break 60 and 90 minutes, in Ramadan 30 and 60.
    for week, start, breaks in (
        (calendar.normal, 7 * 60 + 30, (60, 60, 60, 60, 90)),
        (calendar.ramadan, 8 * 60, (30, 30, 30, 30, 60)),
    ):
        assert [spans[0][0] for spans in week[:5]] == [start] * 5
        assert tuple(spans[1][0] - spans[0][1] for spans in week[:5]) == breaks
        assert week[5:] == ((), ())


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [(2025, date(2025, 3, 1), date(2025, 3, 30)), (2026, date(2026, 2, 19), date(2026, 3, 20))],
)
def test_shipped_ramadan_is_the_one_the_ministry_declared(
    year: int, first: date, last: date
) -> None:
    (period,) = shipped(year).ramadan_periods
    assert (period.start, period.end) == (first, last)


def test_the_zone_is_read_as_a_fixed_offset() -> None:
    assert shipped(2026).zone == timezone(timedelta(hours=7))
    assert changed(("zona",), "-03:30")[0] == []
    calendar, _ = read_calendar(changed(("zona",), "-03:30")[1])
    assert calendar is not None
    assert calendar.zone == timezone(-timedelta(hours=3, minutes=30))


def changed(path: KeyPath, value: object) -> tuple[list[Problem], dict[str, Any]]:
    """The problems of the 2026 calendar with one value changed (None: removed), and that data."""
    root = data(2026)
    node: Any = root
    for key in path[:-1]:
        node = node[key]
    if value is None:
        del node[path[-1]]
    else:
        node[path[-1]] = value
    calendar, problems = read_calendar(root)
    assert (calendar is None) == bool(problems)
    return problems, root


WEEK = ("jam_kerja", "biasa")
TOTAL = (*WEEK, "menit_seminggu")
SPAN = (*WEEK, "senin", 0)
DAY = ("libur", "daftar", 0)
FAULTS: list[tuple[KeyPath, object, KeyPath, str]] = [
    (("tahun",), None, (), "Lengkapi: tahun."),
    (("tahun",), "26", ("tahun",), "empat angka"),
    (("tahun",), "", ("tahun",), "Isi dengan teks"),
    (("tahun",), ["2026"], ("tahun",), "Isi dengan teks"),
    (("zona",), "WIB", ("zona",), 'misalnya "+07:00", bukan "WIB"'),
    (("zona",), "+07:60", ("zona",), 'bukan "+07:60"'),
    (("zona",), "+15:00", ("zona",), 'bukan "+15:00"'),
    (("hari_libur",), [], ("hari_libur",), "tidak dikenal"),
    (("jam_kerja", "sumber"), None, ("jam_kerja",), "Lengkapi: sumber."),
    (("jam_kerja", "sumber"), "  ", ("jam_kerja", "sumber"), "Isi dengan teks"),
    (WEEK, "07.30-16.00", WEEK, "Isi sebagai kunci dan nilai"),
    (WEEK, {}, WEEK, "paling sedikit satu hari"),
    ((*WEEK, "jum'at"), ["07.30-12.00"], (*WEEK, "jum'at"), "Yang dikenal: "),
    ((*WEEK, "jumat"), None, TOTAL, "berjumlah 1800 menit"),
    (TOTAL, "dua ribu", TOTAL, "misalnya"),
    ((*WEEK, "senin"), "07.30-16.00", (*WEEK, "senin"), "Isi sebagai daftar"),
    ((*WEEK, "senin"), [], (*WEEK, "senin"), "Isi sebagai daftar"),
    (SPAN, "07:30-12:00", SPAN, 'misalnya "07.30-12.00", bukan "07:30-12:00"'),
    (SPAN, "07.30-12.60", SPAN, 'bukan "07.30-12.60"'),
    (SPAN, "07.60-12.00", SPAN, 'bukan "07.60-12.00"'),
    (SPAN, "07.30-24.01", SPAN, 'bukan "07.30-24.01"'),
    (SPAN, "12.00-12.00", SPAN, "sesudah jam mulai"),
    (SPAN, "07.30-13.01", (*SPAN[:3], 1), "tumpang tindih"),
    (("ramadan",), [], ("ramadan",), "Isi sebagai daftar"),
    (("ramadan", 0, "selesai"), "2026-03-21", ("ramadan", 0, "selesai"), "29 atau 30 hari"),
    (("ramadan", 0, "mulai"), "2026-02-18", ("ramadan", 0, "selesai"), "di sini 31 hari"),
    (("ramadan", 0, "mulai"), "2026-3-1", ("ramadan", 0, "mulai"), "misalnya 2026-01-31"),
    (("ramadan", 0, "sumber"), None, ("ramadan", 0), "Lengkapi: sumber."),
    (("libur", "daftar"), None, ("libur",), "Lengkapi: daftar."),
    (("libur", "sumber"), None, ("libur",), "Lengkapi: sumber."),
    (DAY, "2026-01-01", DAY, "Isi sebagai kunci dan nilai"),
    ((*DAY, "nama"), None, DAY, "Lengkapi: nama."),
    ((*DAY, "hari"), "Jumat", (*DAY, "hari"), "1 Januari 2026 adalah hari Kamis, bukan Jumat"),
    ((*DAY, "tanggal"), "2026-02-30", (*DAY, "tanggal"), "Tanggal 2026-02-30 tidak ada"),
    ((*DAY, "tanggal"), "20260101", (*DAY, "tanggal"), "tahun-bulan-tanggal"),
    ((*DAY, "tanggal"), "2026-01-01\n", (*DAY, "tanggal"), ""),  # surrounding blanks are no fault
    ((*DAY, "tanggal"), "٢٠٢٦-٠١-٠١", (*DAY, "tanggal"), "tahun-bulan-tanggal"),
    ((*DAY, "tanggal"), "2025-01-02", (*DAY, "tanggal"), "di luar tahun 2026"),  # also a Thursday
    ((*DAY, "keterangan"), "x", (*DAY, "keterangan"), "tidak dikenal"),
]


@pytest.mark.parametrize(("path", "value", "place", "message"), FAULTS)
def test_a_fault_is_reported_once_where_it_must_change(
    path: KeyPath, value: object, place: KeyPath, message: str
) -> None:
    problems, _ = changed(path, value)
    if not message:
        assert problems == []
        return
    assert len(problems) == 1, problems
    assert problems[0].path == place
    assert message in problems[0].message


def test_a_weekday_beside_a_date_may_be_left_out() -> None:
    assert changed((*DAY, "hari"), None)[0] == []


def test_a_date_given_twice_is_a_fault_but_two_feasts_may_share_a_day() -> None:
    public = data(2026)["libur"]["daftar"]
    twice, _ = changed(("libur", "daftar"), [*public, public[0]])
    assert twice == [
        Problem(("libur", "daftar", 17, "tanggal"), "Tanggal 1 Januari 2026 tertulis dua kali.")
    ]
    assert changed(("libur", "daftar"), [*public, {**public[0], "nama": "Hari raya lain"}])[0] == []
    joint = data(2026)["cuti_bersama"]["daftar"]
    twice, _ = changed(("cuti_bersama", "daftar"), [*joint, {**joint[2], "nama": "Nama lain"}])
    assert [problem.path for problem in twice] == [("cuti_bersama", "daftar", 8, "tanggal")]


def test_a_ramadan_over_new_year_belongs_to_both_years_and_no_other() -> None:
    over = {"nama": "x", "mulai": "2025-12-20", "selesai": "2026-01-17", "sumber": "x"}
    assert changed(("ramadan", 0), over)[0] == []
    next_year = {**over, "mulai": "2026-12-20", "selesai": "2027-01-17"}
    assert changed(("ramadan", 0), next_year)[0] == []
    elsewhere = {**over, "mulai": "2025-12-01", "selesai": "2025-12-30"}
    problems, _ = changed(("ramadan", 0), elsewhere)
    assert [problem.path for problem in problems] == [("ramadan", 0, "mulai")]


def test_ramadan_holds_its_first_and_its_last_day() -> None:
    # In both shipped years the last day is no working day, so the hours do not show it.
    (period,) = shipped(2026).ramadan_periods
    assert date(2026, 2, 19) in period
    assert date(2026, 3, 20) in period
    assert date(2026, 2, 18) not in period
    assert date(2026, 3, 21) not in period


def test_two_unreadable_dates_are_not_a_date_given_twice() -> None:
    unreadable = {"tanggal": "?", "nama": "x"}
    problems, _ = changed(("libur", "daftar"), [unreadable, unreadable])
    assert [problem.path for problem in problems] == [
        ("libur", "daftar", place, "tanggal") for place in (0, 1)
    ]


def test_all_faults_of_a_file_are_reported_together() -> None:
    _, root = changed(("zona",), "WIB")
    root["libur"]["daftar"][3]["tanggal"] = "19-03-2026"
    del root["cuti_bersama"]["sumber"]
    assert [problem.path for problem in read_calendar(root)[1]] == [
        ("zona",),
        ("libur", "daftar", 3, "tanggal"),
        ("cuti_bersama",),
    ]


def test_an_empty_file_is_one_fault() -> None:
    assert read_calendar({}) == (
        None,
        [Problem((), "Lengkapi: tahun, zona, jam_kerja, ramadan, libur, cuti_bersama.")],
    )


KEYS = st.sampled_from(
    [
        "tahun",
        "zona",
        "jam_kerja",
        "ramadan",
        "libur",
        "cuti_bersama",
        "sumber",
        "biasa",
        "senin",
        "daftar",
        "tanggal",
    ]
)
SCALARS = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.sampled_from(["2026", "+07:00", "07.30-12.00", "2026-01-31", "9999-99-99"]),
)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=20,
)


ANY_TREE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@ANY_TREE
@given(st.dictionaries(KEYS, TREES, max_size=6))
def test_reading_never_raises_and_gives_either_a_calendar_or_problems(tree: dict[str, Any]) -> None:
    calendar, problems = read_calendar(tree)
    assert (calendar is None) == bool(problems)


@ANY_TREE
@given(st.sampled_from([("ramadan",), ("libur",), WEEK, ("cuti_bersama", "daftar"), DAY]), TREES)
def test_a_broken_part_of_a_good_file_never_raises(path: KeyPath, tree: object) -> None:
    changed(path, tree)
