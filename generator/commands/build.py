"""`kinerja build`: documents in; recap, site, prints and spreadsheet out, all or nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from generator.check import Checked
from generator.commands.check import documents_of, lines_of
from generator.commands.fault import UsageFault
from generator.commands.outcome import FAILURE, FINDINGS
from generator.commands.project import PUBLISHED, Project
from generator.commands.proven import Proof, proof, unproven
from generator.diagnostic import Diagnostic, Severity
from generator.publish import fingerprint
from generator.publish.native import everything
from generator.publish.render import BUNDLED
from generator.publish.write import write_file
from generator.report import text
from generator.report.progress import progress
from generator.rules.context import Context
from generator.sop.long_date import long_date

PUBLIC = "publik"
PRIVACY = "P7"
"""The family of findings that a publication must not carry to its readers."""
RECORD, MARK = Path(".cache/build.json"), Path(".cache/edisi")
CONTENT = "content"
INPUT_FOLDERS = (CONTENT, "sop", "templates", "site")
PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Manner:
    """How an edition is made.

    `appended`: its prints end with the change history of their documents, internally only. `site` is
    the address that it will have, for codes on prints; empty means as `mkdocs.yml` says. `bound`: with
    bundles, which take as long as all single prints.
    """

    appended: bool = False
    site: str = ""
    bound: bool = True


USUAL = Manner()


def default_folder(project: Project, audience: str) -> Path:
    """Where an edition goes: the internal one never into the folder that is published."""
    return project.root / (PUBLISHED if audience == PUBLIC else f"{PUBLISHED}-{audience}")


def build(
    project: Project,
    *,
    audience: str,
    out: Path | None,
    stream: TextIO,
    manner: Manner = USUAL,
) -> int:
    """Build an edition into a folder; say on a stream what was made and what was found."""
    if manner.appended and audience == PUBLIC:
        raise UsageFault(
            "--riwayat hanya untuk --audience internal: cetakan yang terbit tidak pernah berubah"
        )
    folder = out.resolve() if out else default_folder(project, audience)
    claim(project, folder, audience)
    checked = project.checked()
    if (reasons := refusals(checked)) or checked.context is None:
        stream.write(text.report(reasons, lines_of(project.tree())))
        stream.write("Tidak ada yang diterbitkan. Perbaiki dulu temuan di atas.\n")
        return FINDINGS
    proven = proof(project, checked)
    day = checked.context.today.isoformat()
    settings = [audience, day, repr(manner), *_ground(proven)]
    digest = fingerprint.of_inputs(inputs(project.root), project.root, settings)
    if fingerprint.unchanged(folder / RECORD, digest, folder):
        stream.write(f"{_shown(project, folder)}: tidak ada yang berubah\n")
        return 0
    (folder / RECORD).unlink(missing_ok=True)
    write_file(folder / MARK, f"{audience}\n".encode())
    wanted = Wanted(checked.context, audience, folder, manner)
    code = _publish(proven, checked, wanted, stream)
    if code == 0:
        write_file(folder / RECORD, fingerprint.remember(digest, folder))
    return code


def _ground(proven: Proof) -> list[str]:
    """What a build rests on besides its files: commits, the table of numbers, interpreter and libraries."""
    project = proven.project
    numbers = sorted(project.register.numbers.items()) if project.register else []
    versions = (sys.version, *everything())
    return [project.revision(), project.head(), proven.stamp, repr(numbers), *versions]


def claim(project: Project, folder: Path, audience: str) -> None:
    """Raise `UsageFault` unless a folder is new, empty, or holds an earlier build of the same edition.

    A build removes what it did not make, so it must never be let loose on anything else, and an
    internal edition must never stand where the public one is fetched from.
    """
    if audience != PUBLIC and folder.is_relative_to(default_folder(project, PUBLIC)):
        raise UsageFault(f"edisi {audience} tidak boleh dibuat di {folder}: folder itu diterbitkan")
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageFault(f"{folder} bukan folder; pilih folder lain dengan --out")
    try:
        made = (folder / MARK).read_text().strip()
    except OSError:
        made = ""
    if made and made != audience:
        raise UsageFault(f"{folder} berisi edisi {made}; pilih folder lain dengan --out")
    if not made and any(folder.iterdir()):
        raise UsageFault(
            f"{folder} sudah berisi berkas yang bukan buatan kinerja build; "
            "pilih folder kosong dengan --out"
        )


@dataclass(frozen=True)
class Wanted:
    """What is to be published, for whom, where and how."""

    context: Context
    audience: str
    folder: Path
    manner: Manner


def _publish(proven: Proof, checked: Checked, wanted: Wanted, stream: TextIO) -> int:
    from generator.compile.access import Unclassified
    from generator.compile.model import Audience
    from generator.publish.edition import Order, publish
    from generator.publish.render import TemplateFault
    from generator.publish.site import SiteFault
    from generator.review.history import histories

    project = proven.project
    try:
        audience, sop, how = Audience(wanted.audience), wanted.context.sop, wanted.manner
        edition = proven.edition(checked, audience)
        known = histories(project.root, wanted.context, audience, CONTENT)
        order = Order(
            edition,
            sop,
            project.root,
            wanted.folder,
            known,
            how.appended,
            how.site,
            how.bound,
        )
        with progress(stream) as advance:
            done = publish(order, advance)
    except (Unclassified, TemplateFault, SiteFault) as fault:
        stream.write("Situs tidak dibangun, hasil yang lama tetap ada:\n")
        stream.writelines(f"  {text.visible(line)}\n" for line in str(fault).splitlines())
        return FAILURE
    stream.writelines(f"{text.visible(told)}\n" for told in (*done.faults, *done.notes))
    stream.write(
        f"{_shown(project, wanted.folder)}: {done.pages} halaman, {done.prints} PDF, "
        f"edisi {wanted.audience}, keadaan {long_date(edition.recap.today)}\n"
    )
    stream.writelines(unproven(edition.recap))
    found = text.summary(checked.diagnostics, documents_of(checked))
    stream.write(f"{found}; rinciannya: kinerja check\n")
    return FAILURE if done.faults else 0


def refusals(checked: Checked) -> list[Diagnostic]:
    """Findings for which nothing is published: an unusable rule book, or a personal number."""
    errors = [d for d in checked.diagnostics if d.severity is Severity.ERROR]
    if checked.context is None:
        return errors
    return [d for d in errors if d.code.startswith(PRIVACY)]


def inputs(root: Path) -> Iterator[Path]:
    """Every file that a build reads: the project's own, the program's, and its templates."""
    if (root / "mkdocs.yml").is_file():
        yield root / "mkdocs.yml"
    folders = [*(root / name for name in INPUT_FOLDERS), PACKAGE, BUNDLED]
    for folder in dict.fromkeys(folders):
        for path in folder.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def _shown(project: Project, folder: Path) -> str:
    inside = folder.is_relative_to(project.root)
    return str(folder.relative_to(project.root)) if inside else str(folder)
