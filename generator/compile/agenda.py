"""What a meeting on a round has to talk about: units that are missing or late, kinds of findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.compile.listed import missing_units, unit_names
from generator.compile.occasion import Occasion
from generator.compile.recap import TITLES
from generator.compile.timeline import lateness
from generator.diagnostic import Diagnostic, Severity
from generator.rules.naming import listing, unit
from generator.sop.suggestion import Entry

WHOLE = "dokumen putaran"
"""What findings are about that belong to no unit."""

Names = dict[str, str]


def subjects(occasion: Occasion, entry: Entry, claimed: frozenset[str]) -> Iterator[Names]:
    """The names for one sentence each. `claimed`: codes that have an entry of their own."""
    codes = frozenset(entry.words)
    match entry.word:
        case "unit_kurang":
            return _missing(occasion)
        case "unit_terlambat":
            return _late(occasion)
        case _:
            return _findings(occasion, lambda code: code in codes if codes else code not in claimed)


def _missing(occasion: Occasion) -> Iterator[Names]:
    for name in _left_out(occasion):
        yield unit_names(occasion, occasion.state.context.sop.organisation.units[name])


def _left_out(occasion: Occasion) -> list[str]:
    """The units that the evidence of the steps before named as missing, and those missing still."""
    state = occasion.state
    known = state.context.sop.organisation.units
    awaited = occasion.step.waits_for if occasion.step else ()
    named = [
        name
        for facts in state.documents
        if state.context.kind(facts.document).step in awaited
        for name in facts.missing_units
        if name in known
    ]
    return list(dict.fromkeys([*named, *(name for name, _ in missing_units(occasion))]))


def _late(occasion: Occasion) -> Iterator[Names]:
    sop, left_out = occasion.state.context.sop, _left_out(occasion)
    for name, rows in lateness(occasion.state).items():
        if name not in left_out:
            minutes = sum(rows.values())
            steps = listing(sop.steps[number].name for number in rows)
            names = unit_names(occasion, sop.organisation.units[name])
            yield {**names, "lama": occasion.words.time(minutes), "langkah": steps}


def _findings(occasion: Occasion, wanted: Callable[[str], bool]) -> Iterator[Names]:
    by_code: dict[str, list[Diagnostic]] = {}
    for diagnostic in _of_round(occasion):
        if wanted(diagnostic.code):
            by_code.setdefault(diagnostic.code, []).append(diagnostic)
    for code, found in sorted(by_code.items()):
        documents = occasion.state.context.corpus.by_path
        units = sorted({documents[d.location.path].unit or "" for d in found} - {""})
        yield {
            "kode": code,
            "judul": TITLES.get(code, code).rstrip("."),
            "banyak": str(len(found)),
            "unit": listing(unit(occasion.state.context, name) for name in units) or WHOLE,
        }


def _of_round(occasion: Occasion) -> Iterator[Diagnostic]:
    documents = occasion.state.context.corpus.by_path
    for diagnostic in occasion.diagnostics:
        document = documents.get(diagnostic.location.path)
        of_round = document is not None and document.round == occasion.subject.round
        if of_round and diagnostic.severity is not Severity.NOTE:
            yield diagnostic
