"""Judging a copy against a ledger: is this what was published, how does it stand, what differs first.

The page that does the same in a browser (site/aset/keaslian.js) follows this module line by line; a test
gives both the same files.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple
from urllib.parse import unquote

from generator.compile.access import shown
from generator.compile.model import Audience
from generator.compile.standing import Standing
from generator.load.digest import VERSION, canonical, digest, sealed
from generator.load.schema import Form
from generator.load.source import Source
from generator.load.text import MAX_BYTES
from generator.publish.differing import ABSENT, Difference, first_difference
from generator.publish.embedded import files_in
from generator.publish.ledger import Ledger

WORDS = "site/keaslian.json"
PDF, END = b"%PDF-", b"%%EOF"
MAX_PDF = 32 * 1024 * 1024
_LONGEST = 200
_UNTOLD = {"newer": {"title": "", "day": ""}}
"""What a ledger tells of a document that is not shown and that something took the place of."""
_REVISION = re.compile(r"[0-9a-f]{7,64}")
_MARK = re.compile(r"(?:([^:]+):)?([0-9a-f]{12,64})")

Entry = Mapping[str, Any]
Signer = Callable[[bytes, int], str]
"""Whose signatures are all that follows a print of so many bytes in a PDF; empty where that is not so."""


@dataclass(frozen=True)
class Judgement:
    """A verdict (a key of the words), its reason in a sentence, and the document it is about."""

    verdict: str
    reason: str
    document: Entry | None = None
    title: str = ""

    @property
    def holds(self) -> bool:
        """Whether the file (or the number that was typed) is published, and valid where steps sign it."""
        return self.verdict in ("valid", "same", "former", "known")


class Carried(NamedTuple):
    """What a print says of itself: its edition, document, how that stood, and its commit; empty where it does not."""

    audience: Audience | None = None
    id: str = ""
    standing: str = ""
    revision: str = ""


def carried(pdf: bytes) -> Carried:
    """What a print says that it is of; nothing is believed of it."""
    proof = next(filter(None, map(_proof, files_in(pdf))), None) if PDF in pdf[:1024] else None
    if not proof:
        return Carried()
    known = {audience.value: audience for audience in Audience}
    revision = str(proof.get("revision", ""))
    return Carried(
        known.get(str(proof["audience"])),
        str(proof["id"]),
        str(proof.get("standing", "")),
        revision if _REVISION.fullmatch(revision) else "",
    )


def no_signer(_pdf: bytes, _size: int) -> str:
    """Knows no signatures."""
    return ""


@dataclass(frozen=True)
class Judge:
    """Judges files by a ledger, in the words of a template (verdicts, reasons, words)."""

    ledger: Ledger
    words: Mapping[str, Mapping[str, str]]
    signer: Signer = no_signer
    _forms: dict[str, Form] = field(default_factory=dict, repr=False)

    def file(self, raw: bytes) -> Judgement:
        """The judgement on a file's bytes."""
        if PDF in raw[:1024]:
            return self._pdf(raw) if len(raw) <= MAX_PDF else self._say("unknown", "too_large")
        return self._yaml(raw)

    def mark(self, text: str) -> Judgement:
        """The judgement on a digest as somebody typed it, or on what a print's code says."""
        given = unquote(text.rpartition("#")[2]).strip().removeprefix("kinerja:")
        found = _MARK.fullmatch(re.sub(r"\s", "", given).lower())
        if not found:
            return self._say("unknown", "no_digest")
        id, figures = found[1], found[2]
        if id in (None, VERSION):
            entries = self.ledger.data["documents"]
            known = next((e for e in entries if _figures(e).startswith(figures)), None)
            return self._numbered(known) if known else self._say("unknown", "no_digest")
        entry = self.ledger.by_id.get(id)
        if entry is None:
            return self._say("unknown", "no_document", id=id)
        if _figures(entry).startswith(figures):
            return self._numbered(entry)
        there = _figures(entry)[: len(figures)]
        return self._say("differs", "other_digest", entry, id=id, here=figures, there=there)

    # -- PDF ---------------------------------------------------------------------------------------

    def is_print(self, raw: bytes) -> bool:
        """Whether a file is, or begins with, a print of the ledger."""
        return any(self._prints_in(raw))

    def _pdf(self, raw: bytes) -> Judgement:
        for known in self._prints_in(raw):
            entry = self.ledger.by_id.get(known["document"])
            extra = len(raw) - known["size"]
            if not extra:
                reason = "same_print" if entry else "same_recap"
                return self._stands(entry, reason, title=known["title"])
            if signer := self.signer(raw, known["size"]):
                return self._stands(entry, "signed_after", title=known["title"], signer=signer)
            return self._say("look", "appended", entry, size=str(extra))
        return self._values_of(raw)

    def _prints_in(self, raw: bytes) -> Iterator[Mapping[str, Any]]:
        """The published prints that a file begins with, the longest first."""
        for known in sorted(self.ledger.data["prints"], key=lambda p: -p["size"]):
            size = known["size"]
            ends = size <= len(raw) and END in raw[max(size - 8, 0) : size]
            if ends and hashlib.sha256(raw[:size]).hexdigest() == known["sha256"]:
                yield known

    def _values_of(self, raw: bytes) -> Judgement:
        """The judgement on a print that is not a published one, by the values that it carries."""
        files = list(files_in(raw))
        proof = next(filter(None, map(_proof, files)), None)
        values = next((data for data in files if not _proof(data)), None)
        if proof is None or values is None:
            return self._say("unknown", "no_values")
        found = self._yaml(values)
        if found.verdict in ("differs", "unknown"):
            return found
        here = self.ledger.audience.value
        if proof["audience"] != here:
            edition = str(proof["audience"])
            return self._say("look", "other_edition", found.document, edition=edition, here=here)
        if self.ledger.remade:
            return self._say("look", "other_machine", found.document)
        return self._say("differs", "other_print", found.document)

    # -- YAML --------------------------------------------------------------------------------------

    def _yaml(self, raw: bytes) -> Judgement:
        if len(raw) > MAX_BYTES:
            return self._say("unknown", "too_large")
        if not _is_text(raw):
            return self._say("unknown", "not_file")
        source = Source("", raw)
        if source.data is None:
            return self._say("unknown", "not_read", why=f"lihat baris {source.problems[0].span[0]}")
        kind = str(source.data.get("jenis", ""))
        form = self._form(kind)
        if form is None:
            return self._say("unknown", "no_form", kind=_cut(kind) or "kosong")
        return self._typed(form.typed(source.data), form)

    def _typed(self, data: dict[str, Any], form: Form) -> Judgement:
        whole = digest(data)
        if entry := self.ledger.by_digest.get(whole):
            return self._stands(entry, "same_values")
        seal = sealed(whole)
        if seal in self.ledger.data["sealed"]:
            return self._say("valid", "same_sealed")
        if seal in self.ledger.sealed_former:
            return self._succeeded(self._say("former", "same_sealed"), _UNTOLD)
        id = str(data.get("id", ""))
        known = self.ledger.by_id.get(id)
        if known is None:
            return self._say("unknown", "no_document", id=_cut(id) or "kosong")
        there = form.typed(Source("", known["source"].encode()).data or {})
        here = shown(data, form.schema, self.ledger.audience)
        found = first_difference(here, there, form.schema)
        if found is None:
            return self._say("differs", "other_hidden", known)
        facts = {"field": self._way(found), "here": self._shown(found.here)}
        return self._say("differs", "other_value", known, **facts, there=self._shown(found.there))

    def _form(self, kind: str) -> Form | None:
        known = self.ledger.data["forms"].get(kind)
        if known is not None and kind not in self._forms:
            self._forms[kind] = Form(known["form"])
        return self._forms.get(kind)

    # -- Words -------------------------------------------------------------------------------------

    def _stands(self, entry: Entry | None, reason: str, title: str = "", **facts: str) -> Judgement:
        """What was published, as it stands; what no step signs is as published and no more."""
        if entry is None:
            return self._say("same", reason, None, title, **facts)
        if entry["standing"] == Standing.VALID.value:
            verdict = "former" if entry.get("newer") else "valid"
            return self._succeeded(self._say(verdict, reason, entry, title=title, **facts), entry)
        is_changed = entry["standing"] == Standing.CHANGED.value
        return self._say("open", "changed_later" if is_changed else "not_signed", entry)

    def _numbered(self, entry: Entry) -> Judgement:
        """What a digest alone says: whose it is, and never that the file at hand is unchanged."""
        if entry["standing"] == Standing.VALID.value:
            return self._succeeded(self._say("known", "same_digest", entry), entry)
        is_changed = entry["standing"] == Standing.CHANGED.value
        return self._say("open", "digest_changed" if is_changed else "digest_open", entry)

    def _succeeded(self, found: Judgement, entry: Entry) -> Judgement:
        """A judgement that also says what took the document's place, where something did."""
        newer, words = entry.get("newer") or {}, self.words["words"]
        if not newer:
            return found
        since = words["since"].format(day=newer["day"]) if newer["day"] else ""
        told = words["succeeded"].format(by=newer["title"] or words["newer"], since=since)
        return replace(found, reason=f"{found.reason} {told}")

    def _say(
        self, verdict: str, reason: str, entry: Entry | None = None, title: str = "", **facts: str
    ) -> Judgement:
        sentence = self.words["reasons"][reason].format(**facts)
        return Judgement(verdict, sentence, entry, title or (entry["title"] if entry else ""))

    def _way(self, found: Difference) -> str:
        """The titles that lead to a value: Sasaran ke-1, Target, Nilai target."""
        words, parts = self.words["words"], list[str]()
        for step in found.way:
            if isinstance(step, int):
                parts[-1:] = [words["item"].format(title=part, number=step) for part in parts[-1:]]
            else:
                parts.append(step)
        if found.strange:
            parts.append(words["strange"].format(name=_cut(found.strange)))
        return ", ".join(parts) or words["whole"]

    def _shown(self, value: Any) -> str:
        if value is ABSENT:
            return self.words["words"]["absent"]
        if isinstance(value, list):
            return self.words["words"]["list"].format(count=len(value))
        if isinstance(value, dict):
            return self.words["words"]["present"]
        if isinstance(value, bool):
            return self.words["words"]["yes" if value else "no"]
        return _cut(value) if isinstance(value, str) else canonical(value).replace(".", ",")


def _figures(entry: Entry) -> str:
    return str(entry["digest"]).rpartition(":")[2]


def _proof(data: bytes) -> Mapping[str, Any] | None:
    """An embedded file as the proof that prints carry; None for any other."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and {"audience", "digest", "id"} <= set(found) else None


def _is_text(raw: bytes) -> bool:
    try:
        return "\0" not in raw.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
