"""What a rule may look at: the rule book, the corpus, the day, and indices made once for all rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from generator.load.corpus import Corpus, Document
from generator.load.faults import faults_of
from generator.load.schema import Fault
from generator.load.source import Path, Source
from generator.rules.annotation import annotated
from generator.rules.breach import Breach
from generator.rules.register import Register
from generator.rules.succession import Succession
from generator.sop.duty import holds
from generator.sop.extract import facts_of
from generator.sop.facts import Facts, Goal, Measure, Person, Tenure
from generator.sop.model import Function, Kind, Sop
from generator.sop.reader import RuleBook

DUPLICATES = "R212"
"""The rule whose option `per_orang` names the kinds of which each person has his own."""


@dataclass(frozen=True)
class Outcome:
    """What a whole run found, for the rules that judge the settings themselves."""

    codes: frozenset[str]
    found: frozenset[tuple[str, str]]
    """Code and path of every finding, exempted ones too."""


@dataclass(frozen=True)
class Context:
    """One check: all data is frozen, everything derived is made once."""

    sop: Sop
    corpus: Corpus
    today: date
    book: RuleBook
    register: Register | None = None
    memory: dict[Document, Facts] = field(default_factory=dict, repr=False, compare=False)
    """What documents say, as far as it was asked for; contexts of the same documents may share it."""

    def option(self, code: str, name: str, default: Any) -> Any:
        """An option of a rule from sop/aturan.yaml (text, lists and mappings of text)."""
        setting = self.sop.settings.get(code)
        return setting.options.get(name, default) if setting else default

    # -- documents ---------------------------------------------------------------------------

    def kind(self, document: Document) -> Kind:
        """The kind of a document."""
        return self.sop.kinds[document.kind]

    @cached_property
    def readable(self) -> tuple[Document, ...]:
        """Documents that could be read as YAML."""
        return tuple(d for d in self.corpus.documents if d.readable)

    @cached_property
    def broken(self) -> tuple[Source, ...]:
        """The sources of documents in which reading found a problem."""
        return tuple(d.source for d in self.corpus.documents if d.source.problems)

    @cached_property
    def _faults(self) -> dict[str, tuple[Fault, ...]]:
        return {d.path: faults_of(d.source, d.form, self.stage(d)) for d in self.readable}

    def faults(self, document: Document) -> tuple[Fault, ...]:
        """Where a document breaks its form at the step that it has reached, one fault per cause."""
        return self._faults.get(document.path, ())

    def is_sound(self, document: Document, path: Path) -> bool:
        """Whether the form finds no fault with the value at a path."""
        return all(fault.path != path for fault in self.faults(document))

    @cached_property
    def _breaches(self) -> dict[str, list[Breach]]:
        found: dict[str, list[Breach]] = {}
        for document in self.readable:
            for fault in self._faults[document.path]:
                breach = Breach(document.source, document.form, fault)
                found.setdefault(fault.keyword, []).append(breach)
        return found

    def breaches(self, *keywords: str) -> Iterator[Breach]:
        """Where documents break these keywords of their forms."""
        return (b for keyword in keywords for b in self._breaches.get(keyword, ()))

    def facts(self, document: Document) -> Facts:
        """What a document says; nothing where it cannot be read."""
        found = self.memory.get(document)
        if found is None:
            found = facts_of(document) if document.readable else Facts(document)
            self.memory[document] = found
        return found

    @cached_property
    def every(self) -> tuple[Facts, ...]:
        """The facts of every readable document, in the order of paths."""
        return tuple(self.facts(document) for document in self.readable)

    @cached_property
    def by_round(self) -> dict[str | None, list[Facts]]:
        """The facts of every readable document by its round's name."""
        found: dict[str | None, list[Facts]] = {}
        for facts in self.every:
            found.setdefault(facts.document.round, []).append(facts)
        return found

    def of(self, function: Function) -> Iterator[Facts]:
        """The facts of all documents whose kind has a function."""
        kinds = {kind.id for kind in self.sop.kinds_of(function)}
        return (self.facts(d) for d in self.readable if d.kind in kinds)

    def find(self, id: str) -> Facts | None:
        """The facts of the document with an id."""
        document = self.corpus.find(id)
        return self.facts(document) if document is not None and document.readable else None

    @cached_property
    def versions(self) -> Succession:
        """Which document took the place of which."""
        return Succession.of(self.every, self.stage, self.same_holder)

    def same_holder(self, facts: Facts, other: Facts) -> bool:
        """Whether two documents are of one position and, where each holder has his own, of one person."""
        mine, others = facts.owner, other.owner
        if mine is None or others is None or mine.position != others.position:
            return False
        known = self.sop.organisation.positions.get(mine.position)
        alone = known is not None and not known.shared
        by_person = facts.document.kind in self.option(DUPLICATES, "per_orang", [])
        return mine.person == others.person or (alone and not by_person)

    @cached_property
    def _held(self) -> dict[tuple[str | None, str, str], list[Facts]]:
        found: dict[tuple[str | None, str, str], list[Facts]] = {}
        for facts in self.of(Function.DOCUMENT):
            if facts.owner and self.versions.holds(facts.document.id):
                key = (facts.document.round, facts.document.kind, facts.owner.position)
                found.setdefault(key, []).append(facts)
        return found

    def above(self, facts: Facts) -> Facts | None:
        """The valid document of the same kind and round that the superior has; None when not one."""
        if facts.superior is None:
            return None
        key = (facts.document.round, facts.document.kind, facts.superior.position)
        found = self._held.get(key, [])
        return found[0] if len(found) == 1 else None

    def items(self, facts: Facts) -> dict[str, Goal | Measure]:
        """The goals and measures of a document by id; of equal ids the first."""
        found = self._items.get(facts.document.path)
        if found is None:
            every: list[Goal | Measure] = []
            for goal in facts.goals:
                every += (goal, *goal.measures)
            found = {item.id: item for item in reversed(every) if item.id}
            self._items[facts.document.path] = found
        return found

    @cached_property
    def _items(self) -> dict[str, dict[str, Goal | Measure]]:
        return {}

    # -- how far a document has come ---------------------------------------------------------

    @cached_property
    def listed(self) -> dict[str, list[Facts]]:
        """For the id of each document, the finished evidence that lists it, lowest step first."""
        found: dict[str, list[Facts]] = {}
        for facts in self.every:
            for signed in () if self.is_open(facts.document) else facts.signed:
                found.setdefault(signed.document, []).append(facts)
        for lists in found.values():
            lists.sort(key=self._signing_order)
        return found

    def signing(self, id: str, step: int | None) -> list[Facts]:
        """The finished evidence of a step that lists a document."""
        return [f for f in self.listed.get(id, ()) if self.kind(f.document).step == step]

    def _signing_order(self, facts: Facts) -> tuple[int, bool, str]:
        """By step; what comes after behind the step's own evidence."""
        kind = self.kind(facts.document)
        return (kind.step or 0, bool(kind.supplements), facts.get("selesai"))

    def stage(self, document: Document) -> int:
        """The last step that a document has reached; 0 while it is a draft.

        A document of a person reaches its own step when it says when it was handed in, and a later
        one when the evidence of that step lists it. Evidence and registers are at their step at once.
        """
        found = self._stages.get(document.path)
        if found is None:
            found = self._stages[document.path] = self._stage(document)
        return found

    @cached_property
    def _stages(self) -> dict[str, int]:
        return {}

    def _stage(self, document: Document) -> int:
        kind = self.kind(document)
        step = kind.step or 0
        reached = [self.kind(f.document).step or 0 for f in self.listed.get(document.id, ())]
        drafted = kind.function is Function.DOCUMENT and not self.facts(document).get("selesai")
        return max([0 if drafted or self.is_open(document) else step, *reached])

    def is_signed(self, document: Document) -> bool:
        """Whether a document has come further than its own step."""
        return self.stage(document) > (self.kind(document).step or 0)

    def is_open(self, document: Document) -> bool:
        """Whether evidence does not say yet that its step is finished, and its form lets it wait."""
        kind = self.kind(document)
        if kind.function is not Function.EVIDENCE or self.facts(document).get("selesai"):
            return False
        schema = kind.form.schema
        fields = schema.get("properties", {}).items()
        ends = {name for name, inner in fields if inner.get("x-konsep") == "selesai"}
        return bool(ends) and ends.isdisjoint(schema.get("required", ()))

    # -- people ------------------------------------------------------------------------------

    @cached_property
    def people(self) -> dict[str, Person]:
        """Everybody in the people registers, by id."""
        return {p.id: p for facts in self.of(Function.PEOPLE) for p in facts.people if p.id}

    @cached_property
    def _registers(self) -> dict[str, Document]:
        every = self.of(Function.PEOPLE)
        return {person.id: facts.document for facts in every for person in facts.people}

    def register_of(self, person: Person) -> Document | None:
        """The people register that a person's paths belong to."""
        return self._registers.get(person.id)

    @cached_property
    def _tenures(self) -> dict[str, list[tuple[Person, Tenure]]]:
        found: dict[str, list[tuple[Person, Tenure]]] = {}
        for person in self.people.values():
            for tenure in person.tenures:
                found.setdefault(tenure.position, []).append((person, tenure))
        return found

    def tenures(self, position: str, day: str) -> list[tuple[Person, Tenure]]:
        """Who holds a position on a day (ISO)."""
        held = self._tenures.get(position, ())
        return [(person, tenure) for person, tenure in held if holds(tenure, day)]

    def positions(self, person: str, day: str) -> list[Tenure]:
        """Which positions a person holds on a day (ISO)."""
        found = self.people.get(person)
        return [t for t in found.tenures if holds(t, day)] if found else []

    # -- rounds ------------------------------------------------------------------------------

    @cached_property
    def round_facts(self) -> dict[str, Facts]:
        """For each round's folder name, what its own document says."""
        return {f.document.round: f for f in self.of(Function.ROUND) if f.document.round}

    def round_day(self, name: str) -> str:
        """The ISO day on which a round begins; empty when unknown."""
        found = self.round_facts.get(name)
        return found.get("mulai")[:10] if found else ""

    # -- annotations -------------------------------------------------------------------------

    def annotated(self, document: Document, name: str) -> Iterator[tuple[Path, Any, Any]]:
        """Path, annotation and value of every present value whose schema carries an annotation."""
        return iter(annotated(document, name))
