"""A bare repository with the sample, and people who propose in it."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.workflows.forge import Forge, Pull
from tests.workflows.runner import ROOT, Run, git, program

EVIL = "`$(touch dibobol)`<script>alert(1)</script> @org/team ::error::x"


def seed_of(folder: Path) -> Path:
    """A bare repository with the program and the sample on main, up to the step of the units' heads."""
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

    def bring(self, number: int, author: str, path: str) -> Pull:
        """Propose a document of the sample that is not on main."""
        git(self.work, "checkout", "-qB", f"usulan-{number}", "origin/main")
        (self.work / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "tests/contoh" / path, self.work / path)
        git(self.work, "add", "-A")
        git(self.work, "commit", "-qm", EVIL)
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

    def asks_for_records(self, since: str) -> None:
        """A beginning in which rounds from one on are valid only with records, and the sample's is not opened."""
        git(self.work, "checkout", "-q", "--orphan", "awal")
        git(self.work, "rm", "-rqf", "content/2026")
        file = self.work / "sop/peran.yaml"
        text = file.read_text("utf-8")
        assert 'catatan_sejak: "2027"' in text
        file.write_text(text.replace('catatan_sejak: "2027"', f'catatan_sejak: "{since}"'), "utf-8")
        git(self.work, "commit", "-qam", "catatan")
        git(self.work, "push", "-qf", "origin", "HEAD:main")
        git(self.work, "fetch", "-q", "origin")

    def merge(self, number: int) -> None:
        """Merge a pull request with a merge commit, as the forge does."""
        pull = self.forge.pulls[number]
        git(self.work, "checkout", "-q", "--detach", "origin/main")
        git(self.work, "merge", "-q", "--no-ff", "-m", f"Merge pull request #{number}", pull.sha)
        git(self.work, "push", "-q", "origin", "HEAD:main")
        git(self.work, "fetch", "-q", "origin")
        pull.merge_sha = git(self.work, "rev-parse", "HEAD")
        pull.merged_at = "2026-01-22T04:00:00Z"

    def gate(self, event: dict[str, object]) -> Run:
        return self.run("gerbang", "putuskan", event)

    def run(self, workflow: str, job: str, event: dict[str, object], **environment: str) -> Run:
        """Run a job of a workflow on an event."""
        self.runs += 1
        folder = self.folder / f"jalan-{self.runs}"
        folder.mkdir()
        whole = {"repository": {"default_branch": "main"}, **event}
        return Run(
            workflow, job, self.origin, folder, whole, self.forge.address, environment=environment
        ).go()
