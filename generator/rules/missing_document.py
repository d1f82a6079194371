"""Dokumen yang wajib belum dibuat padahal tenggatnya lewat atau unitnya sudah disahkan.

Mengapa
    Siapa wajib membuat apa ditentukan tingkat jabatannya pada hari putaran dimulai, dan oleh penugasan (langkah 3 SOP).
    Dokumen yang belum selesai disusun diperiksa aturan tenggat, bukan aturan ini.

Salah
    content/2026/rbak/3-penugasan.yaml
    - dokumen: [skp, ra_skp]
    + dokumen: [skp, ra_skp, pk]
    > 17:14: Dewi Contohan, S.A.P. belum membuat PK

Benar
    dokumen: [skp, ra_skp]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.diagnostic import Finding
from generator.load.corpus import Document
from generator.rules.context import Context
from generator.rules.naming import listing, person
from generator.rules.phrase import day, spot
from generator.rules.unlisted_document import list_for, lists
from generator.sop.duty import owed
from generator.sop.facts import Facts, Task
from generator.sop.model import Function
from generator.sop.signing import signed_units

Key = tuple[str | None, str, str]


def check(context: Context) -> Iterator[Finding]:
    """What a person still owes, at his task; where units get no tasks, at the evidence that waits for it."""
    state = _State(context)
    for facts in context.every:
        if facts.tasks:
            yield from _assignment(state, facts)
        elif context.kind(facts.document).function is Function.EVIDENCE and lists(facts.document):
            yield from _evidence(state, facts)


@dataclass
class _State:
    """What exists and what is owed, by round."""

    context: Context
    written: set[Key] = field(default_factory=set)
    assigned: set[tuple[str | None, str | None]] = field(default_factory=set)
    signed: set[tuple[str | None, str | None, int]] = field(default_factory=set)
    duties: dict[str, dict[str, dict[str, list[str]]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        context = self.context
        for document in context.corpus.documents:
            kind, facts = context.kind(document), context.facts(document)
            if facts.tasks:
                self.assigned.add((document.round, document.unit))
            if kind.function is Function.EVIDENCE and kind.step:
                for number in context.sop.steps[kind.step].waits_for:
                    self.signed.add((document.round, document.unit, number))
            if facts.owner:
                self.written.add((document.round, document.kind, facts.owner.person))
            if document.name and not document.readable:
                self.written.add((document.round, document.kind, document.name))

    def of(self, name: str, unit: str) -> dict[str, list[str]]:
        """For each person of a unit the kinds that his positions oblige him to."""
        if name not in self.duties:
            units: dict[str, dict[str, list[str]]] = {}
            people = self.context.people.values()
            for duty in owed(self.context.sop, people, self.context.round_day(name)):
                units.setdefault(duty.unit, {}).setdefault(duty.person, []).append(duty.kind)
            self.duties[name] = units
        return self.duties[name].get(unit, {})

    def lacking(self, document: Document, person: str, kinds: Iterable[str]) -> list[str]:
        """The kinds that a person has no document of, drafts included."""
        day = self.context.round_day(document.round or "")
        names = {person, *(t.position for t in self.context.positions(person, day))}
        known = self.context.sop.kinds
        return [
            kind
            for kind in dict.fromkeys(kinds)
            if kind in known and not any((document.round, kind, n) in self.written for n in names)
        ]


def _assignment(state: _State, facts: Facts) -> Iterator[Finding]:
    context, document = state.context, facts.document
    duties = state.of(document.round or "", document.unit or "")
    for task in facts.tasks:
        if task.person not in context.people:
            continue
        kinds = [*task.kinds, *duties.get(task.person, ())]
        lacking = _due(state, facts, task, state.lacking(document, task.person, kinds))
        if lacking:
            place = document.value(*spot(document, task.path, "orang"))
            message = _sentence(context, task.person, lacking)
            yield Finding(place, message, "buat dokumen itu, atau perbaiki penugasannya")
    told = {task.person for task in facts.tasks}
    last = max(facts.tasks, key=lambda task: task.due)
    for id, kinds in duties.items():
        lacking = [] if id in told else state.lacking(document, id, kinds)
        if lacking and _due(state, facts, last, lacking):
            place = document.key(*spot(document, (), "tugas"))
            message = f"{_sentence(context, id, lacking)}, dan belum diberi tugas"
            yield Finding(place, message, "tambahkan tugasnya, lalu buat dokumen itu")


def _due(state: _State, facts: Facts, task: Task, kinds: list[str]) -> list[str]:
    """Of some kinds those that should be there by now."""
    due = day(task.due)
    if due is not None and due < state.context.today:
        return kinds
    document, known = facts.document, state.context.sop.kinds
    turn = (document.round, document.unit)
    return [kind for kind in kinds if (*turn, known[kind].step or 0) in state.signed]


def _evidence(state: _State, facts: Facts) -> Iterator[Finding]:
    """Evidence of the whole round: people of units that sign through no evidence of their own."""
    context, document = state.context, facts.document
    step = context.sop.steps.get(context.kind(document).step or 0)
    if step is None or step.per_unit or context.kind(document).supplements:
        return
    kinds = context.sop.kinds_of(Function.DOCUMENT)
    waiting = {kind.id: signed_units(context.sop, step, None, kind) for kind in kinds}
    for unit in sorted(frozenset().union(*waiting.values())):
        if (document.round, unit) in state.assigned:
            continue
        for id, owed_kinds in state.of(document.round or "", unit).items():
            here = [kind for kind in owed_kinds if unit in waiting[kind]]
            lacking = state.lacking(document, id, here)
            if lacking:
                place = document.key(*list_for(document, context.sop.kinds[lacking[0]]))
                message = _sentence(context, id, lacking)
                yield Finding(place, message, "buat dokumen itu lalu cantumkan di sini")


def _sentence(context: Context, id: str, kinds: list[str]) -> str:
    names = listing(context.sop.kinds[kind].short for kind in kinds)
    return f"{person(context, id)} belum membuat {names}"
