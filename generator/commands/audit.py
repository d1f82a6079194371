"""`kinerja audit`: replay the history of the main branch and hold it against its records. Writes nothing here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from generator import git
from generator.check import Audited
from generator.check import audit as audited
from generator.commands.fault import UsageFault
from generator.commands.outcome import CLEAN, FINDINGS
from generator.commands.project import UNUSABLE, Project
from generator.diagnostic import Diagnostic, Severity
from generator.load.tree import Revision
from generator.report import machine, text
from generator.review import ledger
from generator.review.replay import Asked as Replayed
from generator.review.replay import replay
from generator.rules.history import History, Landing
from generator.rules.naming import listing
from generator.rules.spoken import step_name
from generator.rules.told import landing_name, office_day
from generator.sop.reader import read

HEAD = "HEAD"


@dataclass(frozen=True)
class Asked:
    """One round or all; the revision of the records; where to write the proof, and with which key."""

    round: str | None = None
    records: str | None = None
    bundle: Path | None = None
    key: Path | None = None


def audit(project: Project, asked: Asked, *, form: str, out: TextIO) -> int:
    """Print every fault of history and records, and what each step of a round rests on."""
    if (asked.bundle is None) != (asked.key is None) or (asked.bundle and not asked.round):
        raise UsageFault("--in-toto, --key, dan --round dipakai bersama")
    if asked.bundle:
        project.keep_unpublished(asked.bundle, "--in-toto")
    history = replayed(project, asked.records)
    if asked.round and asked.round not in history.rounds:
        known = f"; pilih: {', '.join(history.rounds)}" if history.rounds else ""
        raise UsageFault(f"putaran {asked.round!r} tidak memerlukan catatan{known}")
    found = audited(history)
    shown = [d for d in found.diagnostics if _concerns(history, d, asked.round)]
    if form == "json":
        out.write(machine.as_json(shown))
    else:
        out.write(text.report(shown, lambda _: ()))
        out.writelines(f"{text.visible(line)}\n" for line in _told(history, found, asked.round))
    refused = any(d.severity is Severity.ERROR for d in shown)
    if asked.bundle and asked.key and asked.round and not refused:
        from generator.commands.proof import export

        export(project, history, asked.round, asked.bundle, asked.key, out)
    return FINDINGS if refused else CLEAN


def replayed(project: Project, records: str | None = None) -> History:
    """The history of the commit that is checked out. Raises `UsageFault`."""
    try:
        head = git.commit(project.root, HEAD)
        if git.is_shallow(project.root):
            raise UsageFault(
                "klon ini tidak memuat seluruh riwayat; jalankan: git fetch --unshallow"
            )
    except git.GitError:
        raise UsageFault("folder ini bukan repositori git, jadi tidak ada riwayatnya") from None
    try:
        store = ledger.find(project.root, records)
    except git.GitError:
        raise UsageFault(f"revisi {records!r} tidak ada di repositori ini") from None
    book = read(Revision(project.root, head))
    if book.sop is None:
        raise UsageFault(UNUSABLE)
    today = project.today or project.committed(head)
    return replay(Replayed(project.root, head, store, book, today))


def _concerns(history: History, diagnostic: Diagnostic, name: str | None) -> bool:
    """Whether a finding is about a round, or about what all rounds share."""
    others = {f"/{other}/" for other in history.rounds if other != name}
    return name is None or not any(part in f"/{diagnostic.location.path}" for part in others)


def _told(history: History, found: Audited, name: str | None) -> Iterator[str]:
    """For each round its steps with their merges, then one closing line."""
    rounds = [name] if name else history.rounds
    for number, one in enumerate(rounds):
        if number:
            yield ""
        yield from _round(history, found, one)
    if not rounds:
        yield "Belum ada putaran yang wajib tercatat (persetujuan.catatan_sejak di sop/peran.yaml)."
        return
    records = f"{len(history.records)} catatan" if history.store else "tanpa catatan"
    faults = len(found.diagnostics)
    closing = f"{faults} temuan" if faults else "semuanya terbukti"
    yield f"{len(history.landings)} penggabungan, {records}: {closing}"


def _round(history: History, found: Audited, name: str) -> Iterator[str]:
    turns: dict[tuple[int, str], list[Landing]] = {}
    for landing in history.landings:
        turn = landing.record.turn if landing.record else None
        if turn and turn.round == name and landing.commit not in found.merges:
            turns.setdefault((turn.step, turn.unit or ""), []).append(landing)
    sop = history.context.sop
    yield f"Bukti putaran {name}:"
    for (step, unit), landings in sorted(turns.items()):
        known = sop.organisation.units.get(unit)
        where = f" {known.short}" if known else ""
        title = step_name(sop, step) if step in sop.steps else f"langkah {step}"
        yield f"  {title[:1].upper()}{title[1:]}{where}: {_merges(landings)}"


def _merges(landings: list[Landing]) -> str:
    """The merges of a turn in one phrase: how many, the last of them, and everybody who approved one."""
    last = landings[-1]
    people = last.proposal.base.people
    seats = (a.seat for x in landings if x.record for a in x.record.approvals)
    ids = dict.fromkeys(seat.person for seat in seats)
    approved = listing(people[id].name if id in people else id for id in ids)
    day = office_day(last.proposal.sop, last.record.moment if last.record else last.moment)
    many = f"{len(landings)} usulan, terakhir " if len(landings) > 1 else ""
    return f"{many}{landing_name(last)} digabung {day}, disetujui {approved}"
