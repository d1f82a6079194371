"""Which document took the place of which: versions of one document, and the one that holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generator.load.corpus import Document
from generator.sop.facts import Facts

REPLACES = "menggantikan"
"""The concept of the field that names the document which another one replaces."""

SameHolder = Callable[[Facts, Facts], bool]


class _Link(NamedTuple):
    """A version's place: its first version, how many are before it, and how far those have come."""

    root: str
    depth: int
    needed: int


@dataclass(frozen=True)
class Succession:
    """The versions of all documents.

    `stage` tells the last step that a document has reached, `same` whether a document may replace
    another one as to whose they are.
    """

    known: Mapping[str, Facts]
    stage: Callable[[Document], int]
    same: SameHolder

    @classmethod
    def of(
        cls, every: Iterable[Facts], stage: Callable[[Document], int], same: SameHolder
    ) -> Succession:
        """The versions among some documents; of equal ids the first counts."""
        known: dict[str, Facts] = {}
        for facts in every:
            known.setdefault(facts.document.id, facts)
        return cls(known, stage, same)

    # -- links ---------------------------------------------------------------------------------

    @cached_property
    def _named(self) -> dict[str, str]:
        """For the id of each document that of the same kind, round and holder which it says it replaces."""
        found = {}
        for id, facts in self.known.items():
            old = self.known.get(facts.get(REPLACES))
            if old is None or old.document.kind != facts.document.kind:
                continue
            if old.document.round == facts.document.round and self.same(facts, old):
                found[id] = old.document.id
        return found

    @cached_property
    def _older(self) -> dict[str, str]:
        """The same without what leads into a circle."""
        sound: dict[str, bool] = {}
        for start in self._named:
            way: dict[str, None] = {}
            here = start
            while here in self._named and here not in sound and here not in way:
                way[here] = None
                here = self._named[here]
            sound |= dict.fromkeys(way, here not in way and sound.get(here, True))
        return {id: old for id, old in self._named.items() if sound[id]}

    def circular(self, facts: Facts) -> bool:
        """Whether a document replaces itself, directly or by others."""
        here, seen = facts.document.id, set[str]()
        while here in self._named and here not in seen:
            seen.add(here)
            here = self._named[here]
        return bool(seen) and here == facts.document.id

    def before(self, facts: Facts) -> Facts | None:
        """The version before a document; None for the first."""
        old = self._older.get(facts.document.id)
        return self.known[old] if old is not None else None

    def _ancestors(self, id: str) -> Iterator[str]:
        while (old := self._older.get(id)) is not None:
            yield old
            id = old

    def chain(self, facts: Facts) -> list[Facts]:
        """A document and the versions before it, newest first."""
        return [facts, *(self.known[id] for id in self._ancestors(facts.document.id))]

    @cached_property
    def newer(self) -> Mapping[str, tuple[Facts, ...]]:
        """For the id of each document those that replace it, drafts too."""
        found: dict[str, list[Facts]] = {}
        for id, old in self._older.items():
            found.setdefault(old, []).append(self.known[id])
        return {id: tuple(facts) for id, facts in found.items()}

    # -- what holds ----------------------------------------------------------------------------

    def _stage(self, id: str) -> int:
        return self.stage(self.known[id].document)

    @cached_property
    def _links(self) -> dict[str, _Link]:
        """The places of all documents that have versions."""
        found: dict[str, _Link] = {}
        for start in self._older:
            way = [start]
            way += (id for id in self._ancestors(start) if id not in found)
            for id in reversed(way):
                old = self._older.get(id)
                if old is None:
                    found[id] = _Link(id, 0, 1)
                else:
                    root, depth, needed = found[old]
                    found[id] = _Link(root, depth + 1, max(needed, self._stage(old)))
        return found

    @cached_property
    def gone(self) -> Mapping[str, Facts]:
        """For the id of each document that no longer holds, the one that took its place.

        A newer version takes over once it has come as far as all before it: what was signed holds
        until what replaces it is signed too.
        """
        holding: dict[str, tuple[int, int, str]] = {}
        for id, link in self._links.items():
            stage = self._stage(id)
            if link.depth and stage >= link.needed:
                holding[link.root] = max(
                    holding.get(link.root, (0, 0, "")), (link.depth, stage, id)
                )
        heads = [id for *_, id in holding.values()]
        return {old: self.known[head] for head in heads for old in self._ancestors(head)}

    @cached_property
    def waiting(self) -> frozenset[str]:
        """The ids of newer versions that have not come as far yet as what they are to replace."""
        return frozenset(
            id
            for id, link in self._links.items()
            if link.depth and id not in self.gone and self._stage(id) < link.needed
        )

    def holds(self, id: str) -> bool:
        """Whether a document neither has been replaced nor is a newer version that has yet to take over."""
        return id not in self.gone and id not in self.waiting

    def latest(self, id: str) -> str:
        """The id of the newest version of a document that was handed in, whether it holds yet or not."""
        while handed := [f for f in self.newer.get(id, ()) if self.stage(f.document)]:
            id = handed[-1].document.id
        return id

    def in_force(self, id: str) -> str:
        """The id of the version of a document that holds now: its own, or that of what took its place."""
        newer = self.gone.get(id)
        return id if newer is None else newer.document.id
