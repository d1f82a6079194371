"""The indicator matrix and the money, recomputed from the files; what an edition hides stays out of sums."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compile.cascade import is_below
from generator.compile.model import Audience, RoundRecap
from tests.compile.editions import edition_of, project, round_of
from tests.compile.recount import ROOT, Recount, read
from tests.tree import overlay, text_of

ROUNDS = ("2025", "2026")


def positions() -> dict[str, dict[str, Any]]:
    return {p["id"]: p for p in read(ROOT / "sop" / "organisasi.yaml")["jabatan"]}


def goals(data: dict[str, Any]) -> list[dict[str, Any]]:
    return data.get("sasaran") or data.get("hasil_kerja") or []


@pytest.mark.parametrize("name", ROUNDS)
def test_every_indicator_of_the_files_is_in_the_internal_matrix_once(name: str) -> None:
    expected = sorted(
        (
            data["id"],
            measure["id"],
            measure.get("target", {}).get("nilai"),
            measure.get("target", {}).get("satuan", ""),
        )
        for kind in ("pk", "skp")
        for data in Recount(name).of(kind)
        for goal in goals(data)
        for measure in goal.get("indikator", [])
    )
    rows = round_of(project(Audience.INTERNAL), name).measures
    assert sorted((r.document, r.item, r.value, r.measurement) for r in rows) == expected


@pytest.mark.parametrize("name", ROUNDS)
def test_quarters_are_those_of_the_plan(name: str) -> None:
    plans = {
        (data["induk"], row["indikator"]): row.get("tw", {})
        for kind in ("ra_pk", "ra_skp")
        for data in Recount(name).of(kind)
        for row in data.get("baris", [])
    }
    for row in round_of(project(Audience.INTERNAL), name).measures:
        expected = {str(k): v for k, v in plans.get((row.document, row.item), {}).items()}
        assert row.quarters == expected


@pytest.mark.parametrize("name", ROUNDS)
def test_money_is_that_of_the_files(name: str) -> None:
    agreements = Recount(name).of("pk")
    expected = sorted(
        (data["id"], line["kode"], line["rupiah"])
        for data in agreements
        for line in data.get("anggaran", [])
    )
    rows = round_of(project(Audience.INTERNAL), name).money
    assert sorted((row.document, row.code, row.amount) for row in rows) == expected


@pytest.mark.parametrize("name", ROUNDS)
def test_money_below_is_what_direct_subordinates_carry(name: str) -> None:
    agreements = {data["id"]: data for data in Recount(name).of("pk")}
    for row in round_of(project(Audience.INTERNAL), name).money:
        superior = agreements[row.document]["pihak_pertama"]["jabatan"]
        carried = sum(
            line["rupiah"]
            for data in agreements.values()
            if positions()[data["pihak_pertama"]["jabatan"]]["atasan"] == superior
            for line in data.get("anggaran", [])
            if (line["kode"] + ".").startswith(row.code + ".")
        )
        assert row.below == carried


def quarters(action: dict[str, Any]) -> dict[int, int]:
    return {int(name): amount for name, amount in action.get("anggaran_tw", {}).items()}


@pytest.mark.parametrize("name", ROUNDS)
def test_planned_money_is_the_sum_of_the_plan_and_of_its_quarters(name: str) -> None:
    planned: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for data in Recount(name).of("ra_pk"):
        for line in data.get("baris", []):
            for action in line.get("aksi", []):
                if "kode_anggaran" in action:
                    planned[data["induk"], action["kode_anggaran"]].append(action)
    for row in round_of(project(Audience.INTERNAL), name).money:
        actions = planned[row.document, row.code]
        assert row.planned == sum(action.get("anggaran", 0) for action in actions)
        for quarter in range(1, 5):
            amounts = [quarters(action).get(quarter, 0) for action in actions]
            assert row.quarters[str(quarter)] == sum(amounts)


# --- Links -----------------------------------------------------------------------------------------


def upward(current: RoundRecap) -> set[tuple[tuple[str, str], tuple[str, str]]]:
    return {((r.document, r.goal_item), link) for r in current.measures for link in r.supports}


def downward(current: RoundRecap) -> set[tuple[tuple[str, str], tuple[str, str]]]:
    return {
        (link, item)
        for row in current.measures
        for link in row.supported_by
        for item in ((row.document, row.item), (row.document, row.goal_item))
    }


@pytest.mark.parametrize("name", ROUNDS)
@pytest.mark.parametrize("audience", Audience)
def test_what_supports_is_supported_and_the_other_way(name: str, audience: Audience) -> None:
    current = round_of(project(audience), name)
    up = upward(current)
    assert up
    assert up <= downward(current)
    for row in current.measures:
        for link in row.supported_by:
            assert {(link, (row.document, row.item)), (link, (row.document, row.goal_item))} & up


@pytest.mark.parametrize("audience", Audience)
def test_links_lead_only_to_what_the_edition_shows(audience: Audience) -> None:
    edition = project(audience)
    shown = {view.id for view in edition.views if not view.withheld}
    for current in edition.recap.rounds:
        for row in (*current.measures, *current.money):
            assert row.document in shown
        for row in current.measures:
            assert {id for id, _ in (*row.supports, *row.supported_by)} <= shown


# --- What is hidden --------------------------------------------------------------------------------


def test_a_sum_that_needs_a_hidden_document_is_none() -> None:
    inside = {
        (row.document, row.code): row for row in round_of(project(Audience.INTERNAL), "2025").money
    }
    outside = round_of(project(Audience.PUBLIC), "2025").money
    assert {row.below for row in outside} > {None}
    for row in outside:
        known = inside[row.document, row.code]
        assert row.amount == known.amount
        assert row.below in (None, known.below)
        assert row.planned in (None, known.planned)


PLAN = "content/2026/rbak/4-dokumen/ra-pk-kabag-rbak.yaml"


def test_a_plan_that_is_a_draft_gives_the_public_edition_no_quarters() -> None:
    lines = [li for li in text_of(PLAN).split("\n") if not li.startswith("diserahkan:")]
    tree = overlay({PLAN: "\n".join(lines), "content/2026/rbak/5-pengesahan.yaml": None})
    current = round_of(edition_of(tree, Audience.PUBLIC), "2026")
    money = [row for row in current.money if row.document == "pk-2026-kabag-rbak"]
    assert money
    assert all(row.planned is None and not row.quarters for row in money)
    measures = [row for row in current.measures if row.document == "pk-2026-kabag-rbak"]
    assert measures
    assert not any(row.quarters or row.nature or row.responsible for row in measures)


CODES = st.lists(st.integers(1, 12).map(str), min_size=1, max_size=5).map(".".join)


@given(CODES, CODES)
def test_a_code_is_below_another_by_whole_parts(code: str, parent: str) -> None:
    parts, above = code.split("."), parent.split(".")
    assert is_below(code, parent) == (parts[: len(above)] == above)
