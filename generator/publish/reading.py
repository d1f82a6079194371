"""A document's data as a tree for readers, drawn from its form: what each value is, never which SOP.

The form's titles name the values, its types, concepts and references say how to show them. Whatever
does not have the form's shape, as in a draft, is shown as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from generator.load.schema import Schema
from generator.sop.concept import money_sums

MOST_COLUMNS = 7
MONEY = "rupiah"


class Sort(Enum):
    """How a node is to be shown."""

    TEXT = "text"
    WORD = "word"
    DATE = "date"
    MOMENT = "moment"
    NUMBER = "number"
    MONEY = "money"
    FLAG = "flag"
    NAME = "name"
    LEVEL = "level"
    PERSON = "person"
    PARTY = "party"
    DOCUMENT = "document"
    ITEM = "item"
    LINK = "link"
    TARGET = "target"
    QUARTERS = "quarters"
    QUARTER_MONEY = "quarter_money"
    GROUP = "group"
    LIST = "list"
    TABLE = "table"
    GROUPS = "groups"


_REFERENCES = {
    "orang": Sort.PERSON,
    "jabatan": Sort.NAME,
    "unit": Sort.NAME,
    "jenis": Sort.NAME,
    "dokumen": Sort.DOCUMENT,
    "butir": Sort.ITEM,
}
_OBJECTS = {
    "target": Sort.TARGET,
    "tahap": Sort.QUARTERS,
    "tahap_rupiah": Sort.QUARTER_MONEY,
    "rujukan": Sort.LINK,
}
_BY_CONCEPT = (Sort.PARTY, Sort.LINK, Sort.TARGET)
_FORMATS = {"tanggal": Sort.DATE, "saat": Sort.MOMENT}


@dataclass(frozen=True)
class Node:
    """A value with its title, or a group, list or table of nodes."""

    name: str
    title: str
    concept: str
    sort: Sort
    value: Any = None
    children: tuple[Node, ...] = ()

    def part(self, concept: str) -> Node | None:
        """The first child that stands for a concept."""
        return next((child for child in self.children if child.concept == concept), None)

    def cell(self, name: str) -> Node | None:
        """The child of a name."""
        return next((child for child in self.children if child.name == name), None)

    @property
    def columns(self) -> tuple[Node, ...]:
        """The first node of each name that occurs in the rows of a table."""
        found: dict[str, Node] = {}
        for row in self.children:
            for child in row.children:
                found.setdefault(child.name, child)
        return tuple(found.values())

    @property
    def compact(self) -> bool:
        """Whether the node fits into a table's cell."""
        if self.sort is Sort.LIST:
            return all(child.compact for child in self.children)
        return self.sort not in (Sort.GROUP, Sort.TABLE, Sort.GROUPS)


def read(data: Mapping[str, Any], schema: Schema) -> Node:
    """A document as a group of nodes, in the order of its form."""
    nodes = _children(data, schema)
    sums = money_sums(schema)
    shown = (replace(n, sort=Sort.MONEY) if n.name in sums else n for n in nodes)
    return Node("", "", "", Sort.GROUP, None, tuple(shown))


def _children(data: Mapping[str, Any], schema: Schema) -> Iterator[Node]:
    for name, inner in schema.get("properties", {}).items():
        if name in data and "const" not in inner:
            yield _node(name, data[name], inner)


def _node(name: str, value: Any, schema: Schema) -> Node:
    concept = str(schema.get("x-konsep", ""))
    title = str(schema.get("title", name))
    sort = _sort(value, schema, concept)
    children: tuple[Node, ...] = ()
    if sort in _BY_CONCEPT:
        value = _by_concept(value, schema)
    elif sort is Sort.GROUP:
        children = tuple(_children(value, schema))
    elif isinstance(value, list):
        items = schema.get("items", {})
        children = tuple(_node(str(i), item, items) for i, item in enumerate(value, 1))
        sort = _list_sort(children)
    return Node(name, title, concept, sort, value, children)


def _by_concept(value: Mapping[str, Any], schema: Schema) -> dict[str, Any]:
    """An object's values under the names of what they mean, whatever the form calls them."""
    fields = schema.get("properties", {}).items()
    meant = {
        inner["x-konsep"]: value[k] for k, inner in fields if "x-konsep" in inner and k in value
    }
    return {**value, **meant}


def _list_sort(items: tuple[Node, ...]) -> Sort:
    if not all(item.sort is Sort.GROUP for item in items):
        return Sort.LIST
    rows = Node("", "", "", Sort.TABLE, None, items)
    flat = all(child.compact for item in items for child in item.children)
    return Sort.TABLE if flat and len(rows.columns) <= MOST_COLUMNS else Sort.GROUPS


def _sort(value: Any, schema: Schema, concept: str) -> Sort:
    space = schema.get("x-rujukan", {}).get("ruang", "")
    if isinstance(value, Mapping):
        # Without a name nothing is referred to: an object stands where the form has a reference.
        if value and space in _REFERENCES:
            return _REFERENCES[space]
        if "sebutan" in value and "sebutan" not in schema.get("properties", {}):
            return Sort.PARTY
        return _OBJECTS.get(concept, Sort.GROUP)
    if isinstance(value, int | float):
        return _number_sort(value, concept)
    if space == "tingkat":
        return Sort.LEVEL
    if "enum" in schema:
        return Sort.WORD
    return _FORMATS.get(str(schema.get("format", "")), Sort.TEXT)


def _number_sort(value: float, concept: str) -> Sort:
    if isinstance(value, bool):
        return Sort.FLAG
    if concept.startswith(MONEY):
        return Sort.MONEY
    return Sort.TEXT if concept == "tahun" else Sort.NUMBER
