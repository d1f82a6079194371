"""Proposals over the sample: two trees, who proposed, who reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from generator.check import judge
from generator.diagnostic import Diagnostic
from generator.load.tree import Sort, Tree
from generator.review.propose import Submission, Trees, propose
from generator.rules.page import Change, Example
from generator.rules.proposal import FileChange, Proposal, Pushed, Review, State
from generator.sop.model import ApprovalSetting
from tests.tree import changed

HEAD, OLD = "1" * 40, "2" * 40
TODAY = date(2026, 1, 23)
FOLDERS = ("content", "sop")
STATES = {
    "setuju": State.APPROVED,
    "perbaiki": State.CHANGES_REQUESTED,
    "dicabut": State.DISMISSED,
    "komentar": State.COMMENTED,
}


def files(tree: Tree) -> dict[str, bytes]:
    entries = [e.path for folder in FOLDERS for e in tree.entries(folder) if e.sort is Sort.FILE]
    return dict(tree.read(entries))


def mentioning(tree: Tree, folder: str, texts: list[str]) -> Iterator[str]:
    """What `git grep` answers, for a tree that is in no repository."""
    for path, raw in files(tree).items():
        if path.startswith(f"{folder}/") and any(text.encode() in raw for text in texts):
            yield path


def trees(base: Tree, head: Tree, conflicts: Iterable[str] = ()) -> Trees:
    before, after = files(base), files(head)
    differing = sorted(p for p in before | after if before.get(p) != after.get(p))
    return Trees(
        base,
        head,
        tuple(FileChange(path, path in before, path in after) for path in differing),
        lambda folder, texts: mentioning(base, folder, texts),
        tuple(conflicts),
    )


def review(text: str, number: int = 0) -> Review:
    """A review as rule pages write it: @akun setuju 2026-01-22 [versi lama]."""
    login, state, day, *old = text.split(" ")
    login = login.removeprefix("@")
    revision = OLD if old == ["versi", "lama"] else HEAD
    moment = f"{day}T09:{number:02d}:00+07:00"
    return Review(login, login.endswith("[bot]"), STATES[state], revision, moment)


def of_example(example: Example) -> Proposal:
    """The proposal that a rule's page describes."""
    base, _ = changed(example.before)
    head, _ = changed(_after(example))
    known: dict[str, list[str]] = {}
    for name, text in example.known:
        known.setdefault(name, []).append(text)
    accounts = [text.removeprefix("@") for text in known.get("mendorong", ())]
    submission = Submission(
        author=known["pengusul"][0].removeprefix("@"),
        head=HEAD,
        commits=tuple(Pushed("0" * 40, login, False, True) for login in accounts),
        reviews=tuple(review(text, i) for i, text in enumerate(known.get("tinjauan", ()))),
    )
    made = propose(trees(base, head, known.get("bersamaan", ())), submission, TODAY, TODAY)
    if "commit_bertanda_tangan" in known.get("aturan", ()):
        setting = ApprovalSetting(signed_commits=True)
        made = replace(made, base=replace(made.base, sop=replace(made.base.sop, approval=setting)))
    return made


def _after(example: Example) -> tuple[Change, ...]:
    return (*example.before, *example.changes)


@cache
def judged(example: Example) -> tuple[Diagnostic, ...]:
    return judge(of_example(example))


def found(example: Example, code: str) -> list[str]:
    return [f"{d.location}: {d.message}" for d in judged(example) if d.code == code]
