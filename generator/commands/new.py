"""`kinerja new`: commented skeletons of documents, printed or saved in their places."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TextIO

from generator.check import Checked
from generator.commands.fault import UsageFault
from generator.commands.next import NAME, known_step, why_not
from generator.commands.project import Project, context_of
from generator.commands.revise import revision
from generator.commands.status import unreadable
from generator.commands.wanted import Wanted
from generator.compile.occasion import Occasion, Subject, Words
from generator.compile.place import Place, doer, file_name, places_of
from generator.compile.scaffold import scaffold
from generator.compile.skeleton import Skeleton
from generator.compile.state import RoundState
from generator.compile.timeline import places
from generator.compile.turn import Turns
from generator.publish.format import long_day, ordinary_day, working_time
from generator.publish.turns import opening
from generator.rules.context import Context
from generator.rules.naming import register_name
from generator.rules.wording import quote
from generator.sop.model import Function, Kind, Sop, Step

NOTHING = "Tidak ada berkas yang perlu dibuat.\n"


def new(project: Project, wanted: Wanted, *, write: bool, out: TextIO, err: TextIO) -> int:
    """Print the skeletons of a document or of a step's documents, or save them where they belong."""
    checked = project.checked()
    context = context_of(checked)
    if wanted.step is not None:
        return _step(project, checked, wanted, write=write, out=out, err=err)
    if wanted.kind is None and wanted.replaces is None:
        out.writelines(
            f"{kind.id:12} {kind.name:45} content/{kind.pattern}\n"
            for kind in context.sop.kinds.values()
        )
        return 0
    occasion = _occasion(checked, context, wanted)
    err.writelines(unreadable(checked, occasion.subject.round))
    text = Skeleton(occasion).text()
    if not write:
        out.write(text)
        return 0
    if not project.save(occasion.path, text):
        raise UsageFault(f"berkas {occasion.path} sudah ada; tidak ada yang diubah")
    out.write(f"{occasion.path} dibuat. {_then([occasion.path])}")
    return 0


def _occasion(checked: Checked, context: Context, wanted: Wanted) -> Occasion:
    words = words_of(context)
    if wanted.replaces is not None:
        found = revision(context, wanted, wanted.replaces)
        return Occasion(*found[:3], words, checked.diagnostics, former=found.former)
    state, kind, subject = _subject(context, kind_named(context.sop, wanted.kind or ""), wanted)
    return Occasion(state, kind, subject, words, checked.diagnostics, wanted.partial)


def words_of(context: Context) -> Words:
    """How sentences of new documents write days and working time."""
    day_minutes = ordinary_day(context.sop.calendar)
    return Words(long_day, lambda minutes: working_time(minutes, day_minutes))


# -- all documents of a step ---------------------------------------------------------------------


def _step(
    project: Project, checked: Checked, wanted: Wanted, *, write: bool, out: TextIO, err: TextIO
) -> int:
    context = context_of(checked)
    if wanted.kind or wanted.person or wanted.name or wanted.replaces:
        raise UsageFault(
            "--step menyiapkan semua berkas langkah itu; hapus JENIS, --person, --name, --menggantikan"
        )
    state = RoundState(context, _round(context, None, wanted))
    wants = _places(Turns(state, checked.diagnostics), wanted)
    files = scaffold(state, wants, words_of(context), checked.diagnostics, partial=wanted.partial)
    err.writelines(unreadable(checked, state.round))
    there = [want.path for want in wants if want.document is not None]
    if not write:
        out.writelines(f"{path} sudah ada\n" for path in there)
        out.writelines(f"--- {path}\n{text}" for path, text in files.items())
        out.write("" if there or files else NOTHING)
        return 0
    made = [path for path, text in files.items() if project.save(path, text)]
    out.writelines(f"{path} dibuat\n" for path in made)
    there += [path for path in files if path not in made]
    out.writelines(f"{path} sudah ada, tidak diubah\n" for path in there)
    out.write(_then(made) if made else NOTHING)
    return 0


def _places(turns: Turns, wanted: Wanted) -> list[Place]:
    """The documents of a step whose turn it is; none when it is done. Raises `UsageFault` before its turn."""
    state = turns.state
    step = known_step(state.context, wanted.step or 0, wanted.unit)
    units = [t.unit for t in turns.open if t.step is step and wanted.unit in (None, t.unit)]
    if wanted.partial and not units:
        units = [None for found in turns.partial if found.step is step]
        if not units:
            raise UsageFault(
                f"langkah {step.number} tidak dapat dibuat sebagian: tidak ada unit yang ditunggu, "
                "belum ada unit yang siap, atau formulirnya tidak menyebut unit yang belum"
            )
    if not units and not _is_done(state, step, wanted.unit):
        raise UsageFault(why_not(turns, step, wanted.unit))
    return [found for unit in units for found in places_of(state, step, unit)]


def _is_done(state: RoundState, step: Step, unit: str | None) -> bool:
    where = (unit,) if unit else places(state.context.sop, step)
    return all(state.finished(step, place) for place in where)


def _then(paths: Iterable[str]) -> str:
    return (
        "Periksa isinya, lengkapi yang masih kosong, lalu jalankan: "
        f"kinerja check {' '.join(paths)}\n"
    )


# -- one document --------------------------------------------------------------------------------


def kind_named(sop: Sop, asked: str) -> Kind:
    """The kind that somebody asked for. Raises `UsageFault`."""
    if asked in sop.kinds:
        return sop.kinds[asked]
    close = get_close_matches(asked, sop.kinds, 1, 0.5)
    hint = f"; mungkin maksud Anda {close[0]}" if close else ""
    raise UsageFault(
        f"jenis {quote(asked)} tidak ada{hint}. Pilih salah satu: {', '.join(sop.kinds)}"
    )


def _round(context: Context, kind: Kind | None, wanted: Wanted) -> str:
    newest = max(context.round_facts, default=str(context.today.year))
    chosen = wanted.round or newest
    for text in (chosen, wanted.name or "x"):
        if not NAME.fullmatch(text):
            raise UsageFault(
                f"{text!r} tidak dapat dipakai: hanya huruf kecil, angka, dan tanda hubung"
            )
    opens = kind is not None and kind.function is Function.ROUND
    if not opens and chosen not in context.round_facts:
        rounds = ", ".join(context.round_facts) or "tidak satu pun"
        raise UsageFault(
            f"putaran {chosen!r} belum dibuka; yang ada: {rounds}. Buka dengan: {opening(chosen)}"
        )
    return chosen


def _subject(context: Context, kind: Kind, wanted: Wanted) -> tuple[RoundState, Kind, Subject]:
    state = RoundState(context, _round(context, kind, wanted))
    if kind.function is Function.DOCUMENT and not wanted.person:
        first = next(iter(context.people), "ID")
        raise UsageFault(
            f"sebutkan pemilik dokumennya, misalnya: kinerja new {kind.id} --person {first}"
        )
    units = context.sop.organisation.units
    asks_unit = kind.per_unit and (wanted.unit is not None or not wanted.person)
    if asks_unit and wanted.unit not in units:
        raise UsageFault(f"sebutkan unitnya dengan --unit, salah satu dari: {', '.join(units)}")
    if wanted.person is None:
        step = context.sop.steps.get(kind.step or 0)
        return state, kind, doer(state, kind, step, wanted.unit)
    return state, kind, _owned(state, kind, wanted, wanted.person)


def _owned(state: RoundState, kind: Kind, wanted: Wanted, person: str) -> Subject:
    """Whose document it is when the user names the person."""
    context = state.context
    if person not in context.people:
        raise UsageFault(f"pegawai {person!r} tidak ada di {register_name(context)}")
    held = context.positions(person, context.today.isoformat())
    tenure = held[0] if held else None
    position = context.sop.organisation.positions.get(tenure.position) if tenure else None
    unit = wanted.unit or (position.unit if position else "")
    if kind.per_unit and not unit:
        raise UsageFault(
            f"{person} tidak memegang jabatan hari ini; sebutkan unitnya dengan --unit"
        )
    id = position.id if position else ""
    return Subject(
        round=state.round,
        unit=unit if kind.per_unit else "",
        name=wanted.name or file_name(state, kind, person, id),
        person=person,
        position=id,
        status=tenure.status if tenure else "",
    )
