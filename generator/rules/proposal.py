"""A proposal (pull request) as frozen facts: what the rules of the V family judge.

Roles and people are those of the base, so that nobody can give himself a role by the proposal that
needs it. `joint` is what would stand after the merge.
"""

# Annotations are evaluated here: as texts, each field of a named tuple is compiled when the program starts.

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from generator.diagnostic import Location
from generator.load.corpus import Document
from generator.rules.context import Context
from generator.rules.seat import Seat, seats, signers
from generator.sop.model import Function, Kind, Role, Sop, Step


class State(Enum):
    """What a review says; the values are those of GitHub's REST API."""

    APPROVED = "APPROVED"
    CHANGES_REQUESTED = "CHANGES_REQUESTED"
    COMMENTED = "COMMENTED"
    DISMISSED = "DISMISSED"
    PENDING = "PENDING"


class Reason(Enum):
    """Why an approval does not count."""

    BOT = "bot"
    OWN = "own"
    PUSHED = "pushed"
    NOT_HOLDER = "not_holder"
    STALE = "stale"


class Review(NamedTuple):
    """One review: who, what, of which commit, when (ISO 8601 with its offset)."""

    login: str
    is_bot: bool
    state: State
    revision: str
    moment: str


class Pushed(NamedTuple):
    """A commit of the proposal: whose account wrote it (empty: unknown), and what it says of itself.

    `committer` is the account that made the commit of what another wrote; empty for the forge's own.
    `changes` is whether it changes anything itself: a merge of the base into the branch does not.
    """

    name: str
    login: str
    verified: bool
    changes: bool
    committer: str = ""


class FileChange(NamedTuple):
    """A path that the proposal adds, changes or (not `after`) takes away."""

    path: str
    before: bool
    after: bool


class Claim(NamedTuple):
    """A role (in a unit) that an account has by a position and its days, or as a keeper."""

    login: str
    person: str
    role: str
    unit: str
    position: str
    status: str
    start: str
    end: str


class Turn(NamedTuple):
    """A step of a round, of one unit where each unit does it by itself."""

    round: str
    step: int
    unit: str | None


@dataclass(frozen=True)
class Subject:
    """What a proposal is about: one turn, or (turn None) what the repository's keepers look after."""

    turn: Turn | None
    role: Role


@dataclass(frozen=True)
class Proposal:
    """Everything that is known of a proposal.

    `waiting` are the turns before it that are open on the base. `conflicts` are paths that the base
    changed as well; `related` is whether both have a common past. `claims_before` and
    `claims_after` say which roles the accounts that have a part in the proposal hold by the base
    and by the proposal itself.
    """

    base: Context
    joint: Context
    files: tuple[FileChange, ...]
    conflicts: tuple[str, ...]
    head: str
    author: str
    commits: tuple[Pushed, ...]
    reviews: tuple[Review, ...]
    related: bool = True
    waiting: tuple[Turn, ...] = ()
    claims_before: frozenset[Claim] = frozenset()
    claims_after: frozenset[Claim] = frozenset()

    @property
    def sop(self) -> Sop:
        """The rule book of the base."""
        return self.base.sop

    # -- what it changes ---------------------------------------------------------------------

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """The kind of every changed path that belongs to a document."""
        found = {}
        for file in self.files:
            inner = file.path.removeprefix("content/")
            kind = self._kind(inner) if inner != file.path else None
            if kind is not None:
                found[file.path] = kind
        return found

    def _kind(self, path: str) -> Kind | None:
        kinds = sorted(self.sop.kinds.values(), key=lambda kind: len(kind.pattern), reverse=True)
        return next((kind for kind in kinds if kind.regex.fullmatch(path)), None)

    def turn(self, path: str) -> Turn | None:
        """The turn that a changed document belongs to; None for registers and rounds."""
        kind = self.kinds.get(path)
        if kind is None or kind.step is None:
            return None
        match = kind.regex.fullmatch(path.removeprefix("content/"))
        names = match.groupdict() if match else {}
        return Turn(names.get("putaran") or "", kind.step, names.get("unit"))

    @cached_property
    def turns(self) -> dict[Turn, str]:
        """Every turn that it touches, with the first path of each."""
        found: dict[Turn, str] = {}
        for path in self.kinds:
            turn = self.turn(path)
            if turn is not None:
                found.setdefault(turn, path)
        return found

    @cached_property
    def registers(self) -> tuple[str, ...]:
        """Changed documents that belong to no step: people and rounds."""
        return tuple(path for path, kind in self.kinds.items() if kind.step is None)

    @cached_property
    def others(self) -> tuple[str, ...]:
        """Changed files outside `content/`: the rule book, the program, the site."""
        return tuple(f.path for f in self.files if not f.path.startswith("content/"))

    @cached_property
    def subject(self) -> Subject | None:
        """What it is about; None when that is not one thing, or nobody keeps the repository."""
        if len(self.turns) == 1 and not self.registers and not self.others:
            turn = next(iter(self.turns))
            return Subject(turn, self.sop.roles[self.sop.steps[turn.step].role])
        keeper = next((role for role in self.sop.roles.values() if role.is_keeper), None)
        if self.turns or keeper is None or not (self.registers or self.others):
            return None
        return Subject(None, keeper)

    @property
    def step(self) -> Step | None:
        """The step that it is about."""
        turn = self.subject.turn if self.subject else None
        return self.sop.steps[turn.step] if turn else None

    def changed(self) -> Iterator[tuple[Document | None, Document | None]]:
        """Each changed document before (on the base) and after."""
        for file in self.files:
            before = self.base.corpus.by_path.get(file.path)
            after = self.joint.corpus.by_path.get(file.path)
            if before is not None or after is not None:
                yield before, after

    @cached_property
    def place(self) -> Location:
        """Where something is said that concerns the whole proposal: its evidence, else its first file."""
        evidence = [p for p, k in self.kinds.items() if k.function is Function.EVIDENCE]
        first = [*evidence, *self.kinds, *(f.path for f in self.files), "content"]
        return Location(first[0])

    # -- who has a part in it ----------------------------------------------------------------

    def day(self, review: Review) -> str:
        """The ISO day of a review in the office's time zone."""
        moment = datetime.fromisoformat(review.moment)
        return moment.astimezone(self.sop.calendar.zone).date().isoformat()

    def person(self, login: str, day: str) -> str:
        """The id of the person whose account it is on a day; empty when nobody's."""
        return next(
            (a.person for a in self.sop.accounts if a.login == login and a.is_valid(day)), ""
        )

    @cached_property
    def pushers(self) -> frozenset[str]:
        """The accounts that wrote or made commits of the proposal."""
        own = [commit for commit in self.commits if commit.changes]
        return frozenset(login for c in own for login in (c.login, c.committer) if login)

    def involved(self, day: str) -> frozenset[str]:
        """Accounts and people that proposed or changed it, and so may not approve it."""
        logins = self.pushers | {self.author}
        return frozenset(logins | {p for login in logins if (p := self.person(login, day))})

    def seats(self, day: str) -> tuple[Seat, ...]:
        """Everybody who holds the role on a day, alternates last."""
        if self.subject is None:
            return ()
        unit = self.subject.turn.unit if self.subject.turn else None
        return seats(self.base, self.subject.role, unit, day)

    def signers(self, day: str) -> tuple[Seat, ...]:
        """Those of them who may approve this proposal on a day."""
        return signers(self.seats(day), self.involved(day))

    # -- reviews -----------------------------------------------------------------------------

    @cached_property
    def standing(self) -> tuple[Review, ...]:
        """The last word of every reviewer, in order of time: a comment or a draft takes nothing back."""
        last: dict[str, Review] = {}
        for review in sorted(self.reviews, key=lambda r: datetime.fromisoformat(r.moment)):
            if review.state in (State.APPROVED, State.CHANGES_REQUESTED, State.DISMISSED):
                last[review.login] = review
        return tuple(sorted(last.values(), key=lambda r: datetime.fromisoformat(r.moment)))

    @cached_property
    def approvals(self) -> tuple[tuple[Review, Seat], ...]:
        """The approvals that count, each with the seat that gives it its weight."""
        given = (r for r in self.standing if r.state is State.APPROVED and not self.reason(r))
        return tuple((review, seat) for review in given if (seat := self.seat(review)) is not None)

    def seat(self, review: Review) -> Seat | None:
        """The seat on which a reviewer may approve; None when he has none."""
        day = self.day(review)
        person = self.person(review.login, day)
        return next((s for s in self.signers(day) if s.person == person), None) if person else None

    def reason(self, review: Review) -> Reason | None:
        """Why an approval does not count; None when it does."""
        day = self.day(review)
        who = {review.login, self.person(review.login, day)} - {""}
        author = {self.author, self.person(self.author, day)}
        if review.is_bot:
            return Reason.BOT
        if who & author:
            return Reason.OWN
        if who & self.involved(day):
            return Reason.PUSHED
        if self.seat(review) is None:
            return Reason.NOT_HOLDER
        return Reason.STALE if review.revision != self.head else None

    def rejected(self, reason: Reason) -> Iterator[Review]:
        """Approvals that do not count for a reason, as long as no other approval does."""
        if self.subject is None or self.approvals:
            return
        for review in self.standing:
            if review.state is State.APPROVED and self.reason(review) is reason:
                yield review
