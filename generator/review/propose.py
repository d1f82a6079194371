"""From two trees and the forge's facts to a proposal that the rules can judge.

Nothing is checked out and nothing is written: what would stand after the merge is the base with the
proposal's own files in place of its. A file that both sides changed is a conflict, even where git
could mix them, because nobody has seen the mixture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from generator import git
from generator.check import reference_day, slots
from generator.compile.state import RoundState
from generator.compile.timeline import places
from generator.load.corpus import Corpus, load
from generator.load.tree import Part, Revision, Spliced, Tree
from generator.review.claims import claims
from generator.review.slice import Mentions, Slice
from generator.review.witness import Told
from generator.rules.context import Context
from generator.rules.proposal import FileChange, Proposal, Pushed, Review, Turn
from generator.sop.reader import read
from generator.sop.signing import steps_before

NOREPLY = "@users.noreply.github.com"


class Unjudged(Exception):
    """The rule book of the base cannot be used, so nothing can be judged."""


@dataclass(frozen=True)
class Submission:
    """What came with a proposal: who made it, its commits and its reviews."""

    author: str
    head: str
    commits: tuple[Pushed, ...]
    reviews: tuple[Review, ...]


@dataclass(frozen=True)
class Trees:
    """The base, the head, which files the head changes, and which of them the base changed as well."""

    base: Tree
    head: Tree
    files: tuple[FileChange, ...]
    mentions: Mentions
    conflicts: tuple[str, ...] = ()
    related: bool = True

    @property
    def joint(self) -> Tree:
        """What would stand after the merge."""
        return Spliced(self.base, self.head, (file.path for file in self.files))


def of_revisions(root: Path, base: str, head: str) -> Trees:
    """The trees of two revisions of a repository, compared with where their histories part."""
    old, last = Revision(root, base), git.commit(root, head)
    start = git.merge_base(root, base, head)
    mentions = partial(git.mentioning, root, old.revision)
    if not start:
        return Trees(old, Revision(root, last, ()), (), mentions, (), related=False)
    ours = git.differences(root, start, old.revision)
    theirs = git.differences(root, start, last)
    moved = {d.path: (d.new_mode, d.new) for d in ours}
    files = [d for d in theirs if moved.get(d.path) != (d.new_mode, d.new)]
    found = tuple(FileChange(d.path, bool(d.old), bool(d.new)) for d in files)
    new = Revision(root, last, (d.path for d in files if d.new))
    return Trees(old, new, found, mentions, tuple(d.path for d in files if d.path in moved))


def pushed(
    root: Path, base: str, head: str, told: Mapping[str, Told] | None, author: str
) -> tuple[Pushed, ...]:
    """The commits of a proposal. `told`: what the forge says of them; without it their addresses speak.

    A commit whose address names no account is then its author's.
    """
    found = []
    for commit in git.commits(root, base, head):
        said = Told(login_of(commit.address) or author.lower(), "", verified=False)
        if told is not None and commit.name in told:
            said = told[commit.name]
        merge = len(commit.parents) > 1
        changes = not merge or bool(git.own_changes(root, commit.name))
        found.append(Pushed(commit.name, said.author, said.verified, changes, said.committer))
    return tuple(found)


def login_of(address: str) -> str:
    """The account that a commit's address names, as the forge makes such addresses; empty for others."""
    if not address.endswith(NOREPLY):
        return ""
    return address.removesuffix(NOREPLY).rpartition("+")[2].lower()


def propose(trees: Trees, submission: Submission, today: date | None, fallback: date) -> Proposal:
    """The proposal. Raises `Unjudged` when the base has no usable rule book."""
    book = read(trees.base)
    if book.sop is None:
        raise Unjudged
    paths = tuple(file.path for file in trees.files)
    keeps = Slice(book.sop, trees.base, paths, trees.mentions).keeps()
    base = Context(
        book.sop, load(Part(trees.base, keeps), slots(book.sop)), today or date.min, book
    )
    if today is None:
        base = replace(base, today=reference_day(base) or fallback)
    joint = Context(book.sop, _joint(base, trees, paths), base.today, book)
    bare = Proposal(
        base=base,
        joint=joint,
        files=trees.files,
        conflicts=trees.conflicts,
        head=submission.head,
        author=submission.author.lower(),
        commits=submission.commits,
        reviews=submission.reviews,
        related=trees.related,
    )
    logins = bare.pushers | {bare.author} | {review.login for review in bare.standing}
    proposed = read(trees.joint).sop if any(p.startswith("sop/") for p in paths) else book.sop
    return replace(
        bare,
        waiting=tuple(waiting(bare)),
        claims_before=frozenset(claims(base, logins)),
        claims_after=frozenset(claims(replace(joint, sop=proposed), logins) if proposed else ()),
    )


def _joint(base: Context, trees: Trees, paths: Iterable[str]) -> Corpus:
    """The corpus after the merge: of the base what the proposal leaves alone, the rest from its head."""
    changed = frozenset(paths)
    taken = load(Part(trees.head, changed.__contains__), slots(base.sop))
    kept = [d for d in base.corpus.documents if d.path not in changed]
    strangers = [entry for entry in base.corpus.strangers if entry.path not in changed]
    return Corpus(
        tuple(sorted([*kept, *taken.documents], key=lambda document: document.path)),
        tuple(sorted([*strangers, *taken.strangers])),
    )


def waiting(proposal: Proposal) -> Iterator[Turn]:
    """Turns before the proposal's own that are not finished on the base.

    Evidence that stays open (it only sends something back) waits for nothing; units that it names
    as missing are not waited for.
    """
    for turn, path in proposal.turns.items():
        step = proposal.sop.steps[turn.step]
        document = proposal.joint.corpus.by_path.get(path)
        if document is not None and proposal.joint.is_open(document):
            continue
        absent = proposal.joint.facts(document).missing_units if document else ()
        state = RoundState(proposal.base, turn.round)
        for before in steps_before(proposal.sop, step, turn.unit):
            per_unit = before.per_unit and turn.unit is not None
            for unit in (turn.unit,) if per_unit else places(proposal.sop, before):
                if unit not in absent and state.finished(before, unit) is None:
                    yield Turn(turn.round, before.number, unit)
