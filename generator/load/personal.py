"""Personal numbers in text: where they stand, and the text without them.

A NIP has 18 digits (birth date, appointment, sex, serial), a NIK 16. Both count when their digits
stand together; written in groups they count only when the digits make sense as such a number, since
two dates or two sums of money beside each other have as many digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

MASK = "*"

_BETWEEN = r"(?:[ .'_/\-\u00a0\u2010-\u2015]{0,2}|\n *)"
_CANDIDATE = re.compile(rf"(?<!\d)\d(?:{_BETWEEN}\d){{15,}}")
_SEPARATORS = b" .'_/-\r\n"
_AS_ZEROS = bytes.maketrans(b"123456789", b"0" * 9)
_LONG = b"0" * 16
_GROUP = re.compile(r"\d+")
_NIP = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:19|20)\d\d\d\d[12]\d{3}"
)
_NIK = re.compile(r"[1-9]\d{5}(?:0[1-9]|[1-7]\d)(?:0[1-9]|1[0-2])\d{6}")
_SHAPES = {18: _NIP, 16: _NIK}
_HEXADECIMAL = frozenset("0123456789abcdef")
_DIGESTS = (40, 64)


class Personal(NamedTuple):
    """A personal number: its range in the text and how many digits it has."""

    start: int
    end: int
    digits: int


def find(text: str) -> Iterator[Personal]:
    """Every personal number of a text, from left to right."""
    if text.isascii() and _LONG not in text.encode().translate(_AS_ZEROS, _SEPARATORS):
        return
    for match in _CANDIDATE.finditer(text):
        if not _in_digest(text, match.start(), match.end()):
            yield from _numbers(text, match.start(), match.end())


def mask(text: str) -> str:
    """The text with every digit of its personal numbers replaced."""
    for found in find(text):
        hidden = _GROUP.sub(lambda group: MASK * len(group[0]), text[found.start : found.end])
        text = text[: found.start] + hidden + text[found.end :]
    return text


def _numbers(text: str, start: int, end: int) -> Iterator[Personal]:
    groups = [(match.start(), match.end()) for match in _GROUP.finditer(text, start, end)]
    at = 0
    while at < len(groups):
        last = _last_group(text, groups, at)
        if last is None:
            at += 1
            continue
        begin, finish = groups[at][0], groups[last][1]
        yield Personal(begin, finish, sum(e - s for s, e in groups[at : last + 1]))
        at = last + 1


def _last_group(text: str, groups: list[tuple[int, int]], first: int) -> int | None:
    """The group that ends a personal number beginning with the first one; the longer number wins."""
    found, digits = None, ""
    for index in range(first, len(groups)):
        start, end = groups[index]
        digits += text[start:end]
        if len(digits) > max(_SHAPES):
            break
        shape = _SHAPES.get(len(digits))
        if shape and (index == first or shape.fullmatch(digits)):
            found = index
    return found


def _in_digest(text: str, start: int, end: int) -> bool:
    """Whether the digits are part of a hexadecimal digest."""
    while start and text[start - 1] in _HEXADECIMAL:
        start -= 1
    while end < len(text) and text[end] in _HEXADECIMAL:
        end += 1
    run = text[start:end]
    return len(run) in _DIGESTS and not run.isdigit()
