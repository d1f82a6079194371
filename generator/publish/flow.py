"""The table of an SOP with its flowchart, cut into printed pages; and whole, for the site.

A printed row is as high as its text needs, so what fits on a page is known before anything is laid
out. A text that is higher than a page goes on in rows without a symbol.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.publish.chart import LEAST, Chart, Edge, Row, chart, edges
from generator.publish.drawing import Drawing, Slice, sizes, slices
from generator.publish.measure import POINT, lines, width
from generator.sop.model import Sop, Step

TEXT, LEADING = 7.5, 1.2
"""Points of the text; line height in sizes."""
HEADINGS = (7.0, 6.5, 6.0, 5.5, 5.0)
"""Points of the column headings: the first in which no word is broken."""
PAD = 1.1
"""Between a cell's edge and its text."""
BAND, HIGHEST = 5.6, 40.0
"""Height of the upper row of the headings, and the most that the lower one may have."""


class Paper(NamedTuple):
    """The room that a page has for a table: the name of its page style, and lengths in millimetres."""

    name: str
    width: float
    height: float
    most: int
    """The most columns that it is taken for."""


PAPERS = (Paper("lebar", 277, 171, 12), Paper("lebar a3", 400, 258, 10**6))
# The sizes of words at exits in narrow and in wide columns, and what the texts beside the chart need at least.
SMALL, LARGE, WIDE = 4.5, 6.0, 18.0
TEXTS, ROOMY = 113.0, 27.0
# On the site: units of a column and of words at exits, which the reader's font may draw a fifth wider.
SCREEN_COLUMN, SCREEN_LETTER = 28.0, 2.9


class Widths(NamedTuple):
    """The columns of the table, from left to right."""

    number: float
    activity: float
    lane: float
    needs: float
    time: float
    output: float
    note: float


class Cells(NamedTuple):
    """The texts of a row."""

    activity: str
    needs: str
    time: str
    output: str
    note: str


class Entry(NamedTuple):
    """A row as printed; `goes_on`: the text of the row before goes on."""

    step: Step
    cells: Cells
    goes_on: bool


class Reference(NamedTuple):
    """A connector of a strip: its letter, and the steps at the other end of its arrows."""

    letter: str
    into: bool
    steps: tuple[int, ...]


class Belt(NamedTuple):
    """A band of a page as printed: a row, or a strip with what its connectors refer to."""

    top: float
    height: float
    entry: Entry | None
    references: tuple[Reference, ...]


@dataclass(frozen=True)
class Sheet:
    """One printed page of the table."""

    paper: Paper
    widths: Widths
    head: float
    heading: float
    letter: float
    drawing: Drawing
    belts: tuple[Belt, ...]
    letters: Mapping[int, str]

    @property
    def band(self) -> float:
        """The height of the upper row of the headings."""
        return BAND

    @property
    def left(self) -> float:
        """Where the columns of the flowchart begin."""
        return self.widths.number + self.widths.activity

    @property
    def height(self) -> float:
        """The height of the table."""
        return self.head + self.drawing.chart.height

    def y(self, level: tuple[int, float, float]) -> float:
        """A level of the drawing as a height on the sheet."""
        band, anchor, offset = level
        return self.belts[band].top + anchor * self.belts[band].height + offset


def whole(sop: Sop) -> tuple[Drawing, tuple[Slice, ...]]:
    """The flowchart in one piece, for rows of any height from `LEAST` on, and its part in each row.

    Its lengths are units that the style of the site makes as large as it likes.
    """
    rows = [Row(s.number, column_of(sop, s), s.symbol.shape, LEAST) for s in sop.steps.values()]
    page = chart(rows, tuple(edges(sop.steps.values())), 0, len(rows), len(sop.columns))
    own = sizes(SCREEN_COLUMN, SCREEN_LETTER, lambda word: width(word, SCREEN_LETTER / POINT) * 1.2)
    drawing = Drawing(page, own)
    return drawing, slices(drawing)


def column_of(sop: Sop, step: Step) -> int:
    """The place of a step's column."""
    return next(i for i, column in enumerate(sop.columns) if column.id == step.column)


def sheets(sop: Sop) -> tuple[Sheet, ...]:
    """The printed pages of the table."""
    paper = next(p for p in PAPERS if len(sop.columns) <= p.most)
    widths = _widths(len(sop.columns), paper)
    heading = _heading(sop, widths.lane)
    head = BAND + _head(sop, widths.lane, heading)
    room = paper.height - head
    entries, rows = _rows(sop, widths, room)
    arrows = tuple(edges(sop.steps.values()))
    charts = _pages(rows, arrows, len(sop.columns), room)
    letter = LARGE if widths.lane >= WIDE else SMALL
    own = sizes(widths.lane, letter * POINT, lambda word: width(word, letter) * 1.03)
    letters = _letters(charts)
    return tuple(
        Sheet(
            paper,
            widths,
            head,
            heading,
            letter,
            Drawing(page, own),
            tuple(_belts(page, entries, head, letters)),
            letters,
        )
        for page in charts
    )


def _widths(columns: int, paper: Paper) -> Widths:
    lane = min((paper.width - TEXTS) / columns, ROOMY)
    rest = paper.width - lane * columns
    number, time, note = 8.0, min(rest * 0.11, 17.0), min(rest * 0.09, 16.0)
    rest -= number + time + note
    return Widths(number, rest * 0.44, lane, rest * 0.27, time, rest * 0.29, note)


def _heading(sop: Sop, lane: float) -> float:
    words = [word for column in sop.columns for word in column.name.split()]
    fit = (h for h in HEADINGS if all(width(w, h, bold=True) < lane - PAD for w in words))
    return next(fit, HEADINGS[-1])


def _head(sop: Sop, lane: float, size: float) -> float:
    counts = (len(lines(c.name, lane - PAD, size, bold=True)) for c in sop.columns)
    return min(max(2, *counts) * size * LEADING * POINT + 2 * PAD, HIGHEST)


def _cells(step: Step) -> Cells:
    return Cells(
        step.activity,
        _listed(step.requirements),
        step.duration_text,
        _listed(step.output),
        step.note,
    )


def _listed(items: Sequence[str]) -> str:
    if len(items) < 2:
        return "".join(items)
    return "\n".join(f"{i}. {item}" for i, item in enumerate(items, 1))


def _rows(sop: Sop, widths: Widths, room: float) -> tuple[list[Entry], list[Row]]:
    """The rows of the table: entries with their texts, and what the chart needs to know of them."""
    rooms = (widths.activity, widths.needs, widths.time, widths.output, widths.note)
    line = TEXT * LEADING * POINT
    # A row leaves room for a strip above it and one below.
    most = max(int((room - 60) / line), 1)
    entries, rows = [], []
    for step in sop.steps.values():
        texts = [lines(t, r - 2 * PAD, TEXT) for t, r in zip(_cells(step), rooms, strict=True)]
        count = max(map(len, texts))
        for start in range(0, max(count, 1), most):
            cells = Cells(*("".join(text[start : start + most]).strip() for text in texts))
            height = max(min(count - start, most) * line + 2 * PAD, LEAST)
            entries.append(Entry(step, cells, start > 0))
            shape = None if start else step.symbol.shape
            rows.append(Row(step.number, column_of(sop, step), shape, height))
    return entries, rows


def _pages(
    rows: Sequence[Row], arrows: Sequence[Edge], columns: int, room: float
) -> tuple[Chart, ...]:
    """As few pages as it takes, filled as evenly as it goes."""
    pages = _filled(rows, arrows, columns, room)
    for part in range(19, 6, -1):
        evener = _filled(rows, arrows, columns, room * part / 20)
        if len(evener) > len(pages) or any(page.height > room for page in evener):
            break
        pages = evener
    return pages


def _filled(
    rows: Sequence[Row], arrows: Sequence[Edge], columns: int, room: float
) -> tuple[Chart, ...]:
    found: list[Chart] = []
    first = 0
    while first < len(rows):
        last = first + 1
        page = chart(rows, arrows, first, last, columns)
        for end in range(first + 2, len(rows) + 1):
            if sum(row.height for row in rows[first:end]) > room:
                break
            longer = chart(rows, arrows, first, end, columns)
            if longer.height <= room:
                page, last = longer, end
        found.append(page)
        first = last
    return tuple(found)


def _letters(charts: Iterable[Chart]) -> dict[int, str]:
    """A letter for each step that an arrow of another page leads to: A to Z, then AA."""
    steps = sorted({m.step for page in charts for m in page.marks if m.shape is None})
    return {step: _letter(i) for i, step in enumerate(steps)}


def _letter(index: int) -> str:
    more, own = divmod(index, 26)
    return (_letter(more - 1) if more else "") + chr(ord("A") + own)


def _belts(
    page: Chart, entries: Sequence[Entry], head: float, letters: Mapping[int, str]
) -> Iterator[Belt]:
    top = head
    for band, (row, height) in enumerate(page.bands):
        marks = [m for m in page.marks if m.band == band and m.shape is None]
        references = []
        for mark in marks:
            ends = {e.source for a in page.arrows if mark in a[:2] for e in a.edges}
            steps = tuple(sorted(ends)) if mark.into else (mark.step,)
            references.append(Reference(letters[mark.step], mark.into, steps))
        entry = None if row is None else entries[row]
        yield Belt(top, height, entry, tuple(references))
        top += height
