"""Whose turn it is: every step (of a unit) that can be worked on now, and what it still needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.compile.need import Actor, Lack, Need, Partial, Turn
from generator.compile.place import Place, places_of, supplement_place
from generator.compile.state import RoundState
from generator.compile.supplement import pending, sent_back
from generator.compile.timeline import Clock, clock, clock_from, clock_since, every_place, places
from generator.diagnostic import Diagnostic, Severity
from generator.load.corpus import Document
from generator.load.faults import MISSING
from generator.load.schema import Fault
from generator.load.source import Path
from generator.sop import signing
from generator.sop.concept import plan
from generator.sop.facts import Facts
from generator.sop.model import Function, Step


@dataclass(frozen=True)
class Turns:
    """The turns of a round."""

    state: RoundState
    diagnostics: tuple[Diagnostic, ...]

    @cached_property
    def open(self) -> tuple[Turn, ...]:
        """All turns, in the order of steps and units."""
        found = []
        for step, unit in every_place(self.state.context.sop):
            known = clock(self.state, step, unit)
            if known.started and not known.finished:
                found.append(self._turn(step, unit, known))
            found += self._supplement(step, unit)
            found += self._again(step, unit)
        return tuple(found)

    @cached_property
    def partial(self) -> tuple[Partial, ...]:
        """The steps that could be done without the units that are not ready."""
        return tuple(self._partials())

    @cached_property
    def finished(self) -> bool:
        """Whether every step of the round is, and nothing came after that still has to be signed."""
        where = every_place(self.state.context.sop)
        return all(self.state.finished(*at) for at in where) and not self.open

    def waits_for(self, step: Step, unit: str | None) -> list[tuple[Step, str | None]]:
        """The unfinished steps (and units) that a step (of a unit) waits for."""
        sop = self.state.context.sop
        found: list[tuple[Step, str | None]] = []
        for number in step.waits_for:
            before = sop.steps[number]
            where = places(sop, before)
            if unit is not None and before.per_unit:
                if unit not in where:
                    found += self.waits_for(before, unit)
                    continue
                where = (unit,)
            found += [(before, p) for p in where if self.state.finished(before, p) is None]
        return found

    def _partials(self) -> Iterator[Partial]:
        sop = self.state.context.sop
        for step in sop.steps.values():
            if step.per_unit or self.state.evidence(step, None) or not self._may_leave_out(step):
                continue
            awaited = {unit for _, unit in self.waits_for(step, None)}
            bringing = {unit.id for _, unit in signing.bringing(sop, step)}
            if awaited and awaited < bringing:
                units = (unit for unit in sop.organisation.units if unit in awaited)
                yield Partial(self.state.round, step, tuple(units))

    def _may_leave_out(self, step: Step) -> bool:
        kinds = self.state.context.sop.kinds_at(step.number)
        return any("unit_kurang" in plan(kind.form.schema).lists for kind in kinds)

    # -- one turn ------------------------------------------------------------------------------

    def _turn(self, step: Step, unit: str | None, known: Clock) -> Turn:
        needs = tuple(
            need for p in places_of(self.state, step, unit) if (need := self._need(p)) is not None
        )
        return Turn(
            round=self.state.round,
            step=step,
            unit=unit,
            clock=known,
            actors=tuple(self._actors(step, unit, needs)),
            needs=needs,
            faulty=tuple(self._faulty(step, unit)),
        )

    def _supplement(self, step: Step, unit: str | None) -> Iterator[Turn]:
        """The turn of the evidence that comes after a finished step, where it is open or wanted."""
        place = supplement_place(self.state, step, unit)
        if place is None:
            return
        waiting = pending(self.state, step, unit)
        need = self._need(place)
        needs = (need,) if need is not None else ()
        yield Turn(
            round=self.state.round,
            step=step,
            unit=unit,
            clock=clock_since(self.state, step, waiting),
            actors=tuple(self._actors(step, unit, needs)),
            needs=needs,
            faulty=tuple(self._lacking(step, waiting)),
            number=place.subject.name,
            awaited=tuple(facts.document.id for facts in waiting),
        )

    def _again(self, step: Step, unit: str | None) -> Iterator[Turn]:
        """The turn of documents that were sent back after their step was finished."""
        again = sent_back(self.state, step, unit)
        if not again:
            return
        needs = tuple(
            self._need_of(f, Lack.RETURNED, reason=self._reasons.get(f.document.id, ""))
            for f in again
        )
        ids = {facts.document.id for facts in again}
        gone = [one.gone for one in self.state.returns if one.document in ids and not one.back]
        clock_ = clock_from(self.state, step, max(gone, default=None))
        actors = tuple(self._actors(step, unit, needs))
        yield Turn(self.state.round, step, unit, clock_, actors, needs, ())

    def _actors(self, step: Step, unit: str | None, needs: tuple[Need, ...]) -> Iterator[Actor]:
        context = self.state.context
        day, role = context.today.isoformat(), context.sop.roles[step.role]
        if role.members_of:
            owners = dict.fromkeys((need.person, need.position) for need in needs if need.person)
            for person, position in owners:
                held = [t for t in context.positions(person, day) if t.position == position]
                yield Actor(person, position, held[0].status if held else "")
            return
        for position in self.state.positions_of(role, unit):
            people = context.tenures(position, day)
            yield from (Actor(p.id, position, t.status) for p, t in people)
            if not people:
                yield Actor("", position, "")

    def _need(self, place: Place) -> Need | None:
        errors = self._errors[place.path]
        lack = self._lack(place, errors)
        subject = place.subject
        if lack is None:
            return None
        reason = self._reasons.get(place.document.id, "") if place.document else ""
        return Need(
            place.path, place.kind.id, subject.person, subject.position, lack, errors, reason
        )

    def _lack(self, place: Place, errors: int) -> Lack | None:
        if place.document is None:
            return Lack.ABSENT
        if not place.document.readable:
            return Lack.UNREADABLE
        if place.document.id in self.state.away:
            return Lack.RETURNED
        if not self.state.context.facts(place.document).get("selesai"):
            is_evidence = place.kind.function is Function.EVIDENCE
            return Lack.OPEN if is_evidence else Lack.DRAFT
        return Lack.FAULTY if errors else None

    @cached_property
    def _reasons(self) -> dict[str, str]:
        """Why each document that is away was sent back the last time."""
        away, every = self.state.away, self.state.documents
        return {r.document: r.reason for f in every for r in f.returned if r.document in away}

    @cached_property
    def _errors(self) -> Counter[str]:
        errors = (d for d in self.diagnostics if d.severity is Severity.ERROR)
        return Counter(d.location.path for d in errors)

    def _faulty(self, step: Step, unit: str | None) -> Iterator[Need]:
        return self._lacking(step, (f for f in self.state.valid if self._takes(step, unit, f)))

    def _lacking(self, step: Step, taken: Iterable[Facts]) -> Iterator[Need]:
        """Of what a step takes the documents that have errors or lack what it asks for."""
        for facts in taken:
            wanting = tuple(self._wanting(step, facts.document))
            if self._errors[facts.document.path] or wanting:
                yield self._need_of(facts, Lack.FAULTY, wanting=wanting)

    def _need_of(
        self, facts: Facts, lack: Lack, *, reason: str = "", wanting: tuple[str, ...] = ()
    ) -> Need:
        path, owner = facts.document.path, facts.owner
        whose = (owner.person, owner.position) if owner else ("", "")
        return Need(path, facts.document.kind, *whose, lack, self._errors[path], reason, wanting)

    def _wanting(self, step: Step, document: Document) -> Iterator[str]:
        """The titles of the fields that a document lacks for a step, but not for the one it has reached."""
        now = {
            _missing(f)
            for f in document.form.faults(document.data, self.state.context.stage(document))
        }
        for fault in document.form.faults(document.data, step.number):
            lacking = _missing(fault)
            if lacking and lacking not in now:
                yield str(document.form.at(lacking).get("title", lacking[-1]))

    def _takes(self, step: Step, unit: str | None, facts: Facts) -> bool:
        context = self.state.context
        kind = context.kind(facts.document)
        if kind.function is Function.EVIDENCE and kind.step in step.waits_for:
            return unit is None or facts.document.unit in (None, unit)
        return facts.document.unit in signing.signed_units(context.sop, step, unit, kind)


def _missing(fault: Fault) -> Path:
    """The path of a field that is not there; empty for any other fault."""
    return (*fault.path, str(fault.facts["property"])) if fault.keyword == MISSING else ()
