"""What honest people do is accepted: every one of these histories is recorded and audited without a word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.review.ledger import Store
from tests.review.forged import APPROVER, AT, AUTHOR, REMARK
from tests.review.history import History, later
from tests.review.rounds import (
    EVIDENCE,
    ROLES,
    ROUND,
    earlier,
    files_of,
    part,
    sample,
    until,
)
from tests.tree import ROOT

BEFORE = earlier(AT, 30)
FIFTH = part("rbak/5-")
REGISTER = "content/pegawai.yaml"


def _text(path: str) -> str:
    return sample()[path].decode()


def whole_round(folder: Path) -> History:
    return until(9, folder)


def two_commits(folder: Path) -> History:
    pull = until(6, folder).propose("lima", {EVIDENCE: _text(EVIDENCE) + REMARK}, AUTHOR)
    return pull.push(FIFTH).review(APPROVER, at=BEFORE).merge(AT).office


def changes_asked_for_and_made(folder: Path) -> History:
    pull = until(6, folder).propose("lima", {EVIDENCE: _text(EVIDENCE) + REMARK}, AUTHOR)
    pull.review(APPROVER, "CHANGES_REQUESTED", earlier(AT, 50)).push(FIFTH)
    return pull.review(APPROVER, at=BEFORE).merge(AT).office


def approved_again(folder: Path) -> History:
    pull = until(6, folder).propose("lima", FIFTH, AUTHOR)
    pull.review(APPROVER, "DISMISSED", earlier(AT, 40))
    return pull.review(APPROVER, at=BEFORE).review("contoh-p001", "COMMENTED").merge(AT).office


def approved_by_the_alternate(folder: Path) -> History:
    """The only holder proposes himself."""
    pull = until(6, folder).propose("lima", FIFTH, APPROVER)
    return pull.review("contoh-p001", at=BEFORE).merge(AT).office


def branch_that_was_brought_up_to_date(folder: Path) -> History:
    office = until(5, folder)
    behind = office.propose("tertinggal", part("rbak/4-"), AUTHOR, "2026-01-15T11:00:00+07:00")
    office.push_to_main({"generator/cli.py": "print()\n"}, "2026-01-15T12:00:00+07:00")
    pull = behind.update().review(APPROVER, at="2026-01-15T13:00:00+07:00")
    return pull.merge("2026-01-15T14:00:00+07:00").office


def two_branches_side_by_side(folder: Path) -> History:
    office = until(4, folder)
    unit = office.propose("rbak", part("rbak/4-"), AUTHOR)
    top = office.propose("biro", part("biro/4-"), AUTHOR)
    office.write(top.review("contoh-p001").merge("2026-01-15T10:00:00+07:00").claim())
    return unit.review(APPROVER).merge("2026-01-16T10:00:00+07:00").office


def comment_in_an_open_step(folder: Path) -> History:
    path = f"{ROUND}/rbak/4-dokumen/skp-p016.yaml"
    pull = until(6, folder).propose("komentar", {path: _text(path) + "# dibaca ulang\n"}, AUTHOR)
    return pull.review(APPROVER, at=BEFORE).merge(AT).office


def somebody_joins(folder: Path) -> History:
    person = (
        "  - id: p030\n    nama: Rina Permisalan, S.E.\n    status_asn: pns\n    jenis_kelamin: p\n"
        "    pangkat: Penata Muda\n    golongan: III/a\n    jabatan:\n"
        "      - {jabatan: analis-kebijakan-rbak, status: definitif, mulai: 2026-01-20, sk: SK/1}\n"
    )
    pull = until(6, folder).propose("pegawai", {REGISTER: _text(REGISTER) + person}, "contoh-p011")
    return pull.review("contoh-p019", at=BEFORE).merge(AT).office


def role_given_by_a_recorded_merge(folder: Path) -> History:
    """A new account approves after the merge that made it known."""
    office = until(6, folder)
    roles = office.trees[office.main][ROLES].decode()
    fresh = roles.replace('"@contoh-p003"', '"@akun-baru-p003"')
    pull = office.propose("akun", {ROLES: fresh}, "contoh-p011").review("contoh-p019")
    assert pull.merge("2026-01-17T08:00:00+07:00").record() == 0, office.said
    return (
        office.propose("lima", FIFTH, AUTHOR).review("akun-baru-p003", at=BEFORE).merge(AT).office
    )


def program_changed_without_record(folder: Path) -> History:
    office = until(6, folder)
    office.push_to_main({"generator/cli.py": "print()\n"}, "2026-01-17T08:00:00+07:00")
    return office.propose("lima", FIFTH, AUTHOR).review(APPROVER, at=BEFORE).merge(AT).office


def older_round_brought_in_without_records(folder: Path) -> History:
    office = until(6, folder)
    old = _text(f"{ROUND}/periode.yaml").replace("2026", "2025")
    office.push_to_main({"content/2025/periode.yaml": old}, "2026-01-17T08:00:00+07:00")
    return office.propose("lima", FIFTH, AUTHOR).review(APPROVER, at=BEFORE).merge(AT).office


def draft_taken_back(folder: Path) -> History:
    path = f"{ROUND}/rbak/4-dokumen/ra-skp-p016.yaml"
    pull = until(6, folder).propose("tarik", {path: None}, AUTHOR)
    return pull.review(APPROVER, at=BEFORE).merge(AT).office


LEGAL: tuple[tuple[Callable[[Path], History], bool], ...] = (
    (whole_round, False),
    (two_commits, False),
    (changes_asked_for_and_made, False),
    (approved_again, False),
    (approved_by_the_alternate, True),
    (branch_that_was_brought_up_to_date, True),
    (two_branches_side_by_side, False),
    (comment_in_an_open_step, False),
    (somebody_joins, False),
    (role_given_by_a_recorded_merge, True),
    (program_changed_without_record, False),
    (older_round_brought_in_without_records, False),
    (draft_taken_back, False),
)
"""Each with whether its last merge is judged by the whole command, or only written down and audited."""


@pytest.mark.parametrize(("build", "judged"), LEGAL, ids=[build.__name__ for build, _ in LEGAL])
def test_a_legal_history_is_accepted(
    build: Callable[[Path], History], judged: bool, tmp_path: Path
) -> None:
    office = build(tmp_path)
    last = office.last
    if judged:
        assert last is not None
        assert last.record() == 0, office.said
    elif last is not None and last.merged and build is not whole_round:
        office.write(last.claim())
    assert [str(found) for found in office.audited().diagnostics] == []
    assert len(Store.of_folder(office.store).records) >= 6


def test_a_self_given_role_is_not_believed(tmp_path: Path) -> None:
    """Whoever pushes himself a role to the main branch approves nothing with it."""
    office = until(6, tmp_path)
    roles = office.trees[office.main][ROLES].decode()
    forged = roles.replace('pegawai: p003, akun: "@contoh-p003"', 'pegawai: p003, akun: "@nakal"')
    office.push_to_main({ROLES: forged}, later(AT, -90))
    pull = office.propose("lima", FIFTH, AUTHOR).review("nakal", at=BEFORE).merge(AT)
    office.write(pull.claim())
    assert office.codes() == ["V444", "V432"]


def test_a_rule_book_that_asks_for_less_frees_no_round_that_has_begun(tmp_path: Path) -> None:
    office = until(6, tmp_path)
    roles = office.trees[office.main][ROLES].decode()
    fewer = roles.replace('catatan_sejak: "2026"', 'catatan_sejak: "2099"')
    office.push_to_main({ROLES: fewer, **FIFTH}, AT)
    assert office.replayed().rounds == ("2026",)
    assert office.codes() == ["V432"]


def test_two_proposals_that_are_valid_alone_are_refused_together(tmp_path: Path) -> None:
    """Both change the same document; the second is judged on what stands after the first."""
    office = until(6, tmp_path)
    path = f"{ROUND}/rbak/4-dokumen/skp-p016.yaml"
    one = office.propose("satu", {path: _text(path) + "# satu\n"}, AUTHOR).review(APPROVER)
    two = office.propose("dua", {path: _text(path) + "# dua\n"}, AUTHOR).review(APPROVER)
    office.write(one.merge(AT).claim())
    assert two.merge(later(AT, 5)).record() == 1
    assert "V409" in office.said
    assert "Tidak dicatat" in office.said
    assert office.codes() == ["V431"]


def test_another_office_is_audited_by_its_own_rule_book(tmp_path: Path) -> None:
    """The second SOP has other paths, roles and rounds; its first document is merged, its second pushed."""
    library, period = ROOT / "tests/sop_kedua", "content/masa/2026-semester-1"
    files = {**files_of(library, "sop"), **files_of(library, "content/petugas")}
    given = files_of(library, period)
    roles = files[ROLES].decode()
    accounts = """
akun_orang:
  - {pegawai: lib-01, akun: "@satu", peran: [penjaga-repositori]}
  - {pegawai: lib-02, akun: "@dua", peran: [penjaga-repositori]}
persetujuan: {catatan_sejak: "2026"}
"""
    office = History(tmp_path, {**files, ROLES: roles + accounts})
    opening, order = f"{period}/buka.yaml", f"{period}/edaran.yaml"
    pull = office.propose("buka", {opening: given[opening]}, "satu").review("dua").merge(AT)
    office.write(pull.claim())
    assert office.codes() == []
    office.push_to_main({order: given[order]}, later(AT, 60))
    assert office.codes() == ["V432"]
    assert office.replayed().rounds == ("2026-semester-1",)
