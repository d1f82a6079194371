"""`kinerja buka`: a new round, opened from what the rounds before left; nothing in it is signed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from generator.check import Checked, check
from generator.commands.beginning import beginning
from generator.commands.check import lines_of
from generator.commands.fault import UsageFault
from generator.commands.new import words_of
from generator.commands.next import NAME
from generator.commands.outcome import FINDINGS
from generator.commands.project import Project, context_of
from generator.compile.occasion import Subject
from generator.compile.opening import offered, owing, places, round_text
from generator.compile.scaffold import scaffold
from generator.compile.state import RoundState
from generator.diagnostic import Severity
from generator.load.tree import Overlay
from generator.publish.format import moment as moment_text
from generator.report import text
from generator.report.text import visible
from generator.rules.phrase import day
from generator.sop.model import Function, Kind, Sop

ERROR = Severity.ERROR


@dataclass(frozen=True)
class Wanted:
    """The round's name, the day or moment at which it begins (None: to be found), what else to do."""

    round: str
    begins: str | None = None
    drafts: bool = False
    only_show: bool = False


def open_round(project: Project, wanted: Wanted, *, out: TextIO) -> int:
    """Open a round and say who owes what in it; with drafts also write what people will start from."""
    context = context_of(project.checked())
    kind, subject = _kind(context.sop), Subject(_name(wanted.round), "", "", "", "", "")
    path, tree = f"content/{kind.path(**subject.names)}", project.tree()
    files: dict[str, str] = {}
    begins = day(context.round_day(wanted.round)) or context.today
    if not (project.root / path).exists():
        at = beginning(context, subject, wanted.begins)
        begins = at.date()
        files[path] = round_text(context, kind, subject, words_of(context), at)
        tree = Overlay(tree, {path: files[path].encode()})
    elif not wanted.drafts:
        raise UsageFault(
            f"putaran {wanted.round} sudah dibuka: {path}. "
            f"Yang diminta SOP sekarang: kinerja next --round {wanted.round}"
        )
    # Looked at on the day that it begins: the people who then hold the positions owe the documents.
    checked = check(tree, begins)
    after = context_of(checked)
    gaps = [d for d in checked.diagnostics if d.location.path == path and d.severity is ERROR]
    if wanted.round in after.round_facts:
        state = RoundState(after, wanted.round)
        if wanted.drafts:
            words, found = words_of(after), checked.diagnostics
            files |= scaffold(state, list(places(state)), words, found, partial=False)
        done = [p for p, written in files.items() if wanted.only_show or project.save(p, written)]
        out.writelines(f"{line}\n" for line in _told(state, checked, wanted, done))
    if gaps:
        out.write(f"\nLengkapi dulu berkas putarannya:\n\n{text.report(gaps, lines_of(tree))}")
    return FINDINGS if gaps else 0


def _kind(sop: Sop) -> Kind:
    kinds = sop.kinds_of(Function.ROUND)
    if not kinds:
        raise UsageFault("sop/ tidak menyebut jenis dokumen yang membuka putaran")
    return kinds[0]


def _name(asked: str) -> str:
    if not NAME.fullmatch(asked):
        raise UsageFault(f"nama putaran {asked!r} tidak dapat dipakai: hanya a-z, 0-9, dan -")
    if Subject(asked, "", "", "", "", "").year is None:
        raise UsageFault(f"nama putaran {asked!r} harus memuat tahunnya, misalnya 2027")
    return asked


# -- what is said of it --------------------------------------------------------------------------


def _told(state: RoundState, checked: Checked, wanted: Wanted, done: list[str]) -> Iterator[str]:
    own = state.context.round_facts[wanted.round]
    made = "akan dibuat" if wanted.only_show else "dibuat"
    yield from (f"{path} {made}" for path in done)
    title = visible(own.get("nama") or wanted.round)
    yield f"{title}: mulai {moment_text(own.get('mulai'))}"
    yield ""
    yield from _owing(state)
    yield from _proposals(state, checked, wanted)
    since = state.context.sop.approval.records_since
    if not since or wanted.round < since:
        yield (
            "Putaran ini dianggap arsip tanpa catatan persetujuan; bila dikerjakan sungguhan, "
            f'tulis catatan_sejak: "{wanted.round}" di sop/peran.yaml'
        )
    yield f"Berikutnya: kinerja next --round {wanted.round}"


def _owing(state: RoundState) -> Iterator[str]:
    units = owing(state)
    kinds = Counter(kind for unit in units for row in unit.rows for kind in row.kinds)
    if not kinds:
        yield "Belum ada yang wajib menyusun dokumen: tidak ada pemegang jabatan pada hari itu."
    else:
        count = len({(row.name, row.position) for unit in units for row in unit.rows})
        yield f"Yang wajib menyusun, menurut jabatan pada hari itu: {count} orang, {_kinds(state, kinds)}"
    for unit in units:
        yield f"{state.context.sop.organisation.units[unit.unit].name}"
        for row in unit.rows:
            yield f"  {visible(row.name)}, {row.position}: {_kinds(state, Counter(row.kinds))}"
        yield from (f"  (belum ada pemegang), {position}" for position in unit.vacant)
    yield ""


def _kinds(state: RoundState, kinds: Counter[str]) -> str:
    """3 PK, 2 SKP; a single one without its number."""
    names = state.context.sop.kinds
    return ", ".join(
        f"{count} {names[kind].short}" if count > 1 else names[kind].short
        for kind, count in kinds.items()
    )


def _proposals(state: RoundState, checked: Checked, wanted: Wanted) -> Iterator[str]:
    count = offered(state, words_of(state.context), checked.diagnostics)
    if not count:
        return
    text_ = f"{count} dokumen punya pendahulu; isinya ditawarkan sebagai usulan di dalam drafnya"
    if wanted.drafts:
        yield f"{text_}. Draf belum diserahkan dan belum ditandatangani siapa pun."
    else:
        yield (
            f"{text_} saat gilirannya tiba (kinerja new), atau sekarang: "
            f"kinerja buka {wanted.round} --usulan"
        )
