"""How documents of a kind lie in a workbook: one sheet for their single fields, one for each list of objects.

Everything follows from the form. A sheet knows itself by its address, `pk` or `pk/sasaran/indikator`,
and a column by the path of its field within the row's object, written as a JSON pointer; both stand
in the workbook's first row, which people do not see, so that sheets and headings may be renamed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.load.schema import Schema
from generator.sop.concept import NAMING
from generator.sop.model import Kind

Keys = tuple[str, ...]
"""The path of a field within an object, or of a list of objects within a document, without positions."""

PLACE, ABOVE, FIELD = "@", "^", "/"
"""How the machine name of a column begins: part of the file's place, item above, field."""

SEAL = f"{PLACE}sidik"
"""The column with the digest of a document when the workbook was made."""

ID: Keys = ("id",)
KIND: Keys = ("jenis",)

_NAMING = tuple(concept for concept in NAMING if concept not in ("nama", "uraian"))
"""Long texts would name an item too, but nobody types them again in each row below it."""


@dataclass(frozen=True)
class Column:
    """One field: its path within the row's object, what the form calls it, and its schema."""

    path: Keys
    title: str
    schema: Schema

    @property
    def machine(self) -> str:
        """The name by which the import knows it."""
        return FIELD + pointer(self.path)


@dataclass(frozen=True)
class Layout:
    """One sheet of a kind: the documents themselves, or the items of one of their lists."""

    kind: Kind
    address: Keys
    """The keys that lead to the list; empty for the documents."""
    title: str
    schema: Schema
    """The schema of the object in each row."""
    above: tuple[Layout, ...] = ()
    """The lists around this one, outermost first, without the documents."""

    @property
    def machine(self) -> str:
        """The address that the sheet bears."""
        return pointer((self.kind.id, *self.address))

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The single fields, in the order of the form."""
        found = _columns(self.schema, (), ())
        return tuple(c for c in found if self.address or c.path not in (ID, KIND))

    @property
    def tab(self) -> str:
        """A name for the sheet: the kind's short name and the field of the list."""
        return "_".join([self.kind.short.replace(" ", "_"), *self.address[-1:]])

    @property
    def places(self) -> tuple[str, ...]:
        """The parts of a document's path that its kind's pattern asks for."""
        names = ("putaran", "unit", "nama")
        return () if self.address else tuple(n for n in names if f"{{{n}}}" in self.kind.pattern)

    @property
    def inside(self) -> Keys:
        """The path of the list within the item (or document) that holds it."""
        return self.address[len(self.above[-1].address) if self.above else 0 :]

    @cached_property
    def key(self) -> str:
        """The field that names an item for the rows below it; empty when the form has none."""
        fields = self.schema.get("properties", {})
        marks = {inner.get("x-konsep"): name for name, inner in reversed(list(fields.items()))}
        return next((marks[concept] for concept in _NAMING if concept in marks), "")

    def schema_at(self, path: Keys) -> Schema:
        """The schema of a field of the row's object; empty where the form does not know it."""
        here = self.schema
        for name in path:
            here = here.get("properties", {}).get(name, {})
        return here


def layouts(kind: Kind) -> tuple[Layout, ...]:
    """The sheets of a kind: the documents first, then each list before the lists inside it."""
    schema = kind.form.schema
    main = Layout(kind, (), kind.name, schema)
    return (main, *_lists(kind, schema, (), ()))


def _lists(
    kind: Kind, schema: Schema, address: Keys, above: tuple[Layout, ...]
) -> Iterator[Layout]:
    for name, inner in schema.get("properties", {}).items():
        here, items = (*address, name), inner.get("items", {})
        if inner.get("type") == "object":
            yield from _lists(kind, inner, here, above)
        elif inner.get("type") == "array" and items.get("type") == "object":
            found = Layout(kind, here, str(inner.get("title", name)), items, above)
            yield found
            yield from _lists(kind, items, here, (*above, found))


def _columns(schema: Schema, path: Keys, titles: tuple[str, ...]) -> Iterator[Column]:
    for name, inner in schema.get("properties", {}).items():
        here, called = (*path, name), (*titles, str(inner.get("title", name)))
        if inner.get("type") == "object" and inner.get("properties"):
            yield from _columns(inner, here, called)
        elif not is_table(inner):
            yield Column(here, ": ".join(called), inner)


def is_table(schema: Schema) -> bool:
    """Whether a field is a list of objects, which has a sheet of its own."""
    return schema.get("type") == "array" and schema.get("items", {}).get("type") == "object"


def pointer(path: Keys) -> str:
    """A path as one text."""
    return "/".join(key.replace("~", "~0").replace("/", "~1") for key in path)


def keys(text: str) -> Keys:
    """The path that a text stands for."""
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in text.split("/"))
