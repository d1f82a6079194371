"""Documents that a step sent back: whose turn it is again, and for how long the other clock stood still."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from generator.rules.context import Context
from generator.rules.phrase import moment
from generator.rules.sending import sent
from generator.sop.facts import Facts


@dataclass(frozen=True)
class Return:
    """A document that evidence sent back at a moment, and when it came again; None while it has not."""

    evidence: str
    document: str
    gone: datetime
    back: datetime | None


def returns(context: Context, documents: Iterable[Facts]) -> tuple[Return, ...]:
    """Every return in a round's evidence, by document and moment.

    What was finished after it was sent back came again, and so did what the evidence lists now.
    """
    every = tuple(documents)
    known = {facts.document.id: facts for facts in every}
    found = [one for facts in every for one in _of(context, facts, known)]
    return tuple(sorted(found, key=lambda one: (one.document, one.gone)))


def _of(context: Context, facts: Facts, known: Mapping[str, Facts]) -> Iterator[Return]:
    listed = {signed.document for signed in facts.signed}
    for returned in facts.returned:
        gone = sent(context, returned)
        target = known.get(returned.document)
        if gone is None or target is None:
            continue
        again = moment(target.get("selesai"))
        if again is None or again < gone:
            again = gone if returned.document in listed else None
        yield Return(facts.document.path, returned.document, gone, again)


def pauses(
    found: Iterable[Return], start: datetime, end: datetime
) -> list[tuple[datetime, datetime]]:
    """When something was away between two moments: spans that do not overlap, in order."""
    spans = sorted((max(r.gone, start), min(r.back or end, end)) for r in found)
    merged: list[tuple[datetime, datetime]] = []
    for gone, back in spans:
        if gone >= back:
            continue
        if merged and gone <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], back))
        else:
            merged.append((gone, back))
    return merged
