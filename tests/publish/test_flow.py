"""The flowchart of any SOP: nothing runs through anything, every arrow is drawn once, every page holds."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from random import Random

import pytest

from generator.publish.chart import LEAST, Edge, Level, edges
from generator.publish.drawing import Bar, Drawing
from generator.publish.flow import Sheet, sheets, whole
from generator.publish.measure import lines, width
from generator.sop.model import Shape
from tests.publish.flowcharts import Box, Page, bundled, made_up

# Columns and steps; the last of each are what no office would write.
TAME = [(2, 3), (3, 7), (4, 7), (12, 3), (6, 24), (2, 40), (12, 40), (8, 60), (12, 60)]
WILD = [(2, 3), (2, 30), (3, 60), (5, 20), (7, 45), (12, 12), (12, 60)]
CASES = [
    *((seed, *size, False) for size in TAME for seed in (1, 2)),
    *((seed, *size, True) for size in WILD for seed in (1, 2)),
]


@cache
def printed(seed: int, columns: int, count: int, wild: bool) -> tuple[Sheet, ...]:
    return sheets(made_up(seed, columns, count, wild=wild))


@cache
def pages(seed: int, columns: int, count: int, wild: bool) -> list[Page]:
    """The printed pages of a made-up SOP, and its drawing for the site at random heights."""
    made = [Page(sheet.drawing, sheet.y) for sheet in printed(seed, columns, count, wild)]
    drawing, _ = whole(made_up(seed, columns, count, wild=wild))
    return [*made, stretched(drawing, seed)]


def stretched(drawing: Drawing, seed: int) -> Page:
    random = Random(seed)
    heights = [LEAST + random.random() * 30 for _ in drawing.chart.bands]

    def y(level: Level) -> float:
        return sum(heights[: level.band]) + level.anchor * heights[level.band] + level.offset

    return Page(drawing, y)


@pytest.mark.parametrize(("seed", "columns", "count", "wild"), CASES)
def test_nothing_runs_through_anything(seed: int, columns: int, count: int, wild: bool) -> None:
    for page in pages(seed, columns, count, wild):
        figures = [page.figure(f) for f in page.drawing.figures]
        labels = [page.label(t) for t in page.drawing.labels]
        for _, segments in page.parts:
            assert all(s.left == s.right or s.top == s.bottom for s in segments)
            assert not [s for s in segments for box in (*figures, *labels) if s.hits(box)]
        heads = [page.head(line) for line, _ in page.parts]
        assert not [head for head in heads for box in (*figures, *labels) if head.hits(box)]
        for boxes in (figures, labels):
            assert not [a for i, a in enumerate(boxes) for b in boxes[:i] if a.hits(b)]
        assert_clear_of_symbols(page)
        inside = Box(0, page.y(Level(0, 0, 0)), page.drawing.width, bottom(page))
        for box in (*figures, *labels, *heads, *(s for _, found in page.parts for s in found)):
            assert inside.left < box.left <= box.right < inside.right
            assert inside.top < box.top <= box.bottom < inside.bottom


def bottom(page: Page) -> float:
    return page.y(Level(len(page.drawing.chart.bands) - 1, 1, 0))


def assert_clear_of_symbols(page: Page) -> None:
    """A word may stand beside the slope of a decision, inside its box, and over nothing else."""
    for text in page.drawing.labels:
        box = page.label(text)
        for figure in page.drawing.figures:
            if not box.hits(page.figure(figure)):
                continue
            assert figure.mark.shape is Shape.DECISION
            assert figure.mark.band == text.place.level.band
            x, y = figure.centre.x, page.y(figure.centre.level)
            aside = min(abs(box.left - x), abs(box.right - x)) / (figure.width / 2)
            rise = min(abs(box.top - y), abs(box.bottom - y)) / (figure.height / 2)
            assert aside + rise > 1


@pytest.mark.parametrize(("seed", "columns", "count", "wild"), CASES)
def test_lines_run_on_each_other_only_towards_one_target_or_from_one_exit(
    seed: int, columns: int, count: int, wild: bool
) -> None:
    for page in pages(seed, columns, count, wild):
        for i, (one, first) in enumerate(page.parts):
            for other, second in page.parts[:i]:
                a, b = one.way.arrow, other.way.arrow
                same_exit = (a.source, a.branch) == (b.source, b.branch)
                if a.target != b.target and not same_exit:
                    assert not [s for s in first for t in second if s.lies_on(t)], (a, b)


@pytest.mark.parametrize(("seed", "columns", "count", "wild"), CASES)
def test_every_arrow_is_drawn_once_or_broken_with_both_its_connectors(
    seed: int, columns: int, count: int, wild: bool
) -> None:
    sop = made_up(seed, columns, count, wild=wild)
    made = printed(seed, columns, count, wild)
    home = {m.step: i for i, s in enumerate(made) for m in s.drawing.chart.marks if m.shape}
    assert sum(1 for s in made for m in s.drawing.chart.marks if m.shape) == len(home) == count
    drawn = Counter[tuple[int, Edge, str]]()
    for i, sheet in enumerate(made):
        for line in sheet.drawing.lines:
            arrow = line.way.arrow
            kind = "out" if not arrow.target.shape else "in" if not arrow.source.shape else "whole"
            port = arrow.target if kind == "out" else arrow.source
            for edge in arrow.edges:
                drawn[i, edge, kind] += 1
                if kind != "whole":
                    assert sheet.letters[port.step] == sheet.letters[edge.target]
                    assert port.into is (kind == "in")
    expected = Counter[tuple[int, Edge, str]]()
    for edge in edges(sop.steps.values()):
        here, there = home[edge.source], home[edge.target]
        if here == there:
            expected[here, edge, "whole"] += 1
        else:
            expected[here, edge, "out"] += 1
            expected[there, edge, "in"] += 1
    assert drawn == expected
    letters = [letter for s in made for letter in s.letters.values()]
    assert len(set(letters)) * len(made) == len(letters)


@pytest.mark.parametrize(("seed", "columns", "count", "wild"), CASES)
def test_every_sheet_fits_its_paper(seed: int, columns: int, count: int, wild: bool) -> None:
    made = printed(seed, columns, count, wild)
    for sheet in made:
        assert sheet.height <= sheet.paper.height
        assert sum(sheet.widths) + sheet.widths.lane * (columns - 1) == pytest.approx(
            sheet.paper.width
        )
    if not wild:
        assert len(made) <= count / 5 + 1


def test_the_parts_of_the_rows_are_the_whole_drawing() -> None:
    for seed in range(6):
        drawing, parts = whole(made_up(seed, 5, 20))
        page = stretched(drawing, seed)
        bars = [piece(page, i, bar) for i, part in enumerate(parts) for bar in part.bars]
        drawn = [s for _, segments in page.parts for s in segments]
        for upright in (True, False):
            one = {b for b in bars if (b.left == b.right) is upright}
            two = {s for s in drawn if (s.left == s.right) is upright}
            assert covered(one, upright) == covered(two, upright)
        assert sum(len(part.tips) for part in parts) == len(drawing.lines)
        assert sum(len(part.labels) for part in parts) == len(drawing.labels)
        assert sum(len(part.figures) for part in parts) == 20


def piece(page: Page, band: int, bar: Bar) -> Box:
    return Box(bar.x, page.y(Level(band, *bar.top)), bar.x2, page.y(Level(band, *bar.bottom)))


def covered(boxes: set[Box], upright: bool) -> list[tuple[float, float, float]]:
    """The stretches that segments of one direction cover together."""
    ends = (0, 1, 3) if upright else (1, 0, 2)
    found: list[tuple[float, float, float]] = []
    for at, start, end in sorted(tuple(round(box[i], 6) for i in ends) for box in boxes):
        if found and found[-1][0] == at and start <= found[-1][2]:
            found[-1] = (at, found[-1][1], max(end, found[-1][2]))
        else:
            found.append((at, start, end))
    return found


def test_the_bundled_chart_crosses_nothing_and_fits_one_page() -> None:
    (sheet,) = sheets(bundled())
    found = Page(sheet.drawing, sheet.y).parts
    for i, (_, first) in enumerate(found):
        for _, second in found[:i]:
            assert not [s for s in first for t in second if s.hits(t._replace(left=t.left - 0.1))]
    words = Counter(t.text for t in sheet.drawing.labels)
    assert words == {"Ya": 2, "Tidak": 2}


def test_a_text_longer_than_a_page_goes_on_in_rows_without_a_symbol() -> None:
    sop = bundled()
    long = " ".join(f"kata{i}" for i in range(900))
    steps = {n: s._replace(activity=long if n == 3 else s.activity) for n, s in sop.steps.items()}
    made = sheets(type(sop)(**{**sop.__dict__, "steps": steps}))
    entries = [b.entry for sheet in made for b in sheet.belts if b.entry]
    own = [e for e in entries if e.step.number == 3]
    assert len(own) > 1
    assert [e.goes_on for e in own] == [False] + [True] * (len(own) - 1)
    assert " ".join(e.cells.activity for e in own) == long
    assert all(sheet.height <= sheet.paper.height for sheet in made)


def test_lines_are_the_text_again_and_no_wider_than_their_room() -> None:
    text = "Memeriksa  berkas\nusulan " + "x" * 200 + " akhir"
    found = lines(text, 30, 7.5)
    assert "".join(found) == text
    assert all(width(line.strip(), 7.5) <= 30 for line in found)
    assert re.sub(r"\s", "", found[0]) == "Memeriksaberkas"
