"""`kinerja check`: find every fault and say what to do. Never writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TextIO

from generator.check import Checked
from generator.commands.fault import UsageFault
from generator.commands.outcome import CLEAN, FINDINGS
from generator.commands.project import Project
from generator.diagnostic import Diagnostic
from generator.load.text import decode
from generator.load.text import lines as text_lines
from generator.load.tree import Tree
from generator.report import text


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
    found = selected(project, checked, only, revision)
    out.write(written(found, form, checked, project.tree(revision), colour=out.isatty()))
    return FINDINGS if any(d.severity.value == "galat" for d in found) else CLEAN


def selected(
    project: Project, checked: Checked, only: Iterable[str], revision: str | None = None
) -> list[Diagnostic]:
    """The findings that concern some files or folders; all without any. Raises `UsageFault`."""
    wanted = [_inside(project, name) for name in only]
    for path in wanted:
        there = revision is None and (project.root / path).exists()
        if not there and not any(_covers(path, known) for known in _known(checked)):
            raise UsageFault(f"berkas atau folder {path!r} tidak ada dalam proyek ini")
    return [d for d in checked.diagnostics if not wanted or _concerns(d, wanted)]


def _inside(project: Project, name: str) -> str:
    """A path as given (from here or from anywhere) as a path below the project."""
    path = Path(name.replace("\\", "/"))
    whole = path if path.is_absolute() else Path.cwd() / path
    for candidate in (whole, project.root / path):
        resolved = candidate.resolve()
        if resolved.is_relative_to(project.root):
            return resolved.relative_to(project.root).as_posix()
    return name


def _covers(wanted: str, path: str) -> bool:
    return wanted in (".", path) or path.startswith(f"{wanted}/")


def _known(checked: Checked) -> Iterator[str]:
    if checked.context is not None:
        yield from (document.path for document in checked.context.corpus.documents)
    yield from (diagnostic.location.path for diagnostic in checked.diagnostics)


def _concerns(diagnostic: Diagnostic, wanted: list[str]) -> bool:
    """Whether a finding stands in a wanted file, or explains itself by one."""
    places = [diagnostic.location, *(related.location for related in diagnostic.related)]
    return any(_covers(path, place.path) for path in wanted for place in places)


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
