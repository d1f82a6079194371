"""`kinerja record`: after a merge, judge it again and write its record into the store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

from generator import git
from generator.check import audit
from generator.commands.check import lines_of
from generator.commands.fault import FactsFault, UsageFault
from generator.commands.gate import Asked as Gated
from generator.commands.gate import judged
from generator.commands.outcome import CLEAN, FINDINGS
from generator.commands.project import Project
from generator.diagnostic import Diagnostic
from generator.load.scalar import is_moment
from generator.load.tree import Revision
from generator.publish.write import write_new
from generator.report import text
from generator.review.ledger import Store, written
from generator.review.recording import Merged, record_of
from generator.review.replay import Asked as Replayed
from generator.review.replay import replay
from generator.rules.history import Record
from generator.sop.reader import read


@dataclass(frozen=True)
class Asked:
    """The merge as named on the command line, and the folder that holds the store."""

    gated: Gated
    merge: str
    pull: int
    merged_at: str
    store: Path


def record(project: Project, asked: Asked, *, out: TextIO) -> int:
    """Write the record of a merge that the gate accepts; say why not otherwise, and write nothing."""
    merged = _merged(project, asked)
    store = _store(asked.store)
    known = next((one for one in store.records if one.merge == merged.commit), None)
    if known is not None:
        out.write(f"Sudah tercatat di {known.path}; tidak ada yang ditulis.\n")
        return CLEAN
    project = replace(project, today=_day(project, merged))
    gated = replace(asked.gated, base=merged.base, head=merged.head)
    verdict, trees = judged(project, gated)
    found = record_of(project.root, verdict.proposal, merged, store)
    refused = verdict.refusals or _unsound(project, store, found)
    if refused:
        out.write(text.report(refused, lines_of(trees.joint)))
        out.write("Tidak dicatat: isi penggabungan ini belum sah.\n")
        return FINDINGS
    try:
        write_new(asked.store / found.path, written(found))
    except FileExistsError:
        raise FactsFault(f"{found.path} sudah ada di {asked.store}; ulangi") from None
    out.write(f"Dicatat: {found.path} (usulan #{found.pull})\n")
    return CLEAN


def _merged(project: Project, asked: Asked) -> Merged:
    """The merge with its parents. Raises `UsageFault` where the arguments contradict history."""
    for revision in (asked.gated.base, asked.gated.head, asked.merge):
        project.tree(revision)
    if not is_moment(asked.merged_at) or not asked.merged_at.startswith("2"):
        raise UsageFault(
            f"--merged-at harus saat seperti 2026-01-23T10:00:00+07:00, bukan {asked.merged_at!r}"
        )
    commit = git.commit(project.root, asked.merge)
    parents = git.parents(project.root, commit)
    if len(parents) != 2:
        raise UsageFault(
            f"{commit[:12]} bukan merge commit: penggabungan dengan squash atau rebase tidak dicatat, "
            "karena yang disetujui tidak ada di dalamnya"
        )
    for name, given, true in zip(("--base", "--head"), _named(asked.gated), parents, strict=True):
        if git.commit(project.root, given) != true:
            raise UsageFault(f"{name} bukan induk {commit[:12]}; induknya {true[:12]}")
    return Merged(asked.pull, commit, parents[0], parents[1], asked.merged_at)


def _named(gated: Gated) -> tuple[str, str]:
    return gated.base, gated.head


def _store(folder: Path) -> Store:
    """The store in a folder. Raises `UsageFault` for one that is no check-out of its branch."""
    if (folder / "sop").exists():
        raise UsageFault(f"{folder} bukan cabang catatan: di dalamnya ada folder sop/")
    store = Store.of_folder(folder)
    if store.broken:
        raise FactsFault(f"{folder / store.broken[0].path} bukan catatan; pulihkan dulu cabangnya")
    return store


def _day(project: Project, merged: Merged) -> date:
    """The day of a merge where the office is."""
    sop = read(Revision(project.root, merged.base)).sop
    if sop is None:
        raise UsageFault("folder sop/ sebelum penggabungan itu belum dapat dipakai")
    return datetime.fromisoformat(merged.moment).astimezone(sop.calendar.zone).date()


def _unsound(project: Project, store: Store, found: Record) -> tuple[Diagnostic, ...]:
    """What an audit of the history up to the merge would say of its record."""
    book = read(Revision(project.root, found.merge))
    if book.sop is None or project.today is None:
        return ()
    asked = Replayed(project.root, found.merge, store.joined(found), book, project.today)
    audited = audit(replay(asked))
    own = [d for d in audited.diagnostics if d.location.path == found.place.path]
    return tuple({*own, *audited.merges.get(found.merge, ())})
