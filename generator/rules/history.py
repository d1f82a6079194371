"""The history of the main branch as frozen facts, with the records of its merges: what is audited.

A record is a claim; history is what can be recounted from a clone. Each merge that needs a record is
seen as the proposal that it was, with the roles that the merges before it vouch for, so that an
approval is judged here as the gate judged it.
"""

# Annotations are evaluated here: as texts, each field of a named tuple is compiled when the program starts.

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from generator.diagnostic import Location
from generator.rules.context import Context
from generator.rules.proposal import Proposal, Review, State, Turn
from generator.rules.seat import Seat

STORE = "catatan"
"""The branch that holds the records, and the folder under which messages name them."""


class Account(NamedTuple):
    """An account with the id of the person whose it was; empty when nobody's."""

    login: str
    person: str


class Approval(NamedTuple):
    """An approval as recorded: who, on which seat, when (ISO 8601), of which commit."""

    login: str
    seat: Seat
    moment: str
    revision: str


class Listed(NamedTuple):
    """A document that a merge changed: path, id, digest of its values, object; the last two empty when gone."""

    path: str
    id: str
    digest: str
    object: str


@dataclass(frozen=True)
class Record:
    """What was written down after a merge. `path` is its place in the store, `sha256` that of its bytes.

    `previous` is the sum of the record before it, empty for the first. A repository change has no turn.
    """

    path: str
    sha256: str
    number: int
    previous: str
    turn: Turn | None
    pull: int
    base: str
    head: str
    merge: str
    moment: str
    tree: str
    author: Account
    writers: tuple[Account, ...]
    approvals: tuple[Approval, ...]
    documents: tuple[Listed, ...]

    @property
    def place(self) -> Location:
        """Where something is said about the record."""
        return Location(f"{STORE}/{self.path}")


class Broken(NamedTuple):
    """A file of the store that is no record: where, why (in Indonesian), and the merge that it may be of."""

    path: str
    reason: str
    merge: str


class Altered(NamedTuple):
    """A file of the store that a later commit of its branch changed or took away, and the merge that it is of."""

    path: str
    commit: str
    there: bool
    merge: str


@dataclass(frozen=True)
class Landing:
    """A commit of the main line that changes what must be approved.

    `proposal` says what it changes and who asked for it, `foreign` which paths are neither as the
    reviewed head nor as the base has them, `closed` which step already rests on it, `listed` what its
    documents became, `tree` the name of all documents together.
    """

    commit: str
    parents: tuple[str, ...]
    moment: str
    proposal: Proposal
    records: tuple[Record, ...]
    listed: tuple[Listed, ...]
    tree: str
    foreign: tuple[str, ...] = ()
    closed: tuple[int, ...] = ()

    @property
    def record(self) -> Record | None:
        """What was written down about it; of several the first."""
        return self.records[0] if self.records else None

    @property
    def is_merge(self) -> bool:
        """Whether it joins one reviewed branch to the main line."""
        return len(self.parents) == 2

    @property
    def place(self) -> Location:
        """Where something is said about it: its record, else the first of its documents."""
        return self.record.place if self.record else self.proposal.place


def review_of(approval: Approval) -> Review:
    """An approval as the review that it was."""
    is_bot = approval.login.endswith("[bot]")
    return Review(approval.login, is_bot, State.APPROVED, approval.revision, approval.moment)


@dataclass(frozen=True)
class History:
    """Everything that is audited.

    `context` gives severities, exemptions and the day; `rounds` need records; `line` is the main line,
    oldest first; `store` is the revision that the records were read from, empty when there is none.
    """

    context: Context
    rounds: tuple[str, ...]
    line: tuple[str, ...]
    landings: tuple[Landing, ...]
    records: tuple[Record, ...] = ()
    broken: tuple[Broken, ...] = ()
    altered: tuple[Altered, ...] = ()
    store: str = ""

    def until(self, commit: str) -> "History":
        """What was to be audited when a commit of the main line was its end; all of it for any other."""
        if commit not in self.on_line:
            return self
        line = self.line[: self.on_line[commit] + 1]
        landings = tuple(x for x in self.landings if self.on_line.get(x.commit, -1) < len(line))
        records = tuple(one for one in self.records if self.on_line.get(one.merge, -1) < len(line))
        return replace(self, line=line, landings=landings, records=records)

    @cached_property
    def on_line(self) -> Mapping[str, int]:
        """The place of every commit of the main line."""
        return {commit: place for place, commit in enumerate(self.line)}

    @cached_property
    def doubtful(self) -> Mapping[str, str]:
        """The merges whose record cannot be read or is gone, with the place of that record."""
        lost = [(b.merge, b.path) for b in self.broken] + [(a.merge, a.path) for a in self.altered]
        return {merge: f"{STORE}/{path}" for merge, path in lost if merge}
