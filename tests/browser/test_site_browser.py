"""The site in a browser: it asks nobody, can be searched, sorted, filtered and printed, and is accessible."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from generator.compile.model import Audience
from generator.publish.pages import Publication, pages
from generator.publish.render import Templates
from generator.publish.site import SiteOrder, build_site
from tests.compile.editions import PROJECT, context_of, project
from tests.tree import ROOT

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
expect.set_options(timeout=20_000)

MAIN = (
    "",
    "putaran/2026/",
    "putaran/2026/indikator/",
    "putaran/2026/pohon/",
    "putaran/2026/anggaran/",
    "putaran/2026/ketepatan/",
    "putaran/2026/unit/ttl/",
    "dokumen/2026/rbak/4-dokumen/pk-kabag-rbak/",
    "dokumen/2026/ttl/4-dokumen/ra-pk-kabag-ttl/",
    "sop/",
    "formulir/pk/",
    "aturan/F104/",
    "panduan/staf/",
    "panduan/staf/pesan/",
    "panduan/admin/paket-forge/",
)
PICTURED = tuple(
    f"{path.relative_to(ROOT / 'site').with_suffix('').as_posix()}/"
    for path in sorted((ROOT / "site" / "panduan").rglob("*.md"))
    if "/gambar/" in path.read_text("utf-8")
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing about each request."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("situs")
    work = Publication(project(Audience.PUBLIC), context_of(PROJECT).sop)
    made = pages(work, Templates(ROOT))
    build_site(SiteOrder(ROOT, folder / "docs", folder / "site", made, day="2026-01-23"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@dataclass
class Visit:
    """What was seen on the main pages at one width and mode."""

    width: int
    scheme: str
    schemes: dict[str, str] = field(default_factory=dict)
    widths: dict[str, int] = field(default_factory=dict)
    violations: list[tuple[str, str]] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)


@pytest.fixture(
    scope="module",
    params=[(1280, "light", "default"), (360, "dark", "slate")],
    ids=lambda given: "-".join(map(str, given[:2])),
)
def visit(request: pytest.FixtureRequest, browser: Browser, address: str) -> Visit:
    """Every main page, left only when its network has long been silent."""
    width, mode, scheme = request.param
    seen = Visit(width, scheme)
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=mode)
    context.on("request", lambda request: seen.asked.add(request.url))
    page = context.new_page()
    for path in MAIN:
        page.goto(address + path, wait_until="load")
        page.add_style_tag(content="*, *::before, *::after { transition: none !important }")
        seen.schemes[path] = page.evaluate("document.body.dataset.mdColorScheme")
        seen.widths[path] = page.evaluate("document.documentElement.scrollWidth")
        found = Axe().run(page).response["violations"]
        seen.violations += [(path, violation["id"]) for violation in found]
        page.wait_for_load_state("networkidle")
    context.close()
    return seen


def test_main_pages_have_no_accessibility_violation(visit: Visit) -> None:
    assert visit.violations == []


def test_main_pages_do_not_scroll_sideways(visit: Visit) -> None:
    assert {path: w for path, w in visit.widths.items() if w > visit.width} == {}


def test_main_pages_follow_the_mode_of_the_system(visit: Visit) -> None:
    assert set(visit.schemes.values()) == {visit.scheme}


def test_no_page_asks_another_host(visit: Visit, address: str) -> None:
    assert len(visit.asked) > len(MAIN)
    assert {url for url in visit.asked if not url.startswith((address, "data:", "blob:"))} == set()


def test_search_finds_a_document(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("peta proses bisnis")
    found = page.locator(".md-search-result__link[href*='dokumen/2026/ttl']").first
    expect(found).to_be_visible(timeout=15_000)
    found.click()
    expect(page.locator("h1")).to_contain_text("Kepala Bagian Tatalaksana")


def test_a_table_is_sorted_by_keyboard(page: Page, address: str) -> None:
    page.goto(address + "putaran/2026/anggaran/")
    heading = page.locator("#t-anggaran th", has_text="Anggaran").first
    heading.locator("button").focus()
    page.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    cells = page.locator("#t-anggaran tbody td:nth-child(4)")
    rising = [int(c.get_attribute("data-nilai") or 0) for c in cells.all()]
    assert rising == sorted(rising)
    page.keyboard.press("Space")
    expect(heading).to_have_attribute("aria-sort", "descending")
    falling = [int(c.get_attribute("data-nilai") or 0) for c in cells.all()]
    assert falling == sorted(rising, reverse=True)


def test_a_table_is_filtered_by_keyboard_and_says_how_many_rows_are_left(
    page: Page, address: str
) -> None:
    page.goto(address + "putaran/2026/indikator/")
    rows = page.locator("#t-indikator tbody tr")
    every = rows.count()
    page.get_by_role("searchbox", name="Saring: Indikator").focus()
    page.keyboard.type("sakip bb")
    shown = page.locator("#t-indikator tbody tr:visible").count()
    assert 0 < shown < every
    expect(page.get_by_role("status")).to_have_text(f"{shown} dari {every} baris")
    page.keyboard.press("Escape")
    expect(page.get_by_role("status")).to_have_text(f"{every} dari {every} baris")


def test_a_page_reads_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "putaran/2026/indikator/")
    assert page.locator("#t-indikator tbody tr").count() > 5
    assert page.locator(".k-saring, .k-urut").count() == 0
    context.close()


def test_print_leaves_out_menus_and_controls(page: Page, address: str) -> None:
    page.goto(address + "putaran/2026/indikator/")
    page.emulate_media(media="print")
    for hidden in (".md-header", ".md-tabs", ".k-menu", ".k-saring", ".md-footer"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator("#t-indikator")).to_be_visible()
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.k-gulir')).overflowX") == "visible"
    )


@pytest.mark.parametrize("width", [1280, 360])
def test_the_flowchart_joins_up_from_row_to_row(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(address + "sop/")
    boxes = page.evaluate(
        """() => [".k-alir > rect:not(.k-a-batas)", ".k-a-lambang", ".k-alir path:not([class])"].map(
            (what) => [...document.querySelectorAll(what)].map((part) => {
                const box = part.getBoundingClientRect();
                return [box.left, box.top, box.right, box.bottom];
            }))"""
    )
    context.close()
    lines, symbols, heads = boxes
    assert (len(symbols), len(heads)) == (7, 8)
    for line in lines:
        others = [*symbols, *heads, *(other for other in lines if other != line)]
        assert sum(touches(line, other) for other in others) >= 2, line


def touches(one: list[float], other: list[float]) -> bool:
    """Whether two boxes come within a pixel and a half of each other."""
    return all(one[i] - 1.5 <= other[i + 2] and other[i] - 1.5 <= one[i + 2] for i in (0, 1))


def test_the_mode_is_switched_and_kept(page: Page, address: str) -> None:
    page.goto(address)
    before = page.evaluate("document.body.dataset.mdColorScheme")
    page.locator("label[title^='Beralih']:visible").click()
    after = page.evaluate("document.body.dataset.mdColorScheme")
    assert {before, after} == {"default", "slate"}
    page.goto(address + "sop/")
    assert page.evaluate("document.body.dataset.mdColorScheme") == after


def test_guides_show_their_pictures_on_a_phone_without_sideways_scroll(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    found = []
    for path in PICTURED:
        page.goto(address + path, wait_until="load")
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            found.append((path, "scrolls sideways"))
        found += [
            (path, source)
            for source in page.evaluate(
                "[...document.images].filter((i) => !i.naturalWidth || !i.alt).map((i) => i.src)"
            )
        ]
    context.close()
    assert PICTURED
    assert found == []
