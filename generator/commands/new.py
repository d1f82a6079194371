"""`kinerja new`: a commented skeleton of a document, printed or saved in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TextIO

from generator.commands.fault import UsageFault
from generator.commands.project import Project
from generator.commands.status import unreadable
from generator.compile.known import Known, Subject
from generator.compile.skeleton import Skeleton
from generator.compile.state import RoundState
from generator.publish.write import write_file
from generator.rules.context import Context
from generator.rules.naming import register_name
from generator.sop.model import Function, Kind, Sop

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Wanted:
    """What the user asked for; None: to be found out."""

    kind: str | None
    round: str | None
    unit: str | None
    person: str | None
    name: str | None


def new(project: Project, wanted: Wanted, *, write: bool, out: TextIO, err: TextIO) -> int:
    """Print the skeleton of a document, or save it where it belongs."""
    checked = project.checked()
    context = checked.context
    if context is None:
        raise UsageFault("folder sop/ belum dapat dipakai; lihat kinerja check")
    if wanted.kind is None:
        out.writelines(
            f"{kind.id:12} {kind.name:45} content/{kind.pattern}\n"
            for kind in context.sop.kinds.values()
        )
        return 0
    kind = kind_named(context.sop, wanted.kind)
    skeleton = Skeleton(Known(*_subject(context, kind, wanted)))
    err.writelines(unreadable(checked, skeleton.known.subject.round))
    path = f"content/{skeleton.path()}"
    up = "../" * path.count("/")
    text = skeleton.text(f"{up}sop/formulir/{kind.id}.schema.yaml")
    if not write:
        out.write(text)
        return 0
    if (project.root / path).exists():
        raise UsageFault(f"berkas {path} sudah ada; tidak ada yang diubah")
    write_file(project.root / path, text.encode())
    out.write(f"{path} dibuat. Isi yang masih kosong, lalu jalankan: kinerja check {path}\n")
    return 0


def kind_named(sop: Sop, asked: str) -> Kind:
    """The kind that somebody asked for. Raises `UsageFault`."""
    if asked in sop.kinds:
        return sop.kinds[asked]
    close = get_close_matches(asked, sop.kinds, 1, 0.5)
    hint = f"; mungkin maksud Anda {close[0]}" if close else ""
    raise UsageFault(f"jenis {asked!r} tidak ada{hint}. Pilih salah satu: {', '.join(sop.kinds)}")


def _round(context: Context, kind: Kind, wanted: Wanted) -> str:
    newest = max(context.round_facts, default=str(context.today.year))
    chosen = wanted.round or newest
    for text in (chosen, wanted.name or "x"):
        if not _NAME.fullmatch(text):
            raise UsageFault(
                f"{text!r} tidak dapat dipakai: hanya huruf kecil, angka, dan tanda hubung"
            )
    if kind.function is not Function.ROUND and chosen not in context.round_facts:
        rounds = ", ".join(context.round_facts) or "tidak satu pun"
        raise UsageFault(f"putaran {chosen!r} belum dibuka; yang ada: {rounds}")
    return chosen


def _subject(context: Context, kind: Kind, wanted: Wanted) -> tuple[RoundState, Kind, Subject]:
    state = RoundState(context, _round(context, kind, wanted))
    person = wanted.person or _doer(state, kind, wanted.unit)
    if kind.function is Function.DOCUMENT and not wanted.person:
        first = next(iter(context.people), "ID")
        raise UsageFault(
            f"sebutkan pemilik dokumennya, misalnya: kinerja new {kind.id} --person {first}"
        )
    if person and person not in context.people:
        raise UsageFault(f"pegawai {person!r} tidak ada di {register_name(context)}")
    held = context.positions(person, context.today.isoformat()) if person else []
    position = context.sop.organisation.positions.get(held[0].position) if held else None
    unit = wanted.unit or (position.unit if position and kind.per_unit else "")
    if kind.per_unit and unit not in context.sop.organisation.units:
        units = ", ".join(context.sop.organisation.units)
        raise UsageFault(f"sebutkan unitnya dengan --unit, salah satu dari: {units}")
    subject = Subject(
        round=state.round,
        unit=unit if kind.per_unit else "",
        name=_name(context, kind, wanted, person) if "{nama}" in kind.pattern else "",
        person=person,
        position=position.id if position else "",
        status=held[0].status if held else "",
    )
    return state, kind, subject


def _doer(state: RoundState, kind: Kind, unit: str | None) -> str:
    """Who writes the evidence of a step today: the holder of the step's role."""
    sop, today = state.context.sop, state.context.today.isoformat()
    role = sop.roles[sop.steps[kind.step].role] if kind.step else None
    if role is None or kind.function is Function.DOCUMENT:
        return ""
    heads = [
        u.head for u in sop.organisation.units.values() if u.group == role.heads_of and u.id == unit
    ]
    for position in (*role.positions, *heads):
        for person, _ in state.context.tenures(position, today):
            return person.id
    return ""


def _name(context: Context, kind: Kind, wanted: Wanted, person: str) -> str:
    """The free part of the file's name: as in other rounds, else the position or the person."""
    if wanted.name:
        return wanted.name
    for facts in reversed(context.every):
        if facts.document.kind == kind.id and facts.owner and facts.owner.person == person:
            return facts.document.name or person
    held = context.positions(person, context.today.isoformat())
    position = context.sop.organisation.positions.get(held[0].position) if held else None
    return person if position is None or position.shared else position.id
