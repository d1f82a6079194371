"""Who owns which path: one step is one path is one role, and the last matching line wins.

The lines follow from the rule book alone. What no line can say is a fault: on every forge two owners
of a path mean that either of them is enough, never that both must sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from generator.rules.context import Context
from generator.sop.model import Kind, Role, Sop, Step, Unit

EVERYTHING = "*"
CONTENT = "content"
ACCOUNT = re.compile(r"@[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*")


@dataclass(frozen=True)
class Line:
    """A path pattern and the accounts that own it; step 0 is the repository itself."""

    pattern: str
    role: str
    accounts: tuple[str, ...]
    step: int = 0

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Matches the paths of the pattern, and what lies below them."""
        if self.pattern == EVERYTHING:
            return re.compile(".*", re.DOTALL)
        parts = map(re.escape, self.pattern.strip("/").split("*"))
        return re.compile("[^/]*".join(parts) + "(?:/.*)?", re.DOTALL)

    @property
    def expression(self) -> str:
        """The pattern as a regular expression without a backslash, for forges that want one."""
        return self.pattern.strip("/").replace(".", "[.]").replace("*", "[^/]*")


@dataclass(frozen=True)
class Owners:
    """All lines in their order, and what is wrong with them as Indonesian sentences."""

    lines: tuple[Line, ...]
    faults: tuple[str, ...]

    def owner_of(self, path: str) -> Line | None:
        """The line that decides about a path: the last that matches."""
        return owner_of(self.lines, path)


def owner_of(lines: Iterable[Line], path: str) -> Line | None:
    """The last line that matches a path."""
    return next((x for x in reversed(tuple(lines)) if x.regex.fullmatch(path)), None)


def owners_of(sop: Sop) -> Owners:
    """The owners of every path of a repository with this rule book."""
    faults: list[str] = []
    lines = [*_keepers(sop, faults), *_step_lines(sop, faults)]
    faults += _clashes(sop, lines[1:] if lines and not lines[0].step else lines)
    return Owners(tuple(lines), tuple(dict.fromkeys(faults)))


def _keepers(sop: Sop, faults: list[str]) -> list[Line]:
    found = [role for role in sop.roles.values() if role.is_keeper]
    if len(found) != 1:
        names = f": {', '.join(role.name for role in found)}" if found else ""
        faults.append(
            f"harus ada tepat satu peran yang hanya punya akun, sekarang ada {len(found)}{names}; "
            "tanpa itu berkas di luar dokumen tidak jelas pemiliknya. Betulkan sop/peran.yaml"
        )
        return []
    accounts = _accounts(found[0], None, f"peran {found[0].name}", faults)
    return [Line(EVERYTHING, found[0].id, accounts)] if accounts else []


def _step_lines(sop: Sop, faults: list[str]) -> Iterator[Line]:
    for step in sop.steps.values():
        role = sop.roles[step.role]
        for kind in sop.kinds_at(step.number):
            for unit in _units(sop, kind, step):
                place = f"langkah {step.number}, peran {role.name}"
                if accounts := _accounts(role, unit, place, faults):
                    others = _alternates(sop, role, unit)
                    every = tuple(dict.fromkeys((*accounts, *others)))
                    yield Line(_pattern(kind, unit), role.id, every, step.number)


def _units(sop: Sop, kind: Kind, step: Step) -> tuple[Unit | None, ...]:
    if not kind.per_unit:
        return (None,)
    return sop.units_at(step) or tuple(sop.organisation.units.values())


def _pattern(kind: Kind, unit: Unit | None) -> str:
    text = kind.pattern.replace("{unit}", unit.id) if unit else kind.pattern
    return f"/{CONTENT}/{re.sub(r'{[a-z]+}', '*', text)}"


def _accounts(role: Role, unit: Unit | None, place: str, faults: list[str]) -> tuple[str, ...]:
    if not role.accounts:
        faults.append(
            f"{place}: belum punya akun, jadi berkasnya tidak bertuan. "
            "Isi akun peran itu di sop/peran.yaml"
        )
    filled = [a.replace("{unit}", unit.id) if unit else a for a in role.accounts]
    for account in filled:
        if not ACCOUNT.fullmatch(account):
            reason = "berkasnya tidak per unit" if "{unit}" in account else "bentuknya @nama/tim"
            faults.append(
                f"{place}: akun {account} tidak dapat dipakai ({reason}). Betulkan sop/peran.yaml"
            )
    return tuple(account for account in filled if ACCOUNT.fullmatch(account))


def _alternates(sop: Sop, role: Role, unit: Unit | None) -> tuple[str, ...]:
    """The accounts of a role's alternates: a forge must let them approve, the gate says when they may."""
    return tuple(
        account for name in role.alternates for account in _accounts(sop.roles[name], unit, "", [])
    )


def _clashes(sop: Sop, lines: list[Line]) -> Iterator[str]:
    for i, later in enumerate(lines):
        for line in lines[:i]:
            if not overlap(line.pattern, later.pattern):
                continue
            one, other = sop.roles[line.role].name, sop.roles[later.role].name
            if (line.role, line.accounts) != (later.role, later.accounts):
                yield (
                    f"{later.pattern} dan {line.pattern} memuat berkas yang sama, padahal pemiliknya "
                    f"berbeda ({other} pada langkah {later.step}, {one} pada langkah {line.step}). "
                    "Di forge persetujuan salah satu saja sudah cukup; beri tiap langkah berkas sendiri"
                )
            elif later.regex.fullmatch(line.pattern.strip("/")):
                yield (
                    f"baris {line.pattern} (langkah {line.step}) tertutup oleh {later.pattern} "
                    f"(langkah {later.step}) dan tidak pernah berlaku; bedakan pola berkasnya"
                )


def overlap(one: str, other: str) -> bool:
    """Whether a path can match both patterns; a pattern also matches what lies below it."""
    pairs = zip(one.strip("/").split("/"), other.strip("/").split("/"), strict=False)
    return all(_meet(a, b) for a, b in pairs)


@cache
def _meet(one: str, other: str) -> bool:
    """Whether a name can match both patterns; a star stands for any text."""
    if not one or not other:
        return not (one + other).strip("*")
    if one[0] == "*":
        return _meet(one[1:], other) or _meet(one, other[1:])
    if other[0] == "*":
        return _meet(other, one)
    return one[0] == other[0] and _meet(one[1:], other[1:])


def vacancies(context: Context) -> Iterator[str]:
    """Roles of steps that somebody should hold and nobody holds today, as Indonesian sentences."""
    sop, day = context.sop, context.today.isoformat()
    for role in dict.fromkeys(sop.roles[step.role] for step in sop.steps.values()):
        numbers = [str(s.number) for s in sop.steps.values() if s.role == role.id]
        steps = f"langkah {' dan '.join(numbers)}"
        for position in _positions(sop, role):
            if not context.tenures(position, day):
                title = sop.organisation.positions[position].name
                yield f"peran {role.name} ({steps}): tidak ada pemegang jabatan {title}"
        for unit in sop.organisation.units_of(role.members_of):
            posts = [p for p in sop.organisation.positions.values() if p.unit == unit.id]
            if not any(context.tenures(post.id, day) for post in posts):
                yield f"peran {role.name} ({steps}): tidak ada pegawai di {unit.name}"


def _positions(sop: Sop, role: Role) -> tuple[str, ...]:
    units = sop.organisation.units_of((role.heads_of,)) if role.heads_of else ()
    return tuple(dict.fromkeys((*role.positions, *(unit.head for unit in units))))
