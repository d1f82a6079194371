"""The gate's workflow, step by step, against a bare repository and a forge on this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workflows.forge import Forge, Pull, serving
from tests.workflows.runner import ROOT, Run, git, program

SIGNED = "content/2026/rbak/4-dokumen/skp-p016.yaml"
EVIDENCE = "content/2026/rbak/5-pengesahan.yaml"
MARK = "<!-- kinerja:lembar -->"
EVIL = "`$(touch dibobol)`<script>alert(1)</script> @org/team ::error::x"


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bare repository with the program and the sample on main, up to the step of the units' heads."""
    folder = tmp_path_factory.mktemp("asal")
    work = folder / "isi"
    work.mkdir()
    program(work)
    shutil.copytree(ROOT / "tests/contoh/content", work / "content")
    for name in ("6-rekap", "7-rapat"):
        (work / f"content/2026/{name}.yaml").unlink()
    git(work, "init", "-q", "-b", "main")
    git(work, "add", "-A")
    git(work, "commit", "-qm", "awal")
    git(folder, "clone", "-q", "--bare", str(work), "asal.git")
    return folder / "asal.git"


class Office:
    """A clone of the seed in which people propose."""

    def __init__(self, seed: Path, folder: Path) -> None:
        self.folder = folder
        self.origin = folder / "asal.git"
        shutil.copytree(seed, self.origin)
        git(folder, "clone", "-q", str(self.origin), "orang")
        self.work = folder / "orang"
        self.forge = Forge()
        self.runs = 0

    def propose(self, number: int, author: str, path: str, old: str, new: str) -> Pull:
        """Change a file on a branch of its own, with the author's address on the commit."""
        git(self.work, "checkout", "-qB", f"usulan-{number}", "origin/main")
        file = self.work / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")
        git(self.work, "commit", "-qam", EVIL)
        return self._push(number, author)

    def _push(self, number: int, author: str) -> Pull:
        git(self.work, "push", "-qf", "origin", f"HEAD:refs/pull/{number}/head")
        sha = git(self.work, "rev-parse", "HEAD")
        names = git(self.work, "rev-list", "--reverse", "origin/main..HEAD").split()
        commits = [
            {
                "sha": name,
                "author": {"login": author},
                "commit": {"verification": {"verified": False}},
            }
            for name in names
        ]
        known = self.forge.pulls.get(number)
        pull = Pull(number, author, f"usulan-{number}", sha, EVIL, EVIL, commits)
        pull.reviews = known.reviews if known else []
        self.forge.pulls[number] = pull
        return pull

    def approve(self, number: int, login: str, state: str = "APPROVED") -> None:
        pull = self.forge.pulls[number]
        pull.reviews.append(
            {
                "id": len(pull.reviews) + 1,
                "user": {"login": login, "type": "User"},
                "state": state,
                "commit_id": pull.sha,
                "submitted_at": "2026-01-22T03:00:00Z",
                "body": EVIL,
            }
        )

    def gate(self, event: dict[str, object]) -> Run:
        self.runs += 1
        folder = self.folder / f"jalan-{self.runs}"
        folder.mkdir()
        whole = {"repository": {"default_branch": "main"}, **event}
        return Run("gerbang", "putuskan", self.origin, folder, whole, self.forge.address).go()


@pytest.fixture
def office(seed: Path, tmp_path: Path) -> Iterator[Office]:
    made = Office(seed, tmp_path)
    with serving(made.forge):
        yield made


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
