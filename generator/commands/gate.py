"""`kinerja gate`: decide a pull request from facts, offline. Never writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from generator import git
from generator.commands.check import lines_of
from generator.commands.fault import FactsFault, UsageFault
from generator.commands.outcome import CLEAN, FINDINGS
from generator.commands.project import Project
from generator.report import github, machine, text
from generator.review import witness
from generator.review.gate import Verdict, decide
from generator.review.propose import Submission, Trees, Unjudged, of_revisions, propose, pushed
from generator.rules.spoken import seat_name, turn_name
from generator.sop.long_date import long_date


@dataclass(frozen=True)
class Asked:
    """The pull request as named on the command line: two revisions, its author, files of facts."""

    base: str
    head: str
    author: str
    reviews: tuple[Path, ...]
    commits: tuple[Path, ...] = ()


def gate(project: Project, asked: Asked, *, form: str, out: TextIO) -> int:
    """Print whether a pull request may be merged, and every reason against it."""
    verdict, trees = judged(project, asked)
    if form == "json":
        out.write(machine.as_json(verdict.diagnostics))
    elif form == "github":
        out.write(github.report(verdict.diagnostics))
    elif form == "suggestions":
        from generator.publish.verdict import reviews
        from generator.review.suggestion import suggestions

        found = suggestions(verdict, project.root, asked.base, asked.head)
        out.write(reviews(found, project.root))
    elif form == "md":
        from generator.publish.verdict import comment

        out.write(comment(verdict, project.root))
    else:
        out.write(text.report(verdict.diagnostics, lines_of(trees.joint), colour=out.isatty()))
        out.writelines(f"{text.visible(line)}\n" for line in closing(verdict))
    return CLEAN if verdict.accepted else FINDINGS


def closing(verdict: Verdict) -> Iterator[str]:
    """The decision in a line or two."""
    proposal = verdict.proposal
    turn = proposal.subject.turn if proposal.subject else None
    what = f": {turn_name(proposal, turn)}" if turn else ""
    if not verdict.accepted:
        yield f"Belum boleh digabung{what}. Yang harus dibereskan: {len(verdict.refusals)}."
        return
    yield f"Boleh digabung{what}."
    for review, seat in proposal.approvals:
        yield f"Disetujui {seat_name(proposal, seat)} pada {long_date(proposal.day(review))}."


def judged(project: Project, asked: Asked) -> tuple[Verdict, Trees]:
    """The verdict on a pull request. Raises `UsageFault` and `FactsFault`."""
    for revision in (asked.base, asked.head):
        project.tree(revision)
    try:
        trees = of_revisions(project.root, asked.base, asked.head)
        proposal = propose(
            trees, submission(project.root, asked), project.today, project.committed(asked.head)
        )
    except Unjudged:
        raise UsageFault(f"folder sop/ pada revisi {asked.base!r} belum dapat dipakai") from None
    except git.GitError as error:
        raise FactsFault(f"git tidak dapat menjawab: {text.visible(str(error))}") from None
    return decide(proposal, trees.joint), trees


def submission(root: Path, asked: Asked) -> Submission:
    """Who made the pull request, from the forge's facts. Raises `FactsFault`."""
    try:
        told = witness.commits(_pages(asked.commits)) if asked.commits else None
        reviews = witness.reviews(_pages(asked.reviews))
    except witness.Undecidable as reason:
        raise FactsFault(text.visible(str(reason))) from None
    head = git.commit(root, asked.head)
    author = asked.author.removeprefix("@")
    commits = pushed(root, asked.base, head, told, author)
    unknown = [c.name for c in commits if told is not None and c.name not in told]
    if unknown:
        raise FactsFault(
            f"daftar commit dari forge tidak memuat {unknown[0][:7]}; ambil ulang sampai lengkap"
        )
    return Submission(author, head, commits, reviews)


def _pages(paths: Iterable[Path]) -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in paths]
