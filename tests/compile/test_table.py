"""Counts agree with a second count of the files, and parts add up to their whole."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compile.model import Audience, Progress, RoundRecap, UnitRow
from generator.compile.table import percent
from tests.compile.editions import edition_of, project, round_of
from tests.compile.recount import BUREAU_UNITS, Recount
from tests.tree import SUPPLEMENT, overlay, succeeded, text_of

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
OLD, NEW = "pk-2026-kabag-rbak", "pk-2026-kabag-rbak-2"


def revised(*, handed_in: bool = True, signed: bool = True, owner: str = "p003") -> RoundRecap:
    files = succeeded(AGREEMENT)
    (path,) = (path for path in files if path != SUPPLEMENT)
    text = (files[path] or "").replace("pegawai: p003", f"pegawai: {owner}", 1)
    if not handed_in:
        text = re.sub(r"(?m)^diserahkan:.*$", "", text)
    files = {path: text, **({SUPPLEMENT: files[SUPPLEMENT]} if signed else {})}
    return round_of(edition_of(overlay(files)), "2026")


def shown(current: RoundRecap) -> set[str]:
    """Which versions of the agreement the tables of a round count."""
    cells = {c.document for row in current.people for c in row.cells}
    rows = {row.document for row in (*current.money, *current.measures)}
    found = {id for id in cells if id.startswith(OLD)}
    assert {id for id in rows if id.startswith(OLD)} == found
    return found


@pytest.mark.parametrize(
    ("handed_in", "signed", "valid"), [(True, True, NEW), (True, False, OLD), (False, False, OLD)]
)
def test_a_revision_replaces_what_was_signed_once_it_is_signed(
    handed_in: bool, signed: bool, valid: str
) -> None:
    assert shown(revised(handed_in=handed_in, signed=signed)) == {valid}


def test_a_revision_by_the_next_holder_still_fulfils_the_duty() -> None:
    assert shown(revised(owner="p016")) == {NEW}


def test_plans_and_those_below_still_belong_to_a_revised_agreement() -> None:
    before = {row.item: row for row in round_of(edition_of(overlay({})), "2026").measures}
    for row in revised().measures:
        if row.document == NEW:
            old = before[row.item]
            assert (row.quarters, row.supported_by) == (old.quarters, old.supported_by)
            assert row.supports == old.supports
            assert row.quarters


def test_a_revision_does_not_open_its_step_again_but_wants_evidence_that_comes_after() -> None:
    before = round_of(edition_of(overlay({})), "2026")
    waiting = revised(signed=False)
    assert waiting.steps == before.steps
    assert before.supplements == ()
    (row,) = waiting.supplements
    assert (row.step, row.unit, row.number, row.progress) == (5, "rbak", "1", Progress.RUNNING)
    after = revised()
    assert [(r.step, r.unit, r.number, r.progress) for r in after.supplements] == [
        (5, "rbak", "1", Progress.DONE),
        (6, None, "1", Progress.RUNNING),
    ]


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
