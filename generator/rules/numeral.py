"""Numbers and truth values as people write them, and what they mean: 1.150.000, 87,5, Rp 2.000,00, 50%, ya."""

from __future__ import annotations

import re
import unicodedata

from generator.load.scalar import number

_AROUND = re.compile(r"(?:Rp\.? ?)?([-+]?)(.*?)(?:,-)? ?%?")
_DOTTED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_COMMAED = re.compile(
    r"[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+"
)
_COMMA = re.compile(r"[0-9]+,[0-9]+")
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?:[ _][0-9]{3})+")
_POINT = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_DOUBTFUL = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")


_YES = frozenset({"benar", "iya", "on", "true", "y", "ya", "yes"})
_NO = frozenset({"bukan", "false", "n", "no", "off", "salah", "tidak"})


def is_doubtful(text: str) -> bool:
    """Whether a text means a thousand to one reader and a fraction to another, as 1.000 does."""
    return bool(_DOUBTFUL.fullmatch(text))


def readings(text: str) -> tuple[str, str]:
    """The two readings of a doubtful text: in thousands, and with decimals."""
    return re.sub("[.,]", "", text), f"{float(text.replace(',', '.')):g}"


def plain(text: str) -> str | None:
    """The text as a number for YAML; None when it is none beyond doubt."""
    found = None if is_doubtful(text) else _plain(text)
    return found if found and not isinstance(number(found), str) else None


def plain_integer(text: str) -> str | None:
    """The text as a whole number for YAML: a separator before three digits can only mean thousands."""
    found = re.sub("[.,]", "", text) if is_doubtful(text) else _plain(text)
    if found:
        found = re.sub(r"\.0+$", "", found)
    return found if found and isinstance(number(found), int) else None


def truth(text: str) -> str | None:
    """The text as true or false; None when it is neither beyond doubt."""
    word = text.strip().casefold()
    return "true" if word in _YES else "false" if word in _NO else None


def _plain(text: str) -> str | None:
    match = _AROUND.fullmatch(_latin(text.strip()))
    if match is None:
        return None
    digits = re.sub(r"^0+(?=[0-9])", "", match[2].strip())
    if _DOTTED.fullmatch(digits) or _COMMA.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif _COMMAED.fullmatch(digits):
        digits = digits.replace(",", "")
    elif _SPACED.fullmatch(digits):
        digits = re.sub("[ _]", "", digits)
    if not _POINT.fullmatch(digits):
        return None
    return ("-" if match[1] == "-" else "") + digits


def _latin(text: str) -> str:
    """Digits of any script as 0 to 9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
