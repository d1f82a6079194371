"""Rules on steps and locks: boundaries, silence on good input, one message per cause."""

from __future__ import annotations

import ast
import inspect
from datetime import date

import pytest

from generator.load.digest import digest
from generator.rules import RULES
from tests.rules.judge import (
    AGREEMENT,
    APPRAISAL,
    HEAD_AGREEMENT,
    LETTER,
    MEETING,
    ORDER,
    RATIFICATION,
    RECAP,
    ROUND,
    STAFF_PLAN,
    book,
    edited,
    judge,
    messages,
)
from tests.tree import succeeded, text_of

ASSIGNED = ROUND + "ttl/3-penugasan.yaml"
TTL = {
    ASSIGNED: text_of(ORDER).replace("rbak", "ttl").replace("p003", "p002").replace("p016", "p005")
}


def test_the_sample_gives_no_rule_on_steps_a_reason() -> None:
    for number in range(1, 8):
        assert judge(f"L3{number:02}") == []


# -- L301 ----------------------------------------------------------------------------------------


def test_a_missing_step_is_said_once_however_much_follows_it() -> None:
    (found,) = judge("L301", {LETTER: None})
    assert found.location.path == ORDER


@pytest.mark.parametrize("change", [None, ("selesai: 2026-01-19T09:30+07:00\n", "")])
def test_evidence_that_comes_after_needs_what_it_comes_after(
    change: tuple[str, str] | None,
) -> None:
    files = succeeded(STAFF_PLAN)
    assert judge("L301", files) == []
    main = text_of(RATIFICATION).replace(*change) if change else None
    found = [d for d in judge("L301", {**files, RATIFICATION: main}) if "susulan" in d.message]
    assert messages(found) == ["Pengesahan susulan ini ada, padahal Pengesahan belum selesai"]


def test_an_unreadable_step_is_there() -> None:
    assert judge("L301", {LETTER: "jenis: [\n"}) == []


def test_units_wait_only_for_their_own_steps() -> None:
    text = text_of(RATIFICATION).replace("rbak", "kaj")
    found = judge("L301", {ROUND + "kaj/5-pengesahan.yaml": text})
    assert messages(found) == [
        (
            "langkah 5 (Validasi Bagian) sudah ada, "
            "padahal langkah 4 (Penyusunan dokumen) di Bagian KAJ belum"
        )
    ]


def test_drafts_may_be_written_before_the_assignment() -> None:
    path = ROUND + "ttl/4-dokumen/skp-p005.yaml"
    assert judge("L301", {path: "jenis: skp\nid: skp-2026-p005\n"}) == []


def test_a_unit_without_a_step_waits_for_what_comes_before_it() -> None:
    files = dict.fromkeys((LETTER, ORDER, RATIFICATION, RECAP, MEETING))
    rbak = ROUND + "rbak/4-dokumen/"
    names = ("pk-kabag-rbak", "ra-pk-kabag-rbak", "ra-skp-p016", "skp-p003", "skp-p016")
    files |= {f"{rbak}{name}.yaml": None for name in names}
    (found,) = judge("L301", files)
    assert found.location.path == HEAD_AGREEMENT


# -- L302 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tempat: Padang\n", 'tempat: "Padang" # di kantor\n'),
        ("nilai: 85,", "nilai: 85.0,"),
        ("versi: murni\nlevel: administrator\n", "level: administrator\nversi: murni\n"),
    ],
)
def test_order_comments_and_spelling_do_not_count(old: str, new: str) -> None:
    assert judge("L302", edited(AGREEMENT, (old, new))) == []


def test_every_value_counts_and_the_signer_is_named() -> None:
    (found,) = judge("L302", edited(AGREEMENT, ("nilai: 85,", "nilai: 85.5,")))
    assert found.location.path == RATIFICATION
    assert "langkah 5 (Validasi Bagian)" in found.message
    assert "Datuak Rekaan" in found.message
    assert found.related[0].location.path == AGREEMENT


def test_a_whole_number_has_one_digest_in_every_spelling() -> None:
    assert digest({"a": [1.0, {"b": 2.0}]}) == digest({"a": [1, {"b": 2}]})
    assert digest({"a": 1e16}) == digest({"a": 10**16})
    assert digest({"a": "1.0"}) != digest({"a": 1})


# -- L303, L304, L307 ----------------------------------------------------------------------------


def _without(path: str, id: str) -> dict[str, str]:
    lines = [line for line in text_of(path).split("\n") if f"dokumen: {id}," not in line]
    return {path: "\n".join(lines)}


def test_a_document_handed_in_after_the_signing_waits_for_the_next() -> None:
    files = _without(RATIFICATION, "skp-2026-p016")
    assert len(judge("L303", files)) == 1
    late = edited(APPRAISAL, ("diserahkan: 2026-01-15T11:00", "diserahkan: 2026-01-19T09:31"))
    assert judge("L303", files | late) == []


def test_drafts_need_not_be_listed() -> None:
    draft = edited(APPRAISAL, ("diserahkan: 2026-01-15T11:00+07:00\n", ""))
    assert judge("L303", _without(RATIFICATION, "skp-2026-p016") | draft) == []


def test_the_recap_lists_the_documents_of_units_that_do_not_sign_themselves() -> None:
    (found,) = judge("L303", _without(RECAP, "skp-2026-p001"))
    assert found.location.path == RECAP
    assert found.message == "skp-2026-p001 sudah diserahkan tetapi belum dicantumkan"


def test_all_unlisted_documents_are_one_finding() -> None:
    files = edited(
        RATIFICATION,
        ("dokumen: skp-2026-p003", "dokumen: x-1"),
        ("dokumen: skp-2026-p016", "dokumen: x-2"),
    )
    assert messages(judge("L303", files)) == [
        "skp-2026-p003 dan skp-2026-p016 sudah diserahkan tetapi belum dicantumkan"
    ]


def test_a_document_of_another_unit_or_round_is_not_ones_own() -> None:
    files = edited(RATIFICATION, ("skp-2026-p003", "skp-2026-p001"))
    assert messages(judge("L307", files)) == ["skp-2026-p001 milik Biro, bukan Bagian RBAK"]
    old = "content/2025/rbak/4-dokumen/skp-p016.yaml"
    other = {old: text_of(APPRAISAL).replace("2026", "2025")}
    files = edited(RATIFICATION, ("dokumen: skp-2026-p016", "dokumen: skp-2025-p016"))
    assert messages(judge("L307", files | other)) == ["skp-2025-p016 dari putaran 2025"]


# -- L305 ----------------------------------------------------------------------------------------


def test_what_is_missing_is_said_once_for_each_person_and_only_when_due() -> None:
    before = judge("L305", TTL, today=date(2026, 1, 15))
    assert before == []
    after = [f for f in judge("L305", TTL, today=date(2026, 1, 16)) if f.location.path == ASSIGNED]
    assert messages(after) == [
        "Upik Misalnya, S.STP., M.A.P. belum membuat PK, RA PK, dan SKP",
        "Ujang Sampel, S.E. belum membuat SKP, RA SKP, PK, dan RA PK",
    ]


def test_a_signed_unit_is_due_at_once() -> None:
    files = {STAFF_PLAN: None}
    assert messages(judge("L305", files, today=date(2026, 1, 13))) == [
        "Dewi Contohan, S.A.P. belum membuat RA SKP"
    ]


def test_drafts_and_unreadable_documents_are_not_missing() -> None:
    assert judge("L305", {STAFF_PLAN: "jenis: [\n"}) == []
    draft = edited(STAFF_PLAN, ("diserahkan: 2026-01-15T11:20+07:00\n", ""))
    assert judge("L305", draft) == []


def test_somebody_who_was_forgotten_in_the_assignment_is_named() -> None:
    task = "  - pegawai: p016\n    dokumen: [skp, ra_skp]\n    tenggat: 2026-01-15\n"
    files = edited(ORDER, (task, "")) | {STAFF_PLAN: None}
    assert messages(judge("L305", files)) == [
        "Dewi Contohan, S.A.P. belum membuat RA SKP, dan belum diberi tugas"
    ]


def test_what_leaders_owe_is_said_at_the_recap() -> None:
    files = {ROUND + "biro/4-dokumen/skp-p001.yaml": None}
    (found,) = judge("L305", files)
    assert found.location.path == RECAP
    assert found.message == "Dr. Bujang Contoh, M.Si. belum membuat SKP"


# -- L306 ----------------------------------------------------------------------------------------


def test_an_unknown_ratification_is_not_called_a_missing_unit() -> None:
    assert judge("L306", edited(RECAP, ("pengesahan-2026-rbak", "pengesahan-2026-rbk"))) == []


def test_a_unit_cannot_be_absent_twice() -> None:
    assert messages(judge("L306", edited(RECAP, ("- unit: ttl", "- unit: kaj")))) == [
        "Bagian TTL tidak disebut: tidak disahkan dan tidak dinyatakan belum",
        "Bagian KAJ disebut dua kali",
    ]


# -- the rules themselves ------------------------------------------------------------------------


def test_no_kind_level_unit_position_or_status_of_this_sop_is_in_a_rule() -> None:
    sop = book().sop
    assert sop is not None
    organisation = sop.organisation
    own = {*sop.kinds, *sop.roles, *sop.tenures, *organisation.levels}
    own |= {*organisation.units, *organisation.positions, *(s.status for s in sop.steps.values())}
    for rule in (rule for rule in RULES if rule.code[0] in "RL"):
        tree = ast.parse(inspect.getsource(rule.module))
        texts = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)}
        assert own.isdisjoint(t for t in texts if isinstance(t, str)), rule.code
