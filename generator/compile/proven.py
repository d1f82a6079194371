"""What history proves, as frozen values that the compile stage is given: it never asks history itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Doubt(NamedTuple):
    """Why something is not proven: the rule's code (empty without one), in words for everybody, and for the office."""

    code: str
    reason: str
    message: str


@dataclass(frozen=True)
class Provenance:
    """What history proves of the rounds that need records of their approvals.

    By path: `digests` of the content that was approved, `pulls` the number of the pull request that
    brought it, `moments` since when a document is handed in, `doubts` why the last change of one is not
    proven; `others` the same for files that all rounds rest on. `general` is why nothing at all is proven.
    """

    rounds: frozenset[str]
    digests: Mapping[str, str] = field(default_factory=dict)
    pulls: Mapping[str, int] = field(default_factory=dict)
    moments: Mapping[str, str] = field(default_factory=dict)
    doubts: Mapping[str, Doubt] = field(default_factory=dict)
    others: Mapping[str, Doubt] = field(default_factory=dict)
    general: Doubt | None = None


@dataclass(frozen=True)
class UnverifiedRow:
    """Something of a round that no approval is proven for, and why; it counts nowhere else.

    Unit and kind are empty for what all documents rest on, `document` where the edition may not name
    it; `path` and `message` are internal.
    """

    unit: str
    kind: str
    document: str
    code: str
    reason: str
    path: str
    message: str
