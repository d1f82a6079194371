"""`kinerja sheet`: what a proposal changes, in sentences for who must decide on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from generator.commands.fault import UsageFault
from generator.commands.outcome import FAILURE
from generator.commands.project import Project
from generator.publish.decision import Links, web_address
from generator.publish.decision import sheet as written
from generator.publish.write import write_file
from generator.report.text import visible
from generator.review.change import Changes
from generator.review.changes import changes
from generator.review.versions import Unjudged

PDF = "pdf"


@dataclass(frozen=True)
class Wanted:
    """The form of the sheet, the file that it goes to (None: the output), and addresses for links."""

    form: str
    target: Path | None = None
    site: str = ""
    prints: str = ""


def sheet(
    project: Project,
    wanted: Wanted,
    *,
    base: str | None,
    head: str | None,
    out: TextIO,
    err: TextIO,
) -> int:
    """Tell what changed from one git revision to another: as md, html, text or pdf."""
    if not base or not head:
        raise UsageFault("berikan dua revisi git dengan --base dan --head")
    if wanted.form == PDF and wanted.target is None:
        raise UsageFault("bentuk pdf perlu nama berkas hasil: --out BERKAS")
    if wanted.target is not None and wanted.target.is_dir():
        raise UsageFault(f"{wanted.target} adalah folder; berikan nama berkas dengan --out")
    if wanted.target is not None:
        project.keep_unpublished(wanted.target, "--out")
    links = Links(_address("--site", wanted.site), _address("--prints", wanted.prints))
    before, after = project.tree(base), project.tree(head)
    try:
        found = changes(before, after, project.today, project.committed(head))
    except Unjudged:
        raise UsageFault(f"folder sop/ pada revisi {base!r} belum dapat dipakai") from None
    if wanted.form == PDF and wanted.target:
        return _print(project, found, wanted.target, err)
    text = written(found, wanted.form, project.root, links)
    if wanted.target is None:
        out.write(text)
        return 0
    return _save(wanted.target, text.encode(), err)


def _address(option: str, text: str) -> str:
    """An address for links. Raises `UsageFault` for what is none of the web."""
    if text and not web_address(text):
        raise UsageFault(f"{option} harus alamat http atau https, bukan {text!r}")
    return text


def _print(project: Project, found: Changes, target: Path, err: TextIO) -> int:
    from generator.compile.access import Unclassified
    from generator.compile.model import Audience
    from generator.compile.recap import compile_edition
    from generator.publish.dossier import dossier
    from generator.publish.render import TemplateFault

    versions = found.versions
    try:
        edition = compile_edition(versions.checked, Audience.INTERNAL)
        pressed = dossier(found, edition, versions.sop, project.root, target.name)
    except (Unclassified, TemplateFault) as fault:
        err.write(f"PDF tidak dibuat: {visible(str(fault))}\n")
        return FAILURE
    err.writelines(f"{visible(fault.path)}: {visible(fault.message)}\n" for fault in pressed.faults)
    if target.name not in pressed.files:
        return FAILURE
    return _save(target, pressed.files[target.name], err)


def _save(target: Path, data: bytes, err: TextIO) -> int:
    try:
        write_file(target, data)
    except OSError as error:
        err.write(f"{target} tidak dapat ditulis: {error.strerror}\n")
        return FAILURE
    return 0
