"""A flowchart before it is drawn: bands of a page, the symbols in them, and the arrows between symbols.

A page is a column of bands: the rows of the table that fit, and strips of off-page connectors above
and below them. An arrow whose ends are on two pages becomes two arrows: one to a connector that bears
the letter of the step it leads to, one from such a connector to that step. Symbols and their use are
those of PermenPANRB 35/2012. Lengths are millimetres in print.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from generator.sop.model import Shape, Step

YES, NO = "Ya", "Tidak"
GAP = 1.7
"""From a band's edge to the horizontal line that leads to the top of its symbol."""
TRACK = 1.2
"""Between such lines of the connectors of one strip."""
CONNECTOR = 5.4
"""Height of an off-page connector."""
LEAST = 16.0
"""The least height of a row with a symbol."""
CROWDED = 2
"""Strips that a page may have above or below its rows before connectors leave their own column."""


class Edge(NamedTuple):
    """An arrow of the data, from step to step. `branch` tells a decision's exits apart: 0 goes on, 1 does not."""

    source: int
    target: int
    branch: int
    word: str


class Row(NamedTuple):
    """A row of the table; without a shape it goes on with the text of the row before."""

    step: int
    column: int
    shape: Shape | None
    height: float


class Side(Enum):
    """The sides of a symbol."""

    TOP = "top"
    RIGHT = "right"
    BOTTOM = "bottom"
    LEFT = "left"


class Level(NamedTuple):
    """A height on a page: a band, a part of its height (0 top, 1 bottom), and an offset from there."""

    band: int
    anchor: float
    offset: float


class Mark(NamedTuple):
    """A symbol. A connector (no shape) has the letter of `step`, the step that it leads to."""

    band: int
    column: int
    shape: Shape | None
    step: int
    opens: Side | None = None
    """The side of a connector that arrows meet: its own page lies there."""
    track: int = 0
    into: bool = False
    """Whether a connector leads into its page."""

    @property
    def level(self) -> Level:
        """The height of its centre."""
        if self.opens is None:
            return Level(self.band, 0.5, 0.0)
        rest = CONNECTOR / 2 + 1
        return Level(self.band, 1, -rest) if self.opens is Side.TOP else Level(self.band, 0, rest)

    @property
    def approach(self) -> Level:
        """The height of the horizontal line by which arrows come to it (or leave a connector)."""
        if self.opens is Side.BOTTOM:
            return Level(self.band, 1, -GAP - self.track * TRACK)
        return Level(self.band, 0, GAP + self.track * TRACK)


class Arrow(NamedTuple):
    """An arrow on a page; `edges` are those of the data that it stands for, wholly or in half."""

    source: Mark
    target: Mark
    branch: int
    word: str
    edges: tuple[Edge, ...]


@dataclass(frozen=True)
class Chart:
    """One page: what stands in each band (the index of a row, or None for a strip), with its height."""

    columns: int
    bands: tuple[tuple[int | None, float], ...]
    marks: tuple[Mark, ...]
    arrows: tuple[Arrow, ...]

    @property
    def height(self) -> float:
        """The height of all bands."""
        return sum(height for _, height in self.bands)


def exits(step: Step) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where a step goes on to, and where else: the return path, or a decision's further next steps."""
    ahead = tuple(dict.fromkeys(step.next))
    if step.returns_to is not None:
        return ahead, (step.returns_to,)
    return (ahead[:1], ahead[1:]) if step.symbol.shape is Shape.DECISION else (ahead, ())


def edges(steps: Iterable[Step]) -> Iterator[Edge]:
    """The arrows of the data."""
    for step in steps:
        words = (YES, NO) if step.symbol.shape is Shape.DECISION else ("", "")
        for branch, targets in enumerate(exits(step)):
            for target in targets:
                yield Edge(step.number, target, branch, words[branch])


class _Wanted(NamedTuple):
    """A connector before it has a place: `near` rows lie between it and its symbol; `back`: the flow rises."""

    near: int
    back: bool
    column: int
    step: int
    into: bool


def chart(
    rows: Sequence[Row], arrows: Sequence[Edge], first: int, last: int, columns: int
) -> Chart:
    """The page of the rows from `first` to before `last`."""
    home = {row.step: i for i, row in enumerate(rows) if row.shape is not None}
    above = _strips(_wanted(rows, arrows, home, range(first, last), _earlier), columns)[::-1]
    below = _strips(_wanted(rows, arrows, home, range(first, last), _later), columns)
    bands: list[tuple[int | None, float]] = [(None, _depth(line)) for line in above]
    marks = [m for i, line in enumerate(above) for m in _connectors(i, line, Side.BOTTOM)]
    for index in range(first, last):
        row = rows[index]
        if row.shape is not None:
            marks.append(Mark(len(bands), row.column, row.shape, row.step))
        bands.append((index, row.height))
    for line in below:
        marks += _connectors(len(bands), line, Side.TOP)
        bands.append((None, _depth(line)))
    drawn = _arrows(arrows, marks, home, range(first, last))
    return Chart(columns, tuple(bands), tuple(marks), tuple(drawn))


_Beyond = Callable[[int, range], bool]


def _earlier(row: int, page: range) -> bool:
    return row < page.start


def _later(row: int, page: range) -> bool:
    return row >= page.stop


def _wanted(
    rows: Sequence[Row],
    arrows: Sequence[Edge],
    home: Mapping[int, int],
    page: range,
    beyond: _Beyond,
) -> list[_Wanted]:
    """The connectors that a page needs on one of its two ends, those of the nearest rows first."""
    found: dict[tuple[int, bool], _Wanted] = {}
    for edge in arrows:
        ends = home[edge.source], home[edge.target]
        for here, there, into in ((*ends, False), (*ends[::-1], True)):
            if here in page and beyond(there, page):
                near = abs(here - (page.stop - 1 if beyond is _later else page.start))
                back = into is (beyond is _later)
                want = _Wanted(near, back, rows[here].column, edge.target, into)
                key = edge.target, into
                found[key] = min(want, found.get(key, want))
    return sorted(found.values())


_Line = dict[int, _Wanted]


def _strips(wanted: Iterable[_Wanted], columns: int) -> list[_Line]:
    """Connectors in strips, nearest strip first: in their own column, or beside it when crowded."""
    lines: list[_Line] = []
    for want in wanted:
        line = next((line for line in lines if want.column not in line), None)
        place = want.column
        if line is None and len(lines) >= CROWDED:
            line = next((line for line in lines if len(line) < columns), None)
            free = [c for c in range(columns) if line is not None and c not in line]
            place = min(free, key=lambda c: abs(c - want.column), default=place)
        if line is None:
            line = {}
            lines.append(line)
        line[place] = want
    return lines


def _depth(line: _Line) -> float:
    return 1 + CONNECTOR + 2.6 + GAP + (len(line) - 1) * TRACK


def _connectors(band: int, line: _Line, opens: Side) -> Iterator[Mark]:
    for track, (column, want) in enumerate(line.items()):
        yield Mark(band, column, None, want.step, opens, track, want.into)


def _arrows(
    arrows: Iterable[Edge], marks: Iterable[Mark], home: Mapping[int, int], page: range
) -> Iterator[Arrow]:
    own = {m.step: m for m in marks if m.shape is not None}
    ports = {(m.step, m.opens, m.into): m for m in marks if m.shape is None}
    entering: dict[Mark, list[Edge]] = {}
    for edge in arrows:
        source, target = own.get(edge.source), own.get(edge.target)
        if source and target:
            yield Arrow(source, target, edge.branch, edge.word, (edge,))
        elif source:
            opens = Side.TOP if home[edge.target] >= page.stop else Side.BOTTOM
            port = ports[edge.target, opens, False]
            yield Arrow(source, port, edge.branch, edge.word, (edge,))
        elif target:
            opens = Side.TOP if home[edge.source] >= page.stop else Side.BOTTOM
            entering.setdefault(ports[edge.target, opens, True], []).append(edge)
    for port, shared in entering.items():
        yield Arrow(port, own[port.step], 0, "", tuple(shared))
