"""Which roles and turns some accounts may act for: what nobody may give himself by a proposal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.rules.context import Context
from generator.rules.proposal import Claim
from generator.rules.seat import holders, positions
from generator.sop.model import Role, Sop

_LAST = "9999-12-31"
"""A day after all others: who holds a position then has no last day."""


class Power(NamedTuple):
    """What a position gives: a role or what follows from it, in a unit where the role is held in units."""

    name: str
    unit: str


def claims(context: Context, logins: Iterable[str]) -> Iterator[Claim]:
    """Everything that some accounts have or will have, by positions with their days or as keepers.

    Besides the roles themselves: the steps that a role decides, being named as an alternate, and
    deciding alone because a role has no holder. So a step cannot be moved to another role, an
    alternate be named, or a holder be ended by those who gain by it.
    """
    held: dict[str, set[Power]] = {}
    for position, power in _powers(context):
        held.setdefault(position, set()).add(power)
    wanted = set(logins)
    for account in (a for a in context.sop.accounts if a.login in wanted):
        days = (account.start, account.end)
        for kept in account.keeps:
            yield Claim(account.login, account.person, kept, "", "", "", *days)
        person = context.people.get(account.person)
        for tenure in person.tenures if person else ():
            start = max(tenure.start, account.start)
            end = min(filter(None, (tenure.end, account.end)), default="")
            for name, unit in held.get(tenure.position, ()):
                yield Claim(
                    account.login,
                    account.person,
                    name,
                    unit,
                    tenure.position,
                    tenure.status,
                    start,
                    end,
                )


def _powers(context: Context) -> Iterator[tuple[str, Power]]:
    """Each position with what it gives."""
    sop = context.sop
    for role in sop.roles.values():
        given = [role.id, *_steps(sop, role)]
        for unit in _units(sop, role):
            for position in positions(context, role, unit or None):
                yield from ((position, Power(name, unit)) for name in given)
            stand_in = [f"pengganti {role.name}"]
            if _is_vacant(context, role, unit):
                stand_in.append(f"satu-satunya penyetuju bagi {role.name}")
            for name in role.alternates:
                for position in positions(context, sop.roles[name], unit or None):
                    yield from ((position, Power(text, unit)) for text in stand_in)


def _steps(sop: Sop, role: Role) -> Iterator[str]:
    for step in sop.steps.values():
        if step.role == role.id:
            yield f"penyetuju langkah {step.number} ({step.name})"


def _units(sop: Sop, role: Role) -> Iterable[str]:
    return sop.organisation.units if role.heads_of or role.members_of else ("",)


def _is_vacant(context: Context, role: Role, unit: str) -> bool:
    """Whether nobody holds a role today, or nobody for good."""
    days = (context.today.isoformat(), _LAST)
    return any(next(holders(context, role, unit or None, day), None) is None for day in days)
