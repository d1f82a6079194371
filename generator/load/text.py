"""Faults of a file's bytes and characters, found before any YAML is parsed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

Span = tuple[int, int, int, int]

MAX_BYTES = 512 * 1024

_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_NO_BREAK = re.compile(
    "^[ -]*(?:[\\w-]+: *)?(\u00a0+)|^[^#\"'\\n]*\\{[^}\"'\\n]*?\\w: *(\u00a0+)", re.MULTILINE
)
_LONE_CR = re.compile("\r(?!\n)")
_CONFLICT = re.compile(r"^(<{7}|>{7}|\|{7})(?: |$)", re.MULTILINE)
_MARKS = ("<" * 7, ">" * 7, "|" * 7)
_TAB = re.compile(r"^ *\t[ \t]*(?=\S)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault found while reading: its name (the rule that words it), place and facts."""

    name: str
    span: Span
    facts: Mapping[str, str] = field(default_factory=dict)


def decode(raw: bytes) -> tuple[str, Problem | None]:
    """The text of a file in UTF-8 without byte-order mark, or the problem that prevents it."""
    if len(raw) > MAX_BYTES:
        facts = {"ukuran": str(len(raw) // 1024), "batas": str(MAX_BYTES // 1024)}
        return "", Problem("too_large", (1, 1, 1, 1), facts)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", Problem("not_utf8", (1, 1, 1, 1), {"pengodean": "UTF-16"})
    if raw.startswith(b"\xef\xbb\xbf"):
        return raw.decode("utf-8", "replace"), Problem("byte_order_mark", (1, 1, 1, 2))
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        line, column = place(before, len(before))
        text = raw.decode("utf-8", "replace")
        facts = {"pengodean": "bukan UTF-8", "bita": f"{raw[error.start]:02X}"}
        return text, Problem("not_utf8", (line, column, line, column + 1), facts)


def lines(text: str) -> tuple[str, ...]:
    """A text's lines without their ends."""
    return tuple(text.replace("\r\n", "\n").split("\n"))


def place(text: str, offset: int) -> tuple[int, int]:
    """The 1-based line and column of an offset."""
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - line_start + 1


def unwanted_character(text: str) -> dict[str, str]:
    """The first control or invisible character of a text as facts; empty when there is none."""
    match = _UNWANTED.search(text)
    if match is None:
        return {}
    character = match.group()
    return {"huruf": f"U+{ord(character):04X}", "nama": unicodedata.name(character, "")}


def no_break_space(text: str) -> tuple[int, int] | None:
    """Where the first no-break space stands that YAML needs to be a space: in front or after a colon."""
    found = _NO_BREAK.search(text)
    return found.span(1 if found[1] else 2) if found else None


def faults_of_text(text: str) -> Problem | None:
    """The first fault of characters, line ends, conflict markers or indentation."""
    if not text or text.isspace():
        return Problem("empty_file", (1, 1, 1, 1))
    found = None if _is_plain(text) else _UNWANTED.search(text)
    if found:
        return _problem("control_character", text, found, unwanted_character(found.group()))
    if "\u00a0" in text and (gap := no_break_space(text)):
        line, column = place(text, gap[0])
        facts = {"huruf": "U+00A0", "nama": "NO-BREAK SPACE"}
        return Problem("control_character", (line, column, line, column + 1), facts)
    if "\r" in text and (found := _LONE_CR.search(text)):
        return _problem("control_character", text, found, {"huruf": "U+000D", "nama": "CR"})
    if any(mark in text for mark in _MARKS) and (found := _CONFLICT.search(text)):
        return _problem("conflict_marker", text, found, {"tanda": found.group(1)})
    if "\t" in text and (found := _TAB.search(text)):
        return _problem("tab_indentation", text, found, {})
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        return _not_normal(text)
    return None


def _is_plain(text: str) -> bool:
    """Whether a text has nothing but letters, digits and signs of ASCII, and line feeds."""
    return text.isascii() and text.replace("\n", "").isprintable()


def _problem(name: str, text: str, found: re.Match[str], facts: dict[str, str]) -> Problem:
    line, column = place(text, found.start())
    return Problem(name, (line, column, line, column + len(found.group())), facts)


def _not_normal(text: str) -> Problem:
    for number, line in enumerate(text.split("\n"), 1):
        if not unicodedata.is_normalized("NFC", line):
            column = next((i for i, c in enumerate(line, 1) if unicodedata.combining(c)), 1)
            return Problem("not_normalized", (number, max(column - 1, 1), number, column + 1))
    return Problem("not_normalized", (1, 1, 1, 1))
