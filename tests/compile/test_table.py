"""Counts agree with a second count of the files, and parts add up to their whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compile.model import Audience, RoundRecap, UnitRow
from generator.compile.table import percent
from tests.compile.editions import edition_of, project, round_of
from tests.compile.recount import BUREAU_UNITS, Recount
from tests.tree import overlay, text_of

ROUNDS = ("2025", "2026")
COUNTS = ("required", "present", "complete", "signed")


@pytest.mark.parametrize("name", ROUNDS)
@pytest.mark.parametrize("audience", Audience)
def test_every_count_is_that_of_the_files(name: str, audience: Audience) -> None:
    found = {
        (unit.unit, count.kind): tuple(getattr(count, field) for field in COUNTS)
        for unit in round_of(project(audience), name).units
        for count in unit.kinds
    }
    expected = Recount(name)
    assert found
    assert found == {key: expected.counts(*key) for key in found}
    assert {(unit, kind) for unit, _, kind in expected.duties()} == set(found)


@pytest.mark.parametrize("name", ROUNDS)
@pytest.mark.parametrize("audience", Audience)
def test_kinds_add_up_to_units_and_units_to_the_total(name: str, audience: Audience) -> None:
    current = round_of(project(audience), name)
    for row in (*current.units, current.total):
        for field in COUNTS:
            assert getattr(row, field) == sum(getattr(kind, field) for kind in row.kinds)
    for field in (*COUNTS, "late", "errors", "warnings"):
        assert getattr(current.total, field) == sum(getattr(u, field) for u in current.units)
    assert [unit.unit for unit in current.units] == list(BUREAU_UNITS)


@pytest.mark.parametrize("name", ROUNDS)
def test_people_add_up_to_units(name: str) -> None:
    current = round_of(project(Audience.INTERNAL), name)
    for unit in current.units:
        cells = [cell for row in current.people if row.unit == unit.unit for cell in row.cells]
        assert len(cells) == unit.required
        assert sum(1 for cell in cells if cell.document) == unit.present
        assert sum(1 for cell in cells if cell.received or cell.signed) == unit.complete
        assert sum(1 for cell in cells if cell.signed) == unit.signed


@pytest.mark.parametrize("name", ROUNDS)
def test_a_unit_is_as_late_as_its_steps(name: str) -> None:
    current = round_of(project(Audience.PUBLIC), name)
    for unit in current.units:
        assert unit.late == sum(step.late for step in current.steps if step.unit == unit.unit)


def test_only_the_internal_edition_has_people() -> None:
    assert not any(current.people for current in project(Audience.PUBLIC).recap.rounds)
    assert all(current.people for current in project(Audience.INTERNAL).recap.rounds)


def test_public_rows_of_what_is_owed_have_no_name() -> None:
    assert not any(row.name for row in project(Audience.PUBLIC).owed)
    assert any(row.name for row in project(Audience.INTERNAL).owed)


# --- A unit's state --------------------------------------------------------------------------------


def states(current: RoundRecap) -> dict[str, str]:
    return {unit.unit: unit.status for unit in current.units}


def test_a_unit_with_all_documents_has_the_state_of_the_lowest() -> None:
    assert states(round_of(project(Audience.PUBLIC), "2025")) == {
        "biro": "direkap",
        "kaj": "disahkan",
        "rbak": "disahkan",
        "ttl": "disahkan",
    }


def test_a_unit_without_all_documents_has_the_state_of_its_last_finished_step() -> None:
    assert states(round_of(project(Audience.PUBLIC), "2026")) == {
        "biro": "diserahkan",
        "kaj": "diserahkan",
        "rbak": "disahkan",
        "ttl": "ditugaskan",
    }


BUREAU = "content/2026/biro/4-dokumen/"


def bureau(changes: dict[str, str | None]) -> UnitRow:
    current = round_of(edition_of(overlay({"content/2026/6-rekap.yaml": None, **changes})), "2026")
    return next(unit for unit in current.units if unit.unit == "biro")


def test_one_draft_among_all_documents_makes_the_unit_a_draft() -> None:
    path = f"{BUREAU}skp-p001.yaml"
    lines = [line for line in text_of(path).split("\n") if not line.startswith("diserahkan:")]
    assert bureau({path: "\n".join(lines)}).status == "draf"


def test_before_its_own_first_step_a_unit_has_the_state_of_the_steps_before() -> None:
    assert bureau({f"{BUREAU}skp-p001.yaml": None}).status == "diminta"
    gone = {f"content/2026/{name}.yaml": None for name in ("1-disposisi", "2-permintaan")}
    assert bureau({f"{BUREAU}skp-p001.yaml": None, **gone}).status == "belum ada"


# --- Versions --------------------------------------------------------------------------------------

AGREEMENT = "content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml"
REVISION = "content/2026/rbak/4-dokumen/pk-kabag-rbak-ubah.yaml"


def revised(*, handed_in: bool) -> RoundRecap:
    lines = text_of(AGREEMENT).split("\n")
    moment = "diserahkan: 2026-01-22T09:00+07:00" if handed_in else ""
    lines = [moment if line.startswith("diserahkan:") else line for line in lines]
    text = "\n".join(lines).replace("id: pk-2026-kabag-rbak\n", "id: pk-2026-kabag-rbak-ubah\n", 1)
    assert "id: pk-2026-kabag-rbak-ubah" in text
    text += "\nmenggantikan: pk-2026-kabag-rbak\n"
    return round_of(edition_of(overlay({REVISION: text})), "2026")


@pytest.mark.parametrize(
    ("handed_in", "valid"), [(True, "pk-2026-kabag-rbak-ubah"), (False, "pk-2026-kabag-rbak")]
)
def test_a_revision_replaces_once_it_is_handed_in(handed_in: bool, valid: str) -> None:
    current = revised(handed_in=handed_in)
    (cell,) = [
        cell
        for row in current.people
        for cell in row.cells
        if cell.document.startswith("pk-2026-kabag-rbak")
    ]
    assert cell.document == valid
    owned = {row.document for row in (*current.money, *current.measures) if row.unit == "rbak"}
    assert {id for id in owned if id.startswith("pk-")} == {valid}


def test_a_revision_does_not_open_its_step_again() -> None:
    before = round_of(edition_of(overlay({})), "2026")
    assert revised(handed_in=True).steps == before.steps


# --- Percent ---------------------------------------------------------------------------------------


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_percent_is_rounded_half_up_to_one_decimal(part: int, whole: int) -> None:
    part = min(part, whole)
    tenths = percent(part, whole) * 10
    assert tenths == pytest.approx(int(tenths + 0.5))
    assert abs(2000 * part - 2 * whole * round(tenths)) <= whole
    assert (2 * (1000 * part % whole) != whole) or round(tenths) * whole > 1000 * part


def test_percent_of_nothing_is_all() -> None:
    assert percent(0, 0) == 100.0
    assert percent(1, 16) == 6.3
