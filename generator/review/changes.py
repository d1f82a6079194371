"""What changed between two revisions: documents added, removed and changed, heaviest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from generator.load.corpus import Document
from generator.load.digest import digest
from generator.load.tree import Sort, Tree
from generator.review.change import Change, Changes, DocumentChange, Verb, Weight
from generator.review.difference import Comparison
from generator.review.effects import Effects
from generator.review.naming import Side, document_title, title
from generator.review.outline import Outliner
from generator.review.versions import Versions, versions
from generator.rules.context import Context
from generator.sop.concept import money_sums
from generator.sop.model import Function
from generator.sop.reader import FOLDER

_CASCADING = {Weight.LOWERED, Weight.REMOVED, Weight.TARGET}
_SHOWN = {Function.DOCUMENT, Function.EVIDENCE}


def changes(base: Tree, head: Tree, today: date | None, fallback: date) -> Changes:
    """What changed from base to head. Raises `versions.Unjudged`."""
    work = _Work(versions(base, head, today, fallback))
    found = sorted(work.documents(), key=lambda change: (change.weight, change.document.path))
    old, new = work.versions.old.corpus, work.versions.new.corpus
    return Changes(
        documents=tuple(found),
        rules=_files(base) != _files(head),
        strangers=len({*old.strangers} ^ {*new.strangers}),
        rewritten=sum(_is_rewritten(*pair) for pair in work.versions.pairs),
        versions=work.versions,
    )


def _files(tree: Tree) -> dict[str, bytes]:
    plain = (Sort.FILE, Sort.EXECUTABLE)
    return dict(tree.read([e.path for e in tree.entries(FOLDER) if e.sort in plain]))


Sides = tuple[Document | None, Document | None]
"""A document at the base and at the head."""


@dataclass(frozen=True)
class _Work:
    versions: Versions

    @cached_property
    def effects(self) -> Effects:
        return Effects(self.versions)

    def documents(self) -> Iterator[DocumentChange]:
        for old, new in self.versions.pairs:
            if old is None and new is not None:
                yield self._added(new)
            elif new is None and old is not None:
                yield self._told(Verb.REMOVED, old, (old, None), [self._whole(Verb.REMOVED, old)])
            elif old is not None and new is not None and _differs(old, new):
                yield self._told(Verb.CHANGED, new, (old, new), self._both(old, new))

    def _added(self, new: Document) -> DocumentChange:
        """A new document; what replaces another one is told by what is otherwise than there."""
        after = self.versions.after
        former = self.versions.new.versions.before(self.versions.new.facts(new))
        if former is None or not new.readable:
            return self._told(Verb.ADDED, new, (None, new), [self._whole(Verb.ADDED, new)])
        fields = new.form.schema.get("properties", {})
        ids = {(title(inner),) for inner in fields.values() if "x-pola" in inner}
        found = self._values(Side(after, former.document), Side(after, new))
        other = [change for change in found if change.titles not in ids]
        told = self._told(Verb.ADDED, new, (None, new), other)
        return replace(told, former=document_title(after, former.document))

    def _whole(self, verb: Verb, document: Document) -> Change:
        if not document.readable:
            return Change(Weight.REMOVED, Verb.BROKEN, (), leaves=0)
        projector = self.versions.after if verb is Verb.ADDED else self.versions.before
        outline = Outliner(Side(projector, document), money_sums(document.form.schema)).document()
        if verb is Verb.ADDED:
            return Change(Weight.ADDITION, verb, (), outline=outline, leaves=outline.leaves)
        affected = self.effects.of(document.id, [""])
        return Change(
            Weight.REMOVED, verb, (), outline=outline, affected=affected, leaves=outline.leaves
        )

    def _both(self, old: Document, new: Document) -> Iterator[Change]:
        if old.path != new.path:
            yield Change(Weight.TEXT, Verb.MOVED, (), leaves=0)
        if not (old.readable and new.readable):
            yield Change(Weight.REMOVED, Verb.BROKEN, (), leaves=0)
            return
        yield from self._values(Side(self.versions.before, old), Side(self.versions.after, new))

    def _values(self, old: Side, new: Side) -> Iterator[Change]:
        for one in Comparison(old, new, money_sums(new.document.form.schema)).run():
            if one.change.weight in _CASCADING and one.items:
                affected = self.effects.of(old.document.id, one.items)
                yield replace(one.change, affected=affected)
            else:
                yield one.change

    def _told(
        self, verb: Verb, document: Document, sides: Sides, found: Iterable[Change]
    ) -> DocumentChange:
        old, new = sides
        named = old if old and not document.readable else document
        projector = self.versions.after if named is new else self.versions.before
        states = [
            _state(context, side) if side else ""
            for context, side in ((self.versions.old, old), (self.versions.new, new))
        ]
        return DocumentChange(
            verb=verb,
            document=document,
            title=document_title(projector, named),
            changes=tuple(sorted(found, key=lambda change: change.weight)),
            state=states[1],
            before=states[0] if states[0] != states[1] else "",
            printed=bool(new and new.readable and self._has_page(new)),
            published=old if old and self._is_published(old) else None,
        )

    def _has_page(self, document: Document) -> bool:
        return self.versions.sop.kinds[document.kind].function in _SHOWN

    def _is_published(self, document: Document) -> bool:
        open_ = document.readable and self.versions.public.reveals(document)
        return open_ and self._has_page(document)


def _state(context: Context, document: Document) -> str:
    """The SOP's word for how far a document of a person has come."""
    if not document.readable or context.kind(document).function is not Function.DOCUMENT:
        return ""
    step = context.sop.steps.get(context.stage(document))
    return step.status if step else context.sop.word_draft


def _differs(old: Document, new: Document) -> bool:
    if old.path != new.path:
        return True
    if old.readable and new.readable and not new.source.problems:
        return digest(old.data) != digest(new.data)
    return old.readable != new.readable or old.source.text != new.source.text


def _is_rewritten(old: Document | None, new: Document | None) -> bool:
    """Whether a document says the same in another text."""
    if old is None or new is None or old.source.text == new.source.text:
        return False
    return not _differs(old, new)
