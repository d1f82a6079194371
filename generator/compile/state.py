"""What a round owes and has: duties joined with documents, evidence joined with steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from generator.compile.model import Seats
from generator.compile.returned import Return, returns
from generator.rules.context import Context
from generator.sop.duty import Duty, owed
from generator.sop.facts import Facts
from generator.sop.model import Function, Role, Step


def moment(text: str) -> datetime | None:
    """A moment with its offset; None for anything else."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def moment_text(found: datetime | None) -> str:
    """ISO 8601 to the minute, empty for None."""
    return found.isoformat(timespec="minutes") if found else ""


def finished_text(facts: Facts) -> str:
    """When a document was finished; empty while it is not, or where that cannot be read."""
    return moment_text(moment(facts.get("selesai")))


@dataclass(frozen=True)
class RoundState:
    """One round of a corpus."""

    context: Context
    round: str

    @cached_property
    def documents(self) -> tuple[Facts, ...]:
        """All readable documents of the round."""
        return tuple(self.context.by_round.get(self.round, ()))

    @cached_property
    def opened(self) -> datetime | None:
        """When the round was opened."""
        own = self.context.round_facts.get(self.round)
        return moment(own.get("mulai")) if own else None

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """Everything owed in the round."""
        day = self.context.round_day(self.round)
        return owed(self.context.sop, self.context.people.values(), day)

    @cached_property
    def valid(self) -> tuple[Facts, ...]:
        """Of a document and what replaces it only one: the newer once it has come as far."""
        versions = self.context.versions
        return tuple(f for f in self.documents if versions.holds(f.document.id))

    @cached_property
    def _owned(self) -> dict[tuple[str, str], list[Facts]]:
        found: dict[tuple[str, str], list[Facts]] = {}
        for facts in self.documents:
            if facts.owner and self.context.kind(facts.document).function is Function.DOCUMENT:
                found.setdefault((facts.document.kind, facts.owner.person), []).append(facts)
        return found

    @cached_property
    def _positions(self) -> dict[tuple[str, str], set[str]]:
        found: dict[tuple[str, str], set[str]] = {}
        for duty in self.duties:
            found.setdefault((duty.kind, duty.person), set()).add(duty.position)
        return found

    def versions(self, duty: Duty) -> list[Facts]:
        """The documents written for a duty, replaced ones too.

        A person who owes one for each of several positions has each counted for its own position. What
        replaces a document counts for its duty, whoever holds the position by then.
        """
        found = list(self._owned.get((duty.kind, duty.person), []))
        if len(self._positions.get((duty.kind, duty.person), ())) > 1:
            found = [f for f in found if f.owner and f.owner.position == duty.position]
        for facts in found:  # grows while it is read
            newer = self.context.versions.newer.get(facts.document.id, ())
            found += [f for f in newer if f not in found]
        return found

    @cached_property
    def _valid_paths(self) -> frozenset[str]:
        return frozenset(facts.document.path for facts in self.valid)

    def document(self, duty: Duty) -> Facts | None:
        """The valid document that fulfils a duty, handed in or not; of several the furthest."""
        found = [f for f in self.versions(duty) if f.document.path in self._valid_paths]
        return max(found, key=self.stage, default=None)

    @cached_property
    def returns(self) -> tuple[Return, ...]:
        """Everything that was sent back in the round."""
        return returns(self.context, self.documents)

    @cached_property
    def away(self) -> frozenset[str]:
        """The ids of documents that were sent back and have not come again."""
        return frozenset(one.document for one in self.returns if one.back is None)

    def stage(self, facts: Facts) -> int:
        """The last step that a document has reached; 0 for a draft and for what was sent back."""
        return 0 if facts.document.id in self.away else self.context.stage(facts.document)

    def status(self, facts: Facts | None) -> str:
        """The SOP's word for a document's state."""
        sop = self.context.sop
        if facts is None:
            return sop.word_absent
        if facts.document.id in self.away:
            return sop.word_returned
        step = sop.steps.get(self.stage(facts))
        return step.status if step else sop.word_draft

    def evidence(self, step: Step, unit: str | None) -> Facts | None:
        """The evidence document of a step (of a unit); not what comes after it."""
        return next((f for f in self._evidence(step, unit) if not self._follows(f)), None)

    def supplements(self, step: Step, unit: str | None) -> tuple[Facts, ...]:
        """The evidence documents that come after the one of a step (of a unit)."""
        found = filter(self._follows, self._evidence(step, unit))
        return tuple(sorted(found, key=lambda facts: int(facts.document.name or 0)))

    def _evidence(self, step: Step, unit: str | None) -> Iterator[Facts]:
        kinds = {
            k.id for k in self.context.sop.kinds_at(step.number) if k.function is Function.EVIDENCE
        }
        return (f for f in self.documents if f.document.kind in kinds and f.document.unit == unit)

    def _follows(self, facts: Facts) -> bool:
        return bool(self.context.kind(facts.document).supplements)

    def finished(self, step: Step, unit: str | None) -> datetime | None:
        """When a step (of a unit) was finished; None while it is open, or open again by a return."""
        return self._finished(step, unit, self._handed)

    def first_finished(self, step: Step, unit: str | None) -> datetime | None:
        """When a step was finished for the first time, as far as that is known after a return."""
        return self._finished(step, unit, self._first_handed)

    def _finished(
        self, step: Step, unit: str | None, handed: Callable[[Facts], datetime | None]
    ) -> datetime | None:
        found = self.evidence(step, unit)
        if found is not None:
            return handed(found)
        written = [
            k.id for k in self.context.sop.kinds_at(step.number) if k.function is Function.DOCUMENT
        ]
        if not written:
            return None
        return self._handed_in(frozenset(written), unit, handed)

    def _handed(self, facts: Facts) -> datetime | None:
        return None if facts.document.id in self.away else moment(facts.get("selesai"))

    def _first_handed(self, facts: Facts) -> datetime | None:
        """A later version took the place of the first moment; it was not after the first return."""
        gone = [one.gone for one in self.returns if one.document == facts.document.id]
        known = moment(facts.get("selesai"))
        return min((m for m in (known, *gone) if m is not None), default=None)

    def _handed_in(
        self,
        kinds: frozenset[str],
        unit: str | None,
        when: Callable[[Facts], datetime | None],
    ) -> datetime | None:
        moments = []
        for duty in self.duties:
            if duty.kind not in kinds or (unit is not None and duty.unit != unit):
                continue
            # A later revision does not open the step again: the first version fulfilled the duty.
            handed = [m for f in self.versions(duty) if (m := when(f))]
            if not handed:
                return None
            moments.append(min(handed))
        return max(moments, default=None)

    def positions_of(self, role: Role, unit: str | None) -> tuple[str, ...]:
        """The positions of a role (in a unit); none where members of a unit share it."""
        units = self.context.sop.organisation.units.values()
        heads = [u.head for u in units if u.group == role.heads_of and unit in (None, u.id)]
        return (*role.positions, *heads)

    def holders(self, step: Step, unit: str | None, day: str, *, names: bool) -> tuple[str, ...]:
        """Who carries out a step on a day (ISO): positions, or people with their positions."""
        seats = self.seats(step, unit, day, names=names)
        return tuple(f"{name} ({title})" if name else title for name, title in seats)

    def seats(self, step: Step, unit: str | None, day: str, *, names: bool) -> Seats:
        """The same as name (empty where none is known or asked for) and title."""
        sop = self.context.sop
        role = sop.roles[step.role]
        if role.members_of and unit is not None:
            return (("", sop.organisation.units[unit].name),)
        found = []
        for position in self.positions_of(role, unit):
            title = sop.organisation.positions[position].name
            held = self.context.tenures(position, day) if names else []
            people = [(p.name, f"{sop.tenures.get(t.status, '')}{title}") for p, t in held]
            found += people or [("", title)]
        return tuple(found)
