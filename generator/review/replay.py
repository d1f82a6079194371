"""Replaying the history of the main branch against its records: facts from git, nothing checked out.

Each question is put to git once for the whole history. Roles and people are those that the history
itself vouches for: what was there when the first round with records began, and what came later with
a sound record. So nobody gives himself a role by a push and approves with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from generator import git
from generator.check import slots
from generator.load.corpus import Corpus
from generator.load.tree import contents
from generator.review.ground import Ground
from generator.review.landing import Changed, Seen, landed, new_value, old_value
from generator.review.ledger import Store
from generator.review.lineage import Lineage
from generator.review.propose import Unjudged
from generator.review.shelf import CONTENT, Roles, Shelf, Value, place, round_of
from generator.rules.context import Context
from generator.rules.history import History, Landing, Record
from generator.sop.model import Sop
from generator.sop.reader import FOLDER, RuleBook

ABSENT: Value = ("", "")


@dataclass(frozen=True)
class Asked:
    """What is replayed: the history of `head` in a repository, with a store of records."""

    root: Path
    head: str
    store: Store | None
    book: RuleBook
    today: date


def needing(sop: Sop, rounds: Iterable[str], store: Store | None) -> tuple[str, ...]:
    """The rounds that are valid only with records: by the rule book, or because they have some.

    So a rule book that is changed to ask for less frees no round that has begun.
    """
    since = sop.approval.records_since
    recorded = store.rounds if store else frozenset()
    return tuple(sorted({r for r in rounds if since and r >= since} | recorded))


def replay(asked: Asked) -> History:
    """The history with everything that its records must agree with. Raises `Unjudged`."""
    sop, store = asked.book.sop, asked.store
    if sop is None:
        raise Unjudged
    lineage = Lineage.of(asked.root, asked.head)
    changes: list[tuple[str, Changed]] = [
        (name, {change.path: change for change in found})
        for name, found in git.landings(asked.root, asked.head)
    ]
    table = slots(sop)
    ever = {name for _, found in changes for p in found if (name := round_of(table, p))}
    rounds = needing(sop, ever, store)
    replaying = _Replay(asked, sop, lineage, changes, frozenset(rounds))
    return History(
        context=Context(sop, Corpus((), ()), asked.today, asked.book),
        rounds=rounds,
        line=lineage.line,
        landings=tuple(replaying.landings()),
        records=store.records if store else (),
        broken=store.broken if store else (),
        altered=store.altered if store else (),
        store=store.revision if store else "",
    )


class _Replay:
    """One walk along the main line, from its first commit to its last."""

    def __init__(
        self,
        asked: Asked,
        sop: Sop,
        lineage: Lineage,
        changes: list[tuple[str, Changed]],
        rounds: frozenset[str],
    ) -> None:
        self.asked = asked
        self.lineage = lineage
        self.changes = changes
        self.rounds = rounds
        self.sop = sop
        self.table = slots(sop)
        self.state: dict[str, Value] = {}
        self.trusted: dict[str, Value] = {}
        self.records: dict[str, list[Record]] = {}
        for record in asked.store.records if asked.store else ():
            self.records.setdefault(record.merge, []).append(record)
        self.altered = {a.path for a in asked.store.altered} if asked.store else set[str]()
        self.begun = self._begun()

    def landings(self) -> Iterator[Landing]:
        """The commits that need a record or have one, each with what it did."""
        root = self.asked.root
        wanted = [n for i, (n, found) in enumerate(self.changes) if self._needs(i, n, found)]
        trees = git.objects(root, [f"{name}:{CONTENT}" for name in wanted])
        tree_of = {name: tree for name, (tree, _) in zip(wanted, trees, strict=True)}
        reviewed = self._reviewed(wanted)
        shelf = Shelf(contents(root, self._objects()), self.asked.today)
        shelf.know(self._last_rules(), self.asked.book)
        ground = Ground(shelf)
        for i, (name, found) in enumerate(self.changes):
            vouched = i < self.begun
            if name in tree_of:
                roles = shelf.roles(self.trusted) or self._unread
                seen = Seen(
                    self.lineage.commits[name],
                    self.lineage.brought[name],
                    found,
                    self._foreign(found, reviewed.get(name, {})),
                    tree_of[name],
                )
                landing = landed(ground, roles, seen, tuple(self.records.get(name, ())))
                vouched = vouched or self._is_vouched(landing)
                yield landing
            self._apply(ground, found)
            if vouched:
                self._trust(found)

    def _reviewed(self, wanted: list[str]) -> dict[str, Changed]:
        """What the reviewed head of each merge changed since it left the main line."""
        root = self.asked.root
        merges = {n: self.lineage.base(root, n) for n in wanted if len(self._parents(n)) == 2}
        known = [name for name, base in merges.items() if base]
        pairs = [(merges[name], self._parents(name)[1]) for name in known]
        found = git.changes(root, pairs)
        return {n: {c.path: c for c in f} for n, f in zip(known, found, strict=True)}

    @cached_property
    def _unread(self) -> Roles:
        """Where history has no usable rule book yet: today's, and nobody holds anything."""
        context = Context(self.sop, Corpus((), ()), self.asked.today, self.asked.book)
        return Roles(self.sop, self.table, context)

    def _parents(self, name: str) -> tuple[str, ...]:
        return self.lineage.commits[name].parents

    def _begun(self) -> int:
        """The place of the first change of a round that needs records."""
        places = (i for i, (_, f) in enumerate(self.changes) if any(map(self._is_required, f)))
        return next(places, len(self.changes))

    def _is_required(self, path: str) -> bool:
        return round_of(self.table, path) in self.rounds

    def _is_register(self, path: str) -> bool:
        """Whether a file decides about who may approve what: the rule book, and what is in no round."""
        if path.startswith(f"{FOLDER}/"):
            return True
        return path.startswith(f"{CONTENT}/") and not round_of(self.table, path)

    def _needs(self, place: int, name: str, found: Changed) -> bool:
        if name in self.records or any(map(self._is_required, found)):
            return True
        return place >= self.begun and any(map(self._is_register, found))

    def _objects(self) -> Iterator[str]:
        """The objects that are read: documents, registers and rules, whatever became of them."""
        for name, found in self.changes:
            for path, change in found.items():
                if self._is_register(path) or self._is_required(path):
                    yield change.new or change.old
                elif name in self.records and path.startswith(f"{CONTENT}/"):
                    yield from filter(None, (change.old, change.new))

    def _last_rules(self) -> dict[str, Value]:
        """The rule book's files as they are at the end, which have been read already."""
        last = {path: change for _, found in self.changes for path, change in found.items()}
        return {p: new_value(c) for p, c in last.items() if p.startswith(f"{FOLDER}/") and c.new}

    def _apply(self, ground: Ground, found: Changed) -> None:
        for path, change in found.items():
            if change.new:
                self.state[path] = (change.new_mode, change.new)
            else:
                self.state.pop(path, None)
            known = place(self.table, path)
            if known is not None and self._is_required(path):
                ground.put(path, self.state.get(path), known)

    def _trust(self, found: Changed) -> None:
        for path, change in found.items():
            if self._is_register(path):
                if change.new:
                    self.trusted[path] = (change.new_mode, change.new)
                else:
                    self.trusted.pop(path, None)

    def _is_vouched(self, landing: Landing) -> bool:
        record = landing.record
        return (
            record is not None
            and (record.base, record.head) == landing.parents
            and record.path not in self.altered
            and not landing.foreign
            and bool(landing.proposal.approvals)
        )

    def _foreign(self, found: Changed, reviewed: Changed) -> tuple[str, ...]:
        """Paths that a merge leaves as neither side alone explains.

        What the reviewed head changed must be as there, on a base that had not changed it as well;
        everything else must be as on the base.
        """
        return tuple(
            p for p in sorted({*found, *reviewed}) if not self._is_explained(p, found, reviewed)
        )

    def _is_explained(self, path: str, found: Changed, reviewed: Changed) -> bool:
        before = self.state.get(path, ABSENT)
        after = new_value(found[path]) if path in found else before
        theirs = reviewed.get(path)
        if theirs is None or after != new_value(theirs):
            return False
        return before in {old_value(theirs), after}
