"""The document that a user asks for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Wanted:
    """What the user asked for; None: to be found out."""

    kind: str | None = None
    round: str | None = None
    unit: str | None = None
    person: str | None = None
    name: str | None = None
    step: int | None = None
    partial: bool = False
    replaces: str | None = None
    """The id of the document that the new one is a revision of."""
