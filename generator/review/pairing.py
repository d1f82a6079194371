"""Which item of a list became which: by what names it, never by its position."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generator.load.schema import Schema
from generator.sop.concept import NAMING

WORDED = ("uraian", "nama")
"""Keys that people word anew: items of another key may still be the same."""
ALIKE = 0.5
"""Items without a name of their own are the same when this share of their values is."""


@dataclass(frozen=True)
class Pairs:
    """Positions of the same item before and after, and the rest."""

    kept: tuple[tuple[int, int], ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]
    reordered: bool = False
    """Whether the kept items stand in another order."""


def pair(old: list[Any], new: list[Any], items: Schema) -> Pairs:
    """Pair the items of a list before and after."""
    left, right = list(range(len(old))), list(range(len(new)))
    kept: list[tuple[int, int]] = []

    def take(same: Callable[[int, int], bool]) -> None:
        for i in list(left):
            j = next((j for j in right if same(i, j)), None)
            if j is not None:
                kept.append((i, j))
                left.remove(i)
                right.remove(j)

    key = _key(old, new, items)
    if key:
        take(lambda i, j: bool(old[i][key] == new[j][key]))
        take(lambda i, j: _without(old[i], key) == _without(new[j], key))
    else:
        take(lambda i, j: bool(old[i] == new[j]))
    if not key or items["properties"][key].get("x-konsep") in WORDED:
        kept += _alike(old, new, left, right)
    after = [new for _, new in sorted(kept)]
    if len(left) == len(right) == 1 and not _is_object(items):
        kept.append((left.pop(), right.pop()))
    return Pairs(tuple(sorted(kept)), tuple(left), tuple(right), after != sorted(after))


def _is_object(items: Schema) -> bool:
    return items.get("type") == "object"


def _key(old: list[Any], new: list[Any], items: Schema) -> str:
    """The field whose value names every item once; empty when there is none."""
    fields = items.get("properties", {})
    marks = {inner.get("x-konsep"): name for name, inner in reversed(list(fields.items()))}
    found = [marks[concept] for concept in NAMING if concept in marks]
    found += [name for name, inner in fields.items() if "x-rujukan" in inner]
    return next((name for name in found if _names(old, name) and _names(new, name)), "")


def _names(values: list[Any], field: str) -> bool:
    """Whether every item has a value of its own in a field."""
    given = [value.get(field) if isinstance(value, dict) else None for value in values]
    return all(isinstance(v, str | int) for v in given) and len(set(given)) == len(given)


def _without(item: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name != key}


def _alike(
    old: list[Any], new: list[Any], left: list[int], right: list[int]
) -> list[tuple[int, int]]:
    """Pairs of objects that agree in most values, the most alike first; taken out of the rest."""
    before = {i: _leaves(old[i]) for i in left if isinstance(old[i], dict)}
    after = {j: _leaves(new[j]) for j in right if isinstance(new[j], dict)}
    scored = [(-_share(before[i], after[j]), i, j) for i in before for j in after]
    found = []
    for score, i, j in sorted(scored):
        if -score >= ALIKE and i in left and j in right:
            found.append((i, j))
            left.remove(i)
            right.remove(j)
    return found


def _leaves(value: Any, path: str = "") -> Counter[str]:
    if isinstance(value, dict):
        return sum((_leaves(v, f"{path}/{k}") for k, v in value.items()), Counter[str]())
    if isinstance(value, list):
        return sum((_leaves(v, f"{path}/") for v in value), Counter[str]())
    return Counter([f"{path}={json.dumps(value)}"])


def _share(one: Counter[str], other: Counter[str]) -> float:
    size = max(one.total(), other.total())
    return (one & other).total() / size if size else 0.0
