"""The change history of documents, read from git: which values changed, when, at which step, by whom.

A version is what came to the main line at once: a merged proposal, or a single commit. The public
edition knows only versions that were handed in and open to everybody, without internal fields, and
no person. Old versions are read by today's forms; a personal number that once stood in one is masked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from generator import git
from generator.compile.access import is_open, stripped
from generator.compile.model import Audience
from generator.compile.projection import Projector
from generator.compile.state import finished_text, moment
from generator.load.corpus import Document
from generator.load.personal import find, mask
from generator.load.text import MAX_BYTES
from generator.review.change import Change
from generator.review.difference import Comparison
from generator.review.naming import Side, count
from generator.review.propose import login_of
from generator.rules.context import Context
from generator.sop.concept import money_sums
from generator.sop.extract import facts_of
from generator.sop.model import Function, Step

MOST_VERSIONS = 100
"""Versions of a document that are told, the newest."""
PLAIN_FILE = "100644"
_REQUEST = re.compile(
    r"\AMerge pull request (?:#|[^\n]*\(#)([0-9]{1,9})\b"  # GitHub; Gitea and Forgejo
    r"|\A[^\n]*\(#([0-9]{1,9})\)$"  # squashed
    r"|\AMerge branch [^\0]*^See merge request [^\s!]*!([0-9]{1,9})$",  # GitLab
    re.MULTILINE,
)
"""How the forges name a proposal in the message of its merge."""


@dataclass(frozen=True)
class Version:
    """A version of a document that differs from the one before.

    `time` is ISO 8601 in the office's zone, empty for what is not committed. `step` is the step that
    the document belongs to, `after` the last step that had signed it by then. `people` are the names
    of those who wrote it (an empty name: nobody known), in the public edition none. `request` is the
    number of the proposal on the forge, 0 where the commit does not say. Without `changes` it is the
    first one, of which `leaves` says how many values it has.
    """

    time: str
    step: Step | None
    after: Step | None
    people: tuple[str, ...]
    request: int
    changes: tuple[Change, ...]
    leaves: int


class History(NamedTuple):
    """The versions of a document, newest first, and whether there are older ones than are told."""

    versions: tuple[Version, ...]
    cut: bool


@dataclass(frozen=True)
class Histories:
    """The histories of an edition's documents by path.

    `known`: the project is a git repository; `whole`: none of its commits is missing here.
    """

    known: bool = False
    whole: bool = False
    by_path: Mapping[str, History] = field(default_factory=dict)


class _Landed(NamedTuple):
    """What a landing made of one file."""

    time: str
    request: int
    old: str
    new: str


def histories(root: Path, context: Context, audience: Audience, folder: str) -> Histories:
    """The histories of all documents that an edition may show, from the commit that is checked out."""
    try:
        if git.top(root) != root:
            return Histories()
        landings = git.mainline(root, "HEAD", folder)
        written = git.written(root, "HEAD", folder) if audience is Audience.INTERNAL else []
        whole = not git.is_shallow(root)
    except git.GitError:
        return Histories()
    work = _Work(root, context, audience, landings, written)
    return Histories(known=True, whole=whole, by_path=dict(work.documents()))


@dataclass(frozen=True)
class _Work:
    root: Path
    context: Context
    audience: Audience
    landings: Iterable[git.Landing]
    written: Iterable[git.Landing]

    @cached_property
    def projector(self) -> Projector:
        return Projector(self.context, self.audience, {})

    @cached_property
    def landed(self) -> dict[str, list[_Landed]]:
        """What came to the main line, by path, oldest first."""
        found: dict[str, list[_Landed]] = {}
        for landing in self.landings:
            request = _request(landing.message)
            time = self._local(landing.time)
            for change in landing.differences:
                new = change.new if change.new_mode == PLAIN_FILE else ""
                known = _Landed(time, request, change.old, new)
                found.setdefault(change.path, []).append(known)
        return {path: entries[::-1] for path, entries in found.items()}

    @cached_property
    def authors(self) -> dict[tuple[str, str], list[tuple[str, str, str]]]:
        """Who wrote a text of a file: former text, address and time, by path and text."""
        found: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
        for commit in self.written:
            for change in commit.differences:
                wrote = (change.old, commit.address, self._local(commit.time))
                found.setdefault((change.path, change.new), []).append(wrote)
        return found

    def _local(self, time: str) -> str:
        zone = self.context.sop.calendar.zone
        try:
            return datetime.fromisoformat(time).astimezone(zone).isoformat(timespec="minutes")
        except (ValueError, OverflowError):
            return time

    # -- documents -----------------------------------------------------------------------------

    def documents(self) -> Iterator[tuple[str, History]]:
        told = (Function.DOCUMENT, Function.EVIDENCE)
        shown = [d for d in self.context.readable if self.context.kind(d).function in told]
        shown = [d for d in shown if self.projector.reveals(d) and d.path in self.landed]
        texts = self._texts(shown)
        for document in shown:
            versions = list(self._versions(document, texts))
            cut = len(self.landed[document.path]) > MOST_VERSIONS
            # Of a cut history the oldest version only says what the next one changed.
            yield document.path, History(tuple(versions[:0:-1] if cut else versions[::-1]), cut)

    def _texts(self, shown: Iterable[Document]) -> dict[str, bytes]:
        """The text of every version, by its object's name; what is too large to be a document is left out."""
        wanted = {e.new for document in shown for e in self.landed[document.path] if e.new}
        names = sorted(wanted)
        sizes = git.sizes(self.root, names)
        fitting = [n for n, size in zip(names, sizes, strict=True) if 0 < size <= MAX_BYTES]
        return dict(zip(fitting, git.blobs(self.root, fitting), strict=True)) if fitting else {}

    def _versions(self, document: Document, texts: Mapping[str, bytes]) -> Iterator[Version]:
        before: Document | None = None
        for entry in self._with_own(document):
            raw = texts.get(entry.new)
            if entry.new and raw is None:
                continue
            version = self._open(document.rewritten(raw) if raw is not None else document)
            if version is None or (before and before.data == version.data):
                continue
            changes = tuple(self._changes(before, version)) if before else ()
            yield self._version(document, entry, changes, count(version.data))
            before = version

    def _with_own(self, document: Document) -> Iterator[_Landed]:
        """What has landed, then the document as it stands here, which may not be committed."""
        yield from (e for e in self.landed[document.path][-MOST_VERSIONS:] if e.new)
        yield _Landed("", 0, "", "")

    def _open(self, version: Document) -> Document | None:
        """A version as the edition may show it; None where it may not."""
        if not version.readable or not is_open(version, self.audience):
            return None
        if self.audience is Audience.PUBLIC and self._is_draft(version):
            return None
        shown = copy(stripped(version, self.audience))
        if any(find(str(shown.data))):
            shown.data = _masked(shown.data)
        return shown

    def _is_draft(self, version: Document) -> bool:
        """Whether it was not handed in, or (evidence) not finished, whatever is listed elsewhere."""
        own = self.context.kind(version).function is Function.DOCUMENT
        return own and not facts_of(version).get("selesai")

    def _changes(self, old: Document, new: Document) -> Iterator[Change]:
        sides = Side(self.projector, old), Side(self.projector, new)
        for found in Comparison(*sides, money_sums(new.form.schema)).run():
            yield replace(found.change, affected=())

    # -- what is told of a version -------------------------------------------------------------

    def _version(
        self, document: Document, entry: _Landed, changes: tuple[Change, ...], leaves: int
    ) -> Version:
        steps = self.context.sop.steps
        return Version(
            time=entry.time,
            step=steps.get(self.context.kind(document).step or 0),
            after=steps.get(self._signed(document, entry.time)),
            people=tuple(self._people(document.path, entry)),
            request=entry.request,
            changes=changes,
            leaves=leaves,
        )

    def _signed(self, document: Document, time: str) -> int:
        """The last step whose evidence, as it stands today, had listed the document by a time."""
        moments = [
            (self.context.kind(f.document).step or 0, moment(finished_text(f)))
            for f in self.context.listed.get(document.id, ())
        ]
        now = moment(time)
        return max((n for n, at in moments if at and (now is None or at < now)), default=0)

    def _people(self, path: str, entry: _Landed) -> Iterator[str]:
        """The names of those who wrote what came between two texts of a file, each once."""
        if self.audience is Audience.PUBLIC:
            return
        seen: set[str] = set()
        names: dict[str, None] = {}
        text = entry.new
        while text and text != entry.old and text not in seen:
            seen.add(text)
            wrote = self.authors.get((path, text), [])
            names |= dict.fromkeys(self._name(address, time) for _, address, time in wrote)
            text = wrote[0][0] if wrote else ""
        yield from reversed(names) if names else ("",) if entry.new else ()

    def _name(self, address: str, time: str) -> str:
        """The name of the person whose account wrote from an address on that day; empty for a stranger."""
        login, day = login_of(address), time[:10]
        accounts = self.context.sop.accounts
        known = (a.person for a in accounts if login and a.login == login and a.is_valid(day))
        person = self.context.people.get(next(known, ""))
        return person.name if person else ""


def _request(message: str) -> int:
    """The number of the proposal that a merge names."""
    found = _REQUEST.search(message)
    return int(found[1] or found[2] or found[3]) if found else 0


def _masked(value: Any) -> Any:
    """A value in which no text holds a personal number."""
    if isinstance(value, dict):
        return {name: _masked(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_masked(inner) for inner in value]
    if isinstance(value, bool) or not isinstance(value, str | int):
        return value
    hidden = mask(str(value))
    return value if hidden == str(value) else hidden
