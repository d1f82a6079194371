"""Text in lines, as print will break it or earlier: rows get their height before they are laid out.

Print may break a line at more places than are known here (after a hyphen, say) and draws letters
a little closer; so a text never takes more lines there than were counted.
"""

from __future__ import annotations

from generator.publish.fonts import breadth

POINT = 25.4 / 72
"""Millimetres."""
CLOSER = 0.97
"""The part of a line's room that is counted on."""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Millimetres that a text in points takes on one line."""
    return breadth(text, bold=bold) * size * POINT


def lines(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """A text as lines of at most `room` millimetres; joined, they are the text again."""
    found: list[str] = []
    for paragraph in text.splitlines(keepends=True):
        found += _broken(paragraph, room * CLOSER / (size * POINT), bold)
    return found


def _broken(paragraph: str, room: float, bold: bool) -> list[str]:  # noqa: FBT001
    """Lines of at most `room` ems; a word that is wider than that is cut."""
    done: list[str] = []
    line, used = "", 0.0
    for word in _words(paragraph):
        wide = breadth(word.rstrip(), bold=bold)
        if line and used + wide > room:
            done.append(line)
            line, used = "", 0.0
        while wide > room and len(word) > 1:
            cut = _cut(word, room, bold)
            done.append(word[:cut])
            word = word[cut:]  # noqa: PLW2901
            wide = breadth(word.rstrip(), bold=bold)
        line += word
        used += breadth(word, bold=bold)
    return [*done, line] if line else done


def _words(text: str) -> list[str]:
    """Words, each with the space after it."""
    *before, last = text.split(" ")
    return [*(f"{word} " for word in before), last]


def _cut(word: str, room: float, bold: bool) -> int:  # noqa: FBT001
    """How many letters of a word fit, one at least."""
    used = 0.0
    for i, letter in enumerate(word):
        used += breadth(letter, bold=bold)
        if used > room:
            return max(i, 1)
    return len(word)
