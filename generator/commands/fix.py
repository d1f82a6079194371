"""`kinerja fix`: apply the fixes that findings offer, or show what they would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TextIO

from generator.check import Checked, check
from generator.commands.check import selected
from generator.commands.outcome import CLEAN, FINDINGS
from generator.commands.project import Project
from generator.diagnostic import Diagnostic, Severity
from generator.load.text import decode
from generator.load.tree import Overlay
from generator.publish.write import write_all
from generator.report.repair import repaired
from generator.report.text import visible

ROUNDS = 5
"""How often fixes are looked for: one may uncover another."""


@dataclass(frozen=True)
class Repaired:
    """Files with their new text, what was mended, and what a last look still finds."""

    files: dict[str, bytes]
    mended: tuple[Diagnostic, ...]
    checked: Checked


def fix(project: Project, *, only: Iterable[str], write: bool, out: TextIO) -> int:
    """Mend what can be mended by itself; without `write` only say it."""
    found = _repair(project, tuple(only))
    out.writelines(_told(finding) for finding in found.mended)
    if found.mended and write:
        write_all(project.root, found.files)
        out.write(f"{len(found.files)} berkas diperbaiki. Periksa lagi dengan: kinerja check\n")
    elif found.mended:
        out.write("Belum ada yang disimpan; simpan dengan: kinerja fix --write\n")
    else:
        out.write("Tidak ada temuan yang dapat diperbaiki sendiri.\n")
    left = [d for d in selected(project, found.checked, only) if d.severity is Severity.ERROR]
    if left:
        out.write(f"Masih ada {len(left)} galat yang harus diperbaiki orang: kinerja check\n")
    return FINDINGS if left else CLEAN


def _told(finding: Diagnostic) -> str:
    what = finding.fix.title if finding.fix else ""
    return f"{visible(str(finding.location))}: {visible(finding.message)}; {visible(what)}\n"


def _repair(project: Project, only: tuple[str, ...]) -> Repaired:
    tree, checked = project.tree(), project.checked()
    files: dict[str, bytes] = {}
    mended: list[Diagnostic] = []
    for _ in range(ROUNDS):
        fresh = dict(_mended(Overlay(tree, files), selected(project, checked, only), mended))
        if not fresh:
            break
        files |= fresh
        today = checked.context.today if checked.context else project.today
        checked = check(Overlay(tree, files), today, project.register)
    return Repaired(files, tuple(mended), checked)


def _mended(
    tree: Overlay, found: Iterable[Diagnostic], mended: list[Diagnostic]
) -> Iterator[tuple[str, bytes]]:
    """Each file that fixes change, with its new bytes; what is mended is noted."""
    by_path: dict[str, list[Diagnostic]] = {}
    for diagnostic in found:
        if diagnostic.fix:
            by_path.setdefault(diagnostic.location.path, []).append(diagnostic)
    for path, findings in sorted(by_path.items()):
        ((_, raw),) = tree.read([path])
        text = decode(raw)[0]
        repair = repaired(text, findings)
        # A file that is not all UTF-8 would lose what cannot be read.
        if repair.applied and text.encode() == raw:
            mended += repair.applied
            yield path, repair.text.encode()
