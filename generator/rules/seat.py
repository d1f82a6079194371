"""Who may act for a role on a day: holders of its positions, heads and members of units, keepers."""

# Annotations are evaluated here: as texts, each field of a named tuple is compiled when the program starts.

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.rules.context import Context
from generator.sop.model import Role


class Seat(NamedTuple):
    """A person who may act for a role: in which position and with which status, as an alternate or not.

    Position and status are empty for the keepers of the repository.
    """

    role: str
    person: str
    position: str
    status: str
    alternate: bool = False


def seats(context: Context, role: Role, unit: str | None, day: str) -> tuple[Seat, ...]:
    """Everybody who may act for a role (in a unit) on a day: its holders first, then the alternates."""
    found = dict.fromkeys(holders(context, role, unit, day))
    for name in role.alternates:
        other = context.sop.roles[name]
        found |= dict.fromkeys(
            seat._replace(role=role.id, alternate=True)
            for seat in holders(context, other, unit, day)
        )
    return tuple(found)


def holders(context: Context, role: Role, unit: str | None, day: str) -> Iterator[Seat]:
    """The holders of a role on a day, of one unit's where the role is held in units."""
    if role.is_keeper:
        for account in context.sop.accounts:
            if role.id in account.keeps and account.is_valid(day):
                yield Seat(role.id, account.person, "", "")
        return
    for position in positions(context, role, unit):
        for person, tenure in context.tenures(position, day):
            yield Seat(role.id, person.id, position, tenure.status)


def positions(context: Context, role: Role, unit: str | None) -> tuple[str, ...]:
    """The positions whose holders have a role."""
    organisation = context.sop.organisation
    heads = [
        u.head
        for u in organisation.units.values()
        if u.group == role.heads_of and unit in (None, u.id)
    ]
    groups = {u.id for u in organisation.units_of(role.members_of) if unit in (None, u.id)}
    members = [p.id for p in organisation.positions.values() if p.unit in groups]
    return tuple(dict.fromkeys((*role.positions, *heads, *members)))


def signers(known: Iterable[Seat], involved: frozenset[str]) -> tuple[Seat, ...]:
    """Who may approve: holders who have no part in the proposal; when there is none, the alternates."""
    free = [seat for seat in known if seat.person not in involved]
    main = tuple(seat for seat in free if not seat.alternate)
    return main or tuple(free)
