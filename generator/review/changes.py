"""What changed between two revisions: documents added, removed and changed, heaviest first.

Both are judged by the rule book of the base, so that a proposal cannot bring its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from generator.check import reference_day, run, slots
from generator.compile.model import Audience
from generator.compile.projection import Projector
from generator.compile.recap import TITLES
from generator.diagnostic import Diagnostic, Severity
from generator.load.corpus import Corpus, Document, load
from generator.load.digest import digest
from generator.load.tree import Sort, Tree
from generator.review.change import Change, Changes, DocumentChange, Verb, Weight
from generator.review.difference import Comparison
from generator.review.naming import Side
from generator.rules.context import Context
from generator.sop.model import Function, Sop
from generator.sop.reader import FOLDER, RuleBook, read

_CASCADING = {Weight.LOWERED, Weight.REMOVED, Weight.TARGET}


class Unjudged(Exception):
    """The rule book of the base cannot be used, so nothing can be compared."""


def changes(base: Tree, head: Tree, today: date | None, fallback: date) -> Changes:
    """What changed from base to head. Raises `Unjudged`."""
    book = read(base)
    if book.sop is None:
        raise Unjudged
    old, new = _context(base, book, book.sop, fallback), _context(head, book, book.sop, fallback)
    day = today or reference_day(new) or fallback
    work = _Work(replace(old, today=day), replace(new, today=day))
    found = sorted(work.documents(), key=lambda change: (change.weight, change.document.path))
    return Changes(
        documents=tuple(found),
        rules=_files(base) != _files(head),
        strangers=len({*old.corpus.strangers} ^ {*new.corpus.strangers}),
    )


def _context(tree: Tree, book: RuleBook, sop: Sop, day: date) -> Context:
    return Context(sop, load(tree, slots(sop)), day, book)


def _files(tree: Tree) -> dict[str, bytes]:
    plain = (Sort.FILE, Sort.EXECUTABLE)
    return dict(tree.read([e.path for e in tree.entries(FOLDER) if e.sort in plain]))


@dataclass(frozen=True)
class _Work:
    old: Context
    new: Context

    @cached_property
    def before(self) -> Projector:
        return Projector(self.old, Audience.INTERNAL, {})

    @cached_property
    def after(self) -> Projector:
        return Projector(self.new, Audience.INTERNAL, {})

    @cached_property
    def findings(self) -> dict[str, list[Diagnostic]]:
        found: dict[str, list[Diagnostic]] = {}
        for diagnostic in run(self.new):
            places = [diagnostic.location, *(related.location for related in diagnostic.related)]
            for path in {place.path for place in places}:
                found.setdefault(path, []).append(diagnostic)
        return found

    @cached_property
    def below(self) -> dict[tuple[str, str], dict[str, str]]:
        """For each item (and, with an empty item, document): ids and kinds of what refers to it."""
        found: dict[tuple[str, str], dict[str, str]] = {}
        for context in (self.old, self.new):
            for document in context.readable:
                for target in _targets(context, document):
                    found.setdefault(target, {})[document.id] = context.kind(document).short
        return found

    def documents(self) -> Iterator[DocumentChange]:
        for old, new in _paired(self.old.corpus, self.new.corpus):
            if old is None and new is not None:
                yield self._whole(Verb.ADDED, new)
            elif new is None and old is not None:
                yield self._whole(Verb.REMOVED, old)
            elif old is not None and new is not None and _differs(old, new):
                yield self._both(old, new)

    def _whole(self, verb: Verb, document: Document) -> DocumentChange:
        side = Side(self.after if verb is Verb.ADDED else self.before, document)
        shown = side.shown(document.data, document.form.schema, {})
        if verb is Verb.ADDED:
            change = Change(Weight.ADDITION, verb, (), new=shown)
            return self._judged(document, verb, [change])
        affected = self._affected(document.id, [""])
        change = Change(Weight.REMOVED, verb, (), old=shown, affected=affected)
        return DocumentChange(verb, document, side.projector.title(document), (change,))

    def _both(self, old: Document, new: Document) -> DocumentChange:
        found: list[Change] = []
        if old.path != new.path:
            found.append(Change(Weight.TEXT, Verb.MOVED, ()))
        if not (old.readable and new.readable):
            found.append(Change(Weight.REMOVED, Verb.BROKEN, ()))
            return self._judged(new, Verb.CHANGED, found)
        sides = Side(self.before, old), Side(self.after, new)
        for one in Comparison(*sides, _sums(new)).run():
            change = one.change
            if change.weight in _CASCADING and one.items:
                change = replace(change, affected=self._affected(old.id, one.items))
            found.append(change)
        return self._judged(new, Verb.CHANGED, found)

    def _affected(self, document: str, items: Iterable[str]) -> tuple[tuple[str, int], ...]:
        found: dict[str, str] = {}
        for item in items:
            found |= self.below.get((document, item), {})
        kinds = Counter(kind for id, kind in found.items() if id != document)
        return tuple(sorted(kinds.items()))

    def _judged(self, document: Document, verb: Verb, found: Iterable[Change]) -> DocumentChange:
        findings = self.findings.get(document.path, [])
        severities = [diagnostic.severity for diagnostic in findings]
        titles = Counter(TITLES.get(d.code, d.code) for d in findings)
        return DocumentChange(
            verb=verb,
            document=document,
            title=self.after.title(document),
            changes=tuple(sorted(found, key=lambda change: change.weight)),
            state=self._state(document),
            errors=severities.count(Severity.ERROR),
            warnings=severities.count(Severity.WARNING),
            missing=tuple(titles.items()),
        )

    def _state(self, document: Document) -> str:
        sop = self.new.sop
        if not document.readable or self.new.kind(document).function is not Function.DOCUMENT:
            return ""
        step = sop.steps.get(self.new.stage(document))
        return step.status if step else sop.word_draft


def _differs(old: Document, new: Document) -> bool:
    if old.path != new.path:
        return True
    if old.readable and new.readable and not new.source.problems:
        return digest(old.data) != digest(new.data)
    return old.readable != new.readable or old.source.text != new.source.text


def _sums(document: Document) -> frozenset[str]:
    """The fields that hold the sum of a column of money."""
    found = set()
    schema = document.form.schema
    for total in schema.get("x-penjumlahan", []):
        items = schema["properties"].get(total["daftar"], {}).get("items", {})
        column = items.get("properties", {}).get(total["kolom"], {})
        if str(column.get("x-konsep", "")).startswith("rupiah"):
            found.add(total["jumlah"])
    return frozenset(found)


def _targets(context: Context, document: Document) -> Iterator[tuple[str, str]]:
    """The documents and items that a document refers to, by the forms' own marks."""
    for path, reference, value in context.annotated(document, "x-rujukan"):
        place: Mapping[str, str] = reference
        if place.get("ruang") == "dokumen":
            yield str(value), ""
        elif place.get("ruang") == "butir":
            inside = str(place.get("dalam", ""))
            holder = (inside[1:],) if inside.startswith("/") else (*path[:-1], inside)
            yield str(document.get(holder)), str(value)


def _paired(old: Corpus, new: Corpus) -> Iterator[tuple[Document | None, Document | None]]:
    """Documents before and after: at the same path, else of the same id."""
    gone = {d.id: d for d in old.documents if d.path not in new.by_path and d.id}
    moved = set()
    for document in new.documents:
        before = old.by_path.get(document.path) or gone.pop(document.id, None)
        moved.add(before.path if before else "")
        yield before, document
    for document in old.documents:
        if document.path not in moved:
            yield document, None
