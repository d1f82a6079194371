"""Fixes as suggestions on a proposal: whole lines that a person takes over with one click."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator import git
from generator.diagnostic import Diagnostic
from generator.report.repair import line_after
from generator.review.gate import Verdict

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
MOST = 20
"""Suggestions on one proposal; of more the first."""


class Suggestion(NamedTuple):
    """A line of a file with the text that should stand there, and the finding that it mends."""

    path: str
    line: int
    text: str
    finding: Diagnostic


def suggestions(verdict: Verdict, root: Path, base: str, head: str) -> list[Suggestion]:
    """What can be mended line by line, among the lines that a proposal itself changes.

    A forge takes suggestions for those lines only; of two for the same line the first stands.
    """
    found: dict[tuple[str, int], Suggestion] = {}
    start = git.merge_base(root, base, head)
    changed = {file.path for file in verdict.proposal.files if file.after}
    lines: dict[str, set[int]] = {}
    for one in _every(verdict):
        if one.path in changed and one.path not in lines:
            lines[one.path] = set(_changed(git.patch(root, start, head, one.path)))
        if one.line in lines.get(one.path, ()):
            found.setdefault((one.path, one.line), one)
    return list(found.values())[:MOST]


def _every(verdict: Verdict) -> Iterator[Suggestion]:
    for finding in verdict.diagnostics:
        document = verdict.proposal.joint.corpus.by_path.get(finding.location.path)
        if finding.fix is None or document is None:
            continue
        made = line_after(document.source.text, finding.fix)
        if made is not None:
            yield Suggestion(document.path, *made, finding)


def _changed(patch: str) -> Iterator[int]:
    """The numbers of the lines that hunks add or change."""
    for match in _HUNK.finditer(patch):
        first, count = int(match[1]), int(match[2] or "1")
        yield from range(first, first + count)
