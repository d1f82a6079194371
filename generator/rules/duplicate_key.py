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

from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.load.source import Source
from generator.load.text import Problem
from generator.rules.context import Context
from generator.rules.reading import Read, at, in_book, in_documents
from generator.rules.wording import quote
from generator.sop.reader import RuleBook

NAMES = ("duplicate_key",)


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return map(_finding, in_documents(context, *NAMES))


def check_book(book: RuleBook) -> Iterator[Finding]:
    """The fault in files of the rule book."""
    return map(_finding, in_book(book, *NAMES))


def _finding(read: Read) -> Finding:
    source, problem = read
    name = problem.facts["kunci"]
    return Finding(
        at(read),
        f"isian {quote(name)} ditulis dua kali",
        "hapus salah satunya",
        _first(source, problem, name),
    )


def _first(source: Source, problem: Problem, name: str) -> tuple[Related, ...]:
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
    return (Related(source.at(max(before)), "ditulis pertama kali di sini"),) if before else ()
