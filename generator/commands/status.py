"""`kinerja status`: where the round stands and who owes what, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from generator.check import Checked
from generator.commands.fault import UsageFault
from generator.commands.project import UNUSABLE, Project, context_of
from generator.commands.proven import proof
from generator.compile.model import Audience, PersonRow, Progress, RoundRecap
from generator.compile.recap import Uncompilable, compile_edition
from generator.publish.format import after, day, number
from generator.publish.turns import place, times
from generator.report.text import visible
from generator.rules.context import Context
from generator.rules.naming import listing
from generator.rules.succession import REPLACES
from generator.sop.model import Sop


def status(project: Project, *, name: str | None, out: TextIO) -> int:
    """Print the state of a round, the newest without a name."""
    checked = project.checked()
    try:
        provenance = proof(project, checked).provenance()
        edition = compile_edition(checked, Audience.INTERNAL, provenance=provenance)
    except Uncompilable:
        raise UsageFault(UNUSABLE) from None
    rounds = {recap.round: recap for recap in edition.recap.rounds}
    if not rounds:
        raise UsageFault("belum ada putaran di folder content/; buat dengan kinerja new")
    chosen = name or max(rounds)
    if chosen not in rounds:
        raise UsageFault(f"putaran {chosen!r} tidak ada; pilih salah satu: {', '.join(rounds)}")
    sop = context_of(checked).sop
    out.writelines(unreadable(checked, chosen))
    out.writelines(f"{line}\n" for line in _lines(rounds[chosen], sop, edition.recap.today))
    out.writelines(f"{line}\n" for line in _newer(context_of(checked), chosen))
    return 0


def _newer(context: Context, name: str) -> Iterator[str]:
    """The newer versions that nobody has handed in yet: no step waits for them."""
    versions = context.versions
    waiting = (versions.known[id] for id in sorted(versions.waiting))
    drafts = [f for f in waiting if f.document.round == name and not context.stage(f.document)]
    if drafts:
        yield "Versi baru yang masih draf; yang lama tetap berlaku:"
    for facts in drafts:
        old = facts.get(REPLACES)
        yield f"  {visible(facts.document.path)}, menggantikan {visible(old)}"


def unreadable(checked: Checked, name: str) -> list[str]:
    """A line for each document of a round that cannot be read and so counts as absent."""
    documents = checked.context.corpus.documents if checked.context else ()
    broken = [visible(d.path) for d in documents if d.round == name and not d.readable]
    return [
        f"Perhatian: {path} tidak terbaca, jadi tidak dihitung; lihat kinerja check\n"
        for path in broken
    ]


def _lines(recap: RoundRecap, sop: Sop, today: str) -> Iterator[str]:
    total = recap.total
    yield f"{recap.title}, keadaan {day(today)}"
    if not total.required:
        yield "Belum ada dokumen yang wajib disusun."
        return
    yield (
        f"{total.complete} dari {total.required} dokumen lengkap ({number(total.percent, 1)} persen), "
        f"{total.signed} sudah disahkan"
    )
    yield ""
    yield from _unverified(recap)
    yield from _steps(recap, sop)
    missing = [row for row in recap.people if not row.complete]
    if missing:
        yield "Yang masih ditunggu:"
        for row in missing:
            yield from _person(row, sop)


def _unverified(recap: RoundRecap) -> Iterator[str]:
    """What is not proven and so does not count; what holds for all of it is said once."""
    found: dict[str, list[str]] = {}
    for row in recap.unverified:
        found.setdefault(row.message or row.reason, []).append(row.path)
    if found:
        yield f"Belum sah, jadi tidak dihitung: {len(recap.unverified)} berkas"
    for reason, paths in found.items():
        yield f"  {listing(map(visible, paths), 4)}: {visible(reason)}"
    if found:
        yield "  Rinciannya: kinerja audit"
        yield ""


def _steps(recap: RoundRecap, sop: Sop) -> Iterator[str]:
    every = (*recap.steps, *recap.supplements)
    running = [step for step in every if step.progress is Progress.RUNNING]
    if recap.finished and not running:
        yield "Semua langkah sudah selesai."
    elif recap.finished:
        yield "Semua langkah sudah selesai, kecuali yang menyusul:"
    elif running:
        yield "Langkah yang berjalan:"
    for step in running:
        where = place(step.step, step.name, step.unit, sop) + after(step.number)
        yield f"  {where}: {'; '.join(step.holders)}"
        yield f"      {times(step, sop)}"
    if running:
        yield f"  Yang harus dikerjakan dan perintahnya: kinerja next --round {recap.round}"
        yield ""


def _person(row: PersonRow, sop: Sop) -> Iterator[str]:
    ready = {step.status for step in sop.steps.values()}
    open_cells = [cell for cell in row.cells if cell.status not in ready]
    owed = ", ".join(f"{sop.kinds[cell.kind].short} ({cell.status})" for cell in open_cells)
    yield f"  {row.name}, {row.position}: {owed}"
