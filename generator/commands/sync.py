"""`kinerja sync`: the files that a forge reads, made from `sop/` and never written by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TextIO

from generator.commands.outcome import CLEAN, FINDINGS
from generator.commands.project import Project, context_of
from generator.load.digest import digest
from generator.load.source import Source
from generator.load.tree import Sort, Tree
from generator.publish.forge import MARK, STEP_FOLDERS, Forge, forge_files
from generator.publish.write import write_file
from generator.report.text import visible
from generator.review.owners import owners_of, vacancies
from generator.rules.context import Context
from generator.sop.long_date import long_date

UNUSED = ("sop/aturan.yaml", "sop/satuan.yaml")
"""Parts of the rule book that no forge file says anything of."""


def sync(project: Project, *, forge: str, check: bool, out: TextIO) -> int:
    """Write the files of a forge, or only say which are not as `sop/` wants them."""
    context = context_of(project.checked())
    owners = owners_of(context.sop)
    if owners.faults:
        out.writelines(f"{visible(fault)}\n" for fault in owners.faults)
        out.write("Tidak ada berkas yang ditulis.\n")
        return FINDINGS
    kind, sum_of_rules = Forge(forge), rules_digest(project.tree())
    files = forge_files(context.sop, owners, sum_of_rules, kind, project.root)
    if check:
        return _compare(context, project.root, kind, files, out)
    changed = [path for path, data in files.items() if write_file(project.root / path, data)]
    out.writelines(f"{path} ditulis\n" for path in changed)
    for path in leftovers(project.root, kind, files):
        (project.root / path).unlink()
        out.write(f"{path} dihapus, langkahnya tidak ada lagi\n")
        changed.append(path)
    if not changed:
        out.write("Semua berkas forge sudah sesuai dengan sop/\n")
    return CLEAN


def _compare(
    context: Context, root: Path, forge: Forge, files: Mapping[str, bytes], out: TextIO
) -> int:
    wrong = [line for path, data in files.items() if (line := _difference(root, path, data))]
    left = leftovers(root, forge, files)
    wrong += [f"{path} tidak diperlukan lagi, langkahnya tidak ada" for path in left]
    vacant = list(vacancies(context))
    out.writelines(f"{line}\n" for line in wrong)
    if wrong:
        command = "kinerja sync"
        if forge is not Forge.GITHUB:
            command += f" --forge {forge.value}"
        out.write(f"Jalankan: {command}\n")
    day = long_date(context.today)
    out.writelines(f"{visible(line)} pada {day}; isi penggantinya\n" for line in vacant)
    if not wrong and not vacant:
        out.write("Semua berkas forge sudah sesuai dengan sop/\n")
    return FINDINGS if wrong or vacant else CLEAN


def _difference(root: Path, path: str, wanted: bytes) -> str:
    try:
        found = (root / path).read_bytes()
    except FileNotFoundError:
        return f"{path} tidak ada"
    except OSError:
        return f"{path} tidak dapat dibaca"
    return "" if found == wanted else f"{path} berbeda dari yang ditetapkan sop/"


def leftovers(root: Path, forge: Forge, files: Mapping[str, bytes]) -> list[str]:
    """Made templates of steps that the SOP no longer has."""
    folder = STEP_FOLDERS.get(forge)
    found = sorted((root / folder).glob("langkah-*.md")) if folder else []
    paths = {path.relative_to(root).as_posix(): path for path in found if path.is_file()}
    return [
        name
        for name, path in paths.items()
        if name not in files and MARK in path.read_text("utf-8", "replace")
    ]


def rules_digest(tree: Tree) -> str:
    """The digest of what the forge files are made from; comments and formatting do not count."""
    return digest(dict(_parts(tree)))


def _parts(tree: Tree) -> Iterator[tuple[str, object]]:
    paths = [
        entry.path
        for entry in tree.entries("sop")
        if entry.sort is Sort.FILE
        and entry.path.count("/") == 1
        and entry.path.endswith(".yaml")
        and entry.path not in UNUSED
    ]
    for path, raw in tree.read(paths):
        yield path, Source(path, raw).data
