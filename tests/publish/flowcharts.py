"""Made-up SOPs with flowcharts of any size, and a drawn page as plain rectangles and segments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from random import Random
from typing import NamedTuple

from generator.publish.chart import Level, Side
from generator.publish.drawing import Drawing, Figure, Label, Line, Point
from generator.sop.model import Column, Shape, Sop, Step, Symbol
from tests.compile.editions import context_of
from tests.tree import overlay

HAIR = 0.02
"""Millimetres that do not count."""


@cache
def bundled() -> Sop:
    """The project's own SOP."""
    return context_of(overlay({})).sop


def made_up(seed: int, columns: int, count: int, *, wild: bool = False) -> Sop:
    """An SOP of random columns, symbols, returns and jumps; `wild`: as no office would write one."""
    random = Random(seed)
    any_step = next(iter(bundled().steps.values()))
    steps: dict[int, Step] = {}
    column = random.randrange(columns)
    for number in range(1, count + 1):
        if random.random() < 0.7:
            column = random.randrange(columns)
        ahead = [number + 1] if number < count else []
        back = random.randrange(1, number) if number > 1 and random.random() < 0.25 else None
        if wild and random.random() < 0.3:
            back = random.randint(1, count)
        if random.random() < (0.3 if wild else 0.06):
            ahead.append(random.randint(1 if wild else number, count))
        ends = {1: Shape.START, count: Shape.END}
        shape = ends.get(number, Shape.DECISION if back or len(ahead) > 1 else Shape.PROCESS)
        steps[number] = any_step._replace(
            number=number,
            activity=" ".join(["Memeriksa berkas usulan"] * random.randint(1, 9)),
            column=f"k{column}",
            symbol=Symbol(shape),
            next=tuple(ahead),
            returns_to=back,
        )
    names = ("Kepala Bidang", "Pelaksana", "Sekretaris Daerah")
    own = tuple(Column(f"k{i}", names[i % 3], "", ()) for i in range(columns))
    return replace(bundled(), columns=own, steps=steps)


class Box(NamedTuple):
    """A rectangle; without breadth or height it is a segment."""

    left: float
    top: float
    right: float
    bottom: float

    def hits(self, box: Box) -> bool:
        """Whether it reaches into a box by more than a hair."""
        return (
            self.left <= box.right - HAIR
            and box.left + HAIR <= self.right
            and self.top <= box.bottom - HAIR
            and box.top + HAIR <= self.bottom
        )

    def lies_on(self, other: Box) -> bool:
        """Whether two segments run on top of each other."""
        for a, b in ((0, 1), (1, 0)):
            here = self[a] == self[a + 2] and other[a] == other[a + 2]
            if here and abs(self[a] - other[a]) < HAIR:
                shared = min(self[b + 2], other[b + 2]) - max(self[b], other[b])
                return shared > HAIR
        return False


@dataclass(frozen=True)
class Page:
    """A drawing at known heights."""

    drawing: Drawing
    y: Callable[[Level], float]

    def figure(self, figure: Figure) -> Box:
        x, y = figure.centre.x, self.y(figure.centre.level)
        w, h = figure.width / 2, figure.height / 2
        return Box(x - w, y - h, x + w, y + h)

    def label(self, label: Label) -> Box:
        own = self.drawing.sizes
        x, y = label.place.x, self.y(label.place.level)
        left = x - own.widest if label.side is Side.LEFT else x
        return Box(left, y - own.letter, left + own.widest, y)

    def segments(self, line: Line) -> Iterator[Box]:
        for a, b in zip(line.points, line.points[1:], strict=False):
            yield self.segment(a, b)

    def segment(self, a: Point, b: Point) -> Box:
        ya, yb = self.y(a.level), self.y(b.level)
        return Box(min(a.x, b.x), min(ya, yb), max(a.x, b.x), max(ya, yb))

    def head(self, line: Line) -> Box:
        """The box around an arrowhead."""
        x, y = line.points[-1].x, self.y(line.points[-1].level)
        long, wide = line.head, line.breadth
        return {
            Side.TOP: Box(x - wide, y, x + wide, y + long),
            Side.BOTTOM: Box(x - wide, y - long, x + wide, y),
            Side.LEFT: Box(x, y - wide, x + long, y + wide),
            Side.RIGHT: Box(x - long, y - wide, x, y + wide),
        }[line.heading]

    @cached_property
    def parts(self) -> list[tuple[Line, list[Box]]]:
        """Every line with its segments."""
        return [(line, list(self.segments(line))) for line in self.drawing.lines]
