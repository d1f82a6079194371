"""From an audited history to what it proves: which content is approved, since when, and why the rest is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from generator.check import Audited, slots
from generator.compile.proven import Doubt, Provenance
from generator.compile.recap import TITLES
from generator.diagnostic import Diagnostic
from generator.review.shelf import CONTENT, round_of
from generator.rules.history import History, Record
from generator.sop.model import Sop
from generator.sop.reader import FOLDER


def provenance(history: History, audited: Audited) -> Provenance:
    """What a history proves of the rounds that need records."""
    rounds = frozenset(history.rounds)
    if not history.store:
        return Provenance(rounds, general=_doubt(audited.diagnostics))
    doubts = _doubts(history, audited)
    digests: dict[str, tuple[str, int]] = {}
    sound = {landing.commit for landing in history.landings} - audited.merges.keys()
    for record in _first_records(history):
        found = audited.records.get(record.place.path) or audited.merges.get(record.merge, ())
        for listed in record.documents:
            digests.pop(listed.path, None)
            if found or record.merge not in sound:
                doubts[listed.path] = _doubt(found)
            elif listed.digest:
                digests[listed.path] = (listed.digest, record.pull)
    table = slots(history.context.sop)
    of_round = {path for path in doubts if round_of(table, path) in rounds}
    shared = (p for p in doubts if not round_of(table, p) and p.startswith((CONTENT, FOLDER)))
    return Provenance(
        rounds,
        digests={path: known for path, (known, _) in digests.items()},
        pulls={path: pull for path, (_, pull) in digests.items()},
        moments=_moments(history, audited),
        doubts={path: doubts[path] for path in of_round},
        others={path: doubts[path] for path in shared},
    )


def _doubts(history: History, audited: Audited) -> dict[str, Doubt]:
    """Why the last change of each file is not proven, for the files where it is not."""
    found: dict[str, Doubt] = {}
    for landing in history.landings:
        faults = audited.merges.get(landing.commit)
        for file in landing.proposal.files:
            if faults:
                found[file.path] = _doubt(faults)
            else:
                found.pop(file.path, None)
    return found


def _doubt(found: Iterable[Diagnostic]) -> Doubt:
    first = next(iter(found), None)
    if first is None:
        return Doubt("", "Catatannya tidak dapat dipakai", "catatannya tidak dapat dipakai")
    return Doubt(first.code, TITLES.get(first.code, first.code), first.message)


def _first_records(history: History) -> Iterator[Record]:
    """The records without those that repeat an earlier one."""
    seen: set[str] = set()
    for record in history.records:
        if record.merge not in seen:
            seen.add(record.merge)
            yield record


def _moments(history: History, audited: Audited) -> dict[str, str]:
    """Since when each document is handed in: the merge that brought what it says of its end."""
    found: dict[str, tuple[str, str]] = {}
    for landing in history.landings:
        record = landing.record
        if record is None or landing.commit in audited.merges:
            continue
        joint = landing.proposal.joint
        for listed in landing.listed:
            document = joint.corpus.by_path.get(listed.path)
            ended = joint.facts(document).get("selesai") if document else ""
            if not ended:
                found.pop(listed.path, None)
            elif found.get(listed.path, ("", ""))[0] != ended:
                found[listed.path] = (ended, _local(joint.sop, record.moment))
    return {path: moment for path, (_, moment) in found.items()}


def _local(sop: Sop, moment: str) -> str:
    """A moment where the office is."""
    local = datetime.fromisoformat(moment).astimezone(sop.calendar.zone)
    return local.isoformat(timespec="minutes")
