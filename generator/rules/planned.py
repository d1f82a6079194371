"""The rows of plans beside the measures that they break down: shared by the rules on quarters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.load.source import Path
from generator.rules.context import Context
from generator.rules.parent_mismatch import parent_of
from generator.rules.phrase import spot
from generator.sop.facts import Facts, Measure, Number, PlanRow


@dataclass(frozen=True, slots=True)
class Planned:
    """A row of a plan, and the measure of the parent document that it breaks down."""

    plan: Facts
    parent: Facts
    row: PlanRow
    measure: Measure

    @property
    def stages(self) -> list[tuple[str, Number | str]]:
        """What is planned for each part of the year, in order."""
        return list(self.row.stages.items())

    @property
    def stages_path(self) -> Path:
        """The path of the parts of the year."""
        return spot(self.plan.document, self.row.path, "tahap")

    def all_stages(self) -> list[str]:
        """The names of the parts of the year that the form knows, in order."""
        form = self.plan.document.form.at(self.stages_path)
        return list(form.get("properties", {}))

    @property
    def target_path(self) -> Path:
        """The path of the yearly target in the parent document."""
        return spot(self.parent.document, self.measure.path, "target")


def planned(context: Context) -> Iterator[Planned]:
    """Every row whose parent document and measure are known."""
    for facts in context.every:
        parent = parent_of(context, facts) if facts.rows else None
        if parent is None:
            continue
        measures = {measure.id: measure for measure in reversed(parent.measures())}
        for row in facts.rows:
            measure = measures.get(row.measure)
            if measure is not None:
                yield Planned(facts, parent, row, measure)
