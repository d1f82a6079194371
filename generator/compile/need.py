"""What a step still needs now: a turn with its documents that lack something, and who carries it out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from generator.compile.timeline import Clock
from generator.sop.model import Step


class Lack(Enum):
    """What a document still lacks; the value is the word of the machine-readable form."""

    ABSENT = "absent"
    UNREADABLE = "unreadable"
    RETURNED = "returned"  # sent back with a reason, and not handed in again
    DRAFT = "draft"  # of a person, not handed in
    OPEN = "open"  # evidence that does not say when the step was finished
    FAULTY = "faulty"  # complete, but the check finds errors


@dataclass(frozen=True)
class Need:
    """A document that still lacks something; person and position of whose it is (ids), its errors.

    `reason`: why it was sent back, of one that is away. `wanting`: the titles of the fields that the
    step which takes it asks for and that it does not have yet.
    """

    path: str
    kind: str
    person: str
    position: str
    lack: Lack
    errors: int
    reason: str = ""
    wanting: tuple[str, ...] = ()


@dataclass(frozen=True)
class Actor:
    """A person in a position that carries out a step; person and status empty: nobody holds it."""

    person: str
    position: str
    status: str


@dataclass(frozen=True)
class Turn:
    """A step (of a unit) that can be worked on now.

    `needs` are its own documents that lack something; `faulty` are those of earlier steps that it
    takes and that have errors or lack what it asks for.
    """

    round: str
    step: Step
    unit: str | None
    clock: Clock
    actors: tuple[Actor, ...]
    needs: tuple[Need, ...]
    faulty: tuple[Need, ...]
    number: str = ""
    """Of evidence that comes after the finished step, its number; empty for the step itself."""
    awaited: tuple[str, ...] = ()
    """The ids of the documents that wait for it."""

    @property
    def branch(self) -> str:
        """The branch on which the step is worked."""
        parts = (str(self.step.number), self.unit, self.number and f"susulan-{self.number}")
        return f"langkah/{self.round}/" + "-".join(part for part in parts if part)

    @property
    def to_make(self) -> tuple[str, ...]:
        """The paths of its documents that do not exist."""
        return tuple(need.path for need in self.needs if need.lack is Lack.ABSENT)


@dataclass(frozen=True)
class Partial:
    """A step that waits for some units, and whose document may leave them out and name them."""

    round: str
    step: Step
    units: tuple[str, ...]
