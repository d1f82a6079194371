"""What follows a merge, step by step: the next step's proposal opens by itself, late steps are told in one issue."""

from __future__ import annotations

import json

from tests.workflows.office import Office
from tests.workflows.runner import git

MARK = "<!-- kinerja:terlambat -->"


def branches(office: Office) -> set[str]:
    return {line.split("\t")[1] for line in git(office.origin, "ls-remote", ".").splitlines()}


def test_every_step_whose_turn_it_is_gets_one_proposal_with_its_files(office: Office) -> None:
    first = office.run("catatan", "lanjutkan", {})
    assert first.status == 0, first.log
    pulls = {pull.branch: pull for pull in office.forge.pulls.values()}
    assert set(pulls) == {"langkah/2026/3-kaj", "langkah/2026/3-ttl"}
    assert {f"refs/heads/{name}" for name in pulls} <= branches(office)
    pull = pulls["langkah/2026/3-kaj"]
    assert pull.title == "Langkah 3 Penugasan, Bagian KAJ (2026)"
    assert "Disetujui oleh Kepala Bagian" in pull.body
    changed = git(office.origin, "diff", "--name-only", "main", "refs/heads/langkah/2026/3-kaj")
    assert changed == "content/2026/kaj/3-penugasan.yaml"
    said = git(
        office.origin, "show", "refs/heads/langkah/2026/3-kaj:content/2026/kaj/3-penugasan.yaml"
    )
    assert "id: penugasan-2026-kaj" in said
    before = branches(office)
    again = office.run("catatan", "lanjutkan", {})
    assert again.status == 0, again.log
    assert (len(office.forge.pulls), branches(office)) == (2, before)


def test_late_steps_are_told_in_one_issue_that_is_renewed_and_closed(office: Office) -> None:
    run = office.run("pengingat", "ingatkan", {})
    assert run.status == 0, run.log
    (issue,) = office.forge.issues
    assert issue["body"].startswith(MARK)
    assert "Langkah 3 Penugasan, Bagian KAJ" in issue["body"]
    assert "terlambat" in issue["body"]
    office.forge.issues[0]["body"] = f"{MARK}\nlama\n"
    assert office.run("pengingat", "ingatkan", {}).status == 0
    (issue,) = office.forge.issues
    assert "Bagian KAJ" in issue["body"]
    git(office.work, "rm", "-rq", "content/2026")
    git(office.work, "commit", "-qm", "tutup")
    git(office.work, "push", "-q", "origin", "HEAD:main")
    assert office.run("pengingat", "ingatkan", {}).status == 0
    (issue,) = office.forge.issues
    assert issue["state"] == "closed"


def test_a_persons_issue_with_the_same_words_is_left_alone(office: Office) -> None:
    theirs = {"number": 1, "state": "open", "user": {"login": "contoh-p016"}, "body": MARK}
    office.forge.issues.append(theirs)
    assert office.run("pengingat", "ingatkan", {}).status == 0
    assert office.forge.issues[0]["body"] == MARK
    assert len(office.forge.issues) == 2


def test_a_merge_is_recorded_once_and_the_record_is_what_the_audit_wants(office: Office) -> None:
    """The round asks for records: the merge of an approved proposal is recorded; one that was not approved is not."""
    office.asks_for_records("2026")
    pull = office.bring(7, "contoh-p011", "content/2026/periode.yaml")
    office.approve(7, "contoh-p019")
    office.merge(7)
    run = office.run("catatan", "catat", {"pull_request": {"number": 7}})
    assert run.status == 0, run.log
    files = git(office.origin, "ls-tree", "-r", "--name-only", "catatan").splitlines()
    assert files == ["umum/000001.json"]
    said = json.loads(git(office.origin, "show", f"catatan:{files[0]}"))
    assert (said["kepala"], said["usulan"]) == (pull.sha, 7)
    again = office.run("catatan", "catat", {"pull_request": {"number": 7}})
    assert again.status == 0, again.log
    assert git(office.origin, "rev-list", "--count", "catatan") == "1"
    audit = office.run("terbit", "audit", {})
    assert audit.status == 0, audit.log
    office.bring(8, "contoh-p005", "content/2026/1-disposisi.yaml")
    office.merge(8)
    refused = office.run("catatan", "catat", {"pull_request": {"number": 8}})
    assert (refused.status, refused.failed_at) == (1, "Catat")
    assert "belum ada persetujuan Kepala Biro" in refused.log
    assert git(office.origin, "rev-list", "--count", "catatan") == "1"
    audit = office.run("terbit", "audit", {})
    assert (audit.status, audit.failed_at) == (1, "Audit")
    assert "content/2026/1-disposisi.yaml" in audit.log
