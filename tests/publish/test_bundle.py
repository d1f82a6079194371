"""Bundles read back: order, page numbers, contents, bookmarks, attachments, and the same claims as prints."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pikepdf
import pytest

from generator.compile.model import Audience
from generator.publish import bundle as bundling
from generator.publish.bundle import Bundle, bundle_path, bundle_title, bundles, whole_title
from generator.publish.ledger import PROOF
from generator.publish.manuscript import Manuscript
from generator.publish.pages import Publication, pages
from generator.publish.press import press
from generator.publish.prints import Print, prints
from generator.publish.render import Templates
from tests.compile.editions import context_of, edition_of
from tests.publish.hostile import PAYLOADS, tree_with
from tests.publish.printed import nonconformities, opened, pressed, sample_prints, text
from tests.tree import ROOT, overlay

PUBLIC, INTERNAL = Audience.PUBLIC, Audience.INTERNAL
TEMPLATES = Templates(ROOT)


@cache
def round_prints(audience: Audience) -> tuple[Print, ...]:
    """The sample's prints but that of the SOP, which belongs to no round."""
    return tuple(one for one in sample_prints(audience) if one.round)


def bound(audience: Audience) -> dict[str, Bundle]:
    edition, sop = edition_of(overlay({}), audience), context_of(overlay({})).sop
    counts = pressed(audience).pages
    made = bundles(edition, sop, TEMPLATES, round_prints(audience), counts)
    return {bundle.path: bundle for bundle in made}


@cache
def whole() -> bytes:
    """The public bundle of the round as a PDF."""
    made = press({"x.pdf": bound(PUBLIC)[bundle_path("2026")].manuscript}, workers=1)
    assert made.faults == ()
    return made.files["x.pdf"]


def test_a_bundle_is_archival_and_accessible_as_each_print_is() -> None:
    assert nonconformities(whole()) == []


def marks(pdf: pikepdf.Pdf) -> list[tuple[int, str, int]]:
    """Level, title and page (from 1) of the two upper levels of bookmarks."""
    numbers = {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}
    with pdf.open_outline() as outline:
        every = [(1, item) for item in outline.root]
        found = []
        for level, item in every:
            found.append((level, str(item.title), numbers[item.destination[0].objgen]))
            found += [(2, str(i.title), numbers[i.destination[0].objgen]) for i in item.children]
    return found


def test_a_bundle_per_round_and_unit_holds_what_the_single_prints_show() -> None:
    for audience, units in ((PUBLIC, {"", "biro", "rbak"}), (INTERNAL, {"", "biro", "rbak"})):
        found = bound(audience)
        assert {b.unit for b in found.values()} == units
        single = {p.manuscript.html for p in round_prints(audience)}
        for bundle in found.values():
            assert {part.html for part in bundle.manuscript.following} <= single
        assert {p.html for p in found[bundle_path("2026")].manuscript.following} == single


def test_pages_are_counted_through_and_the_contents_name_the_right_ones() -> None:
    parts = bound(PUBLIC)[bundle_path("2026")].manuscript.following
    texts = text(whole(), "-layout").split("\f")[:-1]
    for number, page in enumerate(texts, 1):
        assert re.findall(r"Halaman (\d+) dari (\d+)", page) == [(str(number), str(len(texts)))]
    with opened(whole()) as pdf:
        starts = [(title, page) for level, title, page in marks(pdf) if level == 2]
    starts = starts[-len(parts) :]
    assert [title for title, _ in starts] == [part.title for part in parts]
    first = starts[0][1]
    contents = "\n".join(texts[: first - 1]).replace("Halaman", "")
    listed = re.findall(r"\S {2,}(\d+)$", contents, re.MULTILINE)
    assert [int(n) for n in listed] == [page for _, page in starts]
    assert len(texts) == first - 1 + sum(
        pressed(PUBLIC).pages[one.path] for one in round_prints(PUBLIC)
    )


def test_parts_stand_under_their_steps_in_the_order_of_units_and_kinds() -> None:
    parts = bound(INTERNAL)[bundle_path("2026")].manuscript.following
    steps = [part.section.split()[:2] for part in parts if part.section]
    assert steps == [["Langkah", str(number)] for number in range(1, 8)]
    heads = ("Perjanjian", "Sasaran", "Rencana")
    fourth = [p.title.split(" 2026")[0] for p in parts if p.title.startswith(heads)]
    assert [title.split()[0] for title in fourth] == [
        *("Perjanjian", "Sasaran", "Rencana"),
        *("Perjanjian", "Sasaran", "Sasaran", "Rencana", "Rencana"),
    ]
    assert "Kepala Biro Organisasi" in fourth[0]
    with opened(whole()) as pdf:
        found = [title for level, title, _ in marks(pdf) if level == 1]
    assert [title.split()[:2] for title in found if title.startswith("Langkah")] == [
        ["Langkah", number] for number in "1246"
    ]


def test_the_documents_of_all_prints_are_attached_and_no_proof_of_a_single_print() -> None:
    with opened(whole()) as pdf:
        names = set(pdf.attachments)
        assert all(pdf.attachments[name].relationship == "/Source" for name in names)
    every = {a.name for p in round_prints(PUBLIC) for a in p.manuscript.attached}
    assert names == every - {PROOF} < every
    twice = Manuscript("", "", "", "", ())
    double = replace(twice, attached=round_prints(INTERNAL)[0].manuscript.attached)
    some = [replace(round_prints(INTERNAL)[0], manuscript=double) for _ in range(2)]
    assert [a.name for a in bundling._attached(iter(some))] == [
        "disposisi-2026.yaml",
        "2-disposisi-2026.yaml",
    ]


def test_a_bundle_claims_what_a_print_claims_and_is_the_same_twice() -> None:
    data = whole()
    with opened(data) as pdf:
        xmp = bytes(pdf.Root.Metadata.read_bytes())
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "id"
        links = [a for page in pdf.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
    for claim in (b'pdfaid:part="3"', b'pdfaid:conformance="A"', b'pdfuaid:part="1"'):
        assert claim in xmp
        places = {str(name) for name in pikepdf.NameTree(pdf.Root.Names.Dests)}
    names = [f"bagian-{n}" for n in range(1, len(round_prints(PUBLIC)) + 1)]
    assert list(dict.fromkeys(str(link.Dest) for link in links)) == names
    assert set(names) <= places
    # Expected numbers of pages that are wrong cost time, and change nothing that is seen.
    manuscript = bound(PUBLIC)[bundle_path("2026")].manuscript
    again = replace(manuscript, following=tuple(replace(p, pages=1) for p in manuscript.following))
    made = press({"a": manuscript, "b": again}, workers=2).files
    assert made["a"] == data
    assert text(made["b"]) == text(data)


def test_a_large_bundle_is_cut_into_volumes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundling, "MOST_PARTS", 6)
    edition, sop = edition_of(overlay({}), INTERNAL), context_of(overlay({})).sop
    counts = pressed(INTERNAL).pages
    made = bundles(edition, sop, TEMPLATES, round_prints(INTERNAL), counts)
    volumes = sorted((b for b in made if not b.unit), key=lambda b: b.path)
    assert [b.path for b in volumes] == [bundle_path("2026", volume=n) for n in (1, 2, 3)]
    assert sum(b.parts for b in volumes) == len(round_prints(INTERNAL))
    assert max(b.parts for b in volumes) <= 6
    files = press({b.path: b.manuscript for b in volumes}).files
    for number, volume in enumerate(volumes, 1):
        with opened(files[volume.path]) as pdf:
            title = str(pdf.docinfo["/Title"])
            assert title == str(pdf.open_metadata()["dc:title"])
        assert title == f"Bundel Pengumpulan Data Kinerja Tahun 2026, Jilid {number} dari 3"
        assert whole_title(title) == bundle_title(edition.recap.rounds[0], None)
        cover = text(files[volume.path]).split("\f")[0]
        assert cover.count(f"Jilid {number} dari 3") == 2  # below the heading, and in the footer


def test_values_are_literal_on_the_cover_and_in_the_contents() -> None:
    payload = PAYLOADS[0]
    tree = tree_with(payload)
    edition, sop = edition_of(tree, PUBLIC), context_of(tree).sop
    every = prints(edition, sop, TEMPLATES)
    made = bundles(edition, sop, TEMPLATES, every, {p.path: 1 for p in every})
    html = made[0].manuscript.html
    assert payload not in html
    assert "&lt;SCRIPT&gt;" in html


def test_pages_of_rounds_and_units_lead_to_their_bundles() -> None:
    edition, sop = edition_of(overlay({}), PUBLIC), context_of(overlay({})).sop
    volumes = {(b.round, b.unit): [b] for b in bound(PUBLIC).values()}
    publication = Publication(edition, sop, bundles=volumes)
    vars(publication)["rules"] = ()  # their pages say nothing of bundles, and are most of the work
    made = {path: page.decode() for path, page in pages(publication, TEMPLATES).items()}
    assert 'href="../../pdf/bundel-2026.pdf"' in made["putaran/2026/index.md"]
    assert 'href="../../../../pdf/bundel-2026_rbak.pdf"' in made["putaran/2026/unit/rbak.md"]
    assert "bundel" not in made["putaran/2026/unit/kaj.md"]
