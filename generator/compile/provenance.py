"""What history proves of a round, put to use: unproven documents stay out, merges give the times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.compile.projection import Projector
from generator.compile.proven import Doubt, Provenance, UnverifiedRow
from generator.load.corpus import Corpus, Document
from generator.load.digest import digest
from generator.rules.context import Context
from generator.sop.facts import Facts
from generator.sop.model import Function, Kind

_KEPT = (Function.DOCUMENT, Function.EVIDENCE)
CHANGED = Doubt("", "Isinya bukan isi yang disetujui", "isinya bukan isi yang disetujui")
UNMERGED = Doubt("", "Belum digabung lewat usulan", "belum digabung lewat usulan yang disetujui")
GONE = Doubt("", "Dokumen yang disetujui tidak ada lagi", "dokumen yang disetujui tidak ada lagi")


def covered(context: Context, provenance: Provenance) -> Context:
    """A context without the unproven documents of rounds that need proof; the others end when they merged."""
    kept = [d for d in context.corpus.documents if not _is_left_out(context, d, provenance)]
    memory = dict(context.memory)
    for document in kept:
        moment = provenance.moments.get(document.path)
        if moment and document.round in provenance.rounds:
            memory[document] = _ended(context.facts(document), moment)
    corpus = Corpus(tuple(kept), context.corpus.strangers)
    return replace(context, corpus=corpus, memory=memory)


def _is_left_out(context: Context, document: Document, provenance: Provenance) -> bool:
    if document.round not in provenance.rounds or not document.readable:
        return False
    return context.kind(document).function in _KEPT and _doubt(document, provenance) is not None


def _ended(facts: Facts, moment: str) -> Facts:
    """The facts of a document with the moment of its merge in place of the one that it claims."""
    if not facts.get("selesai"):
        return facts
    return replace(facts, text={**facts.text, "selesai": (moment, facts.path("selesai"))})


def _doubt(document: Document, provenance: Provenance) -> Doubt | None:
    """Why a document is not proven; None when it is."""
    if provenance.general is not None:
        return provenance.general
    known = provenance.digests.get(document.path)
    if known is not None and known == digest(document.as_read):
        return None
    return provenance.doubts.get(document.path) or (CHANGED if known else UNMERGED)


def unverified(
    context: Context, provenance: Provenance, name: str, projector: Projector
) -> Iterator[UnverifiedRow]:
    """What of a round is not proven, and why: its documents, those that are gone, and what all rest on."""
    if name not in provenance.rounds:
        return
    for document in context.corpus.documents:
        doubt = _doubt(document, provenance) if document.round == name else None
        if doubt is not None:
            shown = document.id if projector.shows(document) else ""
            yield _row(projector, document.unit or "", document.kind, shown, doubt, document.path)
    there = context.corpus.by_path
    for path in sorted(provenance.digests):
        kind, unit = _place(context, path, name)
        if kind is not None and path not in there:
            doubt = provenance.doubts.get(path, GONE)
            yield _row(projector, unit, kind.id, "", doubt, path)
    for path, doubt in sorted(provenance.others.items()):
        yield _row(projector, "", "", "", doubt, path)


def _place(context: Context, path: str, name: str) -> tuple[Kind | None, str]:
    for kind in context.sop.kinds.values():
        match = kind.regex.fullmatch(path.removeprefix("content/"))
        if match and match.groupdict().get("putaran") == name:
            return kind, match.groupdict().get("unit") or ""
    return None, ""


def _plain(path: str) -> str:
    """A path as text, whatever bytes its name is made of."""
    return path.encode("utf-8", "backslashreplace").decode()


def _row(
    projector: Projector, unit: str, kind: str, document: str, doubt: Doubt, path: str
) -> UnverifiedRow:
    return UnverifiedRow(
        unit=unit,
        kind=kind,
        document=document,
        code=doubt.code,
        reason=doubt.reason,
        path=_plain(path) if projector.is_internal else "",
        message=doubt.message if projector.is_internal else "",
    )
