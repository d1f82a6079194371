"""The indicators of a round, joined to what they support and to the quarters that plan them."""

from __future__ import annotations

from collections import defaultdict

from generator.compile.model import MeasureRow, MoneyRow
from generator.compile.state import RoundState
from generator.sop.facts import Facts, Goal, Measure, Money, PlanRow

Reference = tuple[str, str]


def measures(state: RoundState, documents: tuple[Facts, ...]) -> tuple[MeasureRow, ...]:
    """The indicator matrix of some documents, in the order of units, levels and documents."""
    plans = _plans(state)
    below = _supported_by(documents)
    rows = [
        _row(state, facts, goal, measure, plans, below)
        for facts in documents
        for goal in facts.goals
        for measure in goal.measures
    ]
    units = list(state.context.sop.organisation.units)
    return tuple(sorted(rows, key=lambda r: (r.level, units.index(r.unit), r.document, r.item)))


def _plans(state: RoundState) -> dict[Reference, PlanRow]:
    return {
        (facts.get("induk"), row.measure): row for facts in state.documents for row in facts.rows
    }


def _supported_by(documents: tuple[Facts, ...]) -> dict[Reference, list[Reference]]:
    found: dict[Reference, list[Reference]] = defaultdict(list)
    for facts in documents:
        for goal in facts.goals:
            for link in goal.supports:
                found[link.document, link.item].append((facts.document.id, goal.id))
    return found


def _row(
    state: RoundState,
    facts: Facts,
    goal: Goal,
    measure: Measure,
    plans: dict[Reference, PlanRow],
    below: dict[Reference, list[Reference]],
) -> MeasureRow:
    organisation = state.context.sop.organisation
    position = facts.owner.position if facts.owner else ""
    known = organisation.positions.get(position)
    plan = plans.get((facts.document.id, measure.id))
    responsible = [a.responsible for a in plan.actions] if plan else []
    support = below.get((facts.document.id, measure.id), [])
    whole = below.get((facts.document.id, goal.id), [])
    return MeasureRow(
        document=facts.document.id,
        item=measure.id,
        unit=facts.document.unit or "",
        level=organisation.rank(position),
        owner=known.name if known else position,
        goal_item=goal.id,
        goal=goal.text,
        name=measure.name,
        value=measure.target.value,
        text=measure.target.text,
        measurement=measure.target.unit,
        direction=measure.direction,
        primary=measure.primary,
        nature=plan.nature if plan else "",
        quarters=dict(sorted(plan.stages.items())) if plan else {},
        responsible=tuple(
            organisation.positions[p].name for p in dict.fromkeys(responsible) if p in organisation.positions
        ),
        supports=tuple((link.document, link.item) for link in goal.supports),
        supported_by=tuple(dict.fromkeys(support + whole)),
    )


def money(state: RoundState, documents: tuple[Facts, ...]) -> tuple[MoneyRow, ...]:
    """The budget lines of some agreements, with what agreements below and plans use of them."""
    lines = [(facts, line) for facts in documents for line in facts.money if line.amount is not None]
    rows = [_money_row(state, facts, line, lines) for facts, line in lines]
    return tuple(sorted(rows, key=lambda r: (r.depth, r.code, r.document)))


def _money_row(
    state: RoundState, facts: Facts, line: Money, lines: list[tuple[Facts, Money]]
) -> MoneyRow:
    organisation = state.context.sop.organisation
    position = facts.owner.position if facts.owner else ""
    known = organisation.positions.get(position)
    below = 0
    for other, inner in lines:
        superior = organisation.positions.get(other.owner.position) if other.owner else None
        if superior and superior.superior == position and is_below(inner.code, line.code):
            below += inner.amount or 0
    planned, quarters = 0, dict.fromkeys(("1", "2", "3", "4"), 0)
    for plan in state.documents:
        if plan.get("induk") != facts.document.id:
            continue
        for action in (a for row in plan.rows for a in row.actions if a.code == line.code):
            planned += action.amount or 0
            for quarter, amount in action.amounts.items():
                quarters[quarter] = quarters.get(quarter, 0) + amount
    return MoneyRow(
        document=facts.document.id,
        unit=facts.document.unit or "",
        owner=known.name if known else position,
        depth=organisation.rank(position),
        code=line.code,
        name=line.name,
        amount=line.amount or 0,
        below=below,
        planned=planned,
        quarters=quarters,
    )


def is_below(code: str, parent: str) -> bool:
    """Whether a budget code is its parent's or a descendant of it."""
    return code == parent or code.startswith(f"{parent}.")
