"""The cascade of goals as a tree: below each goal and measure stand the goals that support it.

A goal may support several others. It is unfolded where it first stands and only named elsewhere, so
that the tree is no larger than the documents, whatever circles or diamonds they describe.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.compile.promised import MeasureRow

Reference = tuple[str, str]


@dataclass(frozen=True)
class Leaf:
    """A measure with the goals that support it directly."""

    row: MeasureRow
    below: tuple[Branch, ...]


@dataclass(frozen=True)
class Branch:
    """A goal with its measures and what supports it as a whole; `repeated`: unfolded elsewhere."""

    row: MeasureRow
    measures: tuple[Leaf, ...]
    below: tuple[Branch, ...]
    repeated: bool = False

    @property
    def key(self) -> Reference:
        """The document and the goal."""
        return self.row.document, self.row.goal_item


def branches(rows: Iterable[MeasureRow]) -> tuple[Branch, ...]:
    """The trees of some measures, from the goals that support nothing shown downwards."""
    return tuple(_Forest(tuple(rows)).roots())


class _Forest:
    def __init__(self, rows: tuple[MeasureRow, ...]) -> None:
        self.goals: dict[Reference, list[MeasureRow]] = defaultdict(list)
        for row in rows:
            self.goals[row.document, row.goal_item].append(row)
        self.below: dict[Reference, list[Reference]] = defaultdict(list)
        shown = set(self.goals) | {(row.document, row.item) for row in rows}
        self.rooted: list[Reference] = []
        for key, own in self.goals.items():
            above = [link for link in own[0].supports if link in shown]
            for link in dict.fromkeys(above):
                self.below[link].append(key)
            if not above:
                self.rooted.append(key)
        self.unfolded: set[Reference] = set()

    def roots(self) -> Iterator[Branch]:
        """The roots, then what only circles reach."""
        for key in [*self.rooted, *self.goals]:
            if key not in self.unfolded:
                yield self.branch(key, 0)

    def branch(self, key: Reference, depth: int) -> Branch:
        own = self.goals[key]
        if key in self.unfolded or depth > 50:
            return Branch(own[0], (), (), repeated=True)
        self.unfolded.add(key)
        leaves = tuple(Leaf(row, self._under((row.document, row.item), depth)) for row in own)
        return Branch(own[0], leaves, self._under(key, depth))

    def _under(self, key: Reference, depth: int) -> tuple[Branch, ...]:
        return tuple(self.branch(found, depth + 1) for found in self.below.get(key, ()))
