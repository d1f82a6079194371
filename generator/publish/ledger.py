"""The ledger: what an edition publishes so that anybody can judge a copy of it without asking anybody.

It holds of each document that the edition shows the digests, the steps and the values as YAML, of each
print its bytes' SHA-256, of each form what typing and naming a value needs, and, without any label, the
sealed digests of what the edition may not show, apart from those of what something else replaced.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.compile.model import Audience, Edition, View
from generator.compile.standing import Passage, Standing
from generator.load.digest import ROUNDS, SEAL
from generator.load.schema import Schema
from generator.publish.address import document_page, url
from generator.publish.format import day, moment
from generator.sop.model import Sop

VERSION = "1"
LEDGER = "keaslian.json"
PROOF = "bukti.json"
Shape = Mapping[str, type]
_WHOLE: Shape = {
    "version": str,
    "audience": str,
    "forms": dict,
    "documents": list,
    "prints": list,
    "sealed": list,
}
_DOCUMENT: Shape = {
    "id": str,
    "digest": str,
    "open_digest": str,
    "standing": str,
    "title": str,
    "source": str,
    "steps": list,
}
_STEP: Shape = {"step": int, "name": str, "who": str, "when": str, "proposal": str}
_PRINT: Shape = {"document": str, "title": str, "size": int, "sha256": str}
_NEWER: Shape = {"title": str, "day": str}
_FORM: Shape = {"name": str, "form": dict}
"""What a ledger must hold to be judged by."""
_DEEPEST = 40
_KEPT = ("type", "title", "x-akses")
_PERSON = {"ruang": "orang"}


class NoLedger(Exception):
    """A file is no ledger that this program reads; the message says why in Indonesian."""


@dataclass(frozen=True)
class Ledger:
    """A ledger as read. `remade`: its prints were made here and now, so equal values may print otherwise."""

    data: Mapping[str, Any]
    remade: bool = False

    @classmethod
    def read(cls, raw: bytes) -> Ledger:
        """A published ledger. Raises `NoLedger`."""
        try:
            data = json.loads(raw)
            sound = _is_sound(data)
        except (ValueError, RecursionError):
            sound = False
        if not sound:
            raise NoLedger(f"bukan keaslian.json versi {VERSION} yang dibuat kinerja build")
        return cls(data)

    @cached_property
    def by_id(self) -> dict[str, Mapping[str, Any]]:
        """The documents by id."""
        return {entry["id"]: entry for entry in self.data["documents"]}

    @cached_property
    def by_digest(self) -> dict[str, Mapping[str, Any]]:
        """The documents by the digest of the whole and by that of what is shown."""
        entries = self.data["documents"]
        names = ("open_digest", "digest")
        return {entry[name]: entry for name in names for entry in reversed(entries)}

    @property
    def sealed_former(self) -> Sequence[str]:
        """The seals of what was replaced; ledgers of former programs do not tell them apart."""
        found: Sequence[str] = self.data.get("sealed_former", ())
        return found

    @property
    def audience(self) -> Audience:
        """Whom the edition is for."""
        return Audience(self.data["audience"])


def _is_sound(data: Any) -> bool:
    """Whether data is a ledger of this version, with everything of the type that judging relies on."""
    if not _fits(data, _WHOLE) or data["version"] != VERSION:
        return False
    Audience(data["audience"])
    documents, forms = data["documents"], data["forms"].values()
    return (
        all(_fits(row, _DOCUMENT) for row in documents)
        and all(_fits(row["newer"], _NEWER) for row in documents if row.get("newer"))
        and all(_fits(step, _STEP) for row in documents for step in row["steps"])
        and all(_fits(row, _PRINT) and row["size"] >= 0 for row in data["prints"])
        and all(_fits(row, _FORM) and _is_form(row["form"], 0) for row in forms)
        and _is(former := data.get("sealed_former", []), list)
        and all(_is(one, str) for one in (*data["sealed"], *former))
    )


def _fits(row: Any, shape: Shape) -> bool:
    return isinstance(row, dict) and all(_is(row.get(name), kind) for name, kind in shape.items())


def _is(value: Any, kind: type) -> bool:
    """Whether a value has a type; a text can also be written."""
    if type(value) is str:
        value.encode()
    return type(value) is kind


def _is_form(form: Any, depth: int) -> bool:
    """Whether something is what `outline` makes of a form."""
    if not isinstance(form, dict) or depth > _DEEPEST:
        return False
    kinds = form.get("type", [])
    fields = form.get("properties", {})
    items = [form["items"]] if "items" in form else []
    return (
        (_is(kinds, str) or (_is(kinds, list) and all(_is(kind, str) for kind in kinds)))
        and all(_is(form.get(name, ""), str) for name in ("title", "x-akses"))
        and form.get("x-rujukan", _PERSON) == _PERSON
        and isinstance(fields, dict)
        and all(_is_form(inner, depth + 1) for inner in (*fields.values(), *items))
    )


@dataclass(frozen=True)
class Made:
    """A print that was made; `document` is the SOP's id for its own print, empty for recaps and bundles."""

    path: str
    document: str
    title: str
    pdf: bytes


def ledger(edition: Edition, sop: Sop, prints: Iterable[Made]) -> dict[str, Any]:
    """The ledger of an edition, with its prints that were made, as plain data."""
    shown = [v for v in edition.views if v.digest and v.standing is not Standing.DRAFT]
    return {
        "version": VERSION,
        "audience": edition.audience.value,
        "day": edition.recap.today,
        "revision": edition.recap.revision,
        "forms": {
            kind.id: {"name": kind.name, "form": outline(kind.form.schema)}
            for kind in sop.kinds.values()
        },
        "documents": [_entry(view, edition.audience) for view in shown],
        "prints": [_print(made) for made in prints],
        "seal": {"salt": SEAL.decode(), "rounds": ROUNDS},
        "sealed": list(edition.sealed),
        "sealed_former": list(edition.sealed_former),
    }


def _print(made: Made) -> dict[str, Any]:
    return {
        "path": made.path,
        "document": made.document,
        "title": made.title,
        "size": len(made.pdf),
        "sha256": hashlib.sha256(made.pdf).hexdigest(),
    }


def proof_of(view: View, audience: Audience) -> dict[str, Any]:
    """What a print carries of how its document stands; like the print it does not change once signed."""
    return {
        "version": VERSION,
        "audience": audience.value,
        "id": view.id,
        "kind": view.kind,
        "title": view.title,
        "digest": view.digest,
        "open_digest": view.open_digest,
        "standing": view.standing.value,
        "revision": view.revision,
        "steps": [_step(passage) for passage in view.passages if passage.direct],
    }


def _entry(view: View, audience: Audience) -> dict[str, Any]:
    return {
        **proof_of(view, audience),
        "steps": [_step(passage) for passage in view.passages],
        "status": view.status,
        "newer": _newer(view),
        "page": url(document_page(view)),
        "source": view.source,
    }


def _newer(view: View) -> dict[str, str]:
    """What took the document's place, and the day from which; empty while it holds."""
    found = view.newer
    title = (found.title or found.id) if found else ""
    return {"title": title, "day": day(found.since[:10])} if found else {}


def _step(passage: Passage) -> dict[str, Any]:
    return {
        "step": passage.step,
        "name": passage.name,
        "role": passage.role,
        "who": passage.who,
        "moment": passage.moment,
        "when": moment(passage.moment),
        "proposal": passage.proposal,
    }


def outline(schema: Schema) -> Schema:
    """Of a form only what types, names and hides its values."""
    found = {name: schema[name] for name in _KEPT if name in schema}
    if schema.get("x-rujukan", {}).get("ruang") == "orang":
        found["x-rujukan"] = _PERSON
    if "properties" in schema:
        found["properties"] = {k: outline(inner) for k, inner in schema["properties"].items()}
    if isinstance(schema.get("items"), dict):
        found["items"] = outline(schema["items"])
    return found


def encoded(data: Mapping[str, Any]) -> bytes:
    """A ledger as it is published."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"
