"""`kinerja next`: what the SOP wants now, from whom, by when."""

from __future__ import annotations

import re
from typing import TextIO

from generator.commands.fault import UsageFault
from generator.commands.project import Project, context_of
from generator.compile.state import RoundState
from generator.compile.turn import Turns
from generator.publish.turns import machine, opening, place, shown
from generator.report.text import visible
from generator.rules.context import Context
from generator.rules.naming import unit as unit_name
from generator.rules.wording import joined
from generator.sop.model import Step

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def next_turns(
    project: Project,
    *,
    name: str | None,
    step: int | None,
    unit: str | None,
    form: str,
    out: TextIO,
) -> int:
    """Print whose turn it is in a round (the newest without a name): as text, md, json, or late ones."""
    checked = project.checked()
    context = context_of(checked)
    chosen = name or max(context.round_facts, default=str(context.today.year))
    if not NAME.fullmatch(chosen):
        raise UsageFault(f"nama putaran {chosen!r} tidak dapat dipakai: hanya a-z, 0-9, dan -")
    if chosen not in context.round_facts and form == "late":
        return 0
    if chosen not in context.round_facts:
        out.write(_unopened(context, chosen, form))
        return 0
    turns = Turns(RoundState(context, chosen), checked.diagnostics)
    _known_unit(context, unit)
    wanted = None if step is None else known_step(context, step, unit)
    found = [t for t in turns.open if step in (None, t.step.number) and unit in (None, t.unit)]
    partial = [p for p in turns.partial if unit is None and step in (None, p.step.number)]
    if form == "json":
        out.write(machine(context, chosen, turns, found, partial))
        return 0
    note = "" if found else _nothing(turns, wanted, unit)
    text = shown(turns, found, partial, note, form, project.root).strip("\n")
    out.write(f"{text}\n" if text else "")
    return 0


def known_step(context: Context, number: int, unit: str | None) -> Step:
    """The step of a number. Raises `UsageFault` for an unknown one, or a unit that does not do it."""
    sop = context.sop
    step = sop.steps.get(number)
    if step is None:
        numbers = ", ".join(map(str, sop.steps))
        raise UsageFault(f"langkah {number} tidak ada; pilih salah satu: {numbers}")
    if unit is not None and not sop.takes(unit, step):
        units = ", ".join(u.id for u in sop.units_at(step))
        choice = f"pilih unit: {units}" if units else "langkah ini tidak per unit, hapus --unit"
        raise UsageFault(f"langkah {number} tidak dikerjakan unit {unit!r}; {choice}")
    return step


def _known_unit(context: Context, unit: str | None) -> None:
    units = context.sop.organisation.units
    if unit is not None and unit not in units:
        raise UsageFault(f"unit {unit!r} tidak ada; pilih salah satu: {', '.join(units)}")


def _nothing(turns: Turns, step: Step | None, unit: str | None) -> str:
    """Why nothing is to be done."""
    if turns.state.opened is None:
        path = turns.state.context.round_facts[turns.state.round].document.path
        return f"Putaran ini belum menyebut saat mulainya; lengkapi {path}"
    if turns.finished:
        command = opening("PUTARAN")
        return (
            f"Semua langkah putaran ini sudah selesai. Putaran berikutnya dibuka dengan: {command}"
        )
    if step is None or (step.per_unit and unit is None):
        return "Tidak ada yang dapat dikerjakan sekarang."
    return why_not(turns, step, unit)


def why_not(turns: Turns, step: Step, unit: str | None) -> str:
    """Why a step (of a unit) is not to be done now: it is done, or waits for others."""
    sop = turns.state.context.sop
    name = place(step.number, step.name, unit, sop)
    if turns.state.finished(step, unit):
        return f"{name} sudah selesai."
    waits = [_awaited(s, u, turns.state.context) for s, u in turns.waits_for(step, unit)]
    return f"{name} belum gilirannya: menunggu {joined(waits, 'dan') or 'putaran dibuka'}."


def _awaited(step: Step, unit: str | None, context: Context) -> str:
    where = f" di {unit_name(context, unit)}" if unit else ""
    return f"langkah {step.number} ({step.name}){where}"


def _unopened(context: Context, name: str, form: str) -> str:
    if form == "json":
        return machine(context, name, None, [], [])
    known = ", ".join(map(visible, context.round_facts))
    there = f" Yang sudah dibuka: {known}." if known else ""
    mark = "`" if form == "md" else ""
    return f"Belum ada putaran {name}.{there} Buka dengan: {mark}{opening(name)}{mark}\n"
