"""Sasaran atau indikator atasan tidak didukung seorang pun di bawahnya.

Mengapa
    Sasaran yang tidak diturunkan tidak punya pelaksana. Pada matriks peran hasil ia tampak sebagai kolom kosong
    (PermenPANRB 89/2021). Baru diperiksa sesudah semua bawahan menyerahkan dokumennya.

Salah
    content/2026/rbak/4-dokumen/skp-p003.yaml
    - lampiran:
    +   - id: rhk2
    +     kelompok: utama
    +     intervensi: {dokumen: skp-2026-p001, butir: rhk1}
    +     rencana: Meningkatnya mutu evaluasi internal
    +     indikator:
    +       - id: rhk2-i1
    +         nama: Laporan evaluasi bermutu baik
    +         target: {nilai: 80, satuan: persen}
    + lampiran:
    > 31:9: rhk2 belum didukung dokumen bawahan

Benar
    - id: rhk1
      kelompok: utama
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.foreign_support import kind_fits, supportable
from generator.rules.phrase import spot
from generator.sop.duty import Duty, owed
from generator.sop.facts import Facts, Goal, Link, Measure, Path
from generator.sop.model import Function

Item = tuple[str, str]


def check(context: Context) -> Iterator[Finding]:
    """Items of handed-in documents that no document below supports."""
    allowed = supportable(context)
    carried = _carried(context)
    rounds: dict[str, _Round] = {}
    for facts in context.of(Function.DOCUMENT):
        document, name = facts.document, facts.document.round or ""
        below = _supporters(context, facts, allowed)
        if not below or not facts.goals or not facts.owner or _past(context, facts):
            continue
        if not context.versions.holds(document.id) or not context.stage(document):
            continue
        if name not in rounds:
            rounds[name] = _Round(context, name)
        if rounds[name].complete(facts.owner.position, below):
            for goal in facts.goals:
                yield from _goal(context, facts, goal, carried)


def _supporters(context: Context, facts: Facts, allowed: dict[str, Any]) -> list[str]:
    """The kinds by which those below may support this document of its owner's level."""
    known = context.sop.organisation.positions.get(facts.owner.position) if facts.owner else None
    kind, level = facts.document.kind, known.level if known else ""
    return [
        k for k, rules in allowed.items() if kind in rules and level in (rules[kind] or [level])
    ]


def _past(context: Context, facts: Facts) -> bool:
    year = facts.get("tahun")
    return year.isdecimal() and len(year) == 4 and int(year) < context.today.year


def _carried(context: Context) -> set[Item]:
    """Every item that something points at: by what it supports, or by where a measure comes from.

    Who points at a former version points at the one that took its place.
    """
    found: set[Item] = set()
    for facts in context.every:
        for goal in facts.goals:
            origins = (measure.origin for measure in goal.measures if measure.origin)
            links = [*goal.supports, *(o for o in origins if not _from_own(context, facts, o))]
            found.update((context.versions.in_force(link.document), link.item) for link in links)
    return found


def _from_own(context: Context, facts: Facts, origin: Link) -> bool:
    """Whether a measure comes from another document of the same position."""
    other = context.find(origin.document)
    if other is None or other.owner is None or facts.owner is None:
        return False
    return other.owner.position == facts.owner.position


@dataclass
class _Round:
    """What the people below a position owe and have handed in."""

    context: Context
    name: str
    handed_in: set[tuple[str, str]] = field(init=False)
    unclear: set[str | None] = field(init=False)
    """Positions below which some link leads astray, which another rule reports."""
    duties: dict[str, list[Duty]] = field(init=False)

    def __post_init__(self) -> None:
        context = self.context
        self.handed_in = {
            (facts.document.kind, facts.owner.person)
            for facts in context.by_round.get(self.name, ())
            if facts.owner
            and facts.get("selesai")
            and context.kind(facts.document).function is Function.DOCUMENT
        }
        self.unclear = _unclear(context, self.name)
        self.duties = {}
        positions = context.sop.organisation.positions
        for duty in owed(context.sop, context.people.values(), context.round_day(self.name)):
            superior = positions[duty.position].superior
            if superior:
                self.duties.setdefault(superior, []).append(duty)

    def complete(self, position: str, kinds: list[str]) -> bool:
        """Whether somebody below owes documents of these kinds, and everybody handed in all he owes."""
        duties = [] if position in self.unclear else self.duties.get(position, [])
        return any(duty.kind in kinds for duty in duties) and all(
            (duty.kind, duty.person) in self.handed_in for duty in duties
        )


def _unclear(context: Context, name: str) -> set[str | None]:
    found: set[str | None] = set()
    positions = context.sop.organisation.positions
    for facts in context.by_round.get(name, ()):
        own = positions.get(facts.owner.position) if facts.owner else None
        if own is None:
            continue
        links = (link for goal in facts.goals for link in goal.supports)
        if not all(_leads_up(context, facts, link, own.superior) for link in links):
            found.add(own.superior)
    return found


def _leads_up(context: Context, facts: Facts, link: Link, superior: str | None) -> bool:
    above = context.find(link.document)
    if above is None or above.owner is None or above.owner.position != superior:
        return False
    return link.item in context.items(above) and kind_fits(context, facts, above)


def _goal(context: Context, facts: Facts, goal: Goal, carried: set[Item]) -> Iterator[Finding]:
    id = facts.document.id
    if not goal.id or goal.group == "additional" or (id, goal.id) in carried:
        return
    bare = [m for m in goal.measures if m.id and not _is_carried(context, facts, m, carried)]
    if len(bare) == len(goal.measures):
        yield _finding(facts, goal.id, goal.path)
        return
    for measure in bare:
        yield _finding(facts, measure.id, measure.path)


def _is_carried(context: Context, facts: Facts, measure: Measure, carried: set[Item]) -> bool:
    """Whether a measure, or the one that it takes over from its owner's other document, is supported."""
    if (facts.document.id, measure.id) in carried:
        return True
    origin = measure.origin
    if origin is None or not _from_own(context, facts, origin):
        return False
    return (origin.document, origin.item) in carried


def _finding(facts: Facts, item: str, path: Path) -> Finding:
    document = facts.document
    return Finding(
        document.value(*spot(document, path, "butir")),
        f"{item} belum didukung dokumen bawahan",
        "bicarakan siapa yang melaksanakannya, lalu minta ia menunjuk butir ini",
    )
