"""The parts of an employee's number (NIP, 18 digits), for the rules that judge the register.

Birth date (8), year of appointment (4), month of appointment or code of a contract (2), sex (1),
serial (3). There is no check digit. Source: Perka BKN 22/2007 and 43/2007.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.diagnostic import Finding, Location
from generator.rules.context import Context
from generator.sop.facts import Person

LENGTH = 18


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number of the right shape, and the person whose it is (None: nobody known)."""

    id: str
    digits: str
    person: Person | None

    @property
    def born(self) -> date | None:
        """The birth date, None when no such day exists."""
        try:
            return date(int(self.digits[:4]), int(self.digits[4:6]), int(self.digits[6:8]))
        except ValueError:
            return None

    @property
    def year(self) -> int:
        """The year of appointment."""
        return int(self.digits[8:12])

    @property
    def month(self) -> int:
        """The month of appointment; for a contract a code that is no month."""
        return int(self.digits[12:14])

    @property
    def sex(self) -> str:
        """1 for a man, 2 for a woman."""
        return self.digits[14]

    @property
    def serial(self) -> str:
        """The serial number, three digits."""
        return self.digits[15:]


def numbered(context: Context) -> Iterator[Numbered]:
    """The register's numbers that have the right shape."""
    for id, digits in context.register.digits.items() if context.register else ():
        if is_shaped(digits):
            yield Numbered(id, digits, context.people.get(id))


def is_shaped(digits: str) -> bool:
    """Whether a text is 18 digits of the usual kind."""
    return len(digits) == LENGTH and digits.isascii() and digits.isdigit()


def age(born: date, on: date) -> int:
    """Full years of life on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def finding(context: Context, id: str, message: str, hint: str) -> Finding:
    """A finding at a person's number; the number itself is never told."""
    at = context.register.at(id) if context.register else Location("")
    return Finding(at, message, hint)
