"""Which letters prints can show: the table of what the bundled fonts draw, read without opening the fonts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

TABLE = Path(__file__).resolve().parents[2] / "templates" / "fonts" / "huruf.txt"
_HEAD = "# Huruf yang ada pada fon di folder ini. Dibuat dengan: python -m tests.publish.renew\n"


def without_shape(text: str) -> tuple[str, ...]:
    """The characters of a text that no bundled font has, each once, in the order of the text."""
    return () if text.isascii() else tuple(dict.fromkeys(_unknown().findall(text)))


def table(letters: Iterable[str]) -> str:
    """The table of some characters: a range of code points in each line."""
    ranges: list[tuple[int, int]] = []
    for code in sorted(map(ord, letters)):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1] = (ranges[-1][0], code)
        else:
            ranges.append((code, code))
    return _HEAD + "".join(f"{first:04X}-{last:04X}\n" for first, last in ranges)


@cache
def _unknown() -> re.Pattern[str]:
    lines = (line for line in TABLE.read_text("utf-8").split("\n") if line and line[0] != "#")
    ranges = (line.split("-") for line in lines)
    return re.compile(
        "[^" + "".join(rf"\U{first:0>8}-\U{last:0>8}" for first, last in ranges) + "]"
    )
