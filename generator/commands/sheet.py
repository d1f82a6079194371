"""`kinerja sheet`: what a proposal changes, in sentences for who must decide on it."""

from __future__ import annotations

from typing import TextIO

from generator.commands.fault import UsageFault
from generator.commands.project import Project
from generator.publish.decision import sheet as written
from generator.review.changes import Unjudged, changes


def sheet(project: Project, *, base: str | None, head: str | None, form: str, out: TextIO) -> int:
    """Print what changed from one git revision to another: as md, html or text."""
    if not base or not head:
        raise UsageFault("berikan dua revisi git dengan --base dan --head")
    before, after = project.tree(base), project.tree(head)
    try:
        found = changes(before, after, project.today, project.committed(head))
    except Unjudged:
        raise UsageFault(f"folder sop/ pada revisi {base!r} belum dapat dipakai") from None
    out.write(written(found, form, project.root))
    return 0
