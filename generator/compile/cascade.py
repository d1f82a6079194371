"""The indicators and budget lines of a round, joined to what they support and to the plans for them.

Rows are made from the facts that an edition may show. Whatever would be summed from a document that
it may not show is None, never a smaller number.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from generator.compile.projection import Projector
from generator.compile.promised import MeasureRow, MoneyRow
from generator.compile.state import RoundState
from generator.sop.facts import Facts, Goal, Measure, Money, PlanRow

Reference = tuple[str, str]


@dataclass(frozen=True)
class Cascade:
    """The valid documents of a round as an edition may show them."""

    state: RoundState
    projector: Projector
    stages: tuple[str, ...]
    """The parts of the year that plans speak of, in order."""

    @cached_property
    def shown(self) -> tuple[Facts, ...]:
        """What the edition may show of the documents that it reveals."""
        documents = (facts.document for facts in self.state.valid)
        return tuple(self.projector.facts(d) for d in documents if self.projector.reveals(d))

    @cached_property
    def _shown_by_path(self) -> dict[str, Facts]:
        return {facts.document.path: facts for facts in self.shown}

    # -- indicators --------------------------------------------------------------------------

    def measures(self) -> tuple[MeasureRow, ...]:
        """The indicator matrix, in the order of levels, units and documents."""
        rows = [
            self._measure(facts, goal, measure)
            for facts in self.shown
            for goal in facts.goals
            for measure in goal.measures
        ]
        units = [*self.state.context.sop.organisation.units, ""]
        return tuple(sorted(rows, key=lambda r: (r.level, units.index(r.unit), r.document, r.item)))

    @cached_property
    def _plans(self) -> dict[Reference, PlanRow]:
        return {(self._now(f.get("induk")), row.measure): row for f in self.shown for row in f.rows}

    def _now(self, id: str) -> str:
        """The version that holds of a document that something refers to."""
        return self.state.context.versions.in_force(id)

    @cached_property
    def _items(self) -> frozenset[Reference]:
        goals = [(facts.document.id, goal) for facts in self.shown for goal in facts.goals]
        measures = [(id, measure.id) for id, goal in goals for measure in goal.measures]
        return frozenset([*((id, goal.id) for id, goal in goals), *measures])

    @cached_property
    def _below(self) -> dict[Reference, list[Reference]]:
        found: dict[Reference, list[Reference]] = defaultdict(list)
        for facts in self.shown:
            for goal in facts.goals:
                for link in goal.supports:
                    found[self._now(link.document), link.item].append((facts.document.id, goal.id))
        return found

    def _measure(self, facts: Facts, goal: Goal, measure: Measure) -> MeasureRow:
        positions = self.state.context.sop.organisation.positions
        id, plan = facts.document.id, self._plans.get((facts.document.id, measure.id))
        who = [action.responsible for action in plan.actions] if plan else []
        below = [*self._below.get((id, measure.id), ()), *self._below.get((id, goal.id), ())]
        above = ((self._now(link.document), link.item) for link in goal.supports)
        return MeasureRow(
            document=id,
            item=measure.id,
            unit=self._unit(facts),
            level=self._rank(facts),
            owner=self.projector.owner(facts.document),
            goal_item=goal.id,
            goal=goal.text,
            name=measure.name,
            value=measure.target.value,
            text=measure.target.text,
            measurement=measure.target.unit,
            direction=measure.direction,
            primary=measure.primary,
            nature=plan.nature if plan else "",
            quarters=dict(plan.stages) if plan else {},
            responsible=tuple(positions[p].name for p in dict.fromkeys(who) if p in positions),
            supports=tuple(link for link in dict.fromkeys(above) if link in self._items),
            supported_by=tuple(dict.fromkeys(below)),
        )

    def _unit(self, facts: Facts) -> str:
        unit = facts.document.unit or ""
        return unit if unit in self.state.context.sop.organisation.units else ""

    def _rank(self, facts: Facts) -> int:
        position = facts.owner.position if facts.owner else ""
        return self.state.context.sop.organisation.rank(position)

    # -- money -------------------------------------------------------------------------------

    def money(self) -> tuple[MoneyRow, ...]:
        """The budget lines, with what agreements below and plans use of them."""
        rows = [
            self._money(facts, line, line.amount)
            for facts in self.shown
            for line in facts.money
            if line.amount is not None
        ]
        return tuple(sorted(rows, key=lambda r: (r.depth, r.code, r.document)))

    def _money(self, facts: Facts, line: Money, amount: int) -> MoneyRow:
        planned, quarters = self._planned(facts, line)
        return MoneyRow(
            document=facts.document.id,
            unit=self._unit(facts),
            owner=self.projector.owner(facts.document),
            depth=self._rank(facts),
            code=line.code,
            name=line.name,
            amount=amount,
            below=self._carried(facts, line),
            planned=planned,
            quarters=quarters,
        )

    def _carried(self, facts: Facts, line: Money) -> int | None:
        """What the agreements of direct subordinates carry of a line."""
        positions = self.state.context.sop.organisation.positions
        total = 0
        for other in self.state.valid:
            known = positions.get(other.owner.position) if other.owner else None
            if known is None or not facts.owner or known.superior != facts.owner.position:
                continue
            inner = [m.amount for m in _tops(other.money) if is_below(m.code, line.code)]
            if not inner:
                continue
            shown = self._shown_by_path.get(other.document.path)
            if shown is None or shown.money != other.money:
                return None
            total += sum(amount or 0 for amount in inner)
        return total

    def _planned(self, facts: Facts, line: Money) -> tuple[int | None, dict[str, int]]:
        """What plans spend of a line, in the year and in each quarter."""
        planned, quarters = 0, dict.fromkeys(self.stages, 0)
        for plan in self.state.valid:
            if self._now(plan.get("induk")) != facts.document.id:
                continue
            actions = [a for row in plan.rows for a in row.actions if a.code == line.code]
            if not actions:
                continue
            shown = self._shown_by_path.get(plan.document.path)
            if shown is None or shown.rows != plan.rows:
                return None, {}
            for action in actions:
                planned += action.amount or 0
                for quarter, amount in action.amounts.items():
                    quarters[quarter] = quarters.get(quarter, 0) + amount
        return planned, quarters


def _tops(lines: tuple[Money, ...]) -> list[Money]:
    """The lines that are not part of another line of the same document."""
    codes = {line.code for line in lines}
    return [a for a in lines if not any(a.code != c and is_below(a.code, c) for c in codes)]


def is_below(code: str, parent: str) -> bool:
    """Whether a budget code is its parent's or a descendant of it."""
    return code == parent or code.startswith(f"{parent}.")
