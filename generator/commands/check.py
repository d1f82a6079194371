"""`kinerja check`: find every fault and say what to do. Never writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TextIO

from generator.check import Checked
from generator.commands.project import Project
from generator.diagnostic import Diagnostic
from generator.load.text import decode
from generator.load.text import lines as text_lines
from generator.load.tree import Tree
from generator.report import text

CLEAN, FINDINGS = 0, 1


def check(
    project: Project,
    *,
    form: str,
    revision: str | None,
    only: Iterable[str],
    out: TextIO,
) -> int:
    """Check a project and report in a form: text, github, sarif or json."""
    checked = project.checked(revision)
    wanted = {path.removeprefix("./") for path in only}
    found = [d for d in checked.diagnostics if not wanted or d.location.path in wanted]
    out.write(written(found, form, checked, project.tree(revision), colour=out.isatty()))
    return FINDINGS if any(d.severity.value == "galat" for d in found) else CLEAN


def written(
    found: list[Diagnostic], form: str, checked: Checked, tree: Tree, *, colour: bool = False
) -> str:
    """The report of some diagnostics."""
    if form == "github":
        from generator.report import github

        return github.report(found)
    if form in ("json", "sarif"):
        return _for_machines(found, form)
    closing = text.summary(found, documents_of(checked))
    return f"{text.report(found, lines_of(tree), colour=colour)}{closing}\n"


def documents_of(checked: Checked) -> int:
    """How many documents were checked."""
    return len(checked.context.corpus.documents) if checked.context else 0


def _for_machines(found: list[Diagnostic], form: str) -> str:
    from generator.report import machine
    from generator.rules import RULES

    if form == "json":
        return machine.as_json(found)
    return machine.as_sarif(found, {rule.code: rule.title for rule in RULES})


def lines_of(tree: Tree) -> Callable[[str], tuple[str, ...]]:
    """Reads the lines of a file to quote them; empty when it cannot be shown."""

    @cache
    def lines(path: str) -> tuple[str, ...]:
        try:
            raw = next(iter(tree.read([path])))[1]
        except (OSError, KeyError, StopIteration):
            return ()
        return text_lines(decode(raw)[0])

    return lines
