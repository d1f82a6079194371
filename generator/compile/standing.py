"""What proves a document, as data: the steps that it went through and what that makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Standing(Enum):
    """What the steps of the SOP make of a document's values as they are now."""

    DRAFT = "draft"
    """Not handed in, or sent back."""
    OPEN = "open"
    """Handed in, and signed by no later step yet."""
    VALID = "valid"
    """Signed with just these values; evidence of a step is valid once it is finished."""
    CHANGED = "changed"
    """Signed once, with other values than it has now."""


@dataclass(frozen=True)
class Passage:
    """One step that a document went through with the values that it has now.

    A `direct` one is the document's own step, or its evidence lists the document itself; else it lists
    what does. `who` are positions, internally with names; `moment` is ISO 8601 or empty; `proposal` names the pull
    request that brought the step, empty where no record tells it.
    """

    step: int
    name: str
    role: str
    who: str
    moment: str
    proposal: str = ""
    direct: bool = True
