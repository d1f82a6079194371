"""`kinerja build`: documents in; recap, site, prints and spreadsheet out, all or nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from generator.check import Checked
from generator.commands.check import FINDINGS, lines_of
from generator.commands.project import Project
from generator.compile.model import Audience
from generator.compile.recap import Uncompilable, compile_edition
from generator.diagnostic import Severity
from generator.publish import fingerprint
from generator.publish.edition import Published, publish
from generator.publish.render import BUNDLED
from generator.publish.write import write_file
from generator.report import text
from generator.report.progress import progress

PRIVACY = "P7"
RECORD = Path(".cache/build.json")
INPUT_FOLDERS = ("content", "sop", "templates", "site")
PACKAGE = Path(__file__).resolve().parents[1]


def default_folder(project: Project, audience: str) -> Path:
    """Where an edition goes: the internal one never into the folder that is published."""
    name = "build" if audience == Audience.PUBLIC.value else f"build-{audience}"
    return project.root / name


def build(project: Project, *, audience: str, out: Path | None, stream: TextIO) -> int:
    """Build an edition into a folder."""
    folder = out.resolve() if out else default_folder(project, audience)
    checked = project.checked()
    context = checked.context
    day = context.today.isoformat() if context else ""
    numbers = sorted(project.register.numbers.items()) if project.register else []
    settings = [audience, day, project.revision(), repr(numbers), sys.version]
    inputs_digest = fingerprint.of_inputs(inputs(project.root), project.root, settings)
    if fingerprint.unchanged(folder / RECORD, inputs_digest, folder):
        stream.write(f"{_shown(project, folder)}: tidak ada yang berubah\n")
        return 0
    if reason := _refusal(checked, audience):
        stream.write(text.report(reason, lines_of(project.tree())))
        stream.write("Tidak ada yang diterbitkan. Perbaiki dulu temuan di atas.\n")
        return FINDINGS
    register = project.register.numbers if project.register else {}
    edition = compile_edition(checked, Audience(audience), register, project.revision())
    assert context is not None
    with progress(stream) as advance:
        done = publish(edition, context.sop, project.root, folder, advance)
    write_file(folder / RECORD, fingerprint.remember(inputs_digest, folder))
    _tell(project, folder, checked, done, stream)
    return FINDINGS if done.failures else 0


def inputs(root: Path) -> Iterator[Path]:
    """Every file that a build reads: the project's own, the program's, and its templates."""
    yield from (path for name in ("mkdocs.yml",) if (path := root / name).is_file())
    folders = [root / name for name in INPUT_FOLDERS] + [PACKAGE, BUNDLED]
    for folder in dict.fromkeys(folders):
        for path in folder.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def _refusal(checked: Checked, audience: str) -> list[object]:
    raise NotImplementedError


def _shown(project: Project, folder: Path) -> str:
    return str(folder.relative_to(project.root)) if folder.is_relative_to(project.root) else str(folder)
