"""From a merge that the gate accepts to its record: what is claimed is what was judged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from generator import git
from generator.load.digest import digest
from generator.review.ledger import Store, place, written
from generator.review.shelf import CONTENT
from generator.rules.history import Account, Approval, Listed, Record
from generator.rules.proposal import Proposal


@dataclass(frozen=True)
class Merged:
    """A merge as the forge tells it: the pull request, the commit with its two parents, the moment (ISO)."""

    pull: int
    commit: str
    base: str
    head: str
    moment: str


def record_of(root: Path, proposal: Proposal, merged: Merged, store: Store) -> Record:
    """The record of an accepted proposal after its merge, as the next one of a store."""
    last = store.records[-1] if store.records else None
    subject = proposal.subject
    zone = proposal.sop.calendar.zone
    day = datetime.fromisoformat(merged.moment).astimezone(zone).date().isoformat()

    def account(login: str) -> Account:
        return Account(login, proposal.person(login, day))

    record = Record(
        path="",
        sha256="",
        number=last.number + 1 if last else 1,
        previous=last.sha256 if last else "",
        turn=subject.turn if subject else None,
        pull=merged.pull,
        base=merged.base,
        head=merged.head,
        merge=merged.commit,
        moment=merged.moment,
        tree=git.objects(root, [f"{merged.commit}:{CONTENT}"])[0][0],
        author=account(proposal.author),
        writers=tuple(account(login) for login in sorted(proposal.pushers)),
        approvals=tuple(
            Approval(review.login, seat, review.moment, review.revision)
            for review, seat in proposal.approvals
        ),
        documents=tuple(_documents(root, proposal, merged)),
    )
    return replace(record, path=place(record), sha256=sha256(written(record)).hexdigest())


def _documents(root: Path, proposal: Proposal, merged: Merged) -> list[Listed]:
    """Every document that the merge changed, in the order of paths."""
    found = []
    for change in git.differences(root, merged.base, merged.commit, CONTENT):
        after = proposal.joint.corpus.by_path.get(change.path)
        before = proposal.base.corpus.by_path.get(change.path)
        if after is not None:
            found.append(Listed(change.path, after.id, digest(after.as_read), change.new))
        elif before is not None:
            found.append(Listed(change.path, before.id, "", ""))
    return found
