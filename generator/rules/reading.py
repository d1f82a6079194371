"""The problems that reading a file found, as the rules of family Y0 see them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.diagnostic import Finding, Location
from generator.load.source import Source
from generator.load.text import Problem
from generator.rules.context import Context
from generator.sop.reader import RuleBook

Read = tuple[Source, Problem]


def in_book(book: RuleBook, *names: str) -> Iterator[Read]:
    """Each file of the rule book with its problems of these names."""
    sources = (unread.source for unread in book.faults if unread.fault is None)
    return ((s, p) for s in sources for p in s.problems if p.name in names)


def in_documents(context: Context, *names: str) -> Iterator[Read]:
    """Each document with its problems of these names."""
    return ((s, p) for s in context.broken for p in s.problems if p.name in names)


def wherever(
    finding: Callable[[Read], Finding], *names: str
) -> tuple[Callable[[Context], Iterator[Finding]], Callable[[RuleBook], Iterator[Finding]]]:
    """`check` and `check_book` of a rule that has one finding for each problem of these names."""

    def check(context: Context) -> Iterator[Finding]:
        return map(finding, in_documents(context, *names))

    def check_book(book: RuleBook) -> Iterator[Finding]:
        return map(finding, in_book(book, *names))

    return check, check_book


def at(read: Read) -> Location:
    """Where a problem stands."""
    source, problem = read
    return source.at(problem.span)
