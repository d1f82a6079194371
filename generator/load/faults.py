"""All faults of one source against its form, one per cause.

To what the validator finds come keys without a value that the form does not know, and texts that
were meant as numbers where the form allows both. What only follows from another fault is left out:
a field that is missing because its key is misspelt, a length next to a wrong type, and everything
else in a document that lies in the place of another kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from generator.load.cut import cuts
from generator.load.schema import ONE_OF, Fault, Form, Schema
from generator.load.source import Path, Source
from generator.load.trail import Trail, follow, trail

UNKNOWN, MISSING, CHOICE, KIND = "additionalProperties", "required", "anyOf", "const"
CUT = "koma"
"""No keyword of a schema: a number that a decimal comma cut in two."""
_ORDER = (CUT, "type", KIND, "enum", "format", "pattern")
_NUMERIC = re.compile(r"(?:Rp\.? ?)?[-+]?(?!0[0-9])[0-9][0-9., ]* ?%?")


def faults_of(source: Source, form: Form, stage: int) -> tuple[Fault, ...]:
    """The faults of a source with typed data, for a document that has reached a step."""
    if source.data is None:
        return ()
    halves = cuts(source)
    found = [
        *form.faults(source.data, stage),
        *_blanks(source, form, {cut.key for cut in halves}),
        *_texts(source.data, form),
        *(Fault(cut.value, CUT, cut._asdict()) for cut in halves),
    ]
    return tuple(_one_per_cause(found, source.data, form)) if len(found) > 1 else tuple(found)


def closest(word: str, options: Iterable[str]) -> str | None:
    """The option that a misspelt word most probably means."""
    from difflib import get_close_matches

    table = {_loose(option): option for option in options}
    found = get_close_matches(_loose(word), list(table), n=1, cutoff=0.7)
    return table[found[0]] if found else None


def slips(faults: Iterable[Fault], data: Any, form: Form) -> dict[Path, str]:
    """The misspelt keys of some data: where each is written, and the name of the field that it stands for."""
    found: dict[Path, str] = {}
    for fault in faults:
        if fault.keyword != UNKNOWN:
            continue
        given = data
        for part in fault.path:
            given = given[part]
        free = [name for name in form.at(fault.path).get("properties", {}) if name not in given]
        for name in fault.facts["unexpected"]:
            meant = closest(name, free)
            if meant:
                found[*fault.path, name] = meant
                free.remove(meant)
    return found


def is_meant_as_number(text: str) -> bool:
    """Whether somebody wrote a number in a way that YAML does not read as one, as 87,5."""
    return bool(_NUMERIC.fullmatch(text))


def _loose(word: str) -> str:
    return re.sub(r"[\s_.-]+", "_", word.strip().casefold())


def _blanks(source: Source, form: Form, halves: set[Path]) -> Iterator[Fault]:
    """Keys without a value that the form does not know; the data does not hold them."""
    if not source.has_blanks:
        return
    for path in source.places:
        name = path[-1] if path else 0
        if isinstance(name, str) and path not in halves and not _holds(source.data, path):
            parent = form.at(path[:-1])
            if parent.get(UNKNOWN) is False and name not in parent.get("properties", {}):
                yield Fault(path[:-1], UNKNOWN, {"unexpected": [name]})


def _holds(data: Any, path: Path) -> bool:
    here = data
    try:
        for part in path:
            here = here[part]
    except (KeyError, IndexError, TypeError):
        return False
    return True


_MIXED: dict[int, tuple[Form, Trail | None]] = {}
"""By identity of the form, which is kept beside so that its identity is not used again."""


def _texts(data: Any, form: Form) -> Iterator[Fault]:
    """Texts that look like numbers where a form takes numbers as well as texts."""
    kept = _MIXED.get(id(form))
    if kept is None:
        kept = _MIXED[id(form)] = (form, trail(form.schema, _is_mixed))
    for path, _, value in follow(data, kept[1]):
        if isinstance(value, str) and is_meant_as_number(value):
            yield Fault(path, "type", {"types": ["number"]})


def _is_mixed(schema: Schema) -> bool | None:
    kinds = schema.get("type")
    return (isinstance(kinds, list) and "number" in kinds and "string" in kinds) or None


def _one_per_cause(faults: list[Fault], data: Any, form: Form) -> list[Fault]:
    misplaced = [f for f in faults if f.keyword == KIND and len(f.path) == 1]
    at_root = {f.keyword for f in faults if not f.path}
    if misplaced and {UNKNOWN, MISSING} <= at_root:
        return misplaced
    meant = {(path[:-1], name) for path, name in slips(faults, data, form).items()}
    first: dict[Path, str] = {}
    for keyword in reversed(_ORDER):
        first |= {f.path: keyword for f in faults if f.keyword == keyword}
    return [f for f in faults if _is_cause(f, form, meant, first)]


def _is_cause(
    fault: Fault, form: Form, meant: set[tuple[Path, str]], first: dict[Path, str]
) -> bool:
    if fault.keyword == MISSING:
        return (fault.path, fault.facts["property"]) not in meant
    if fault.keyword == CHOICE:
        return not any((fault.path, name) in meant for name in form.at(fault.path).get(ONE_OF, ()))
    if fault.keyword == UNKNOWN:
        return True
    return first.get(fault.path, fault.keyword) == fault.keyword
