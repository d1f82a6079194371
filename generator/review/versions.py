"""Both versions of all documents, base and head, each judged by the rule book of the base.

So a proposal cannot bring its own rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from generator.check import Checked, reference_day, run, slots
from generator.compile.model import Audience
from generator.compile.projection import Projector
from generator.diagnostic import Diagnostic
from generator.load.corpus import Corpus, Document, load
from generator.load.tree import Tree
from generator.rules.context import Context
from generator.sop.model import Sop
from generator.sop.reader import RuleBook, read


class Unjudged(Exception):
    """The rule book of the base cannot be used, so nothing can be compared."""


@dataclass(frozen=True)
class Versions:
    """The corpus before and after a proposal."""

    old: Context
    new: Context

    @property
    def sop(self) -> Sop:
        """The rule book of the base."""
        return self.new.sop

    @cached_property
    def before(self) -> Projector:
        """Names of the base."""
        return Projector(self.old, Audience.INTERNAL, {})

    @cached_property
    def after(self) -> Projector:
        """Names of the head."""
        return Projector(self.new, Audience.INTERNAL, {})

    @cached_property
    def public(self) -> Projector:
        """What the published site shows: the public edition of the base."""
        return Projector(self.old, Audience.PUBLIC, {})

    @cached_property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What the rules find at the head."""
        return run(self.new)

    @cached_property
    def known(self) -> frozenset[tuple[str, str, str]]:
        """What they find at the base already: code, path and message."""
        return frozenset((d.code, d.location.path, d.message) for d in run(self.old))

    @cached_property
    def checked(self) -> Checked:
        """The head as checked, to compile its edition from."""
        return Checked(self.new.book, self.new, self.findings)

    @cached_property
    def pairs(self) -> tuple[tuple[Document | None, Document | None], ...]:
        """Documents before and after: at the same path, else of the same id."""
        return tuple(_paired(self.old.corpus, self.new.corpus))


def versions(base: Tree, head: Tree, today: date | None, fallback: date) -> Versions:
    """Both versions, from base to head. Raises `Unjudged`."""
    book = read(base)
    if book.sop is None:
        raise Unjudged
    old, new = _context(base, book, book.sop, fallback), _context(head, book, book.sop, fallback)
    day = today or reference_day(new) or fallback
    return Versions(replace(old, today=day), replace(new, today=day))


def _context(tree: Tree, book: RuleBook, sop: Sop, day: date) -> Context:
    return Context(sop, load(tree, slots(sop)), day, book)


def _paired(old: Corpus, new: Corpus) -> Iterator[tuple[Document | None, Document | None]]:
    gone = {d.id: d for d in old.documents if d.path not in new.by_path and d.id}
    moved = set()
    for document in new.documents:
        before = old.by_path.get(document.path) or gone.pop(document.id, None)
        moved.add(before.path if before else "")
        yield before, document
    for document in old.documents:
        if document.path not in moved:
            yield document, None
