"""Numbers that a decimal comma cut in two: {nilai: 77,25} reads as nilai 77 and a key 25 without a value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.load.scalar import number
from generator.load.source import Path, Source
from generator.load.text import Span

_WHOLE = re.compile(r"[0-9][0-9.]*")
_BLANK = re.compile(r" *[,}]")


class Cut(NamedTuple):
    """One such number: the value and the key that its parts became, its place, and what was meant."""

    value: Path
    key: Path
    key_span: Span
    span: Span
    whole: str
    text: str

    @property
    def number(self) -> int | float | str:
        """The number that was meant."""
        return number(self.text)


def cuts(source: Source) -> tuple[Cut, ...]:
    """The cut numbers of a source, in the order of the file."""
    duplicates = [p for p in source.problems if p.name == "duplicate_key"]
    if source.data is None or not (source.has_blanks or duplicates):
        return ()
    ends = {span[2:]: path for path, (_, span) in source.places.items()}
    keys = [*_blank_keys(source), *((p.span, p.facts["kunci"]) for p in duplicates)]
    found = (_cut(source, ends, span, name) for span, name in sorted(keys))
    return tuple(cut for cut in found if cut is not None)


def _blank_keys(source: Source) -> Iterator[tuple[Span, str]]:
    for path, (key, span) in source.places.items():
        if key is not None and span == key:
            yield key, str(path[-1])


def _cut(source: Source, ends: dict[tuple[int, int], Path], key: Span, name: str) -> Cut | None:
    """The number whose last part is a key: nothing but a comma stands between it and its first part."""
    line, start = source.lines[key[0] - 1], key[1] - 1
    value = ends.get((key[0], start))
    if value is None or not name.isdecimal() or line[start - 1] != ",":
        return None
    if not _BLANK.match(line, key[3] - 1):
        return None
    (_, first) = source.places[value]
    whole = line[first[1] - 1 : first[3] - 1]
    if first[0] != first[2] or not _WHOLE.fullmatch(whole):
        return None
    span = (first[0], first[1], key[2], key[3])
    return Cut(value, (*value[:-1], name), key, span, whole, f"{whole.replace('.', '')}.{name}")
