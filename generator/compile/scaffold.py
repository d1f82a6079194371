"""The new documents of a step, each filled in as far as known."""

from __future__ import annotations

from collections.abc import Sequence

from generator.compile.occasion import Occasion, Words
from generator.compile.place import Place
from generator.compile.skeleton import Skeleton
from generator.compile.state import RoundState
from generator.diagnostic import Diagnostic


def scaffold(
    state: RoundState,
    places: Sequence[Place],
    words: Words,
    diagnostics: tuple[Diagnostic, ...],
    *,
    partial: bool,
) -> dict[str, str]:
    """Path and text of each document that is absent."""
    found = {}
    for place in places:
        if place.document is None:
            occasion = Occasion(state, place.kind, place.subject, words, diagnostics, partial)
            found[place.path] = Skeleton(occasion).text()
    return found
