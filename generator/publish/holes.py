"""A document's data for templates, in which a field that is not there yet is an empty place.

A draft has holes everywhere and must still be printed. Names that a template is given by the
program stay strict (render.py); only what people write may be missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


class Hole:
    """What is missing: false, empty, prints as nothing, and every field of it is missing too."""

    def __getattr__(self, name: str) -> Hole:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, key: object) -> Hole:
        return self

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hole)

    def __hash__(self) -> int:
        return 0


HOLE = Hole()


class Filled(dict[str, Any]):
    """A mapping whose missing keys are holes. Its keys come before the methods of a mapping."""

    def __missing__(self, key: object) -> Hole:
        return HOLE

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith("__") and name in self:
            return self[name]
        return super().__getattribute__(name)


def filled(value: Any) -> Any:
    """The same data with `Filled` in place of every mapping."""
    if isinstance(value, Mapping):
        return Filled({str(key): filled(inner) for key, inner in value.items()})
    if isinstance(value, list | tuple):
        return [filled(inner) for inner in value]
    return HOLE if value is None else value
