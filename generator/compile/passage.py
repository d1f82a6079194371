"""How a document stands: which steps it went through, and whether they hold for its present values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from operator import itemgetter

from generator.compile.model import Audience, Newer
from generator.compile.projection import Projector
from generator.compile.standing import Passage, Standing
from generator.compile.state import RoundState, finished_text
from generator.load.corpus import Document
from generator.load.digest import digest
from generator.rules.context import Context
from generator.sop.facts import Facts
from generator.sop.model import Function, Step


def passages(
    state: RoundState, projector: Projector, facts: Facts, pulls: Mapping[str, int]
) -> tuple[Passage, ...]:
    """The steps of a document in their order, as an edition may tell them; none of a draft.

    `pulls` are the numbers of the pull requests that brought documents, by path.
    """
    if not state.stage(facts):
        return ()
    found = _passages(state, projector, facts)
    return tuple(_brought(passage, pulls.get(path)) for passage, path in found)


def _brought(passage: Passage, pull: int | None) -> Passage:
    return passage if pull is None else replace(passage, proposal=f"#{pull}")


def _passages(
    state: RoundState, projector: Projector, facts: Facts
) -> Iterator[tuple[Passage, str]]:
    """Each passage, and the path of the document that it is read from."""
    context, document = state.context, facts.document
    own = context.sop.steps.get(context.kind(document).step or 0)
    if own is not None:
        is_written = context.kind(document).function is Function.DOCUMENT
        owner = projector.named_owner(document) if is_written else ""
        yield _passage(state, projector, own, facts, owner), document.path
    direct = context.listed.get(document.id, ())
    for number, evidence in sorted(_signing(context, document, ()), key=itemgetter(0)):
        if number in context.sop.steps:
            found = _passage(state, projector, context.sop.steps[number], evidence, "")
            yield replace(found, direct=evidence in direct), evidence.document.path


def _signing(
    context: Context, document: Document, seen: tuple[str, ...]
) -> Iterator[tuple[int, Facts]]:
    """Step and facts of the evidence that records a document as it is now, or records such evidence."""
    lists = context.listed.get(document.id, ())
    now = digest(document.as_read) if lists else ""
    for evidence in lists:
        if evidence.document.id not in seen and now in _recorded(evidence, document.id):
            yield context.kind(evidence.document).step or 0, evidence
            yield from _signing(context, evidence.document, (*seen, document.id))


def _passage(
    state: RoundState, projector: Projector, step: Step, evidence: Facts, owner: str
) -> Passage:
    moment = finished_text(evidence)
    day = moment[:10] or evidence.get("tanggal") or state.context.today.isoformat()
    unit = evidence.document.unit if step.per_unit else None
    names = projector.audience is Audience.INTERNAL
    who = owner or "; ".join(state.holders(step, unit, day, names=names))
    return Passage(step.number, step.name, state.context.sop.roles[step.role].name, who, moment)


def standing(state: RoundState, facts: Facts) -> Standing:
    """What the steps make of a document."""
    if not state.stage(facts):
        return Standing.DRAFT
    context, document = state.context, facts.document
    lists = context.listed.get(document.id, ())
    now = digest(document.as_read) if lists else ""
    if any(now not in _recorded(evidence, document.id) for evidence in lists):
        return Standing.CHANGED
    is_evidence = context.kind(document).function is Function.EVIDENCE
    return Standing.VALID if lists or is_evidence else Standing.OPEN


def _recorded(evidence: Facts, id: str) -> set[str]:
    """The digests that evidence records for a document."""
    return {signed.digest for signed in evidence.signed if signed.document == id}


def signed_at(projector: Projector, id: str) -> tuple[tuple[int, str, str, str], ...]:
    """Number and name of each step that signed a document, its evidence as far as shown, and when."""
    context, found = projector.context, []
    for evidence in context.listed.get(id, ()):
        step = context.sop.steps.get(context.kind(evidence.document).step or 0)
        if step is not None:
            shown = evidence.document.id if projector.shows(evidence.document) else ""
            found.append((step.number, step.name, shown, finished_text(evidence)))
    return tuple(found)


def newer(projector: Projector, document: Document) -> Newer | None:
    """What took a document's place, since it was signed or handed in; None while it holds."""
    found = projector.context.versions.gone.get(document.id)
    if found is None:
        return None
    lists = projector.context.listed.get(found.document.id, ())
    since = finished_text(lists[0] if lists else found)
    if not projector.shows(found.document):
        return Newer("", "", since)
    return Newer(found.document.id, projector.title(found.document), since)
