"""How rules name people, positions, units and documents, and how they quote what somebody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.rules.context import Context
from generator.sop.facts import Facts
from generator.sop.model import Function

_PERSONAL = re.compile(r"\d(?:[ .\-']?\d){15,}")
_LONGEST = 60


def quoted(text: str) -> str:
    """A text as written, between quotation marks; long ones cut, personal numbers never shown."""
    hidden = _PERSONAL.sub("(nomor pribadi)", text)
    return f'"{hidden if len(hidden) <= _LONGEST else hidden[: _LONGEST - 1] + "…"}"'


def register_name(context: Context) -> str:
    """What people call the register of people: the name of its kind."""
    return " atau ".join(kind.name.lower() for kind in context.sop.kinds_of(Function.PEOPLE))


def person(context: Context, id: str) -> str:
    """A person's name, the id as written where nobody has it."""
    found = context.people.get(id)
    return found.name if found and found.name else quoted(id)


def position(context: Context, id: str) -> str:
    """A position's name, the id as written where none has it."""
    found = context.sop.organisation.positions.get(id)
    return found.name if found else quoted(id)


def unit(context: Context, id: str | None) -> str:
    """A unit's short name, the id as written where none has it."""
    found = context.sop.organisation.units.get(id or "")
    return found.short if found else quoted(id or "")


def owner(context: Context, facts: Facts) -> str:
    """The owner of a document with his position."""
    if facts.owner is None:
        return quoted("")
    return f"{person(context, facts.owner.person)} ({position(context, facts.owner.position)})"


def listing(items: Iterable[str], most: int = 6) -> str:
    """Items in one phrase: a, b, dan c; beyond a number only how many more there are."""
    names = list(items)
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} lainnya"]
    if len(names) < 3:
        return " dan ".join(names)
    return ", ".join(names[:-1]) + f", dan {names[-1]}"
