"""What the rules find in a proposal, for readers who never see a file: no key, no place, no path.

A finding is told by its own message with what the ids in it name; where the message speaks of the
file and not of what it says, the title of its rule stands in its place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.compile.projection import item_text
from generator.compile.recap import TITLES
from generator.diagnostic import Diagnostic, Severity
from generator.load.corpus import Document
from generator.load.schema import Schema
from generator.load.source import Path
from generator.review.naming import Side, holder, title
from generator.review.versions import Versions
from generator.sop.facts import Facts

Words = tuple[tuple[str, bool], ...]
"""Parts of a sentence; the flag tells a value that somebody wrote."""

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_QUOTED = re.compile(r'"([^"]*)"')
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_TECHNICAL = re.compile(r"[{}\[\]<>\\|`_]|\.ya?ml|\w:|\w/\w+/|\b(?:sop|content)/")


@dataclass(frozen=True)
class Remark:
    """A finding in words, and where it is."""

    severity: Severity
    fresh: bool
    """Whether the base did not have it."""
    words: Words
    document: str
    """The document's short name, empty where it is the only one that changed."""
    within: tuple[str, str] | None
    """The innermost list item around it: the list's title and what the item is called."""


def remarks(versions: Versions, changed: Collection[str]) -> tuple[tuple[Remark, ...], ...]:
    """What is found in the changed documents (paths), and what is found anywhere only at the head.

    The findings of a rule stand together; gravest first, new ones before what the base had already.
    """
    rules: dict[str, list[Remark]] = {}
    work = _Work(versions, next(iter(changed)) if len(changed) == 1 else "")
    order = sorted(
        versions.findings,
        key=lambda d: (not _is_fresh(versions, d), d.location.path not in changed),
    )
    for finding in order:
        places = [finding.location, *(related.location for related in finding.related)]
        if _is_fresh(versions, finding) or any(place.path in changed for place in places):
            rules.setdefault(finding.code, []).append(work.remark(finding))
    groups = (tuple(found) for found in rules.values())
    return tuple(sorted(groups, key=lambda g: (_ORDER.index(g[0].severity), not g[0].fresh)))


def _is_fresh(versions: Versions, finding: Diagnostic) -> bool:
    return (finding.code, finding.location.path, finding.message) not in versions.known


@dataclass(frozen=True)
class _Work:
    versions: Versions
    only: str
    """The path of the only document that changed; empty where there are more."""

    def remark(self, finding: Diagnostic) -> Remark:
        document = self.versions.new.corpus.by_path.get(finding.location.path)
        related = [self.versions.new.corpus.by_path.get(r.location.path) for r in finding.related]
        message = (finding.in_cells or finding).message
        around = [d for d in (*self._told(message), document, *related) if d and d.readable]
        words = self._words(message, around)
        text = "".join(text for text, _ in words)
        within = self._within(document, finding) if document and document.readable else None
        told = within and (within[1] in text or any(q and t in self._names for t, q in words))
        return Remark(
            severity=finding.severity,
            fresh=_is_fresh(self.versions, finding),
            words=words or ((TITLES.get(finding.code, "").replace(": ", " – "), False),),
            document=self._short(document) if document and document.path != self.only else "",
            within=None if told else within,
        )

    def _told(self, message: str) -> Iterator[Document | None]:
        """The documents that a message names: items that it names as well are theirs first."""
        for match in _ID.finditer(message):
            yield self.versions.new.corpus.find(match.group())

    def _short(self, document: Document) -> str:
        kind = self.versions.new.kind(document).short
        parts = (kind, *self.versions.after.version(document), self._whose(document))
        return " ".join(part for part in parts if part)

    def _whose(self, document: Document) -> str:
        if document.name and (owner := self.versions.after.owner(document)):
            return f"{owner}{holder(self.versions.after, document)}"
        unit = self.versions.sop.organisation.units.get(document.unit or "")
        return unit.short if unit else document.round or ""

    @cached_property
    def _documents(self) -> Mapping[str, str]:
        corpora = (self.versions.old.corpus, self.versions.new.corpus)
        return {d.id: self._short(d) for corpus in corpora for d in corpus.documents if d.id}

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(self._documents.values())

    def _words(self, message: str, around: list[Document]) -> Words:
        """A message with names in place of ids; nothing where it is about the file."""
        found: list[tuple[str, bool]] = []
        for position, text in enumerate(_QUOTED.split(message)):
            if position % 2:
                named = self._named(text, around)
                if not named and (text in _keys(around) or _TECHNICAL.search(text)):
                    return ()
                found.append((named or text, True))
            else:
                found += self._loose(text.replace(": ", " – "), around)
        return (
            () if any(_TECHNICAL.search(t) for t, quoted in found if not quoted) else tuple(found)
        )

    def _loose(self, text: str, around: list[Document]) -> Iterator[tuple[str, bool]]:
        last = 0
        for match in _ID.finditer(text):
            # A plain word is no id in a sentence, even where a file bears it as its id.
            if not match.group().isalpha() and (named := self._named(match.group(), around)):
                yield text[last : match.start()], False
                yield named, True
                last = match.end()
        yield text[last:], False

    def _named(self, id: str, around: list[Document]) -> str:
        """The document or item of an id, empty for what is none."""
        if id in self._documents:
            return self._documents[id]
        for facts in self._sides(around):
            if text := item_text(facts, id).get("teks"):
                return str(text)
        return ""

    def _sides(self, around: list[Document]) -> Iterator[Facts]:
        """Documents at the head and at the base, one after the other, then what they detail."""
        contexts = (self.versions.new, self.versions.old)
        held = [
            (context, context.facts(found))
            for document in around
            for context in contexts
            if (found := context.corpus.by_path.get(document.path))
        ]
        yield from (facts for _, facts in held)
        yield from (f for context, facts in held if (f := context.find(facts.get("induk"))))

    @cached_property
    def _places(self) -> dict[str, list[tuple[tuple[int, int], int, Path]]]:
        return {}

    def _path(self, document: Document, finding: Diagnostic) -> Path:
        """The path of the value that a finding stands at or inside: the last that begins before it."""
        if document.path not in self._places:
            self._places[document.path] = _starts(document)
        starts, at = self._places[document.path], (finding.location.line, finding.location.column)
        place = bisect_right(starts, at, key=lambda start: start[0])
        return starts[place - 1][2] if place else ()

    def _within(self, document: Document, finding: Diagnostic) -> tuple[str, str] | None:
        here: Any = document.data
        schema: Schema = document.form.schema
        side, name, found = Side(self.versions.after, document), "", None
        for part in self._path(document, finding):
            try:
                here = here[part]
            except (KeyError, IndexError, TypeError):
                break
            if isinstance(part, int):
                schema = schema.get("items", {})
                found = (name, side.label(here, schema)) if isinstance(here, dict) else found
            else:
                schema = schema.get("properties", {}).get(part, {})
                name = title(schema)
        return found


def _starts(document: Document) -> list[tuple[tuple[int, int], int, Path]]:
    """Where every key and value of a document begins, with its depth and path; sorted."""
    places = document.source.places.items()
    found = ((span[:2], len(path), path) for path, spans in places for span in spans if span)
    return sorted(found, key=lambda start: start[:2])


def _keys(documents: Iterable[Document]) -> set[str]:
    """Every key that documents and their forms use."""
    return {key for d in documents for data in (d.data, d.form.schema) for key in _inside(data)}


def _inside(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        yield from map(str, data)
        for value in data.values():
            yield from _inside(value)
    elif isinstance(data, list):
        for value in data:
            yield from _inside(value)
