"""Signatures held against the parties and the day of their document."""

from __future__ import annotations

import pytest

from tests.rules.judge import AGREEMENT, APPRAISAL, PLAN, edited, judge, messages, repaired
from tests.tree import text_of

FIRST = "{pegawai: p016, peran: pegawai, metode: basah, tanggal: 2026-01-15}"
SECOND = "  - {pegawai: p003, peran: penilai, metode: basah, tanggal: 2026-01-15}\n"


@pytest.mark.parametrize("path", [AGREEMENT, APPRAISAL, PLAN])
def test_the_parties_of_the_sample_have_signed(path: str) -> None:
    assert "tanda_tangan:" in text_of(path)
    assert judge("R221") == []


def test_the_signature_of_somebody_else_is_given_back() -> None:
    files = edited(APPRAISAL, (FIRST, FIRST.replace("p016", "p002")))
    (found,) = judge("R221", files)
    assert "tanda tangan Pegawai yang dinilai tercatat milik " in found.message
    assert (found.location.line, found.location.column) == (46, 15)
    assert repaired(files, found)[APPRAISAL] == text_of(APPRAISAL).replace(
        "{pegawai: p016, peran", '{pegawai: "p016", peran'
    )


def test_a_party_without_a_signature_is_named() -> None:
    double = SECOND.replace("penilai", "pegawai").replace("p003", "p016")
    found = judge("R221", edited(APPRAISAL, (SECOND, double)))
    assert messages(found) == ["tanda tangan Pejabat penilai kinerja belum tercatat"]
    assert judge("R221", edited(APPRAISAL, (SECOND, ""))) == []  # too few: F109 says so


@pytest.mark.parametrize(("day", "early"), [("2026-01-14", True), ("2026-01-15", False)])
def test_nobody_signs_before_the_documents_day(day: str, early: bool) -> None:
    files = edited(APPRAISAL, (FIRST, FIRST.replace("2026-01-15", day)))
    assert messages(judge("R221", files)) == (
        ["Tanggal tanda tangan 14 Januari 2026 lebih awal daripada Tanggal dokumen 15 Januari 2026"]
        if early
        else []
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (FIRST, "p016"),
        (FIRST, "{pegawai: [p016], peran: pegawai, metode: basah, tanggal: [1]}"),
        (FIRST, FIRST.replace("p016", "p999")),
        ("tanggal: 2026-01-15\ndiserahkan", "tanggal: 2062-01-15\ndiserahkan"),
    ],
)
def test_what_other_rules_find_is_not_found_again(old: str, new: str) -> None:
    found = judge("R221", edited(APPRAISAL, (old, new)))
    assert all("belum tercatat" in finding.message for finding in found)
