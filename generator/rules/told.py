"""How the rules on history speak of merges, records and the approvals in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from generator.rules.history import Approval, History, Landing, Record, review_of
from generator.rules.proposal import Reason
from generator.rules.spoken import account_name
from generator.rules.wording import quote
from generator.sop.long_date import long_date
from generator.sop.model import Sop


def landing_name(landing: Landing) -> str:
    """What people call a merge: its proposal's number, without a record its day."""
    if landing.record:
        return f"usulan #{landing.record.pull}"
    day = office_day(landing.proposal.sop, landing.moment)
    return f"{'penggabungan' if landing.is_merge else 'commit'} {day}"


def day_of_record(history: History, record: Record) -> str:
    """The day of a recorded merge."""
    return office_day(history.context.sop, record.moment)


def office_day(sop: Sop, moment: str) -> str:
    """The day of a moment where the office is, as people read it."""
    try:
        local = datetime.fromisoformat(moment).astimezone(sop.calendar.zone)
    except (OverflowError, ValueError):
        return quote(moment)
    return long_date(local.date().isoformat())


def same_files(landing: Landing) -> str:
    """The files of a merge, where something is said at the first of them."""
    others = len(landing.proposal.files) - 1
    return f"berkas ini dan {others} lainnya" if others else "berkas ini"


def shown(landing: Landing) -> str:
    """How to see a merge."""
    return f"lihat: git show {landing.commit[:12]}"


def approver(landing: Landing, approval: Approval) -> str:
    """Who approved by a record, with the account and the day."""
    day = landing.proposal.day(review_of(approval))
    return f"{account_name(landing.proposal, approval.login, day)} pada {long_date(day)}"


def judged(landing: Landing, reason: Reason) -> Iterator[Approval]:
    """Recorded approvals that do not count for a reason, judged as the gate judges."""
    if landing.record is None or landing.proposal.subject is None or not landing.is_merge:
        return
    for approval in landing.record.approvals:
        if landing.proposal.reason(review_of(approval)) is reason:
            yield approval


def misplaced(landing: Landing) -> Iterator[Approval]:
    """Recorded approvals on another seat than the one that gives the approver the right."""
    for approval in landing.record.approvals if landing.record else ():
        seat = landing.proposal.seat(review_of(approval))
        if seat is not None and seat != approval.seat:
            yield approval
