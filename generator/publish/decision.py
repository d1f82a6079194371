"""The decision sheet: what a proposal changes, in sentences for who must decide on it.

Every form shows the same lines. They are few, the weightiest first; what does not fit is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote as quoted
from urllib.parse import urlsplit

from generator.publish.address import document_page, url
from generator.publish.lacking import about, missing
from generator.publish.outlines import counts
from generator.publish.piece import Piece, Sentence, markdown, plain, quote
from generator.publish.render import Templates
from generator.publish.sentences import Line, lines
from generator.review.change import Changes, DocumentChange, Verb, Weight
from generator.review.remarks import remarks
from generator.review.turn import turns

MOST_LINES = 25
MOST_MISSING = 6
MOST_SECTIONS = 4
"""More documents than this are told in one line each."""
MOST_BYTES = 60_000
"""A comment on a forge may hold 65,536 characters."""

_TEMPLATES = {
    "md": "lembar.md.j2",
    "html": "lembar.html.j2",
    "text": "lembar.txt.j2",
    "pdf": "lembar.html.j2",
}
TITLE = "Lembar keputusan"
_TALLY = {
    Weight.LOWERED: "target melonggar atau hilang",
    Weight.REMOVED: "sasaran, indikator, atau isi lain hilang",
    Weight.DATE: "perubahan tanggal",
    Weight.PARTY: "perubahan orang atau jabatan",
    Weight.MONEY: "perubahan anggaran",
    Weight.TARGET: "perubahan target lain",
    Weight.STAGE: "perubahan target bertahap",
    Weight.TEXT: "perubahan isian lain",
    Weight.ADDITION: "hal yang ditambahkan",
}
_VERBS = {Verb.CHANGED: "berubah", Verb.ADDED: "baru", Verb.REMOVED: "dihapus"}


@dataclass(frozen=True)
class Links:
    """Where rendered documents are: the published site, and the PDF of this proposal; empty for none."""

    site: str = ""
    prints: str = ""


def web_address(text: str) -> str:
    """An address as a link may hold it; empty where it is no http or https address."""
    try:
        parts = urlsplit(text.strip())
        named = parts.scheme in ("http", "https") and parts.hostname
    except ValueError:
        return ""
    return quoted(parts.geturl(), safe=":/?#@!$&*+,;=%~") if named else ""


def sheet(
    changes: Changes,
    form: str,
    root: Path | None = None,
    links: Links | None = None,
    heading: str = TITLE,
) -> str:
    """The decision sheet in a form: md, html, text, or pdf (the page that a PDF is made from)."""
    templates = Templates(root, {"tulis": markdown, "polos": plain})
    given = links or Links()
    view = _View(changes, Links(web_address(given.site), web_address(given.prints)), form)
    most = MOST_LINES
    while True:
        text = templates.render(
            f"forge/{_TEMPLATES[form]}",
            kepala=heading,
            lembar=view.values(most),
            cetak=form == "pdf",
        )
        if form != "md" or most <= 1 or len(text.encode()) <= MOST_BYTES:
            return text
        most //= 2


def anchor(number: int) -> str:
    """The name of a document's first page in the PDF of a proposal, counted from 1."""
    return f"dokumen-{number}"


@dataclass(frozen=True)
class _Section:
    """A document's part of the sheet; `address` and `page`: its print here, its page on the site."""

    change: DocumentChange
    lines: list[Line]
    address: str
    page: str

    def values(self, shown: int) -> dict[str, Any]:
        """What a template is given, with so many of the lines shown."""
        rest = self.lines[shown:]
        return {
            "judul": quote(self.change.title),
            "keadaan": _state(self.change),
            "alamat": self.address or self.page,
            "terbit": self.page if self.address else "",
            "kalimat": [line.sentence for line in self.lines[:shown]],
            "lain": [line.sentence for line in rest],
            "sisa": sum(line.leaves for line in rest) or len(rest),
        }

    def brief(self) -> dict[str, Any]:
        """The same in one line."""
        found = self.values(1)
        outline = self.change.changes[0].outline if self.change.changes else None
        if self.change.verb is Verb.ADDED and outline:
            lists = (*counts(outline.lists), Piece(", seluruhnya ")) if outline.lists else ()
            found |= {"kalimat": [(*lists, Piece(f"{outline.leaves} isian"))], "sisa": 0}
        return found


def _state(change: DocumentChange) -> str:
    """How far a document has come, in brackets after its title."""
    match change.verb:
        case Verb.ADDED:
            state = f"baru, {change.state}" if change.state else "baru"
            return f"{state}; yang berbeda dari versi sebelumnya" if change.former else state
        case Verb.REMOVED:
            return f"dihapus, sebelumnya {change.before}" if change.before else "dihapus"
        case _:
            moved = f"dari {change.before} menjadi " if change.before and change.state else ""
            return f"{moved}{change.state}"


class _View:
    """What the templates are given."""

    def __init__(self, changes: Changes, links: Links, form: str) -> None:
        self.changes, self.links, self.form = changes, links, form
        self.sections = [self._section(d, n) for n, d in enumerate(changes.documents, 1)]
        versions, documents = changes.versions, [d.document for d in changes.documents]
        self.turns = turns(versions, documents)
        paths = {document.path for document in documents}
        found = remarks(versions, paths) if documents else ()
        self.missing = missing(self.turns, found) if documents else []

    def values(self, most: int) -> dict[str, Any]:
        """Everything, with at most so many lines."""
        opening = list(self._opening())
        lacking = self._lacking(min(MOST_MISSING, most))
        budget = most - 1 - len(opening) - 2 - max(len(lacking["kurang"]), 1)
        budget -= bool(lacking["sisa_kurang"]) + 2 * bool(self.links.prints)
        brief = self.form in ("md", "text") and len(self.sections) > MOST_SECTIONS
        sections = (
            [section.brief() for section in self.sections[: max(budget - 2, 1)]]
            if brief
            else [s.values(n) for s, n in zip(self.sections, self._shares(budget), strict=False)]
        )
        return {
            "pembuka": opening,
            "dokumen": sections,
            "ringkas": brief,
            "sisa": len(self.sections) - len(sections),
            "berlangkah": bool(self.turns),
            **lacking,
            "alamat": self.links.prints,
        }

    def _lacking(self, most: int) -> dict[str, Any]:
        """What is missing: the sentences that are shown, all others, and how many are only counted."""
        if self.form == "pdf":
            every = [s for lack in self.missing for s in (lack.sentence, *lack.others)]
            return {"kurang": every, "lain_kurang": [], "sisa_kurang": 0}
        shown, rest = self.missing[:most], self.missing[most:]
        left = [s for lack in rest for s in (lack.sentence, *lack.others)]
        return {
            "kurang": [lack.short for lack in shown],
            "lain_kurang": [*(s for lack in shown for s in lack.others), *left],
            "sisa_kurang": len(left),
        }

    def _shares(self, budget: int) -> list[int]:
        """How many lines of each section are shown: one of each, then the weightiest of all."""
        sizes = [len(section.lines) for section in self.sections]
        if self.form == "pdf":
            return sizes
        kept = [min(size, 1) for size in sizes]
        order = sorted(
            (line.weight, i)
            for i, section in enumerate(self.sections)
            for line in section.lines[1:]
        )
        for _, i in order:
            kept[i] += 1
            if _cost(kept, sizes) > budget and kept[i] > 1:
                kept[i] -= 1
        return kept

    def _opening(self) -> Iterator[Sentence]:
        if self.changes.documents:
            yield about(self.turns)
            yield (Piece(self._tally()),)
        elif self.changes.rewritten:
            yield (
                Piece(
                    f"Tidak ada perubahan isi; hanya tata tulis {self.changes.rewritten} "
                    "dokumen yang berubah"
                ),
            )
        else:
            yield (Piece("Tidak ada perubahan isi"),)
        if self.changes.rules:
            yield (
                Piece(
                    "Buku aturan juga diubah; lembar ini dibuat dengan aturan yang masih berlaku, "
                    "bukan dengan aturan yang diusulkan"
                ),
            )
        if self.changes.strangers:
            count = self.changes.strangers
            yield (Piece(f"{count} berkas yang bukan dokumen ditambah atau dihapus"),)

    def _tally(self) -> str:
        verbs = Counter(document.verb for document in self.changes.documents)
        documents = [
            f"{verbs[verb]} dokumen {text}" for verb, text in _VERBS.items() if verbs[verb]
        ]
        weights = Counter(
            change.weight
            for document in self.changes.documents
            if document.verb is Verb.CHANGED or document.former
            for change in document.changes
            if change.verb is not Verb.BROKEN
        )
        kinds = [f"{weights[weight]} {text}" for weight, text in _TALLY.items() if weights[weight]]
        return ", ".join(documents) + (f", dengan {', '.join(kinds)}" if kinds else "")

    def _section(self, change: DocumentChange, number: int) -> _Section:
        found = lines(change.changes)
        if not found:
            same = (Piece("Tulisan dokumen ini berubah, isinya tidak"),)
            found = [Line(same, Weight.TEXT, 0)]
        address = f"{self._file}{anchor(number)}" if change.printed and self._file else ""
        return _Section(change, found, address, self._page(change))

    @property
    def _file(self) -> str:
        """The beginning of an address inside the PDF of the proposal, which in that PDF is empty."""
        if self.form == "pdf":
            return "#"
        return f"{self.links.prints.partition('#')[0]}#nameddest=" if self.links.prints else ""

    def _page(self, change: DocumentChange) -> str:
        """The document's page on the site; documents that the public edition hides have none."""
        if not self.links.site or change.published is None:
            return ""
        site = urlsplit(self.links.site)._replace(query="", fragment="").geturl()
        return f"{site.rstrip('/')}/{quoted(url(document_page(change.published)))}"


def _cost(kept: list[int], sizes: list[int]) -> int:
    """How many lines sections take, each with its title, an empty line, and a count of what is left."""
    return sum(2 + k + (k < size) for k, size in zip(kept, sizes, strict=True))
