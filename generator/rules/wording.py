"""How the rules on files and fields speak: what is quoted, how fields are called, what was meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from generator.diagnostic import Location
from generator.load.personal import mask
from generator.load.schema import Form, Schema
from generator.load.source import Path, Source

_LONGEST = 60


def quote(value: object) -> str:
    """What somebody wrote, between quotes: numbers of persons masked, nothing unprintable, not long."""
    text = visible(mask(str(value)))
    return f'"{text if len(text) <= _LONGEST else text[:_LONGEST] + "…"}"'


def visible(text: str) -> str:
    """A text whose control and invisible characters are spelled out as U+XXXX."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text)


def is_latin(character: str) -> bool:
    """Whether a character is a Latin letter, or no letter at all."""
    return not character.isalpha() or unicodedata.name(character, "").startswith("LATIN")


def joined(words: Iterable[object], last: str = "atau") -> str:
    """a, b, atau c."""
    given = [str(word) for word in words]
    if len(given) < 3:
        return f" {last} ".join(given)
    return f"{', '.join(given[:-1])}, {last} {given[-1]}"


def options(words: Sequence[object], most: int = 12) -> str:
    """The choices that a clerk has; cut where there are too many to read."""
    return joined(words) if len(words) <= most else f"{', '.join(map(str, words[:most]))}, …"


def called(schema: Schema, name: str) -> str:
    """A field as a clerk knows it: its title in running text, else its key."""
    title = str(schema.get("title") or "")
    if not title:
        return quote(name)
    return title if title[1:2].isupper() or title.isupper() else title[0].lower() + title[1:]


def field(form: Form, path: Path) -> str:
    """The field at a path as a clerk knows it; an entry of a list by its number."""
    if not path:
        return called(form.schema, "dokumen")
    last = path[-1]
    schema = form.at(path)
    if isinstance(last, str):
        return called(schema, last)
    if schema.get("title"):
        return f"{called(schema, '')} ke-{last + 1}"
    return f"{field(form, path[:-1])} butir ke-{last + 1}"


def text_at(source: Source, location: Location) -> str:
    """The text of a location that lies in one line; empty when it does not."""
    if location.line != location.end_line or location.line > len(source.lines):
        return ""
    return source.lines[location.line - 1][location.column - 1 : location.end_column - 1]


def example(schema: Schema, otherwise: str) -> str:
    """The form's own example of a value."""
    return str(schema.get("x-contoh") or otherwise)
