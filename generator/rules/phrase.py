"""What rules need to speak to a clerk: a form's titles, numbers as he writes them, exact edits."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from generator.diagnostic import Edit, Fix, Location
from generator.load.corpus import Document
from generator.load.scalar import is_date, is_moment
from generator.load.schema import Schema
from generator.load.source import Path
from generator.sop.concept import Plan, plan

_PLAIN = re.compile(r"[A-Za-z][A-Za-z /-]*[A-Za-z]")
_PLANS: dict[int, tuple[Schema, Plan]] = {}
_WORDS = frozenset({"false", "no", "null", "off", "on", "true", "yes"})


def dotted(path: str) -> Path:
    """The keys of a dotted path as annotations write it."""
    return tuple(path.split("."))


def title(document: Document, path: Path) -> str:
    """The form's title of the field at a path; its key where the form gives none."""
    keys = [part for part in path if isinstance(part, str)]
    found = document.form.at(path).get("title")
    return str(found or (keys[-1] if keys else document.form.schema.get("title", "")))


def spot(document: Document, path: Path, *concepts: str) -> Path:
    """The path of a field that a form marks with a concept, below the object at `path`.

    Several concepts lead inward one by one; the way ends where the form has no such field.
    """
    for concept in concepts:
        marks = _plan(document.form.at(path))
        if concept in marks.fields:
            path = (*path, *marks.fields[concept][0])
        elif concept in marks.objects:
            path = (*path, *marks.objects[concept][0])
        elif concept in marks.lists:
            path = (*path, *marks.lists[concept][0][0])
        else:
            return path
    return path


def _plan(schema: Schema) -> Plan:
    """A schema's plan; schemas live as long as their form, so each is planned once."""
    kept = _PLANS.get(id(schema))
    if kept is None or kept[0] is not schema:
        kept = _PLANS[id(schema)] = (schema, plan(schema))
    return kept[1]


def has(document: Document, path: Path, concept: str) -> bool:
    """Whether a form marks a field below the object at `path` with a concept."""
    return spot(document, path, concept) != path


def words(schema: Schema, *meanings: str) -> list[str]:
    """The words of an enumeration that mean one of these things to the program."""
    return [word for word, meant in schema.get("x-arti", {}).items() if meant in meanings]


def number(value: float) -> str:
    """A number as YAML writes it, without useless zeros."""
    if isinstance(value, int):
        return str(value)
    return f"{Decimal(str(value)):.9f}".rstrip("0").rstrip(".")


def spoken(value: float) -> str:
    """A number as people read it, with a decimal comma."""
    return number(value).replace(".", ",")


def grouped(value: int) -> str:
    """A whole number with dots between thousands, as people read it."""
    return f"{value:,}".replace(",", ".")


@lru_cache(maxsize=4096)
def _day(text: str) -> date | None:
    return date.fromisoformat(text) if is_date(text) else None


def day(value: Any) -> date | None:
    """The day of an ISO date, None when it is none."""
    return _day(value) if isinstance(value, str) else None


@lru_cache(maxsize=4096)
def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if is_moment(text) else None


def moment(value: Any) -> datetime | None:
    """The moment of an ISO date and time with its offset, None when it is none."""
    return _moment(value) if isinstance(value, str) else None


def rewrite(sentence: str, at: Location, text: str) -> Fix:
    """The fix that puts a plain text, quoted where YAML needs it, in place of a value."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS
    written = text if plain else json.dumps(text, ensure_ascii=False)
    return Fix(sentence, (Edit(at, written),))


def recount(at: Location, value: int) -> Fix:
    """The fix that puts a whole number in place of a value."""
    return Fix(f"ganti menjadi {value}", (Edit(at, str(value)),))
