"""The pages: complete, addressed safely, one block of HTML each, and deaf to what the values say."""

from __future__ import annotations

import dataclasses
import json
from functools import cache
from pathlib import Path

import markdown
import pytest
import yaml

from generator.compile.model import Audience
from generator.compile.promised import MeasureRow
from generator.publish.address import document_page, front_matter_title, linker, one_line, url
from generator.publish.branches import Branch, branches
from generator.publish.form_table import form_rows
from generator.publish.pages import Publication, pages, wrong_parts
from generator.publish.reading import Sort, read
from generator.publish.render import Templates
from tests.compile.editions import context_of, edition_of, project, sample, view_of
from tests.publish.hostile import HARMLESS, LINES, PAYLOADS, Elements, OfDocuments, tree_with
from tests.tree import ROOT, overlay, text_of

EXTENSIONS = ["admonition", "tables", "toc", "meta"]
TEMPLATES = Templates(ROOT)


def publication(audience: Audience = Audience.PUBLIC) -> Publication:
    return Publication(sample(audience), context_of(overlay({})).sop)


@cache
def made(audience: Audience = Audience.PUBLIC) -> dict[str, bytes]:
    return pages(publication(audience), TEMPLATES)


def body(page: bytes) -> str:
    return page.decode().split("\n---\n", 1)[1]


def front(page: bytes) -> dict[str, object]:
    return yaml.safe_load(page.decode().split("---\n")[1])


# --- What there is --------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", Audience)
def test_every_page_is_front_matter_and_one_line_of_html(audience: Audience) -> None:
    for path, page in made(audience).items():
        head, _, rest = page.decode().partition("\n---\n")
        assert head.startswith('---\ntitle: "'), path
        assert set(yaml.safe_load(head.removeprefix("---\n"))) == {"title", "hide"}, path
        assert rest.count("\n") == 2, path
        assert rest.startswith('\n<div class="k-halaman'), path
        assert rest.endswith("</div>\n"), path


@pytest.mark.parametrize("audience", Audience)
def test_every_document_round_unit_form_and_rule_has_a_page(audience: Audience) -> None:
    work, found = publication(audience), made(audience)
    assert {document_page(view) for view in work.edition.views} <= set(found)
    for round_ in work.edition.recap.rounds:
        assert f"putaran/{round_.round}/index.md" in found
        assert all(f"putaran/{round_.round}/unit/{u.unit}.md" in found for u in round_.units)
    assert all(f"formulir/{kind}.md" in found for kind in work.sop.kinds)
    assert all(f"aturan/{page.code}.md" in found for page in work.rules)
    assert {"index.md", "sop/index.md", "putaran/index.md"} <= set(found)


def test_only_the_internal_edition_has_people() -> None:
    assert "putaran/2026/pegawai.md" in made(Audience.INTERNAL)
    assert "putaran/2026/pegawai.md" not in made()
    assert not any("skp" in path for path in made() if path.startswith("dokumen/"))


def test_the_internal_edition_says_that_it_is() -> None:
    assert all(b"Edisi internal" in page for page in made(Audience.INTERNAL).values())
    assert not any(b"Edisi internal" in page for page in made().values())


def test_the_same_edition_gives_the_same_pages() -> None:
    assert pages(publication(), Templates(ROOT)) == made()


def test_a_project_without_rounds_has_a_home_page() -> None:
    work = publication()
    recap = dataclasses.replace(work.edition.recap, rounds=())
    edition = dataclasses.replace(work.edition, recap=recap, views=())
    found = pages(dataclasses.replace(work, edition=edition), TEMPLATES)
    assert "Belum ada putaran" in body(found["index.md"])


def test_prints_and_downloads_are_linked_where_they_are_given() -> None:
    work = publication()
    view = view_of(work.edition, "pk-2026-kabag-rbak")
    given = dataclasses.replace(
        work, prints={view.path: "pdf/a.pdf"}, downloads=("recap.json",), procedure="pdf/sop.pdf"
    )
    found = pages(given, TEMPLATES)
    assert 'href="../../../../../pdf/a.pdf"' in body(found[document_page(view)])
    assert 'href="recap.json"' in body(found["index.md"])
    assert 'href="../pdf/sop.pdf"' in body(found["sop/index.md"])
    assert "pdf/a.pdf" not in body(made()[document_page(view)])
    assert "pdf/sop.pdf" not in body(made()["sop/index.md"])


def test_progress_is_told_page_by_page() -> None:
    told: list[tuple[str, int, int]] = []
    found = pages(publication(), TEMPLATES, lambda *step: told.append(step))
    assert [done for _, done, _ in told] == list(range(1, len(found) + 1))


def test_a_draft_that_is_withheld_shows_no_content() -> None:
    edition = project(Audience.PUBLIC)
    drafts = [view for view in edition.views if view.withheld]
    found = pages(Publication(edition, context_of(overlay({})).sop), TEMPLATES)
    assert drafts
    for view in drafts:
        page = body(found[document_page(view)])
        assert "masih draf" in page
        assert "Sidik isi" not in page


def test_the_page_of_the_sop_tells_its_flow_in_sentences_and_how_sure_it_is() -> None:
    words = Elements(body(made()["sop/index.md"])).words
    for text in (
        "oleh Kepala Bagian: Memvalidasi data kinerja",
        "Bila disetujui, lanjut ke langkah 6; bila tidak, kembali ke langkah 4.",
        "Tingkat keyakinannya tinggi, kecuali langkah 2 (letak sedang, bentuk sedang)",
        "Kabag TTL juga seorang Kepala Bagian",
    ):
        assert text in words


@pytest.mark.parametrize("text", PAYLOADS)
def test_hostile_text_in_the_sop_changes_no_element_of_its_page(text: str) -> None:
    shown = [Elements(body(saying(words)["sop/index.md"])) for words in (HARMLESS, text)]
    assert shown[0].tree == shown[1].tree
    assert " ".join(text.split()) in shown[1].words


def saying(text: str) -> dict[str, bytes]:
    """The pages of an edition without documents whose SOP says something everywhere."""
    sop = context_of(overlay({})).sop
    steps = {
        number: step._replace(activity=text, name=text, note=text, output=(text,))
        for number, step in sop.steps.items()
    }
    columns = tuple(column._replace(name=text) for column in sop.columns)
    told = dataclasses.replace(sop, steps=steps, columns=columns, remarks=(text,), kinds={})
    empty = dataclasses.replace(sample(Audience.PUBLIC).recap, rounds=())
    edition = dataclasses.replace(sample(Audience.PUBLIC), recap=empty, views=())
    return pages(Publication(edition, told), TEMPLATES)


def test_what_is_nested_below_a_measure_and_an_action_is_shown_to_the_deepest() -> None:
    """Groups of groups and lists of groups, which fit into no cell."""

    def form(title: str, **more: object) -> dict[str, object]:
        return {"title": title, "x-akses": "publik", **more}

    words = form("Cara", type="string")
    tool = form("Alat", type="object", properties={"apa": words})
    stage = {"type": "object", "properties": {"nama": words, "alat": tool}}
    stages = form("Tahapan", type="array", items=stage)
    method = form("Metode", type="object", properties={"cara": words, "tahapan": stages})
    group = json.dumps(method)
    value = "metode: {cara: cara CARI, tahapan: [{nama: tahap SATU, alat: {apa: alat PALU}}, {nama: tahap DUA}]}"
    forms, own = "sop/formulir", "content/2026/rbak/4-dokumen"
    places = {
        f"{forms}/pk.schema.yaml": ("              iku: {", f"              metode: {group}\n"),
        f"{forms}/bersama.schema.yaml": (
            "              uraian:\n                title: Uraian aksi",
            f"              metode: {group}\n",
        ),
        f"{own}/pk-kabag-rbak.yaml": ("        arah: naik", f"        {value}\n"),
        f"{own}/ra-pk-kabag-rbak.yaml": ("        output: Laporan hasil", f"        {value}\n"),
    }
    files: dict[str, str | bytes | None] = {}
    for path, (before, new) in places.items():
        assert before in text_of(path)
        files[path] = text_of(path).replace(before, new + before, 1)
    edition = edition_of(overlay(files))
    found = pages(Publication(edition, context_of(overlay(files)).sop), TEMPLATES)
    for id in ("pk-2026-kabag-rbak", "ra-pk-2026-kabag-rbak"):
        page = found[document_page(view_of(edition, id))].decode()
        for told in ("Metode", "cara CARI", "Tahapan", "tahap SATU", "alat PALU", "tahap DUA"):
            assert told in page, (id, told)


# --- Hostile text ---------------------------------------------------------------------------------


@cache
def hostile_pages(text: str) -> dict[str, Elements]:
    tree = tree_with(text)
    edition = edition_of(tree, Audience.PUBLIC)
    found = pages(OfDocuments(edition, context_of(tree).sop), TEMPLATES)
    wanted = ("index.md", "putaran/index.md", "putaran/2026/index.md", "putaran/2026/indikator.md")
    paths = (*wanted, "putaran/2026/pohon.md", "dokumen/2026/rbak/4-dokumen/pk-kabag-rbak.md")
    return {p: Elements(markdown.markdown(body(found[p]), extensions=EXTENSIONS)) for p in paths}


@pytest.mark.parametrize("text", PAYLOADS)
def test_hostile_text_shows_as_text_and_changes_no_element(text: str) -> None:
    harmless = hostile_pages(HARMLESS)
    for path, page in hostile_pages(text).items():
        assert page.tree == harmless[path].tree, path
        assert " ".join(text.split()) in page.words, path


def test_text_of_several_lines_starts_no_markdown_construct() -> None:
    harmless, hostile = hostile_pages(HARMLESS), hostile_pages(LINES)
    for path, page in hostile.items():
        assert without_breaks(page) == without_breaks(harmless[path]), path


def without_breaks(page: Elements) -> list[tuple[str, ...]]:
    return [tag for tag in page.tree if tag != ("br",)]


@pytest.mark.parametrize(
    "text", [*PAYLOADS, LINES, 'x"\n---\ninjected: true\n', "\x85a\u2028b\u0000"]
)
def test_a_title_is_one_harmless_yaml_string(text: str) -> None:
    line = f"title: {front_matter_title(text)}\n"
    assert line.count("\n") == 1
    loaded = yaml.safe_load(line)
    assert set(loaded) == {"title"}
    assert isinstance(loaded["title"], str)
    assert not set(loaded["title"]) & set('<>"')
    assert Elements(loaded["title"]).tree == []


def test_a_wrong_example_says_what_was_right_and_what_became_wrong() -> None:
    text = "hari ini: 2026-02-10\ncontent/a.yaml\n- b: 1\n+ b: x\n> 1:4: bukan angka"
    assert wrong_parts(text) == (
        ("keterangan", "hari ini: 2026-02-10\ncontent/a.yaml"),
        ("semula", "b: 1"),
        ("menjadi", "b: x"),
        ("pesan", "1:4: bukan angka"),
    )
    assert [name for name, _ in wrong_parts("a.yaml\n- b: 1\n> 1:1: hilang")] == [
        "keterangan",
        "semula",
        "dihapus",
        "pesan",
    ]
    assert [name for name, _ in wrong_parts("a.yaml\n+ b: 1")] == ["keterangan", "ditambah"]


# --- Addresses ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "target", "link"),
    [
        ("index.md", "index.md", "./"),
        ("index.md", "sop/index.md", "sop/"),
        ("sop/index.md", "index.md", "../"),
        ("aturan/F104.md", "aturan/F104.md", "./"),
        ("aturan/F104.md", "aturan/index.md", "../"),
        ("aturan/F104.md", "formulir/pk.md", "../../formulir/pk/"),
        ("index.md", "recap.json", "recap.json"),
        ("putaran/2026/index.md", "pdf/a.pdf", "../../pdf/a.pdf"),
    ],
)
def test_links_are_relative_to_the_folder_a_page_is_served_at(
    page: str, target: str, link: str
) -> None:
    assert linker(page)(target) == link


def test_a_page_is_served_at_its_folder() -> None:
    assert [url(p) for p in ("index.md", "a/index.md", "a/b.md", "a.pdf")] == [
        "",
        "a/",
        "a/b/",
        "a.pdf",
    ]


def test_line_ends_of_every_kind_are_taken_out() -> None:
    assert one_line(" a\r\nb\x85  c\u2028d\x0ce  f ") == "a b c d e  f"


# --- Forms and documents as trees -----------------------------------------------------------------


def test_a_document_is_read_by_its_form() -> None:
    view = view_of(sample(Audience.PUBLIC), "pk-2026-kabag-rbak")
    root = read(view.data, publication().sop.kinds["pk"].form.schema)
    sorts = {child.name: child.sort for child in root.children}
    assert "jenis" not in sorts
    assert sorts["pihak_pertama"] is Sort.PARTY
    assert sorts["tahun"] is Sort.TEXT
    assert sorts["jumlah_anggaran"] is Sort.MONEY
    assert sorts["anggaran"] is Sort.TABLE
    assert sorts["sasaran"] is Sort.GROUPS
    assert sorts["tanggal"] is Sort.DATE


def test_values_of_another_shape_are_shown_as_text() -> None:
    schema = publication().sop.kinds["pk"].form.schema
    root = read(
        {"tahun": "dua ribu", "sasaran": "satu", "pihak_pertama": ["x"], "tanggal": 3}, schema
    )
    assert {c.name: c.sort for c in root.children} == {
        "tahun": Sort.TEXT,
        "pihak_pertama": Sort.LIST,
        "tanggal": Sort.NUMBER,
        "sasaran": Sort.TEXT,
    }


def test_a_form_lists_every_field_at_every_depth() -> None:
    rows = list(form_rows(publication().sop.kinds["pk"].form.schema))
    names = [(row.depth, row.name) for row in rows]
    assert (0, "sasaran") in names
    assert (1, "indikator") in names
    assert (3, "satuan") in names
    assert all(row.access in ("publik", "internal") for row in rows)
    assert next(row for row in rows if row.name == "tempat").since == 4
    assert next(row for row in rows if row.name == "catatan_internal").since is None
    assert next(row for row in rows if row.name == "versi").since == 0


# --- The tree of goals ----------------------------------------------------------------------------


def measure(document: str, item: str, *supports: tuple[str, str]) -> MeasureRow:
    row = sample(Audience.PUBLIC).recap.rounds[0].measures[0]
    goal = item.partition("-")[0]
    return dataclasses.replace(
        row, document=document, item=item, goal_item=goal, supports=supports, supported_by=()
    )


def count(found: tuple[Branch, ...]) -> list[tuple[str, bool]]:
    out = []
    for branch in found:
        out.append((f"{branch.row.document}/{branch.row.goal_item}", branch.repeated))
        for leaf in branch.measures:
            out += count(leaf.below)
        out += count(branch.below)
    return out


def test_a_goal_stands_below_the_measure_that_it_supports() -> None:
    (root,) = branches([measure("a", "s1-i1"), measure("b", "s1-i1", ("a", "s1-i1"))])
    assert [b.key for b in root.measures[0].below] == [("b", "s1")]


def test_a_goal_with_two_parents_is_unfolded_once() -> None:
    rows = [measure("a", "s1-i1"), measure("a", "s2-i1")]
    rows += [measure("b", "s1-i1", ("a", "s1"), ("a", "s2"))]
    assert sorted(count(branches(rows))) == [
        ("a/s1", False),
        ("a/s2", False),
        ("b/s1", False),
        ("b/s1", True),
    ]


def test_goals_in_a_circle_are_shown_once_each() -> None:
    rows = [measure("a", "s1-i1", ("b", "s1")), measure("b", "s1-i1", ("a", "s1"))]
    unfolded = [name for name, repeated in count(branches(rows)) if not repeated]
    assert sorted(unfolded) == ["a/s1", "b/s1"]


def test_a_ladder_of_diamonds_stays_small() -> None:
    rows = [measure("d0", "s1-i1"), measure("d0", "s2-i1")]
    for n in range(1, 30):
        above = ((f"d{n - 1}", "s1"), (f"d{n - 1}", "s2"))
        rows += [measure(f"d{n}", "s1-i1", *above), measure(f"d{n}", "s2-i1", *above)]
    assert len(count(branches(rows))) <= 3 * len(rows)


def test_no_page_names_a_place_on_this_machine() -> None:
    here = str(Path(__file__).parents[2]).encode()
    assert not any(here in page for page in made(Audience.INTERNAL).values())


def test_the_round_speaks_and_unreadable_documents_are_told_on_its_pages() -> None:
    note, path = "Data contoh <b>rekaan</b>", "content/2026/periode.yaml"
    broken = {f"content/2026/rbak/4-dokumen/{n}.yaml": "a: b: c" for n in ("skp-p003", "skp-p016")}
    tree = overlay({path: f"{text_of(path)}keterangan: {note}\n", **broken})
    edition = edition_of(tree, Audience.PUBLIC)
    found = pages(OfDocuments(edition, context_of(tree).sop), TEMPLATES)
    home, unit = body(found["index.md"]), body(found["putaran/2026/unit/rbak.md"])
    assert "Data contoh &lt;b&gt;rekaan&lt;/b&gt;" in home
    assert "<strong>2 dokumen tidak dapat dibaca</strong>" in home
    assert "2 SKP Bagian RBAK" in home
    assert "2 SKP. Berkasnya ada" in unit
    for page in ("index.md", "putaran/2026/index.md", "putaran/2026/unit/rbak.md"):
        assert "tidak dapat dibaca" in body(found[page])
        assert "tidak dapat dibaca" not in body(made()[page])
