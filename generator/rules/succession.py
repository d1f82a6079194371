"""Which document took the place of which: versions of one document, and the one that holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.load.corpus import Document
from generator.sop.facts import Facts

REPLACES = "menggantikan"
"""The concept of the field that names the document which another one replaces."""


@dataclass(frozen=True)
class Succession:
    """The versions of all documents; `stage` tells the last step that a document has reached."""

    known: Mapping[str, Facts]
    stage: Callable[[Document], int]

    @classmethod
    def of(cls, every: Iterable[Facts], stage: Callable[[Document], int]) -> Succession:
        """The versions among some documents; of equal ids the first counts."""
        known: dict[str, Facts] = {}
        for facts in every:
            known.setdefault(facts.document.id, facts)
        return cls(known, stage)

    def before(self, facts: Facts) -> Facts | None:
        """The document of the same kind and round that a document says it replaces; None when not one."""
        old = self.known.get(facts.get(REPLACES))
        if old is None or old.document.kind != facts.document.kind:
            return None
        return old if old.document.round == facts.document.round else None

    def chain(self, facts: Facts) -> list[Facts]:
        """A document and the versions before it, newest first; stops at a circle."""
        found = [facts]
        while (older := self.before(found[-1])) is not None and older not in found:
            found.append(older)
        return found

    def circular(self, facts: Facts) -> bool:
        """Whether a document replaces itself, directly or by others."""
        older = self.before(self.chain(facts)[-1])
        return older is not None and older.document.id == facts.document.id

    @cached_property
    def newer(self) -> Mapping[str, tuple[Facts, ...]]:
        """For the id of each document those that say that they replace it, drafts too."""
        found: dict[str, tuple[Facts, ...]] = {}
        for facts in self.known.values():
            old = self.before(facts)
            if old is not None and not self.circular(facts):
                found[old.document.id] = (*found.get(old.document.id, ()), facts)
        return found

    @cached_property
    def gone(self) -> Mapping[str, Facts]:
        """For the id of each document that no longer holds, the one that took its place.

        A newer version takes over once it has come as far as those before it: what was signed holds
        until what replaces it is signed too.
        """
        found = {}
        for id, newer in self.newer.items():
            needed = max(1, *(self.stage(f.document) for f in self.chain(self.known[id])))
            far = [facts for facts in newer if self.stage(facts.document) >= needed]
            if far:
                found[id] = max(far, key=lambda facts: self.stage(facts.document))
        return found

    @cached_property
    def waiting(self) -> frozenset[str]:
        """The ids of newer versions that have not come as far yet as what they are to replace."""
        pairs = self.newer.items()
        return frozenset(f.document.id for id, newer in pairs if id not in self.gone for f in newer)

    def latest(self, id: str) -> str:
        """The id of the newest version of a document that was handed in, whether it holds yet or not."""
        handed = [f for f in self.newer.get(id, ()) if self.stage(f.document)]
        return self.latest(handed[-1].document.id) if handed else id

    def in_force(self, id: str) -> str:
        """The id of the version of a document that holds now: its own, or that of what took its place."""
        while (newer := self.gone.get(id)) is not None:
            id = newer.document.id
        return id
