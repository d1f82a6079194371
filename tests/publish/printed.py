"""Prints of the small corpus and of changes to it, as outlines of their HTML and as PDFs read back."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import ClassVar, NamedTuple

import page
import pikepdf

from generator.compile.model import Audience
from generator.load.digest import digest
from generator.load.tree import Tree
from generator.publish.press import Pressed, press
from generator.publish.prints import Print, prints
from generator.publish.render import Templates
from generator.rules.register import Register
from generator.sop.model import Sop
from tests.compile.editions import context_of, edition_of
from tests.tree import ROOT, SUPPLEMENT, overlay, succeeded, text_of

GOLDEN = Path(__file__).parent / "golden"
ROUND = "content/2026"
NUMBERS = Register.read("nip.yaml", (ROOT / "tests/data/nip.yaml").read_bytes()).digits

# Name of a golden file -> the document, the audience, and changes to the corpus (text -> text by file).
SIGNED_OFF: Mapping[str, tuple[str, Audience]] = {
    "disposisi": ("disposisi-2026", Audience.PUBLIC),
    "pengantar_rekap": ("rekap-2026", Audience.INTERNAL),
    "pengesahan": ("pengesahan-2026-rbak", Audience.INTERNAL),
    "penugasan": ("penugasan-2026-rbak", Audience.INTERNAL),
    "permintaan": ("permintaan-2026", Audience.INTERNAL),
    "permintaan_publik": ("permintaan-2026", Audience.PUBLIC),
    "pk_administrator": ("pk-2026-kabag-rbak", Audience.INTERNAL),
    "pk_jpt_publik": ("pk-2026-kepala-biro", Audience.PUBLIC),
    "ra_pk": ("ra-pk-2026-kabag-rbak", Audience.INTERNAL),
    "ra_skp": ("ra-skp-2026-p016", Audience.INTERNAL),
    "rapat": ("rapat-2026", Audience.INTERNAL),
    "rekap": ("", Audience.INTERNAL),
    "rekap_publik": ("", Audience.PUBLIC),
    "skp_ja_jf_kualitatif": ("skp-2026-p003", Audience.INTERNAL),
    "skp_ja_jf_kuantitatif": ("skp-2026-p016", Audience.INTERNAL),
    "skp_jpt_kuantitatif": ("skp-2026-p001", Audience.INTERNAL),
    "sop": ("pengumpulan-data-kinerja", Audience.INTERNAL),
    "sop_publik": ("pengumpulan-data-kinerja", Audience.PUBLIC),
}
PK = f"{ROUND}/rbak/4-dokumen/pk-kabag-rbak.yaml"
SKP_JPT = f"{ROUND}/biro/4-dokumen/skp-p001.yaml"
UNSIGNED: dict[str, str | None] = {
    f"{ROUND}/{name}.yaml": None for name in ("rbak/5-pengesahan", "6-rekap", "7-rapat")
}


def changed(path: str, pattern: str, new: str) -> dict[str, str | bytes | None]:
    """A file of the corpus with what matches a pattern replaced."""
    text, count = re.subn(pattern, new, text_of(path), flags=re.MULTILINE)
    assert count, (path, pattern)
    return {path: text}


def variants() -> dict[str, tuple[str, Audience, Tree]]:
    """Further states of documents: not signed yet, draft, revised, the fourth form of the SKP."""
    draft = changed(PK, r"^(diserahkan|tempat|tanggal): .*\n", "")
    revised = overlay({**(newer := succeeded(PK)), **_told_after(newer)})
    plan = overlay(succeeded(f"{ROUND}/rbak/4-dokumen/ra-skp-p016.yaml"))
    appraisal = overlay(succeeded(f"{ROUND}/rbak/4-dokumen/skp-p016.yaml"))
    by_words = changed(SKP_JPT, r"^pendekatan: kuantitatif$", "pendekatan: kualitatif")
    kabag, head = "pk-2026-kabag-rbak", "skp-2026-p001"
    return {
        "pk_belum_sah": (kabag, Audience.INTERNAL, overlay(UNSIGNED)),
        "pk_draf": (kabag, Audience.INTERNAL, overlay({**UNSIGNED, **draft})),
        "pk_digantikan": (kabag, Audience.INTERNAL, revised),
        "pk_perubahan": (f"{kabag}-2", Audience.INTERNAL, revised),
        "pengesahan_susulan": ("pengesahan-2026-rbak-susulan-1", Audience.INTERNAL, revised),
        "ra_skp_perubahan": ("ra-skp-2026-p016-2", Audience.INTERNAL, plan),
        "rekap_susulan": ("rekap-2026-susulan-1", Audience.INTERNAL, revised),
        "skp_perubahan": ("skp-2026-p016-2", Audience.INTERNAL, appraisal),
        "skp_jpt_kualitatif": (head, Audience.INTERNAL, overlay(by_words)),
    }


def _told_after(newer: dict[str, str | None]) -> dict[str, str | bytes | None]:
    """A recap that comes after, of the evidence that comes after."""
    head = text_of(f"{ROUND}/6-rekap.yaml").split("tanggal:")[0]
    head = head.replace("jenis: rekap", "jenis: rekap_susulan").replace(
        "id: rekap-2026", "id: rekap-2026-susulan-1"
    )
    corpus = context_of(overlay({**newer})).corpus
    sum_ = digest(corpus.by_path[SUPPLEMENT].as_read)
    listed = f'  - {{dokumen: pengesahan-2026-rbak-susulan-1, sidik: "{sum_}"}}\n'
    text = f"{head}tanggal: 2026-01-22\npengesahan:\n{listed}selesai: 2026-01-22T14:00+07:00\n"
    return {f"{ROUND}/6-rekap-susulan-1.yaml": text}


def made(tree: Tree, audience: Audience, templates: Templates | None = None) -> tuple[Print, ...]:
    """All prints of a tree's edition."""
    numbers = NUMBERS if audience is Audience.INTERNAL else None
    edition = edition_of(tree, audience, numbers=numbers)
    return prints(edition, context_of(tree).sop, templates or Templates())


@cache
def sample_prints(audience: Audience) -> tuple[Print, ...]:
    """The prints of the small corpus."""
    return made(overlay({}), audience)


def procedure_print(sop: Sop) -> Print:
    """The print of an SOP, in an edition without documents."""
    edition = edition_of(overlay({}), Audience.PUBLIC)
    empty = replace(edition, views=(), recap=replace(edition.recap, rounds=()))
    (one,) = prints(empty, sop, Templates())
    return one


def print_of(found: tuple[Print, ...], document: str) -> Print:
    """The print of a document; of the round's recap for an empty id."""
    (one,) = [one for one in found if one.document == document]
    return one


@cache
def pressed(audience: Audience) -> Pressed:
    """The PDFs of the small corpus."""
    return press({one.path: one.manuscript for one in sample_prints(audience)})


def pdf_of(document: str, audience: Audience = Audience.INTERNAL) -> bytes:
    """One PDF of the small corpus."""
    return pressed(audience).files[print_of(sample_prints(audience), document).path]


def outlines() -> dict[str, str]:
    """What every golden file should hold."""
    found = {
        name: outline(print_of(sample_prints(audience), document).manuscript.html)
        for name, (document, audience) in SIGNED_OFF.items()
    }
    for name, (document, audience, tree) in variants().items():
        found[name] = outline(print_of(made(tree, audience), document).manuscript.html)
    return found


class _Outline(HTMLParser):
    """One line for each block and each table row, cells between bars, headings after a mark."""

    BLOCKS = frozenset(
        ("p", "li", "tr", "h1", "h2", "h3", "div", "section", "thead", "tbody", "title")
    )
    MARKS: ClassVar = {"h1": "# ", "h2": "## ", "h3": "### ", "li": "- ", "section": "---"}

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.line = ""
        self.row = False

    def flush(self) -> None:
        if self.line.strip(" \n|-#") or self.line == "---":
            self.lines.append(re.sub(r"[ \n]+", " ", self.line).strip())
        self.line = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "body":
            self.lines.append(f"[{known['class']}] {known['data-kaki']} [{known['data-tanda']}]")
        if tag == "tr":
            self.row = True
        if tag in ("td", "th"):
            self.line += " | "
        elif tag in self.BLOCKS and not (self.row and tag != "tr"):
            self.flush()
            self.line = self.MARKS.get(tag, "")
        elif self.row and tag in ("p", "li", "br"):
            self.line += " / "

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr":
            self.row = False
        if tag in self.BLOCKS and not self.row:
            self.flush()

    def handle_data(self, data: str) -> None:
        self.line += data


def outline(html: str) -> str:
    """What a print says, before layout."""
    parser = _Outline()
    parser.feed(html)
    parser.flush()
    return "\n".join(parser.lines) + "\n"


def opened(data: bytes) -> pikepdf.Pdf:
    """A PDF read back."""
    return pikepdf.open(io.BytesIO(data))


def text(data: bytes, *options: str) -> str:
    """A PDF's text."""
    command = ["pdftotext", *options, "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


def flat(data: bytes) -> str:
    """A PDF's text on one line."""
    return " ".join(text(data).replace("\u00a0", " ").split())


def nonconformities(data: bytes) -> list[tuple[str, str]]:
    """What keeps a PDF from being PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1): the rule and why."""
    reports = [page.validate_pdf_bytes(data, profile=profile) for profile in ("3a", "ua1")]
    return [
        (failure.rule_id, failure.message)
        for report in reports
        for failure in report.failures
        if not _reads_past_the_end(failure, data)
    ]


def _reads_past_the_end(failure: page.ValidationFailure, data: bytes) -> bool:
    """A stream may end in CR: with the LF before `endstream` the validator takes both for a line's end."""
    if failure.object_id is None or "/Length does not match" not in failure.message:
        return False
    start = data.index(b"\n%d 0 obj" % failure.object_id.object_number)
    return data[: data.index(b"endstream", start)].endswith(b"\r\n")


class Word(NamedTuple):
    """A word of a PDF with its box: points from the left and upper edge of its page, counted from 0."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
)


def words(data: bytes) -> list[Word]:
    """Where every word of a PDF stands."""
    found = enumerate(_PAGE.findall(text(data, "-bbox")))
    return [
        Word(number, *map(float, box), unescape(word))
        for number, (_, _, body) in found
        for *box, word in _WORD.findall(body)
    ]


def sizes(data: bytes) -> list[tuple[float, float]]:
    """Width and height of each page, in points."""
    return [(float(wide), float(high)) for wide, high, _ in _PAGE.findall(text(data, "-bbox"))]
