"""What documents promise, line by line, as data: indicators and budget lines of the recap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class MeasureRow:
    """An indicator: target, its parts by stage (`quarters`), what it supports and what supports it."""

    document: str
    item: str
    unit: str
    level: int
    owner: str
    goal_item: str
    goal: str
    name: str
    value: float | None
    text: str
    measurement: str
    direction: str
    primary: bool
    nature: str
    quarters: Mapping[str, float | str]
    responsible: tuple[str, ...]
    supports: tuple[tuple[str, str], ...]
    supported_by: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class MoneyRow:
    """A budget line of an agreement: what lines below it carry, and what plans spend per quarter.

    `below` and `planned` are None (and `quarters` empty) where the edition may not show a document
    that they are made of.
    """

    document: str
    unit: str
    owner: str
    depth: int
    code: str
    name: str
    amount: int
    below: int | None
    planned: int | None
    quarters: Mapping[str, int]
