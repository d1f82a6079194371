"""What a cell may hold: the words of an enumeration, or the ids that a reference can point to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generator.compile.model import Audience
from generator.compile.projection import Projector
from generator.load.schema import Schema
from generator.rules.context import Context


class Choice(NamedTuple):
    """A list to choose from. `open`: other values may be typed, such as a document not yet written."""

    name: str
    values: tuple[tuple[str, str], ...]
    """Each value with what it is called."""
    open: bool = False


def choice(context: Context, schema: Schema, name: str | None) -> Choice | None:
    """The choice that a field's schema gives; None where anything may be written.

    Documents are those of the round of a name, without a name of all rounds.
    """
    if "enum" in schema:
        return Choice("", tuple((str(word), "") for word in schema["enum"]))
    reference = schema.get("x-rujukan", {})
    space = str(reference.get("ruang", ""))
    if space == "dokumen":
        kinds = tuple(reference.get("jenis", ()))
        return Choice(" ".join((space, *kinds)), _documents(context, kinds, name), open=True)
    values = tuple(_named(context, space))
    return Choice(space, values) if values else None


def _named(context: Context, space: str) -> Iterable[tuple[str, str]]:
    sop = context.sop
    match space:
        case "orang":
            return ((person.id, person.name) for person in context.people.values())
        case "jabatan":
            return ((id, p.name) for id, p in sop.organisation.positions.items())
        case "unit":
            return ((id, unit.name) for id, unit in sop.organisation.units.items())
        case "tingkat":
            return ((id, level.name) for id, level in sop.organisation.levels.items())
        case "jenis":
            return ((id, kind.name) for id, kind in sop.kinds.items())
        case "satuan":
            return ((name, "") for name in sop.measurements)
    return ()


def _documents(
    context: Context, kinds: tuple[str, ...], name: str | None
) -> tuple[tuple[str, str], ...]:
    """The documents of a round (None: of all), of some kinds (none: of all)."""
    projector = Projector(context, Audience.INTERNAL, {})
    return tuple(
        (document.id, projector.title(document))
        for document in context.readable
        if document.id
        and (not kinds or document.kind in kinds)
        and (name is None or document.round == name)
    )
