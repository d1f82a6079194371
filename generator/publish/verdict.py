"""The verdict of the gate in Indonesian sentences, as part of a comment on a forge."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from generator.diagnostic import Diagnostic
from generator.publish.format import moment, sentence
from generator.publish.piece import guarded
from generator.publish.render import Templates
from generator.review.gate import Verdict
from generator.review.suggestion import Suggestion
from generator.rules.spoken import seat_name, turn_name

MOST = 30
"""Reasons that are written out in a comment."""


def comment(given: Verdict, root: Path | None = None) -> str:
    """The verdict as Markdown."""
    templates = Templates(root, {"aman": guarded})
    return templates.render("forge/putusan.md.j2", putusan=_view(given))


def reviews(found: Iterable[Suggestion], root: Path | None = None) -> str:
    """Suggestions as the comments of a review: a JSON list of path, line and body."""
    templates = Templates(root, {"aman": guarded})
    comments = [
        {"path": one.path, "line": one.line, "side": "RIGHT", "body": _body(one, templates)}
        for one in found
    ]
    return json.dumps(comments, ensure_ascii=False, indent=2) + "\n"


def _body(one: Suggestion, templates: Templates) -> str:
    """The comment of a suggestion; its fence is longer than any in the line, so that none can end it."""
    longest = max(map(len, re.findall("`+", one.text)), default=0)
    fix = one.finding.fix
    values = {
        "kalimat": sentence(one.finding.message),
        "judul": sentence(fix.title) if fix else "",
        "kode": one.finding.code,
        "pagar": "`" * max(3, longest + 1),
        "baris": one.text,
    }
    return templates.render("forge/usul.md.j2", usul=values)


def _view(given: Verdict) -> dict[str, Any]:
    proposal = given.proposal
    subject = proposal.subject
    zone = proposal.sop.calendar.zone
    turn = subject.turn if subject else None
    return {
        "diterima": given.accepted,
        "langkah": sentence(turn_name(proposal, turn)) if turn else "",
        "kegiatan": proposal.step.activity if proposal.step else "",
        "setuju": [
            f"{seat_name(proposal, seat)} pada "
            + moment(datetime.fromisoformat(review.moment).astimezone(zone).isoformat())
            for review, seat in proposal.approvals
        ],
        "alasan": list(_reasons(given.refusals[:MOST])),
        "sisa": max(len(given.refusals) - MOST, 0),
    }


def _reasons(refusals: tuple[Diagnostic, ...]) -> Iterator[dict[str, str]]:
    """Each reason with what to do, and where for those who edit: the name of the file and the line, if any."""
    for refusal in refusals:
        place = refusal.location
        name = place.path.rpartition("/")[2]
        yield {
            "kode": refusal.code,
            "kalimat": sentence(refusal.message),
            "saran": sentence(refusal.hint),
            "tempat": name if place.is_whole else f"{name}, baris {place.line}",
        }
