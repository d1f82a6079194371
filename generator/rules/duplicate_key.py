"""Isian ditulis dua kali.

Mengapa
    Bila satu isian muncul dua kali, program lain memakai yang pertama dan program lain lagi yang
    terakhir. Yang disahkan lalu tidak pasti.

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - tempat: Padang
    + tempat: Padang
    + tempat: Bukittinggi
    > 12:1: isian "tempat" ditulis dua kali

Benar
    tempat: Padang
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.diagnostic import Finding, Related
from generator.load.cut import cuts
from generator.load.source import Source
from generator.load.text import Problem, Span
from generator.rules.context import Context
from generator.rules.reading import Read, at, in_book, in_documents
from generator.rules.wording import quote
from generator.sop.reader import RuleBook

NAMES = ("duplicate_key",)


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return _findings(in_documents(context, *NAMES))


def check_book(book: RuleBook) -> Iterator[Finding]:
    """The fault in files of the rule book."""
    return _findings(in_book(book, *NAMES))


def _findings(every: Iterable[Read]) -> Iterator[Finding]:
    for read in every:
        source, problem = read
        name = problem.facts["kunci"]
        first = _first(source, problem, name)
        if {problem.span, first} & {cut.key_span for cut in cuts(source)}:
            continue  # no second key, but the end of a number with a decimal comma
        there = (Related(source.at(first), "ditulis pertama kali di sini"),) if first else ()
        message = f"isian {quote(name)} ditulis dua kali"
        yield Finding(at(read), message, "hapus salah satunya", there)


def _first(source: Source, problem: Problem, name: str) -> Span | None:
    """The nearest key of the same name before it at the same depth."""
    line, column = problem.span[:2]
    before = [
        key
        for path, (key, _) in source.places.items()
        if key
        and path[-1] == name
        and key[:2] < (line, column)
        and (key[1] == column or key[0] == line)
    ]
    return max(before, default=None)
