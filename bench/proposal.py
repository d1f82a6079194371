"""A large repository with a pull request of a few files, and the part of it that the request concerns."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench import corpus
from generator.review.propose import Submission, of_revisions, propose

BASE, HEAD, AUTHOR = "main", "usulan", "contoh-p016"
UNIT = "content/2026/kaj/4-dokumen"
OLD, NEW = "tempat: Padang", "tempat: Bukittinggi"


@dataclass(frozen=True)
class Case:
    """A repository, its pull request's reviews, and a project of nothing but what must be judged."""

    repository: Path
    reviews: Path
    concerned: Path
    documents: int
    files: int


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Ukur", "-c", "user.email=ukur@contoh.invalid")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def make(folder: Path, wanted: int, files: int) -> Case:
    """Write all of it below a folder."""
    repository = folder / "repository"
    documents = corpus.write(repository, wanted)
    git(repository, "init", "-q", "-b", BASE)
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "awal")
    git(repository, "checkout", "-qb", HEAD)
    for path in sorted((repository / UNIT).glob("*.yaml"))[:files]:
        path.write_text(path.read_text("utf-8").replace(OLD, NEW), "utf-8")
    git(repository, "commit", "-qam", "usul")
    git(repository, "checkout", "-q", BASE)
    reviews = folder / "tinjauan.json"
    reviews.write_text("[]")
    return Case(repository, reviews, _concerned(folder, repository), documents, files)


def _concerned(folder: Path, repository: Path) -> Path:
    """A project that holds the changed documents and whatever they concern."""
    day = date(2026, 1, 23)
    trees = of_revisions(repository, BASE, HEAD)
    proposal = propose(trees, Submission(AUTHOR, "", (), ()), day, day)
    part = folder / "concerned"
    shutil.copytree(repository / "sop", part / "sop")
    for document in proposal.joint.corpus.documents:
        target = part / document.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(document.source.text, "utf-8")
    return part
