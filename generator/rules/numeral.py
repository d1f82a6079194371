"""Numbers and truth values as people write them, and what they mean: 1.150.000, 87,5, Rp 2.000,00, 50%, ya."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from generator.load.scalar import number

_AROUND = re.compile(r"(Rp\.? ?)?([-+]?)(.*?)(,-)? ?%?")
_DOTTED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_COMMAED = re.compile(
    r"[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+"
)
_COMMA = re.compile(r"[0-9]+,[0-9]+")
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?:[ _][0-9]{3})+")
_POINT = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_DOUBTFUL = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")


_YES = frozenset({"benar", "iya", "on", "true", "y", "ya", "yes"})
_NO = frozenset({"bukan", "false", "n", "no", "off", "salah", "tidak"})


class _Parts(NamedTuple):
    """A number without what stands around it; `is_money` where that tells how to read a separator."""

    minus: str
    digits: str
    is_money: bool

    @property
    def is_doubtful(self) -> bool:
        return not self.is_money and bool(_DOUBTFUL.fullmatch(self.digits))

    @property
    def in_thousands(self) -> str:
        return self.minus + re.sub("[.,]", "", self.digits)


def is_doubtful(text: str) -> bool:
    """Whether a text means a thousand to one reader and a fraction to another, as 1.000, +1.000 and 1.000% do."""
    return _parts(text).is_doubtful


def readings(text: str) -> tuple[str, str]:
    """The two readings of a doubtful text: in thousands, and with decimals."""
    parts = _parts(text)
    return parts.in_thousands, f"{float(parts.minus + parts.digits.replace(',', '.')):g}"


def plain(text: str) -> str | None:
    """The text as a number for YAML; None when it is none beyond doubt."""
    parts = _parts(text)
    found = None if parts.is_doubtful else _plain(parts)
    return found if found and not isinstance(number(found), str) else None


def plain_integer(text: str) -> str | None:
    """The text as a whole number for YAML: a separator before three digits can only mean thousands."""
    parts = _parts(text)
    found = parts.in_thousands if parts.is_doubtful else _plain(parts)
    if found:
        found = re.sub(r"\.0+$", "", found)
    return found if found and isinstance(number(found), int) else None


def truth(text: str) -> str | None:
    """The text as true or false; None when it is neither beyond doubt."""
    word = text.strip().casefold()
    return "true" if word in _YES else "false" if word in _NO else None


def _parts(text: str) -> _Parts:
    match = _AROUND.fullmatch(_latin(text.strip()))
    if match is None:
        return _Parts("", "", is_money=False)
    money, sign, digits, end = match.groups()
    digits = re.sub(r"^0+(?=[0-9])", "", digits.strip())
    return _Parts("-" if sign == "-" else "", digits, bool(money or end))


def _plain(parts: _Parts) -> str | None:
    digits = parts.digits
    if _DOTTED.fullmatch(digits) or _COMMA.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif _COMMAED.fullmatch(digits):
        digits = digits.replace(",", "")
    elif _SPACED.fullmatch(digits):
        digits = re.sub("[ _]", "", digits)
    if not _POINT.fullmatch(digits):
        return None
    return parts.minus + digits


def _latin(text: str) -> str:
    """Digits of any script as 0 to 9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
