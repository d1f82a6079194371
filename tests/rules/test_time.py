"""Rules on time: boundaries, silence on good input, leniency with drafts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check import check
from generator.load.corpus import Document
from generator.load.source import Path
from generator.rules.late_agreement import add_months
from tests.rules.judge import (
    AGREEMENT,
    APPRAISAL,
    HEAD_AGREEMENT,
    LETTER,
    MEETING,
    ORDER,
    PEOPLE,
    PLAN,
    RATIFICATION,
    RECAP,
    ROUND,
    TODAY,
    context,
    edited,
    judge,
    messages,
    repaired,
)
from tests.tree import overlay, text_of

HANDED_IN = "diserahkan: 2026-01-15T11:00+07:00\n"


def test_the_sample_gives_no_rule_on_time_a_reason() -> None:
    for number in range(1, 13):
        assert judge(f"T5{number:02}") == []


# -- The ends of the calendar --------------------------------------------------------------------

ENDS = {
    "saat": ("9999-12-31T23:59-14:00", "9999-12-31T23:59+07:00", "0001-01-01T00:00+14:00"),
    "tanggal": ("9999-12-31", "0001-01-01"),
}


def value_at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def timed() -> Iterator[tuple[Document, Path, str]]:
    """One document with each field of a day or a moment that the sample fills in."""
    seen = set()
    for document in context().corpus.documents:
        for path in document.source.places if document.readable else ():
            form = document.form.at(path).get("format")
            key = document.kind, tuple(part for part in path if isinstance(part, str))
            if form in ENDS and key not in seen:
                seen.add(key)
                yield document, path, form


def test_no_day_or_moment_stops_a_check() -> None:
    cases = list(timed())
    assert len(cases) > 30
    for document, path, form in cases:
        old, at = str(value_at(document.data, path)), document.value(*path)
        for text in ENDS[form]:
            lines = document.source.text.split("\n")
            start, rest = lines[at.line - 1][: at.column - 1], lines[at.line - 1][at.column - 1 :]
            assert rest.startswith(old)
            lines[at.line - 1] = start + text + rest.removeprefix(old)
            found = check(overlay({document.path: "\n".join(lines)}), TODAY).diagnostics
            told = [d for d in found if d.code == "F105" and d.location.path == document.path]
            assert len(told) == (form == "saat"), (document.path, path, text)


def test_a_month_after_the_last_one_is_the_last_day() -> None:
    assert add_months(date(9999, 12, 3), 1) == date.max


# -- T501 ----------------------------------------------------------------------------------------


def test_draft_is_overdue_from_the_day_after_its_due_day() -> None:
    draft = edited(APPRAISAL, (HANDED_IN, ""))
    assert judge("T501", draft, today=date(2026, 1, 15)) == []
    (found,) = judge("T501", draft, today=date(2026, 1, 16))
    assert (found.location.path, found.location.line) == (APPRAISAL, 3)
    assert found.message == "dokumen masih draf, padahal tenggatnya 15 Januari 2026 sudah lewat"
    assert found.related[0].location.path == ORDER


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        ("2026-01-15T23:59+07:00", False),
        ("2026-01-15T16:59Z", False),
        ("2026-01-15T17:01Z", True),
        ("2026-01-16T00:00+07:00", True),
    ],
)
def test_the_due_day_ends_at_midnight_of_the_calendars_zone(moment: str, late: bool) -> None:
    files = edited(APPRAISAL, (HANDED_IN, f"diserahkan: {moment}\n"))
    assert bool(judge("T501", files)) is late


def test_missing_document_belongs_to_another_rule() -> None:
    assert judge("T501", {APPRAISAL: None}, today=date(2026, 3, 1)) == []


def test_unreadable_moment_belongs_to_another_rule() -> None:
    files = edited(APPRAISAL, (HANDED_IN, "diserahkan: kemarin\n"))
    assert judge("T501", files, today=date(2026, 3, 1)) == []


def test_later_version_of_a_document_that_came_in_time_is_not_late() -> None:
    later = text_of(AGREEMENT).replace("2026-01-14T15:10", "2026-07-14T15:10")
    files = {AGREEMENT.replace("kabag-rbak", "kabag-rbak-2"): later}
    assert judge("T501", files, today=date(2026, 8, 1)) == []


# -- T502, T503, T504 ----------------------------------------------------------------------------


def test_equal_dates_are_in_order() -> None:
    assert judge("T502", edited(AGREEMENT, ("tanggal: 2026-01-02", "tanggal: 2026-01-14"))) == []


def test_tenure_must_not_end_before_it_begins() -> None:
    files = edited(
        PEOPLE, ("mulai: 2023-03-01\n", "mulai: 2023-03-01\n        selesai: 2023-02-01\n")
    )
    assert messages(judge("T502", files)) == [
        "Selesai 1 Februari 2023 lebih awal daripada Mulai 1 Maret 2023"
    ]


@pytest.mark.parametrize("text", ["2026-02-30", "besok", ""])
def test_what_is_no_date_belongs_to_another_rule(text: str) -> None:
    files = edited(LETTER, ("batas_waktu: 2026-01-20", f"batas_waktu: {text}"))
    assert [judge(code, files) for code in ("T502", "T503", "T508", "T511")] == [[]] * 4


def test_hint_names_the_next_working_day() -> None:
    (found,) = judge("T503", edited(LETTER, ("batas_waktu: 2026-01-20", "batas_waktu: 2026-03-18")))
    assert found.message.endswith("adalah hari libur: Hari Suci Nyepi (Tahun Baru Saka 1948)")
    assert found.hint == "pilih hari kerja, misalnya Rabu, 25 Maret 2026: tulis 2026-03-25"


def test_working_day_is_not_asked_of_a_date_in_the_wrong_year() -> None:
    files = edited(LETTER, ("tanggal: 2026-01-12", "tanggal: 2025-01-12"))
    assert judge("T503", files) == []
    assert len(judge("T505", files)) == 1


def test_weekday_is_repaired() -> None:
    files = edited(MEETING, ("hari: Senin", 'hari: "Jumat"'))
    (found,) = judge("T504", files)
    after = repaired(files, found)
    assert "hari: Senin\n" in after[MEETING]
    assert judge("T504", after) == []


def test_unknown_weekday_belongs_to_another_rule() -> None:
    assert judge("T504", edited(MEETING, ("hari: Senin", "hari: Monday"))) == []


# -- T505, T506, T507 ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "outside"),
    [
        ("2025-11-30", True),
        ("2025-12-01", False),
        ("2025-12-31", False),
        ("2026-12-31", False),
        ("2027-01-01", True),
    ],
)
def test_december_before_the_year_counts_as_the_year(day: str, outside: bool) -> None:
    files = edited(
        AGREEMENT,
        ("tanggal: 2026-01-14\n", f"tanggal: {day}\n"),
        ("tanggal: 2026-01-02", "tanggal: 2025-11-01"),
    )
    assert bool(judge("T505", files)) is outside
    assert judge("T502", files) == []


def test_date_in_wrong_order_and_year_is_reported_once() -> None:
    files = edited(AGREEMENT, ("tanggal: 2026-01-14\n", "tanggal: 2025-01-14\n"))
    counts = [len(judge(code, files)) for code in ("T502", "T505", "T506", "T509")]
    assert counts == [1, 0, 0, 0]


def test_round_is_dated_by_its_folder_even_if_its_own_year_is_wrong() -> None:
    files = edited(ROUND + "periode.yaml", ("tahun: 2026", "tahun: 2062"))
    assert judge("T505", files) == []
    assert judge("T507", files) == []


@pytest.mark.parametrize(
    ("budget", "day", "late"),
    [
        ("2026-01-02", "2026-02-02", False),
        ("2026-01-02", "2026-02-03", True),
        ("2026-01-31", "2026-02-28", False),
        ("2026-01-31", "2026-03-01", True),
        ("2025-12-31", "2026-01-31", False),
    ],
)
def test_agreement_has_one_month(budget: str, day: str, late: bool) -> None:
    files = edited(
        AGREEMENT,
        ("tanggal: 2026-01-02", f"tanggal: {budget}"),
        ("tanggal: 2026-01-14\n", f"tanggal: {day}\n"),
    )
    assert bool(judge("T506", files)) is late
    assert judge("T506", files, options={"T506": {"bulan": "3"}}) == []


def test_revision_on_the_same_budget_is_not_late_and_one_on_a_new_budget_may_be() -> None:
    second = AGREEMENT.replace("kabag-rbak", "kabag-rbak-2")
    revised = (
        text_of(AGREEMENT)
        .replace(
            "id: pk-2026-kabag-rbak", "id: pk-2026-kabag-rbak-2\nmenggantikan: pk-2026-kabag-rbak"
        )
        .replace("tanggal: 2026-01-14\n", "tanggal: 2026-07-14\n")
    )
    assert judge("T506", {second: revised}) == []
    moved = revised.replace("tanggal: 2026-01-02", "tanggal: 2026-05-02")
    assert len(judge("T506", {second: moved})) == 1


@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)), st.integers(0, 40))
def test_months_later_is_the_same_day_or_the_months_last(start: date, months: int) -> None:
    later = add_months(start, months)
    assert (later.year - start.year) * 12 + later.month - start.month == months
    assert later.day == start.day or (later.day < start.day and add_months(later, 0) == later)


def test_period_over_new_year_is_reported_at_its_first_fault_only() -> None:
    old = "periode: {mulai: 2026-01-01, selesai: 2026-12-31}"
    both = edited(APPRAISAL, (old, "periode: {mulai: 2025-01-01, selesai: 2025-12-31}"))
    assert messages(judge("T507", both)) == ["Mulai 1 Januari 2025 di luar tahun 2026"]
    swapped = edited(APPRAISAL, (old, "periode: {mulai: 2027-01-01, selesai: 2026-12-31}"))
    assert judge("T507", swapped) == []
    assert len(judge("T502", swapped)) == 1


# -- T508 ----------------------------------------------------------------------------------------


def test_year_without_calendar_is_reported_once() -> None:
    files = edited(ORDER, ("tenggat: 2026-01-15", "tenggat: 2029-01-15")) | edited(
        LETTER, ("batas_waktu: 2026-01-20", "batas_waktu: 2029-01-19")
    )
    (found,) = judge("T508", files)
    assert found.message == "kalender kerja tahun 2029 belum tersedia"
    assert "sop/kalender/2029.yaml" in found.hint


def test_round_that_begins_at_the_end_of_the_last_year_needs_the_next() -> None:
    files = edited(ROUND + "periode.yaml", ("mulai: 2026-01-12", "mulai: 2026-12-30"))
    (found,) = judge("T508", files)
    assert (found.location.path, found.message) == (
        ROUND + "periode.yaml",
        "kalender kerja tahun 2027 belum tersedia",
    )


def test_completion_in_the_future_is_not_a_missing_calendar() -> None:
    files = edited(MEETING, ("selesai: 2026-01-22T", "selesai: 2029-01-22T"))
    assert judge("T508", files) == []
    assert len(judge("T512", files)) == 1


# -- T510, T511, T512 ----------------------------------------------------------------------------


def test_unit_without_part_in_a_step_waits_for_the_step_before() -> None:
    files = edited(HEAD_AGREEMENT, ("diserahkan: 2026-01-13T14:05", "diserahkan: 2026-01-12T09:00"))
    assert messages(judge("T510", files)) == [
        (
            "langkah 4 tercatat selesai 12 Januari 2026 pukul 09.00, "
            "sebelum langkah 2 (12 Januari 2026 pukul 09.20)"
        )
    ]


def test_moments_are_compared_and_told_in_one_zone() -> None:
    assert judge("T510", edited(LETTER, ("T09:20+07:00", "T02:20Z"))) == []
    (found,) = judge("T510", edited(LETTER, ("T09:20+07:00", "T01:20Z")))
    assert "12 Januari 2026 pukul 08.20" in found.message


def test_evidence_waits_only_for_what_it_lists() -> None:
    other = text_of(RATIFICATION).replace("id: pengesahan-2026-rbak", "id: pengesahan-2026-kaj")
    late = other.replace("unit: rbak", "unit: kaj").replace(
        "selesai: 2026-01-19", "selesai: 2026-01-22"
    )
    assert judge("T510", {ROUND + "kaj/5-pengesahan.yaml": late}) == []
    files = edited(RATIFICATION, ("selesai: 2026-01-19T09:30", "selesai: 2026-01-21T15:00"))
    assert [found.location.path for found in judge("T510", files)] == [RECAP]


def test_draft_has_no_completion_to_compare() -> None:
    assert judge("T510", edited(APPRAISAL, (HANDED_IN, ""))) == []


@pytest.mark.parametrize(("due", "soon"), [("2026-01-18", True), ("2026-01-19", False)])
def test_due_day_leaves_room_for_the_steps_between(due: str, soon: bool) -> None:
    files = edited(LETTER, ("batas_waktu: 2026-01-20", f"batas_waktu: {due}"))
    assert bool(judge("T511", files)) is soon
    assert judge("T511", files, options={"T511": {}}) == []


def test_task_is_due_too_soon() -> None:
    (found,) = judge("T511", edited(ORDER, ("tenggat: 2026-01-15", "tenggat: 2026-01-14")))
    assert (
        found.message
        == "Tenggat 14 Januari 2026 terlalu cepat: waktu langkah 4 baru habis 15 Januari 2026"
    )


@pytest.mark.parametrize(
    ("moment", "future"),
    [
        ("2026-01-23T23:59+07:00", False),
        ("2026-01-23T17:01Z", True),
        ("2026-01-24T00:30+09:00", False),
        ("2026-01-24T07:00+07:00", True),
    ],
)
def test_completion_may_be_today_but_not_tomorrow(moment: str, future: bool) -> None:
    files = edited(PLAN, ("diserahkan: 2026-01-15T09:45+07:00", f"diserahkan: {moment}"))
    assert bool(judge("T512", files)) is future
