"""Anggaran bawahan, atau anggaran aksi, melampaui anggaran di atasnya.

Mengapa
    Jumlah anggaran para bawahan di bawah satu kode tidak boleh lebih besar daripada anggaran kode itu pada
    perjanjian kinerja atasan; jumlah anggaran aksi tidak boleh lebih besar daripada pagu induknya.

Salah
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - rupiah: 1150000000
    + rupiah: 2550000000
    - jumlah_anggaran: 1150000000
    + jumlah_anggaran: 2550000000
    > 46:13: jumlah anggaran di bawah kode 4.01.02 menjadi 2.550.000.000, melampaui 2.450.000.000 pada PK atasan

Benar
    rupiah: 1150000000

Salah juga
    content/2026/rbak/4-dokumen/ra-pk-kabag-rbak.yaml
    - anggaran: 350000000
    - anggaran_tw: {2: 150000000, 3: 200000000}
    + anggaran: 1350000000
    + anggaran_tw: {2: 150000000, 3: 1200000000}
    > 28:19: jumlah anggaran di bawah kode 4.01.02.1.02 menjadi 1.350.000.000, melampaui 1.150.000.000 pada PK induk

Benar
    anggaran: 350000000
    anggaran_tw: {2: 150000000, 3: 200000000}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.diagnostic import Finding, Location, Related
from generator.rules.context import Context
from generator.rules.foreign_code import below, is_readable
from generator.rules.naming import new_version
from generator.rules.parent_mismatch import parent_of
from generator.rules.phrase import grouped, spot
from generator.sop.facts import Action, Facts, Money

MAX_RELATED = 10


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a ceiling: the document and the item that take it."""

    facts: Facts
    item: Money | Action

    @property
    def amount(self) -> int:
        """Whole rupiah."""
        return self.item.amount or 0

    @property
    def location(self) -> Location:
        """Where the amount stands."""
        document = self.facts.document
        return document.value(*spot(document, self.item.path, "rupiah"))


def check(context: Context) -> Iterator[Finding]:
    """Ceilings that subordinates' lines, or a plan's actions, exceed: at the first item that crosses."""
    lines: dict[str, list[Share]] = {}
    actions: dict[str, list[Share]] = {}
    for facts in context.every:
        above = context.above(facts) if facts.money else None
        if above is not None and facts.document.id not in context.versions.newer:
            lines.setdefault(above.document.path, []).extend(own_lines(facts))
        parent = parent_of(context, facts) if facts.rows else None
        if parent is not None:
            shares = [Share(facts, action) for row in facts.rows for action in row.actions]
            actions.setdefault(parent.document.path, []).extend(shares)
    for facts in context.every:
        path = facts.document.path
        if not facts.money or not is_readable(context, facts):
            continue
        if path in lines:
            yield from _crossings(context, facts, lines[path], "atasan")
        if path in actions:
            yield from _crossings(context, facts, actions[path], "induk")


def own_lines(facts: Facts) -> Iterator[Share]:
    """A document's lines without those that detail another of its lines."""
    codes = {line.code for line in facts.money}
    for line in facts.money:
        parts = line.code.split(".")
        if not any(".".join(parts[:n]) in codes for n in range(1, len(parts))):
            yield Share(facts, line)


def _crossings(
    context: Context, above: Facts, shares: Iterable[Share], word: str
) -> Iterator[Finding]:
    """At most one finding per line of the upper document; drafts are counted last."""
    by_line: dict[int, list[Share]] = {}
    for share in sorted(shares, key=lambda s: not context.stage(s.facts.document)):
        fitting = [
            i for i, m in enumerate(above.money) if m.code and below(share.item.code, m.code)
        ]
        if fitting and share.item.code:
            best = max(fitting, key=lambda i: len(above.money[i].code))
            by_line.setdefault(best, []).append(share)
    for index, taken in sorted(by_line.items()):
        line, total = above.money[index], 0
        for n, share in enumerate(taken):
            total += share.amount
            if line.amount is not None and total > line.amount:
                yield _finding(context, above, line, taken[: n + 1], word)
                break


def _finding(context: Context, above: Facts, line: Money, taken: list[Share], word: str) -> Finding:
    total = sum(share.amount for share in taken)
    ceiling = above.document.value(*spot(above.document, line.path, "rupiah"))
    others = [
        Related(s.location, "ikut dijumlahkan") for s in taken[:-1][-MAX_RELATED:] if s.amount
    ]
    return Finding(
        taken[-1].location,
        f"jumlah anggaran di bawah kode {line.code} menjadi {grouped(total)}, "
        f"melampaui {grouped(line.amount or 0)} pada {context.kind(above.document).short} {word}",
        _remedy(context, taken[-1].facts),
        (Related(ceiling, f"anggaran kode {line.code}"), *others),
    )


def _remedy(context: Context, facts: Facts) -> str:
    """What is signed is changed by a new version of its own."""
    if context.is_signed(facts.document):
        return new_version(facts.document.id)
    return "kurangi anggaran ini atau anggaran lain di bawah kode itu, atau ubah dokumen di atasnya"
