"""How the rules on proposals speak of days, people with their accounts, steps and turns."""

from __future__ import annotations

from collections.abc import Iterable

from generator.rules.naming import listing, person, position, unit
from generator.rules.proposal import Proposal, Review, Turn
from generator.rules.seat import Seat
from generator.sop.model import Sop


def step_name(sop: Sop, number: int) -> str:
    """Langkah 5 (Validasi Bagian)."""
    return f"langkah {number} ({sop.steps[number].name})"


def turn_name(proposal: Proposal, turn: Turn) -> str:
    """A step with its unit, and its round where the proposal touches several."""
    name = step_name(proposal.sop, turn.step)
    if turn.unit:
        name += f" {unit(proposal.base, turn.unit)}"
    several = len({other.round for other in proposal.turns}) > 1
    return f"{name} putaran {turn.round}" if several else name


def account_name(proposal: Proposal, login: str, on: str) -> str:
    """Whose account it is, with the account."""
    id = proposal.person(login, on)
    if id:
        return f"{person(proposal.base, id)} (@{login})"
    return f"akun @{login}" if login else "akun yang sudah dihapus"


def reviewer(proposal: Proposal, review: Review) -> str:
    """Who reviewed, with the account."""
    return account_name(proposal, review.login, proposal.day(review))


def seat_name(proposal: Proposal, seat: Seat) -> str:
    """A person with the position that he acts in and his account."""
    sop = proposal.sop
    held = f"{sop.tenures.get(seat.status, '')}{position(proposal.base, seat.position)}"
    office = held if seat.position else sop.roles[seat.role].name
    on = proposal.base.today.isoformat()
    logins = [f"@{a.login}" for a in sop.accounts if a.person == seat.person and a.is_valid(on)]
    account = ", ".join(logins) or "belum punya akun"
    return f"{person(proposal.base, seat.person)} ({office}, {account})"


def seat_names(proposal: Proposal, seats: Iterable[Seat]) -> str:
    """Several of them in one phrase, each person once."""
    once = {seat.person: seat for seat in reversed(tuple(seats))}
    return listing([seat_name(proposal, seat) for seat in reversed(once.values())], 4)


def ask(proposal: Proposal) -> str:
    """Who can approve today, as what to do."""
    able = proposal.signers(proposal.base.today.isoformat())
    if able:
        return f"minta persetujuan {seat_names(proposal, able)}"
    role = proposal.subject.role.name if proposal.subject else ""
    return (
        f"tidak ada pemegang peran {role} yang bebas; admin harus mengisi jabatannya "
        "atau menunjuk pengganti di sop/peran.yaml"
    )
