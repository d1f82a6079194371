"""Diagnostics for people: the place, one sentence, the line with a caret, what to do, the rule."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from generator.diagnostic import Diagnostic, Severity
from generator.load.personal import mask

Lines = Callable[[str], tuple[str, ...]]
"""The lines of a file by its path; empty when it cannot be shown."""

WIDTH = 120
CARETS = 40
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def visible(text: str) -> str:
    """A text that is safe on a terminal: personal numbers masked, what cannot be seen as its code."""
    return _HIDDEN.sub(lambda found: f"<U+{ord(found.group()):04X}>", mask(text))


def report(diagnostics: Iterable[Diagnostic], lines: Lines, *, colour: bool = False) -> str:
    """All diagnostics as text, one block each."""
    blocks = ("\n".join(_block(d, lines, colour=colour)) for d in diagnostics)
    return "".join(f"{block}\n\n" for block in blocks)


def summary(diagnostics: Iterable[Diagnostic], documents: int) -> str:
    """One closing line: how many findings in how many documents."""
    severities = [d.severity for d in diagnostics]
    counts = [(severities.count(s), s.value) for s in Severity]
    found = ", ".join(f"{count} {word}" for count, word in counts if count)
    return f"{documents} dokumen diperiksa: {found or 'tidak ada temuan'}"


def _block(diagnostic: Diagnostic, lines: Lines, *, colour: bool) -> Iterator[str]:
    word = f"{diagnostic.severity.value}[{diagnostic.code}]"
    if colour:
        word = f"\x1b[1;{_COLOURS[diagnostic.severity]}m{word}\x1b[0m"
    yield f"{visible(str(diagnostic.location))}: {word} {visible(diagnostic.message)}"
    yield from _excerpt(diagnostic, lines)
    for related in diagnostic.related:
        yield f"      = lihat {visible(str(related.location))}: {visible(related.message)}"
    if diagnostic.fix:
        yield f"      = usul perbaikan: {visible(diagnostic.fix.title)}"
    clause = f" ({visible(diagnostic.clause)})" if diagnostic.clause else ""
    yield f"      = aturan {diagnostic.code}{clause}: kinerja explain {diagnostic.code}"


def _excerpt(diagnostic: Diagnostic, lines: Lines) -> Iterator[str]:
    place = diagnostic.location
    text = lines(place.path)
    hint = visible(diagnostic.hint)
    if place.is_whole or not 0 < place.line <= len(text):
        if hint:
            yield f"      = {hint}"
        return
    line = mask(text[place.line - 1])
    start = max(place.column - 1, 0)
    first = max(0, start - WIDTH // 2) if len(line) > WIDTH else 0
    shown = line[first : first + WIDTH]
    last = place.end_column - 1 if place.end_line == place.line else len(line)
    marked = line[start : max(start + 1, min(last, first + WIDTH))] or " "
    before = line[first:start]
    yield f"{place.line:>5} | {visible(shown)}"
    caret = " " * width(visible(before)) + "^" * min(max(1, width(visible(marked))), CARETS)
    yield f"      | {caret} {hint}".rstrip()


def width(text: str) -> int:
    """How many cells a text takes on a terminal."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
