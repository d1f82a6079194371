"""The page that judges copies, opened from a folder: right as the command line is, and asking nobody."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from generator.compile.model import Audience
from generator.load.digest import digest
from generator.load.source import Source
from generator.publish.edition import LEDGER_SCRIPT, script
from generator.publish.pages import Publication, pages
from generator.publish.render import Templates
from generator.publish.site import SiteOrder, build_site
from tests.browser.test_site_browser import browser, pytestmark  # noqa: F401
from tests.compile.editions import PROJECT, context_of, project
from tests.publish.copies import FILE, SIGNED, copies, judge, known, marks, printed, source
from tests.tree import ROOT

PAGE = "keaslian/index.md"
CONFIG = f"INHERIT: {ROOT / 'mkdocs.yml'}\nnav: [index.md, {PAGE}]\n"

# Values whose typing, digest or YAML might come out otherwise in a browser.
ODD = """\
id: "8010"
tahun: 2026
sasaran:
  - uraian: "n\\u00f6 \\U0001F600 \\x41 \\t|"
    indikator:
      - {nama: 'satu ''dua''', iku: true, boleh_lebih: "false", target: {nilai: 80.10}}
      - {nama: no, iku: yes, target: {nilai: 1.000}}
      - {nama: 2026-01-19, target: {nilai: 0.00001, teks: 1e5}}
      - nama: >-
          lipat
          dua

          alinea
        target: {nilai: 1234567890123456.5}
      - nama: |
          baris
            dalam
      - {nama: '', target: {nilai: -0.0}}
      - {target: {nilai: 123456789012345678}}
      - {target: {nilai: 0.1234}, nama: 0.000123}
      - {target: {nilai: 75,5}}
"\\uFB00 kunci": a
"\\U0001F600 kunci": ["", ' ', a]
kosong:
kosong_juga: ~
daftar: []
kamus: {}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page alone, built by MkDocs as the whole site is, with its ledger beside it."""
    root = tmp_path_factory.mktemp("proyek")
    (root / "site").mkdir()
    (root / "site/index.md").write_text("# Situs\n")
    (root / "mkdocs.yml").write_text(CONFIG)
    templates = Templates(ROOT)
    made = pages(Publication(project(Audience.PUBLIC), context_of(PROJECT).sop), templates)
    ledger = script(json.loads(known()), templates)
    order = SiteOrder(
        root, root / "docs", root / "hasil", {PAGE: made[PAGE]}, {LEDGER_SCRIPT: ledger}
    )
    build_site(order)
    return root / "hasil"


@pytest.fixture
def asked() -> list[str]:
    """Every address that the page asked for."""
    return []


@pytest.fixture
def page(browser: Browser, site: Path, asked: list[str]) -> Iterator[Page]:  # noqa: F811
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"{error.message}\n{error.stack}"))
    page.goto(f"{(site / 'keaslian/index.html').as_uri()}", wait_until="networkidle")
    yield page
    context.close()
    # The theme's search cannot read its index from a folder; that is its own error.
    assert [error for error in wrong if "search_index" not in error] == []


def judged(page: Page, files: list[bytes]) -> list[dict[str, Any]]:
    """What the page's own judge says of files."""
    packed = [base64.b64encode(raw).decode() for raw in files]
    return page.evaluate(
        """async (files) => {
          const out = [];
          for (const file of files) {
            const raw = Uint8Array.from(atob(file), (c) => c.charCodeAt(0));
            const found = await window.kinerjaKeaslian.putusan.berkas(raw);
            out.push({ ...found, entry: found.entry?.id ?? "" });
          }
          return out;
        }""",
        packed,
    )


def test_the_browser_computes_the_digests_that_python_computes(page: Page) -> None:
    documents = [d for d in context_of(PROJECT).corpus.documents if d.readable]
    given = [(d.source.text, d.kind, digest(d.data)) for d in documents]
    form = context_of(PROJECT).sop.kinds["pk"].form
    for text in (ODD, ODD.replace("\n", "\r\n")):
        read = Source("x", text.encode())
        assert read.data, read.problems
        given.append((text, "pk", digest(form.typed(read.data))))
    found = page.evaluate(
        "(all) => all.map(([text, kind]) => window.kinerjaKeaslian.putusan.sidik(text, kind))",
        [[text, kind] for text, kind, _ in given],
    )
    assert found == [expected for *_, expected in given]
    assert len(found) > 140


def test_the_browser_judges_as_the_command_line_does(page: Page, asked: list[str]) -> None:
    cases = {name: raw for name, (raw, _, _) in copies().items()}
    found = dict(zip(cases, judged(page, list(cases.values())), strict=True))
    for name, raw in cases.items():
        expected = judge().file(raw)
        where = expected.document["id"] if expected.document else ""
        told = (found[name]["verdict"], found[name]["entry"], found[name]["title"])
        assert (name, *told) == (name, expected.verdict, where, expected.title)
        if "lihat baris" not in expected.reason:
            assert found[name]["reason"] == expected.reason
    for text in marks():
        mark = page.evaluate("(t) => window.kinerjaKeaslian.putusan.ketikan(t)", text)
        expected = judge().mark(text)
        assert (text, mark["verdict"], mark["reason"]) == (text, expected.verdict, expected.reason)
    assert {url.split(":")[0] for url in asked} == {"file"}


def test_a_chosen_file_a_dropped_one_and_a_typed_digest_are_answered(
    page: Page, asked: list[str]
) -> None:
    before = len(asked)
    answer = page.get_by_role("status")
    chosen = page.get_by_label("Seret berkas PDF atau YAML")
    pdf = printed(Audience.PUBLIC)[SIGNED]
    chosen.set_input_files({"name": "pk.pdf", "mimeType": "application/pdf", "buffer": pdf})
    expect(answer).to_contain_text("SAH")
    expect(answer.locator(".k-putusan-kata")).to_have_text("SAH")
    expect(answer.locator("tbody tr")).to_have_count(2)
    expect(answer).to_contain_text("5. Validasi Bagian")
    expect(answer).to_contain_text("Senin, 19 Januari 2026 pukul 10.15")
    published = answer.get_by_role("link", name="Buka dokumen yang diterbitkan")
    root = page.url.removesuffix("keaslian/index.html")
    assert published.get_attribute("href") == (
        f"{root}dokumen/2026/rbak/4-dokumen/pk-kabag-rbak/index.html"
    )

    text = source(FILE).decode().replace("nilai: 85", "nilai: 86", 1)
    page.evaluate(
        """(text) => {
          const data = new DataTransfer();
          data.items.add(new File([text], "<img src=x onerror=alert(1)>.yaml"));
          document.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        text,
    )
    expect(answer.locator(".k-putusan-kata")).to_have_text("TIDAK SAH")
    expect(answer).to_contain_text("Sasaran ke-1, Indikator ke-1, Target, Nilai target")
    expect(answer).to_contain_text("<img src=x onerror=alert(1)>.yaml")
    expect(answer.locator("img")).to_have_count(0)

    page.get_by_label("Atau ketik sidik isi").focus()
    page.keyboard.type(str(judge().ledger.by_id[SIGNED]["digest"])[3:15])
    page.keyboard.press("Enter")
    expect(answer.locator(".k-putusan-kata")).to_have_text("SIDIK TERDAFTAR")
    expect(answer).to_contain_text("cocokkan isi kertas")
    assert asked[before:] == []


def test_the_code_on_paper_opens_the_page_with_its_answer(page: Page) -> None:
    figures = str(judge().ledger.by_id[SIGNED]["digest"])[3:15]
    page.goto(f"{page.url}#{SIGNED}:{figures}")
    expect(page.locator(".k-putusan-kata")).to_have_text("SIDIK TERDAFTAR")
    page.goto(f"{page.url.split('#')[0]}#{SIGNED}:{'0' * 12}")
    expect(page.locator(".k-putusan-kata")).to_have_text("TIDAK SAH")


@pytest.mark.parametrize(("width", "mode"), [(1280, "light"), (360, "dark")])
def test_an_answer_is_accessible_and_fits_a_phone(page: Page, width: int, mode: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=mode)  # type: ignore[arg-type]
    page.add_style_tag(content="*, *::before, *::after { transition: none !important }")
    for name in ("print", "source with another value"):
        raw = copies()[name][0]
        chosen = page.get_by_label("Seret berkas PDF atau YAML")
        chosen.set_input_files({"name": name, "mimeType": "", "buffer": raw})
        expect(page.locator(".k-putusan-kata")).to_be_visible()
        assert Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
