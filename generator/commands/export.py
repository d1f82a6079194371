"""`kinerja export`: documents as a workbook to be filled in, or an empty one."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from generator.commands.fault import UsageFault
from generator.commands.new import kind_named
from generator.commands.outcome import FINDINGS
from generator.commands.project import Project, context_of
from generator.compile.rows import Contents, contents
from generator.load.corpus import Document
from generator.publish.exchange import Subject, workbook
from generator.publish.render import Templates
from generator.publish.write import write_file
from generator.report.text import visible
from generator.rules.context import Context
from generator.rules.wording import quote
from generator.sop.model import Kind


def export(
    project: Project, *, kind: str | None, name: str | None, out: Path | None, stream: TextIO
) -> int:
    """Write the documents of a round (the newest without a name), of all its kinds or of one."""
    context = context_of(project.checked())
    rounds = context.corpus.rounds
    chosen = name or max(rounds, default="")
    if chosen not in rounds:
        raise UsageFault(
            f"putaran {quote(chosen)} tidak ada; pilih salah satu: {', '.join(rounds)}"
            if rounds
            else "belum ada putaran di folder content/; buat dengan kinerja new"
        )
    kinds = [kind_named(context.sop, kind)] if kind else _of_rounds(context)
    wanted = {one.id for one in kinds}
    documents = [
        d for d in context.corpus.documents if d.kind in wanted and d.round in (chosen, None)
    ]
    title = f"{kinds[0].name} {chosen}" if kind else chosen
    target = out or Path("-".join(filter(None, ("isian", kind, chosen))) + ".xlsx")
    filled = _write(
        project, context, kinds, documents, Subject(title, chosen, context.today), target
    )
    stream.write(f"{target}: {len(documents) - len(filled.left_out)} dokumen\n")
    stream.writelines(
        f"tidak dimuat: {visible(path)}: {visible(reason)}\n" for path, reason in filled.left_out
    )
    return FINDINGS if filled.left_out else 0


def template(project: Project, *, kind: str, out: Path | None, stream: TextIO) -> int:
    """Write an empty workbook for documents of a kind."""
    context = context_of(project.checked())
    chosen = kind_named(context.sop, kind)
    target = out or Path(f"templat-{chosen.id}.xlsx")
    subject = Subject(chosen.name, None, context.today)
    _write(project, context, [chosen], [], subject, target)
    stream.write(f"{target}: templat kosong {chosen.name}\n")
    return 0


def _of_rounds(context: Context) -> list[Kind]:
    return [kind for kind in context.sop.kinds.values() if "{putaran}" in kind.pattern]


def _write(
    project: Project,
    context: Context,
    kinds: list[Kind],
    documents: list[Document],
    subject: Subject,
    target: Path,
) -> Contents:
    """Make the workbook; never in the place of another file, which somebody may have filled in."""
    if target.suffix.lower() != ".xlsx":
        raise UsageFault(f"nama berkas {quote(target)} harus berakhiran .xlsx")
    project.keep_unpublished(target, "--out")
    filled = contents(context, kinds, documents)
    data = workbook(filled, context, subject, Templates(project.root))
    if target.exists() and (not target.is_file() or target.read_bytes() != data):
        raise UsageFault(f"{target} sudah ada dan berbeda isinya; pilih nama lain dengan --out")
    write_file(target, data)
    return filled
