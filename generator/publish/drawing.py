"""A chart with measures: symbols, lines, arrowheads and words at places, still free of row heights.

Across, everything has its length; up and down it is tied to a band (`Level`), so that one drawing fits
rows of any height: print resolves it for rows that are measured, the site for rows that the reader's
browser measures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generator.publish.chart import CONNECTOR, NO, YES, Chart, Level, Mark, Side
from generator.publish.routing import Spot, Way, tracks, ways

HEAD, BREADTH = 2.0, 0.95
"""Length and half the breadth of an arrowhead."""
CLEAR = 0.4

Measure = Callable[[str], float]


@dataclass(frozen=True)
class Sizes:
    """Lengths of a drawing. `widest` is the breadth of the wider word at an exit, `letter` its height."""

    column: float
    widest: float
    letter: float

    @property
    def width(self) -> float:
        """A symbol's width."""
        return min(max(self.column * 0.52, 7.2), 16.0)

    @property
    def height(self) -> float:
        """A symbol's height."""
        return min(self.width * 0.75, 6.8)

    @property
    def room(self) -> float:
        """The least breadth kept for the lanes of a margin."""
        return min(max(self.column * 0.1, 1.0), 3.0)

    @property
    def raised(self) -> float:
        """How far above a decision's exit its word stands: beside the tip, or up its slope where it is narrow."""
        fits = self.column / 2 - self.room - self.widest - 2 * CLEAR
        rise = self.height / 2 * (1 - fits / (self.width / 2))
        return min(max(rise, 0.6), self.height / 2)

    @property
    def aside(self) -> float:
        """From a decision's middle to where the word at an exit across begins."""
        slope = self.width / 2 * (1 - self.raised / (self.height / 2))
        return max(slope + CLEAR, BREADTH + 0.2)

    def lane(self, index: int, count: int) -> float:
        """From the middle of a column to a lane in its margin."""
        inner = max(self.width / 2 + CLEAR, self.aside + self.widest + CLEAR)
        room = self.column / 2 - CLEAR - inner
        return inner + min(room / (count + 1), 2.2) * (index + 1)


def sizes(column: float, letter: float, width_of: Measure) -> Sizes:
    """Sizes for columns of a width and words of a height; `width_of` measures a word."""
    return Sizes(column, max(width_of(YES), width_of(NO)), letter)


class Point(NamedTuple):
    """A place: from the left edge of the columns, and a level."""

    x: float
    level: Level


class Figure(NamedTuple):
    """A symbol to draw."""

    mark: Mark
    centre: Point
    width: float
    height: float


class Line(NamedTuple):
    """A way to draw: its points, the last one the tip of the arrowhead."""

    way: Way
    points: tuple[Point, ...]

    head: float = HEAD
    breadth: float = BREADTH

    @property
    def heading(self) -> Side:
        """Where the arrowhead points."""
        before, tip = self.points[-2:]
        if before.level == tip.level:
            return Side.RIGHT if tip.x > before.x else Side.LEFT
        return Side.BOTTOM if tip.level > before.level else Side.TOP


class Label(NamedTuple):
    """A word at an exit. `place` is the lower corner of its box that lies nearer to the symbol."""

    text: str
    place: Point
    side: Side


@dataclass(frozen=True)
class Drawing:
    """Everything to draw of one page of a flowchart."""

    chart: Chart
    sizes: Sizes

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """The ways of its arrows."""
        return ways(self.chart)

    @property
    def width(self) -> float:
        """The breadth of all columns."""
        return self.sizes.column * self.chart.columns

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Its symbols."""
        return tuple(self._figure(mark) for mark in self.chart.marks)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Its arrows."""
        places = tracks(self.ways)
        return tuple(Line(way, self._points(way, *places.get(way, (0, 1)))) for way in self.ways)

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """The words at the exits of decisions, one for each side that an exit uses."""
        return tuple(dict.fromkeys(self._label(way) for way in self.ways if way.arrow.word))

    def _figure(self, mark: Mark) -> Figure:
        size = (self.sizes.width, self.sizes.height) if mark.shape else (CONNECTOR, CONNECTOR)
        return Figure(mark, Point(self._middle(mark.column), mark.level), *size)

    def _middle(self, column: int) -> float:
        return (column + 0.5) * self.sizes.column

    def _points(self, way: Way, index: int, count: int) -> tuple[Point, ...]:
        points = [Point(self._across(spot, index, count), spot.level) for spot in way.spots]
        points[0] = self._edge(way.arrow.source, points[0], points[1])
        points[-1] = self._edge(way.arrow.target, points[-1], points[-2])
        return tuple(points)

    def _across(self, spot: Spot, index: int, count: int) -> float:
        column, place = divmod(spot.slot, 4)
        return self._middle(column) + (place - 2) * self.sizes.lane(index, count)

    def _edge(self, mark: Mark, here: Point, there: Point) -> Point:
        """Where a line from the middle of a symbol towards a point leaves the symbol."""
        figure = self._figure(mark)
        if here.level == there.level:
            return Point(here.x + figure.width / 2 * (1 if there.x > here.x else -1), here.level)
        aside = figure.height / 2 * (1 if there.level > here.level else -1)
        return Point(here.x, here.level._replace(offset=here.level.offset + aside))

    def _label(self, way: Way) -> Label:
        mark, own = way.arrow.source, self.sizes
        x, band = self._middle(mark.column), mark.band
        if way.exit is Side.BOTTOM:
            below = own.height / 2 + own.letter + CLEAR
            return Label(way.arrow.word, Point(x + 0.7, Level(band, 0.5, below)), Side.RIGHT)
        aside = own.aside if way.exit is Side.RIGHT else -own.aside
        return Label(way.arrow.word, Point(x + aside, Level(band, 0.5, -own.raised)), way.exit)


class Bar(NamedTuple):
    """A part of a line inside one band, upright (x is x2) or level; the heights are anchor and offset."""

    x: float
    top: tuple[float, float]
    x2: float
    bottom: tuple[float, float]


@dataclass(frozen=True)
class Slice:
    """What of a drawing lies in one band."""

    bars: tuple[Bar, ...]
    tips: tuple[Line, ...]
    figures: tuple[Figure, ...]
    labels: tuple[Label, ...]


def slices(drawing: Drawing) -> tuple[Slice, ...]:
    """A drawing cut into its bands."""
    bars: dict[int, list[Bar]] = {}
    for line in drawing.lines:
        for one, two in zip(line.points, line.points[1:], strict=False):
            for band, bar in _bars(one, two):
                bars.setdefault(band, []).append(bar)
    return tuple(
        Slice(
            tuple(dict.fromkeys(bars.get(band, ()))),
            tuple(x for x in drawing.lines if x.points[-1].level.band == band),
            tuple(x for x in drawing.figures if x.mark.band == band),
            tuple(x for x in drawing.labels if x.place.level.band == band),
        )
        for band in range(len(drawing.chart.bands))
    )


def _bars(one: Point, two: Point) -> Iterator[tuple[int, Bar]]:
    if one.level == two.level:
        left, right = sorted((one.x, two.x))
        yield one.level.band, Bar(left, one.level[1:], right, one.level[1:])
        return
    upper, lower = sorted((one.level, two.level))
    for band in range(upper.band, lower.band + 1):
        top = upper[1:] if band == upper.band else (0.0, 0.0)
        bottom = lower[1:] if band == lower.band else (1.0, 0.0)
        yield band, Bar(one.x, top, one.x, bottom)
