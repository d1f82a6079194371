"""What a form proposes (`x-saran`), worked out for one occasion."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.compile.agenda import subjects
from generator.compile.listed import unit_names
from generator.compile.occasion import Occasion
from generator.load.schema import Schema
from generator.rules.naming import listing, person, position, unit
from generator.rules.phrase import day as day_of
from generator.rules.phrase import dotted
from generator.sop.suggestion import Entry, Worked, asked, entries, fill

Look = Callable[[str], Any]
"""The value of another field of the document, by its dotted path; None: unknown."""

Names = Mapping[str, str]


def proposed(occasion: Occasion, schema: Schema, names: Names, look: Look) -> Iterator[Any]:
    """The proposals for a field, in order and each once: values, or the ids of units with their names for texts."""
    every = entries(schema, occasion.state.context.sop)
    claimed = frozenset(code for entry in every for code in entry.words if entry.text)
    seen: list[Any] = []
    for entry in every:
        for value in _worked(occasion, entry, names, look, claimed):
            if value not in seen:
                seen.append(value)
                yield value


def _worked(
    occasion: Occasion, entry: Entry, names: Names, look: Look, claimed: frozenset[str]
) -> Iterator[Any]:
    match entry.worked:
        case Worked.TEXT:
            yield from _sentence(occasion, entry.text, names, look)
        case Worked.TOPIC:
            for subject in subjects(occasion, entry, claimed):
                yield from _sentence(occasion, entry.text, {**names, **subject}, look)
        case Worked.UNITS:
            for unit_ in occasion.state.context.sop.organisation.units_of(entry.words):
                yield unit_.id, unit_names(occasion, unit_)
        case Worked.ROLE | Worked.LEVEL:
            yield from _positions(occasion, entry)
        case Worked.STEPS:
            steps = occasion.state.context.sop.steps
            yield occasion.after(tuple(steps[int(n)] for n in entry.words)).isoformat()
        case Worked.DAYS:
            yield occasion.working_day(int(entry.word)).isoformat()
        case Worked.TIME:
            yield from _time(occasion, entry, look)


def _sentence(occasion: Occasion, text: str, names: Names, look: Look) -> Iterator[str]:
    known = {**_common(occasion), **names}
    known |= {name: _said(occasion, name, look) for name in asked(text) if name.startswith("/")}
    filled = fill(text, known)
    if filled:
        yield filled


def _said(occasion: Occasion, name: str, look: Look) -> str:
    value = look(name[1:])
    schema = occasion.kind.form.at(dotted(name[1:]))
    return "" if value is None else spoken(occasion, schema, value)


def _common(occasion: Occasion) -> dict[str, str]:
    organisation = occasion.state.context.sop.organisation
    known = {f"instansi.{key}": text for key, text in organisation.letterhead.items()}
    own = organisation.units.get(occasion.subject.unit)
    return known | {
        "putaran": occasion.subject.round,
        "unit": own.name if own else "",
        "singkatan": own.short if own else "",
    }


def _positions(occasion: Occasion, entry: Entry) -> Iterator[str]:
    """The positions of roles, or of levels where somebody holds them on the document's day."""
    state, sop = occasion.state, occasion.state.context.sop
    if entry.worked is Worked.ROLE:
        for role in entry.words:
            yield from state.positions_of(sop.roles[role], occasion.subject.unit or None)
        return
    day = occasion.day.isoformat()
    for known in sop.organisation.positions.values():
        if known.level in entry.words and state.context.tenures(known.id, day):
            yield known.id


def _time(occasion: Occasion, entry: Entry, look: Look) -> Iterator[str]:
    """A time of day, moved into the working hours of the day that another field says."""
    day = day_of(str(look(entry.text[1:])))
    if day is None:
        return
    hour, _, minute = entry.word.partition(".")
    wanted = int(hour) * 60 + int(minute)
    near = [
        min(max(wanted, start), end)
        for start, end in occasion.state.context.sop.calendar.spans(day)
    ]
    if near:
        hour_, minute_ = divmod(min(near, key=lambda at: abs(at - wanted)), 60)
        yield f"{hour_:02}.{minute_:02}"


def spoken(occasion: Occasion, schema: Schema, value: Any) -> str:
    """A value as a sentence says it: a day in words, what an id names, the words of a list."""
    context = occasion.state.context
    if isinstance(value, list):
        return listing(spoken(occasion, schema.get("items", {}), item) for item in value)
    text = str(value)
    if schema.get("format") == "tanggal":
        return occasion.words.day(text)
    match schema.get("x-rujukan", {}).get("ruang"):
        case "jabatan":
            return position(context, text)
        case "orang":
            return person(context, text)
        case "unit":
            return unit(context, text)
    return text.replace("_", " ") if "enum" in schema else text
