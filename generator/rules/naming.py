"""How rules name people, positions, units and lists in their sentences."""

from __future__ import annotations

from collections.abc import Iterable

from generator.rules.context import Context
from generator.rules.wording import quote
from generator.sop.model import Function


def register_name(context: Context) -> str:
    """What people call the register of people: the name of its kind."""
    return " atau ".join(kind.name.lower() for kind in context.sop.kinds_of(Function.PEOPLE))


def person(context: Context, id: str) -> str:
    """A person's name, the id as written where nobody has it."""
    found = context.people.get(id)
    return found.name if found and found.name else quote(id)


def position(context: Context, id: str) -> str:
    """A position's name, the id as written where none has it."""
    found = context.sop.organisation.positions.get(id)
    return found.name if found else quote(id)


def unit(context: Context, id: str | None) -> str:
    """A unit's short name, the id as written where none has it."""
    found = context.sop.organisation.units.get(id or "")
    return found.short if found else quote(id or "")


def listing(items: Iterable[str], most: int = 6) -> str:
    """Items in one phrase: a, b, dan c; beyond a number only how many more there are."""
    names = list(items)
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} lainnya"]
    if len(names) < 3:
        return " dan ".join(names)
    return ", ".join(names[:-1]) + f", dan {names[-1]}"


def new_version(id: str) -> str:
    """What to do about a signed document that no longer fits."""
    return f"siapkan versi barunya dengan: kinerja new --menggantikan {id} --write"
