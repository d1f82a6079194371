"""Ways for the arrows of a chart: which side they leave by, which they come in by, and the lane between.

Every way runs where no symbol can be. A row holds one symbol in its middle, so the line at its
middle is free on both sides of it, the line at its upper edge (`Mark.approach`) from end to end, and
so are the lanes in the margins of the columns. Lines of unlike arrows never run on top of each
other: a side of a symbol belongs to one exit or to what comes in, a line at an upper edge to one target,
and a lane to one arrow. They may cross, and the way with the fewest crossings is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from generator.publish.chart import Arrow, Chart, Level, Mark, Side

ACROSS = (Side.LEFT, Side.RIGHT)
# What a way costs: a crossing, a neighbour in the same margin, a bend more at the end.
CROSSING, NEIGHBOUR, BEND = 12, 3, 2


class Spot(NamedTuple):
    """A point of a way: `slot` is 4 × column + 1 for its left margin, + 2 its middle, + 3 its right margin."""

    slot: int
    level: Level


@dataclass(frozen=True)
class Way:
    """How an arrow runs. Without a lane it is straight, or has one bend."""

    arrow: Arrow
    exit: Side
    entry: Side
    lane: int = 0
    """The slot of its lane; 0 when it has none."""

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Its points from the middle of one symbol to the middle of the other."""
        source, target = self.arrow.source, self.arrow.target
        first = Spot(_middle(source), source.level)
        last = Spot(_middle(target), target.level)
        if not self.lane:
            bend = Spot(last.slot, first.level)
            return (first, last) if first.slot == last.slot else (first, bend, last)
        leaves, comes = self._turn(source, self.exit), self._turn(target, self.entry)
        spots = (
            first,
            Spot(first.slot, leaves),
            Spot(self.lane, leaves),
            Spot(self.lane, comes),
            Spot(last.slot, comes),
            last,
        )
        return tuple(s for i, s in enumerate(spots) if i == 0 or s != spots[i - 1])

    @staticmethod
    def _turn(mark: Mark, side: Side) -> Level:
        return mark.level if side in ACROSS else mark.approach

    @cached_property
    def reach(self) -> tuple[Level, Level]:
        """The upper and lower end of its lane."""
        one = self._turn(self.arrow.source, self.exit)
        two = self._turn(self.arrow.target, self.entry)
        return min(one, two), max(one, two)

    @cached_property
    def bands(self) -> tuple[int, int]:
        """The first and the last band that it runs in."""
        found = [spot.level.band for spot in self.spots]
        return min(found), max(found)

    @cached_property
    def level_parts(self) -> tuple[tuple[Level, int, int], ...]:
        """Its level parts: height, left and right end."""
        pairs = zip(self.spots, self.spots[1:], strict=False)
        return tuple(
            (a.level, min(a.slot, b.slot), max(a.slot, b.slot))
            for a, b in pairs
            if a.level == b.level
        )

    @cached_property
    def upright_parts(self) -> tuple[tuple[int, Level, Level], ...]:
        """Its upright parts: slot, upper and lower end."""
        pairs = zip(self.spots, self.spots[1:], strict=False)
        return tuple(
            (a.slot, min(a.level, b.level), max(a.level, b.level))
            for a, b in pairs
            if a.slot == b.slot
        )


def ways(chart: Chart) -> tuple[Way, ...]:
    """A way for every arrow of a chart."""
    return tuple(_Router(chart).run())


def _middle(mark: Mark) -> int:
    return 4 * mark.column + 2


def _toward(source: Mark, target: Mark) -> Side:
    return Side.RIGHT if target.column > source.column else Side.LEFT


@dataclass
class _Router:
    chart: Chart
    exits: dict[Mark, dict[Side, int]] = field(default_factory=dict)
    """The sides by which arrows leave a symbol, with their branch."""
    entries: dict[Mark, set[Side]] = field(default_factory=dict)
    found: list[Way] = field(default_factory=list)
    waiting: list[Arrow] = field(default_factory=list)

    def run(self) -> list[Way]:
        """All ways: the direct ones downwards, then upwards, then the lanes, short ones first."""
        order = sorted({mark.band for mark in self.chart.marks})
        self.rank = {band: i for i, band in enumerate(order)}
        self.waiting = sorted(self.chart.arrows, key=lambda arrow: arrow.branch)
        for step in (1, -1):
            for arrow in list(self.waiting):
                if self._rise(arrow) == step and (way := self._direct(arrow)):
                    self._take(way)
        for arrow in sorted(self.waiting, key=lambda arrow: abs(self._rise(arrow))):
            self._take(min(self._lanes(arrow), key=lambda option: option[0])[1])
        return self.found

    def _rise(self, arrow: Arrow) -> int:
        return self.rank[arrow.target.band] - self.rank[arrow.source.band]

    def _take(self, way: Way) -> None:
        self.found.append(way)
        self.waiting.remove(way.arrow)
        self.exits.setdefault(way.arrow.source, {})[way.exit] = way.arrow.branch
        self.entries.setdefault(way.arrow.target, set()).add(way.entry)

    def _direct(self, arrow: Arrow) -> Way | None:
        """The way between symbols of neighbouring rows with at most one bend, if its sides are free."""
        source, target = arrow.source, arrow.target
        down = self._rise(arrow) > 0
        entry = Side.TOP if down else Side.BOTTOM
        if source.column == target.column:
            out = Side.BOTTOM if down else Side.TOP
            if not down and source.opens is not Side.TOP:
                return None
        elif source.opens or target.opens:
            return None
        else:
            out = _toward(source, target)
        if entry is Side.BOTTOM and Side.BOTTOM in self.exits.get(target, ()):
            return None
        return Way(arrow, out, entry) if self._may_leave(arrow, out) else None

    def _may_leave(self, arrow: Arrow, side: Side) -> bool:
        """Whether an exit may use a side: it is its branch's, or free and the branch has no other."""
        if arrow.source.opens:
            return True
        used = self.exits.get(arrow.source, {})
        if side in used:
            return used[side] == arrow.branch
        if side in self.entries.get(arrow.source, ()):
            return False
        return side is Side.BOTTOM or not self._has_side(arrow.source, arrow.branch)

    def _has_side(self, mark: Mark, branch: int) -> bool:
        used = self.exits.get(mark, {})
        return any(used.get(side) == branch for side in ACROSS)

    def _may_enter(self, mark: Mark, side: Side) -> bool:
        """Whether arrows may come in by a side: no exit has it, nor will need it."""
        own = self.entries.get(mark, set())
        if side in self.exits.get(mark, ()):
            return False
        taken = {*self.exits.get(mark, ()), *own}
        free = sum(other not in taken for other in ACROSS)
        branches = {a.branch for a in self.waiting if a.source == mark}
        pending = sum(not self._has_side(mark, branch) for branch in branches)
        return side in own or free > pending

    def _lanes(self, arrow: Arrow) -> Iterator[tuple[int, Way]]:
        """Every way by a lane, with its cost."""
        source, target = arrow.source, arrow.target
        exits = [source.opens] if source.opens else ACROSS
        entries = [target.opens] if target.opens else [Side.TOP, *ACROSS]
        for out in exits:
            if not self._may_leave(arrow, out):
                continue
            for entry in entries:
                if entry in ACROSS and not self._may_enter(target, entry):
                    continue
                for lane in range(1, 4 * self.chart.columns, 2):
                    if _beside(source, out, lane) and _beside(target, entry, lane):
                        way = Way(arrow, out, entry, lane)
                        yield self._cost(way), way

    def _cost(self, way: Way) -> int:
        source, target = _middle(way.arrow.source), _middle(way.arrow.target)
        cost = abs(way.lane - source) + abs(way.lane - target)
        cost += BEND * (way.entry is Side.TOP)
        top, bottom = way.reach
        first, last = way.bands
        for other in self.found:
            if other.bands[0] > last or other.bands[1] < first:
                continue
            cost += CROSSING * _crossings(way, other)
            if other.lane == way.lane and other.reach[0] <= bottom and other.reach[1] >= top:
                cost += NEIGHBOUR
        return cost


def _beside(mark: Mark, side: Side, lane: int) -> bool:
    """Whether a lane lies on a side of a symbol; above and below it are all lanes."""
    if side is Side.LEFT:
        return lane < _middle(mark)
    return side is not Side.RIGHT or lane > _middle(mark)


def _crossings(one: Way, other: Way) -> int:
    return _cut(one, other) + _cut(other, one)


def _cut(one: Way, other: Way) -> int:
    """How often a level part of one way crosses an upright part of another."""
    return sum(
        left < slot < right and upper < level < lower
        for level, left, right in one.level_parts
        for slot, upper, lower in other.upright_parts
    )


def tracks(found: tuple[Way, ...]) -> dict[Way, tuple[int, int]]:
    """For each way with a lane: its place in the margin, counted from the symbol, and how many there are."""
    margins: dict[int, list[list[Way]]] = {}
    size = {way: (way.reach[1].band - way.reach[0].band, way.reach) for way in found if way.lane}
    for way in sorted(size, key=lambda way: size[way]):
        lines = margins.setdefault(way.lane, [])
        free = (line for line in lines if not any(_touch(way, other) for other in line))
        line = next(free, None)
        if line is None:
            lines.append([way])
        else:
            line.append(way)
    return {
        way: (i, len(lines))
        for lines in margins.values()
        for i, line in enumerate(lines)
        for way in line
    }


def _touch(one: Way, other: Way) -> bool:
    return one.reach[0] <= other.reach[1] and one.reach[1] >= other.reach[0]
