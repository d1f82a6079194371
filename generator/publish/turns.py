"""Whose turn it is, for people (text), for a proposal on a forge (Markdown), and for a workflow (JSON).

The keys of the JSON are documented in docs/format.md; they stay.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from generator.compile.model import StepRow
from generator.compile.need import Actor, Lack, Need, Partial, Turn
from generator.compile.state import moment_text
from generator.compile.turn import Turns
from generator.publish.format import after, day, moment, number, ordinary_day, working_time
from generator.publish.piece import LINKED, Piece, markdown
from generator.publish.render import Templates
from generator.report.text import visible
from generator.rules.context import Context
from generator.rules.naming import listing, position, unit
from generator.sop.model import Sop

VERSION = "1"
LONGEST = 120
"""Characters of a title."""
LONGEST_VALUE = 400
"""Characters of a value in the body of a proposal."""
FEW = 3
"""People that are named for a turn; of more only their number, as each stands at his documents."""

_TEMPLATES = {"late": "terlambat.md.j2", "md": "giliran.md.j2", "text": "giliran.txt.j2"}
_LACKS = {
    Lack.UNREADABLE: "tidak terbaca",
    Lack.OPEN: "belum dinyatakan selesai",
    Lack.FAULTY: "",
}
# What may stand in Markdown without meaning anything: "&" and ":" before a space, a single "/".
_INERT = re.compile(r"[^\W_](?:[^\W_]|[ ,;()%.–-]|[&:](?= )|/(?=[^\W\d_]))*")


def place(number_: int, name: str, unit_: str | None, sop: Sop) -> str:
    """Langkah 5 Validasi Bagian, Bagian RBAK: a step (of a unit) by its names."""
    known = sop.organisation.units.get(unit_ or "")
    return f"Langkah {number_} {name}" + (f", {known.short}" if known else "")


def times(row: StepRow, sop: Sop) -> str:
    """Since when a step is open, when it is due, how late it is."""
    text = f"sejak {moment(row.started)}"
    if row.due:
        text += f", tenggat {moment(row.due)}"
    return f"{text}, terlambat {lapse(row.late, sop)} kerja" if row.late else text


def lapse(minutes: int, sop: Sop) -> str:
    """Working time in words."""
    return working_time(minutes, ordinary_day(sop.calendar))


def title(turn: Turn | Partial, sop: Sop) -> str:
    """The title of the proposal that does a turn: one line, nothing hidden."""
    name = place(turn.step.number, turn.step.name, getattr(turn, "unit", None), sop)
    name += after(getattr(turn, "number", ""))
    text = visible(" ".join(f"{name} ({turn.round})".split()))
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def command(turn: Turn | Partial) -> str:
    """The command that makes the documents of a turn."""
    parts = ["kinerja new", f"--step {turn.step.number}"]
    parts += [f"--unit {turn.unit}"] if isinstance(turn, Turn) and turn.unit else []
    parts += ["--partial"] if isinstance(turn, Partial) else []
    return " ".join([*parts, f"--round {turn.round}", "--write"])


# -- for a workflow ------------------------------------------------------------------------------


def machine(
    context: Context, name: str, turns: Turns | None, chosen: list[Turn], partial: list[Partial]
) -> str:
    """The turns as JSON; `turns` None: the round is not there."""
    data = {
        "version": VERSION,
        "today": context.today.isoformat(),
        "round": name,
        "opened": turns is not None and turns.state.opened is not None,
        "finished": turns is not None and turns.finished,
        "open_with": "" if turns else opening(name),
        "turns": [_turn(turn, context.sop) for turn in chosen],
        "partial": [_partial(found, context.sop) for found in partial],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def opening(name: str) -> str:
    """The command that opens a round."""
    return f"kinerja buka {name}"


def _turn(turn: Turn, sop: Sop) -> dict[str, Any]:
    return {
        "round": turn.round,
        "step": turn.step.number,
        "name": turn.step.name,
        "unit": turn.unit,
        "supplement": turn.number,
        "awaited": list(turn.awaited),
        "role": turn.step.role,
        "positions": list(dict.fromkeys(actor.position for actor in turn.actors)),
        "branch": turn.branch,
        "title": title(turn, sop),
        "since": moment_text(turn.clock.started),
        "due": moment_text(turn.clock.due),
        "late_minutes": turn.clock.late,
        "make": list(turn.to_make),
        "command": command(turn) if turn.to_make else "",
        "documents": [_need(need) for need in turn.needs],
        "faulty": [_need(need) for need in turn.faulty],
    }


def _need(need: Need) -> dict[str, Any]:
    return {
        "path": need.path,
        "kind": need.kind,
        "position": need.position,
        "state": need.lack.value,
        "errors": need.errors,
        "missing": list(need.wanting),
    }


def _partial(found: Partial, sop: Sop) -> dict[str, Any]:
    return {
        "round": found.round,
        "step": found.step.number,
        "name": found.step.name,
        "without": list(found.units),
        "title": title(found, sop),
        "command": command(found),
    }


# -- for people ----------------------------------------------------------------------------------


def shown(
    turns: Turns, chosen: list[Turn], partial: list[Partial], note: str, form: str, root: Path
) -> str:
    """The turns as text, as the body of a proposal (md), or as a reminder of the late ones (late).

    `note`: what to say where there is none.
    """
    context = turns.state.context
    own = context.round_facts.get(turns.state.round)
    templates = Templates(root, {"polos": visible, "tulis": inline})
    return templates.render(
        f"forge/{_TEMPLATES[form]}",
        putaran=(own.get("nama") if own else "") or turns.state.round,
        hari_ini=day(context.today.isoformat()),
        giliran=[_view(turn, context) for turn in chosen],
        sebagian=[_partial_view(found, context) for found in partial],
        catatan=note,
    )


def inline(text: str) -> str:
    """A text in Markdown: as it is where it can mean nothing else, else in a code span."""
    one = visible(" ".join(text.split()))
    one = one if len(one) <= LONGEST_VALUE else f"{one[:LONGEST_VALUE]}…"
    if _INERT.fullmatch(one) and not LINKED.search(one):
        return one
    return markdown(Piece(one, quoted=True)) if one else ""


def _view(turn: Turn, context: Context) -> dict[str, Any]:
    sop = context.sop
    known = sop.organisation.units.get(turn.unit or "")
    return {
        "langkah": turn.step,
        "peran": sop.roles[turn.step.role].name,
        "unit": known.short if known else "",
        "susulan": turn.number,
        "menunggu": listing(turn.awaited),
        "siapa": [_actor(actor, context) for actor in turn.actors],
        "sejak": moment(moment_text(turn.clock.started)),
        "tenggat": moment(moment_text(turn.clock.due)),
        "terlambat": lapse(turn.clock.late, sop) if turn.clock.late else "",
        "berkas": _by_owner(turn.needs, turn.actors, context),
        "salah": _by_owner(turn.faulty, turn.actors, context),
        "banyak": len(turn.actors) > FEW,
        "cabang": turn.branch,
        "perintah": command(turn) if turn.to_make else "",
    }


def _partial_view(found: Partial, context: Context) -> dict[str, Any]:
    return {
        "langkah": found.step,
        "unit": listing(unit(context, name) for name in found.units),
        "perintah": command(found),
    }


def _actor(actor: Actor, context: Context) -> str:
    held = f"{context.sop.tenures.get(actor.status, '')}{position(context, actor.position)}"
    known = context.people.get(actor.person)
    if not actor.person:
        return f"{held} (tidak ada pemegangnya)"
    return f"{known.name if known and known.name else actor.person} ({held})"


def _by_owner(
    needs: tuple[Need, ...], actors: tuple[Actor, ...], context: Context
) -> list[dict[str, Any]]:
    """The documents of each owner together, in the order in which owners come up."""
    statuses = {(actor.person, actor.position): actor.status for actor in actors}
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for need in needs:
        found.setdefault((need.person, need.position), []).append(_need_view(need, context))
    return [
        {
            "siapa": _actor(Actor(*owner, statuses.get(owner, "")), context) if owner[1] else "",
            "berkas": files,
        }
        for owner, files in found.items()
    ]


def _need_view(need: Need, context: Context) -> dict[str, str]:
    sop = context.sop
    back = sop.word_returned + (f" ({need.reason})" if need.reason else "")
    words = {
        Lack.ABSENT: sop.word_absent,
        Lack.DRAFT: sop.word_draft,
        Lack.RETURNED: back,
        **_LACKS,
    }
    parts = [
        words[need.lack],
        f"{number(need.errors)} galat" if need.errors else "",
        f"belum diisi: {listing(need.wanting)}" if need.wanting else "",
    ]
    return {
        "berkas": need.path,
        "jenis": context.sop.kinds[need.kind].short,
        "keadaan": ", ".join(part for part in parts if part),
    }
