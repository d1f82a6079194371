"""When evidence sent a document back, and whether the document has come again."""

from __future__ import annotations

from datetime import datetime, time

from generator.rules.context import Context
from generator.rules.phrase import day, moment
from generator.sop.facts import Facts, Returned


def sent(context: Context, returned: Returned) -> datetime | None:
    """The moment of a return; where only the day is told, its beginning."""
    exact, only = moment(returned.moment), day(returned.day)
    if exact is not None or only is None:
        return exact
    return datetime.combine(only, time.min, context.sop.calendar.zone)


def has_away(context: Context, evidence: Facts) -> bool:
    """Whether something that evidence sent back has not come again."""
    targets = (context.find(returned.document) for returned in evidence.returned)
    return any(is_away(context, evidence, target) for target in targets if target is not None)


def is_away(context: Context, evidence: Facts, document: Facts) -> bool:
    """Whether evidence sent a document back that was not finished anew since."""
    finished = moment(document.get("selesai"))
    gone = [
        when
        for returned in evidence.returned
        if returned.document == document.document.id
        and (when := sent(context, returned)) is not None
    ]
    return bool(gone) and (finished is None or finished < max(gone))
