"""A commit of the main line as the proposal that it was: what it changes, by whom, on what ground."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator import git
from generator.load.corpus import Document
from generator.load.digest import digest
from generator.review.ground import Ground
from generator.review.propose import login_of, waiting
from generator.review.shelf import Roles, Value
from generator.rules.closed_step import closed
from generator.rules.history import Landing, Listed, Record, review_of
from generator.rules.proposal import FileChange, Proposal, Pushed

Changed = Mapping[str, git.Difference]
"""What differs, by path."""


@dataclass(frozen=True)
class Seen:
    """What git says of a commit of the main line.

    `brought` are the commits that it brought into the line, `changed` what differs from the line
    before it, `foreign` the paths that neither side explains, `tree` the name of `content/` after it.
    """

    commit: git.Commit
    brought: tuple[git.Commit, ...]
    changed: Changed
    foreign: tuple[str, ...]
    tree: str


def landed(ground: Ground, roles: Roles, seen: Seen, records: tuple[Record, ...]) -> Landing:
    """The landing of a commit, seen with the roles and on the ground before it."""
    paths = sorted(seen.changed)
    before = [ground.shelf.document(roles, p, old_value(seen.changed[p])) for p in paths]
    after = [ground.shelf.document(roles, p, new_value(seen.changed[p])) for p in paths]
    proposal = _proposal(ground, roles, seen, [d for d in after if d is not None], records)
    base = ground.beneath(roles, proposal, [d for d in before if d is not None])
    beneath = replace(proposal, base=base)
    return Landing(
        commit=seen.commit.name,
        parents=seen.commit.parents,
        moment=seen.commit.time,
        proposal=replace(proposal, waiting=tuple(waiting(beneath))),
        records=records,
        listed=tuple(_listed(seen.changed, before, after)),
        tree=seen.tree,
        foreign=seen.foreign,
        closed=tuple(dict.fromkeys(number for _, _, number in closed(beneath))),
    )


def _proposal(
    ground: Ground,
    roles: Roles,
    seen: Seen,
    after: list[Document],
    records: tuple[Record, ...],
) -> Proposal:
    record = next(iter(records), None)
    changed = sorted(seen.changed.items())
    return Proposal(
        base=roles.context,
        joint=ground.shelf.context(roles, after),
        files=tuple(FileChange(path, bool(d.old), bool(d.new)) for path, d in changed),
        conflicts=(),
        head=seen.commit.parents[1] if len(seen.commit.parents) == 2 else seen.commit.name,
        author=record.author.login if record else "",
        commits=tuple(_pushed(seen, record)),
        reviews=tuple(map(review_of, record.approvals)) if record else (),
    )


def _pushed(seen: Seen, record: Record | None) -> Iterator[Pushed]:
    """Who wrote what a merge brought: by the addresses in history, and by its record."""
    for commit in seen.brought:
        login = login_of(commit.address)
        yield Pushed(commit.name, login, verified=False, changes=len(commit.parents) < 2)
    for writer in record.writers if record else ():
        yield Pushed(seen.commit.name, writer.login, verified=False, changes=True)


def _listed(
    changed: Changed, before: Iterable[Document | None], after: Iterable[Document | None]
) -> Iterator[Listed]:
    for path, old, new in zip(sorted(changed), before, after, strict=True):
        if new is not None:
            yield Listed(path, new.id, digest(new.as_read), changed[path].new)
        elif old is not None:
            yield Listed(path, old.id, "", "")


def old_value(change: git.Difference) -> Value:
    """What a path held before a change."""
    return (change.old_mode, change.old)


def new_value(change: git.Difference) -> Value:
    """What a path holds after a change."""
    return (change.new_mode, change.new)
