"""The documents that a turn stands on at a point of history: those of the steps around it, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.load.corpus import Document, Slot
from generator.review.shelf import Roles, Shelf, Value
from generator.rules.closed_step import resting_on
from generator.rules.context import Context
from generator.rules.proposal import Proposal, Turn
from generator.sop.model import Function, Sop
from generator.sop.signing import steps_before

Shown = dict[str, tuple[Value, str]]
"""By path: what is there, and its unit (empty for what belongs to the whole round)."""


class Ground:
    """What is there at a point of history, by round and kind."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._files: dict[tuple[str, str], Shown] = {}

    def put(self, path: str, value: Value | None, place: tuple[Slot, Mapping[str, str]]) -> None:
        """Note what a path holds from now on."""
        slot, names = place
        files = self._files.setdefault((names.get("putaran") or "", slot.kind), {})
        if value is None:
            files.pop(path, None)
        else:
            files[path] = (value, names.get("unit") or "")

    def beneath(self, roles: Roles, proposal: Proposal, before: Iterable[Document]) -> Context:
        """The base of a proposal as far as order and locks ask: its own documents and those around."""
        found = {document.path: document for document in before}
        for turn in proposal.turns:
            for kind in _kinds(roles.sop, turn):
                for path, (value, unit) in self._files.get((turn.round, kind), {}).items():
                    if _concerns(roles.sop, turn, unit) and path not in found:
                        document = self.shelf.document(roles, path, value)
                        if document is not None:
                            found[path] = document
        return self.shelf.context(roles, (found[path] for path in sorted(found)))


def _kinds(sop: Sop, turn: Turn) -> list[str]:
    """Rounds, what the steps before a turn write, and the evidence of the steps after it."""
    step = sop.steps.get(turn.step)
    first = {s.number for s in steps_before(sop, step, turn.unit)} if step else set[int]()
    later = resting_on(sop, turn.step)
    return [
        kind.id
        for kind in sop.kinds.values()
        if kind.function is Function.ROUND
        or kind.step in first
        or (kind.step in later and kind.function is Function.EVIDENCE)
    ]


def _concerns(sop: Sop, turn: Turn, unit: str) -> bool:
    return not unit or turn.unit is None or unit in sop.organisation.units_above(turn.unit)
