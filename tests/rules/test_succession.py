"""Versions of a document: which one holds, in chains, branches and circles of any length."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from generator.load.corpus import Document
from generator.rules.succession import Succession
from generator.sop.facts import Facts
from tests.rules.judge import AGREEMENT, APPRAISAL, HEAD_AGREEMENT, context, judge, messages
from tests.tree import SUPPLEMENT, succeeded, text_of

SIGNED, HANDED, DRAFT = 5, 4, 0


def versions(stages: Mapping[str, tuple[str, int]]) -> Succession:
    """Documents by id, each with what it replaces and how far it has come."""
    real = context().corpus.by_path[AGREEMENT]
    made: dict[str, Facts] = {}
    for id, (old, _) in stages.items():
        document: Document = real.rewritten(f"id: {id}\n".encode())
        text = {"menggantikan": (old, ("menggantikan",))} if old else {}
        made[id] = Facts(document, text)
    return Succession(made, lambda d: stages[d.id][1], lambda _one, _other: True)


@pytest.mark.parametrize(
    ("second", "third", "holds", "waits"),
    [
        (DRAFT, None, "a", "b"),
        (HANDED, None, "a", "b"),
        (SIGNED, None, "b", ""),
        (HANDED, HANDED, "a", "bc"),
        (SIGNED, HANDED, "b", "c"),
        (SIGNED, SIGNED, "c", ""),
        (HANDED, SIGNED, "c", ""),  # the one in between was never signed
        (DRAFT, SIGNED, "c", ""),
    ],
)
def test_of_all_versions_one_holds(second: int, third: int | None, holds: str, waits: str) -> None:
    stages = {"a": ("", SIGNED), "b": ("a", second)}
    if third is not None:
        stages["c"] = ("b", third)
    found = versions(stages)
    assert {found.in_force(id) for id in "abc" if id < holds} <= {holds}
    assert set(found.gone) == {id for id in "abc" if id < holds}
    assert found.waiting == frozenset(waits)


def test_an_unsigned_first_version_gives_way_at_once() -> None:
    found = versions({"a": ("", HANDED), "b": ("a", HANDED)})
    assert (found.in_force("a"), found.latest("a")) == ("b", "b")
    assert versions({"a": ("", DRAFT), "b": ("a", DRAFT)}).waiting == {"b"}


def test_circles_replace_nothing() -> None:
    found = versions({"a": ("c", 5), "b": ("a", 5), "c": ("b", 5), "d": ("a", 5), "e": ("e", 5)})
    assert not found.gone
    assert not found.waiting
    circular = {id for id, facts in found.known.items() if found.circular(facts)}
    assert circular == {"a", "b", "c", "e"}


def test_a_long_chain_is_no_matter() -> None:
    stages = {"v0": ("", SIGNED)} | {f"v{n}": (f"v{n - 1}", SIGNED) for n in range(1, 5_000)}
    found = versions(stages)
    assert found.in_force("v0") == found.latest("v0") == "v4999"
    assert len(found.gone) == 4_999
    assert len(found.chain(found.known["v4999"])) == 5_000


def test_who_shares_a_position_cannot_replace_a_colleagues_document() -> None:
    files = succeeded(APPRAISAL)
    path = APPRAISAL.replace(".yaml", "-2.yaml")
    assert judge("R217", files) == []
    other = (files[path] or "").replace("pegawai: p016", "pegawai: p017", 1)
    known = text_of("content/pegawai.yaml")
    person = known[known.index("  - id: p016") :].split("\n  - id:", 2)
    colleague = f"\n  - id:{person[0].removeprefix('  - id:')}".replace("p016", "p017")
    people = {"content/pegawai.yaml": known.rstrip("\n") + colleague.rstrip("\n") + "\n"}
    found = judge("R217", {**files, **people, path: other})
    assert len(messages(found)) == 1
    assert messages(found)[0].startswith("skp-2026-p016 bukan dokumen ")
    assert "skp-2026-p016" not in context({**files, **people, path: other}).versions.gone


def test_a_newer_version_is_no_first_one() -> None:
    files = succeeded(AGREEMENT)
    path = AGREEMENT.replace(".yaml", "-2.yaml")
    text = (files[path] or "").replace("versi: perubahan", "versi: murni")
    (found,) = judge("R223", {**files, path: text})
    assert found.message == "dokumen ini menggantikan pk-2026-kabag-rbak, jadi bukan versi murni"
    assert found.fix
    assert found.fix.edits[0].replacement == "perubahan"


@pytest.mark.parametrize("number", ["²", "①", "9" * 5_000, "x", "-1"])
def test_an_odd_number_ends_no_check(number: str) -> None:
    files = succeeded(AGREEMENT)
    path = AGREEMENT.replace(".yaml", "-2.yaml")
    text = (files[path] or "").replace("ke: 1\n", f"ke: {number}\n")
    assert judge("R223", {**files, path: text}) == []
    assert (
        judge("R207", {AGREEMENT: text_of(AGREEMENT).replace("tahun: 2026", f"tahun: {number}")})
        is not None
    )


def test_agreements_below_are_held_against_a_newer_version_before_it_holds() -> None:
    files = {p: t for p, t in succeeded(HEAD_AGREEMENT).items() if p != SUPPLEMENT}
    (path,) = files
    text = files[path] or ""
    assert judge("R222", files) == []
    less = re.sub(r"rupiah: [0-9]+", "rupiah: 1000000", text)
    (found,) = judge("R222", {path: less})
    assert "pk-2026-kabag-rbak" in found.message
    assert "ra-pk-2026-kepala-biro" in found.message
    assert "berkurang" in found.message
    assert found.location.path == path
    gone = re.sub(r'kode: "4', 'kode: "9', text)
    (found,) = judge("R222", {path: gone})
    assert "tidak ada lagi" in found.message
