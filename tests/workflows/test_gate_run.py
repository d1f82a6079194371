"""The gate's workflow, step by step, against a bare repository and a forge on this machine."""

from __future__ import annotations

import pytest

from tests.workflows.forge import Pull
from tests.workflows.office import Office

EVIDENCE = "content/2026/rbak/5-pengesahan.yaml"
MARK = "<!-- kinerja:lembar -->"


def reviewed(pull: Pull) -> dict[str, object]:
    return {"workflow_run": {"head_sha": pull.sha}}


def test_from_proposal_to_approval(office: Office) -> None:
    """Refused without approval, told in one comment; accepted once the head of the unit approved this version."""
    pull = office.propose(7, "contoh-p016", EVIDENCE, "rak 2", "rak 3")
    first = office.gate({"pull_request": {"number": 7, "head": {"sha": pull.sha}}})
    assert first.status == 0, first.log
    (comment,) = office.forge.comments[7]
    assert comment["body"].startswith(MARK)
    assert "rak 2" in comment["body"]
    assert "Belum ada persetujuan Kepala Bagian" in comment["body"]
    assert [s["state"] for s in office.forge.statuses[pull.sha]] == ["failure"]
    assert (
        first.workspace.joinpath("content/2026/rbak/5-pengesahan.yaml").read_text().count("rak 2")
    )

    office.approve(7, "contoh-p003")
    second = office.gate(reviewed(pull))
    assert second.status == 0, second.log
    (comment,) = office.forge.comments[7]
    assert "boleh digabung" in comment["body"]
    assert "Disetujui Datuak Rekaan" in comment["body"]
    status = office.forge.statuses[pull.sha][-1]
    assert (status["state"], status["context"]) == ("success", "Gerbang SOP")
    requests = [r for r in office.forge.requests if r.startswith(("POST", "PATCH"))]
    assert requests.count("POST /issues/7/comments") == 1
    assert not list(office.folder.rglob("dibobol"))


def test_a_new_version_makes_the_approval_stale(office: Office) -> None:
    pull = office.propose(8, "contoh-p016", EVIDENCE, "rak 2", "rak 3")
    office.approve(8, "contoh-p003")
    pull = office.propose(8, "contoh-p016", EVIDENCE, "rak 2", "rak 4")
    run = office.gate(reviewed(pull))
    assert "usulan berubah sesudah disetujui" in run.log
    assert office.forge.statuses[pull.sha][-1]["state"] == "failure"


@pytest.mark.parametrize("broken", ["/reviews", "/commits", "/pulls/9"])
def test_when_the_forge_fails_nothing_is_decided(office: Office, broken: str) -> None:
    pull = office.propose(9, "contoh-p016", EVIDENCE, "rak 2", "rak 3")
    office.forge.broken = broken
    run = office.gate({"pull_request": {"number": 9, "head": {"sha": pull.sha}}})
    assert (run.status, run.failed_at) == (3, "Ambil fakta dari forge")
    assert "tidak ada yang diputuskan" in run.log
    assert office.forge.statuses == {}


def test_a_proposal_that_moved_meanwhile_is_not_decided(office: Office) -> None:
    pull = office.propose(10, "contoh-p016", EVIDENCE, "rak 2", "rak 3")
    office.forge.pulls[10].sha = "f" * 40
    run = office.gate({"pull_request": {"number": 10, "head": {"sha": pull.sha}}})
    assert run.status == 3
    assert office.forge.statuses == {}


def test_a_certain_slip_is_offered_as_a_suggestion_on_its_line_once(office: Office) -> None:
    pull = office.propose(12, "contoh-p016", EVIDENCE, "unit: rbak", "unit: rbax")
    event = {"pull_request": {"number": 12, "head": {"sha": pull.sha}}}
    run = office.gate(event)
    assert run.status == 0, run.log
    (remark,) = office.forge.remarks[12]
    assert (remark["path"], remark["line"]) == (EVIDENCE, 5)
    assert "```suggestion\nunit: rbak\n```" in remark["body"]
    assert office.gate(event).status == 0
    assert len(office.forge.remarks[12]) == 1
