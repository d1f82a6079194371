"""What follows a merge, step by step: the next step's proposal opens by itself, late steps are told in one issue."""

from __future__ import annotations

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
