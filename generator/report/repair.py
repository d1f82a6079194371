"""Applying the fixes that findings carry: exact edits, so that comments and untouched lines stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.diagnostic import Diagnostic, Edit, Fix


class Repair(NamedTuple):
    """A text with fixes applied, and the findings whose fixes those were."""

    text: str
    applied: tuple[Diagnostic, ...]


def repaired(text: str, findings: Iterable[Diagnostic]) -> Repair:
    """A file's text with the fixes of its findings; of fixes that meet, only the first in order."""
    starts = _starts(text)
    taken: list[tuple[int, int, str]] = []
    applied = []
    for finding in sorted(findings):
        spans = list(_spans(finding.fix, starts)) if finding.fix else []
        if spans and not any(_meet(span, other) for span in spans for other in taken):
            taken += spans
            applied.append(finding)
    for start, end, replacement in sorted(taken, reverse=True):
        text = text[:start] + replacement + text[end:]
    return Repair(text, tuple(applied))


def line_after(text: str, fix: Fix) -> tuple[int, str] | None:
    """The one line that a fix changes, with its number from 1; None where it changes several, or a line end."""
    lines = {edit.location.line for edit in fix.edits} | {e.location.end_line for e in fix.edits}
    if len(lines) != 1 or any("\n" in edit.replacement for edit in fix.edits):
        return None
    number = lines.pop()
    edited = text
    starts = _starts(text)
    for start, end, replacement in sorted(_spans(fix, starts), reverse=True):
        edited = edited[:start] + replacement + edited[end:]
    return number, edited.split("\n")[number - 1].rstrip("\r")


def _starts(text: str) -> list[int]:
    """Where each line begins."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _spans(fix: Fix, starts: list[int]) -> Iterator[tuple[int, int, str]]:
    return (_span(edit, starts) for edit in fix.edits)


def _span(edit: Edit, starts: list[int]) -> tuple[int, int, str]:
    at = edit.location
    start = starts[at.line - 1] + at.column - 1
    return start, starts[at.end_line - 1] + at.end_column - 1, edit.replacement


def _meet(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
