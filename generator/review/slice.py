"""The part of a corpus that a change of some files can concern, so that not everything is read.

A step that is done once rests on its whole round. What a unit writes concerns the documents of its
own and of the units above it, the evidence of the round, what they refer to, and whatever mentions
one of these; a change of people, rounds or rules concerns everything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from generator.load.corpus import implied_id
from generator.load.tree import Tree
from generator.sop.model import Kind, Sop

CONTENT = "content"
Mentions = Callable[[str, list[str]], Iterable[str]]
"""Which files below a folder mention one of some texts."""

_WORD = re.compile(rb"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True)
class Place:
    """Where a document belongs by its path: its round, unit, and the id that its place asks for."""

    kind: Kind
    round: str
    unit: str
    id: str


@dataclass(frozen=True)
class Slice:
    """What to load below `content/` when some `paths` change in a tree."""

    sop: Sop
    tree: Tree
    paths: tuple[str, ...]
    mentions: Mentions

    def keeps(self) -> Callable[[str], bool]:
        """A test of paths: whether the document there can be concerned."""
        changed = [self._place(path) for path in self.paths]
        places = [place for place in changed if place is not None]
        if not places or any(p.kind.step is None for p in places) or self._touches_rules:
            return bool  # every path
        rounds = {place.round for place in places}
        whole = any(not place.unit for place in places)
        near = frozenset[str]() if whole else self._near(places)

        def keep(path: str) -> bool:
            place = self._place(path)
            if place is None or not place.round:
                return True
            return place.round in rounds and (whole or not place.unit or path in near)

        return keep

    @property
    def _touches_rules(self) -> bool:
        return any(not path.startswith(f"{CONTENT}/") for path in self.paths)

    def _near(self, places: list[Place]) -> frozenset[str]:
        """Documents of units that a change of some documents can concern."""
        above = self.sop.organisation.units_above
        turns = {(p.round, unit) for p in places for unit in above(p.unit)}
        near = {path for path, p in self._all.items() if (p.round, p.unit) in turns}
        own = {(p.round, p.unit) for p in places}
        written = [path for path in near if (self._all[path].round, self._all[path].unit) in own]
        words = {w.decode() for _, raw in self.tree.read(written) for w in _WORD.findall(raw)}
        referred = {path for id in words if (path := self._by_id.get(id)) is not None}
        ids = {p.id for p in places} | {self._all[path].id for path in referred - set(written)}
        for round_ in sorted({place.round for place in places}):
            near |= set(self.mentions(f"{CONTENT}/{round_}", sorted(ids)))
        return frozenset(near | referred | set(self.paths))

    @cached_property
    def _all(self) -> dict[str, Place]:
        listed = (entry.path for entry in self.tree.entries(CONTENT))
        return {path: place for path in listed if (place := self._place(path)) is not None}

    @cached_property
    def _by_id(self) -> dict[str, str]:
        return {place.id: path for path, place in self._all.items() if place.round}

    @cached_property
    def _kinds(self) -> tuple[Kind, ...]:
        kinds = self.sop.kinds.values()
        return tuple(sorted(kinds, key=lambda kind: len(kind.pattern), reverse=True))

    @cached_property
    def _known(self) -> dict[str, Place | None]:
        return {}

    def _place(self, path: str) -> Place | None:
        if path not in self._known:
            self._known[path] = self._found(path)
        return self._known[path]

    def _found(self, path: str) -> Place | None:
        inner = path.removeprefix(f"{CONTENT}/")
        for kind in self._kinds if inner != path else ():
            match = kind.regex.fullmatch(inner)
            if match:
                names = match.groupdict()
                round_, unit = names.get("putaran") or "", names.get("unit") or ""
                return Place(kind, round_, unit, implied_id(kind.form, names))
        return None
