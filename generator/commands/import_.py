"""`kinerja import`: what a workbook would change in the documents, its faults by cell; saved only when asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TextIO

from generator.check import Checked, check
from generator.commands.fault import UsageFault
from generator.commands.outcome import FINDINGS
from generator.commands.project import Project, context_of
from generator.compile.intake import Intake, intake
from generator.diagnostic import Diagnostic, Severity
from generator.load.package import MAX_FILE, Unreadable
from generator.load.tree import Overlay
from generator.load.workbook import read
from generator.publish.decision import sheet
from generator.publish.outcome import Cells, proposed
from generator.publish.write import write_all
from generator.report.text import visible
from generator.review.changes import changes
from generator.rules.context import Context
from generator.rules.naming import listing
from generator.rules.wording import quote

MOST_NAMES = 10


def import_(project: Project, path: Path, *, write: bool, out: TextIO) -> int:
    """Show what the documents of a workbook would change, and save it when there is no fault."""
    base = project.checked()
    context = context_of(base)
    try:
        with path.open("rb") as file:
            found = intake(context, read(file.read(MAX_FILE + 1)))
    except Unreadable as reason:
        out.write(f"{visible(path.name)}: galat: {curled(visible(str(reason)))}\n{_NOTHING}")
        return FINDINGS
    except OSError:
        raise UsageFault(
            f"berkas {path} tidak dapat dibuka; periksa nama dan izin membacanya"
        ) from None
    files = proposed(found.documents)
    tree = Overlay(project.tree(), files)
    if files:
        told = changes(project.tree(), tree, project.today, project.committed())
        out.write(
            sheet(told, "text", project.root, heading=f"Perubahan dari {visible(path.name)}") + "\n"
        )
    after = (
        check(tree, project.today, project.register, fallback=project.committed) if files else base
    )
    report = _Report(base, after, found)
    out.writelines(report.lines(set(files)))
    if report.errors:
        out.write(f"{report.errors} kesalahan harus dibetulkan dulu. {_NOTHING}")
        return FINDINGS
    if not found.documents:
        out.write("Tidak ada perubahan: lembar kerja ini belum diisi.\n")
        return 0
    out.write(_saved(project, files) if write else _unsaved(files))
    return 0


_STRAIGHT = re.compile(r'"([^"]*)"')
_NOTHING = "Tidak ada yang disimpan.\n"


def _unsaved(files: dict[str, bytes]) -> str:
    if not files:
        return "Tidak ada perubahan: isi lembar kerja sama dengan dokumen yang ada.\n"
    return f"Belum ada yang disimpan. Jalankan lagi dengan --write untuk menyimpan {len(files)} dokumen.\n"


def _saved(project: Project, files: dict[str, bytes]) -> str:
    """Save everything, or nothing."""
    if not files:
        return _unsaved(files)
    for path in files:
        if not (project.root / path).parent.resolve().is_relative_to(project.root / "content"):
            raise UsageFault(
                f"folder untuk {path} adalah tautan ke luar content/. {_NOTHING}".strip()
            )
    write_all(project.root, files)
    return f"{len(files)} dokumen disimpan.\n"


@dataclass(frozen=True)
class _Report:
    """The faults of a workbook and of the documents that it would make."""

    base: Checked
    after: Checked
    found: Intake

    @cached_property
    def fresh(self) -> list[Diagnostic]:
        """The findings that the documents of the base do not have."""
        return list(_new(self.base.diagnostics, self.after.diagnostics))

    @property
    def errors(self) -> int:
        """How many faults forbid to save."""
        return len(self.found.faults) + sum(d.severity is Severity.ERROR for d in self.fresh)

    def lines(self, files: set[str]) -> Iterator[str]:
        """Everything to be told; `files` are the paths that would change."""
        return (curled(line) for line in self._lines(files))

    def _lines(self, files: set[str]) -> Iterator[str]:
        yield from (
            f"{Severity.NOTE.value.capitalize()}: {visible(note)}.\n\n" for note in self.found.notes
        )
        if self.found.formulas:
            shown = listing(map(str, self.found.formulas), MOST_NAMES)
            yield f"Hasil rumus dipakai sebagai nilai: {visible(shown)}\n\n"
        for fault in self.found.faults:
            yield f"{visible(str(fault.place))}: galat: {visible(fault.message)}\n"
            yield f"      = {visible(fault.hint)}\n\n"
        if self.found.unsure:
            shown = listing(map(quote, self.found.unsure), MOST_NAMES)
            yield f"Dokumen yang karena itu belum dibandingkan dan diperiksa: {visible(shown)}\n\n"
        if self.after.context is None:
            return
        yield from self._blocks(self.fresh, self.after.context)
        mine = [d for d in self.after.diagnostics if d.location.path in files]
        old = [d for d in mine if d not in self.fresh]
        if old:
            yield "Sudah ada sebelumnya di dokumen yang diubah, dan tidak menghalangi:\n\n"
            yield from self._blocks(old, self.after.context)

    def _blocks(self, found: Iterable[Diagnostic], context: Context) -> Iterator[str]:
        cells = Cells(context, {wanted.path: wanted for wanted in self.found.documents})
        for diagnostic in found:
            location = diagnostic.location
            place = cells.place(location, diagnostic.message) or location
            word = f"{diagnostic.severity.value}[{diagnostic.code}]"
            said = cells.said(diagnostic)
            yield f"{visible(str(place))}: {word} {visible(said.message)}\n"
            if said.hint:
                yield f"      = {visible(said.hint)}\n"
            for related in diagnostic.related:
                other = cells.place(related.location) or related.location
                yield f"      = lihat {visible(str(other))}: {visible(related.message)}\n"
            yield f"      = aturan {diagnostic.code}: kinerja explain {diagnostic.code}\n\n"


def curled(text: str) -> str:
    """A text with the quotation marks of the decision sheet above it: “Padang”."""
    return _STRAIGHT.sub(r"“\1”", text)


def _new(base: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What was not found before, wherever in its file it stands."""
    known = Counter((d.location.path, d.code, d.message) for d in base)
    for diagnostic in after:
        key = (diagnostic.location.path, diagnostic.code, diagnostic.message)
        if known[key]:
            known[key] -= 1
        else:
            yield diagnostic
