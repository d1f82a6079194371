"""The site is complete or untouched, the same bytes from the same input, and its links lead somewhere."""

from __future__ import annotations

import dataclasses
import logging
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml

from generator.compile.model import Audience
from generator.publish.pages import Publication, pages
from generator.publish.render import Templates
from generator.publish.site import (
    BUNDLED,
    SiteFault,
    SiteOrder,
    build_site,
    site_address,
    written_pages,
)
from generator.rules import RULES
from tests.compile.editions import context_of, edition_of, sample
from tests.publish.hostile import HARMLESS, PAYLOADS, Elements, OfDocuments, tree_with
from tests.tree import ROOT, overlay

EXTRA = {
    "keaslian.json": b"{}\n",
    "keaslian/daftar.js": b"",
    "recap.json": b"{}\n",
    "recap.xlsx": b"PK",
}
DOWNLOADS = ("recap.json", "recap.xlsx")


@cache
def made(audience: Audience = Audience.PUBLIC) -> dict[str, bytes]:
    edition, sop = sample(audience), context_of(overlay({})).sop
    return pages(Publication(edition, sop, downloads=DOWNLOADS), Templates(ROOT))


def order(folder: Path, found: dict[str, bytes] | None = None) -> SiteOrder:
    return SiteOrder(
        root=ROOT,
        docs=folder / "docs",
        target=folder / "site",
        pages=made() if found is None else found,
        extra=EXTRA,
        day="2026-01-23",
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("situs")
    assert build_site(order(folder))
    return folder / "site"


# --- Whole or not at all --------------------------------------------------------------------------


def test_every_page_and_every_extra_file_is_there(site: Path) -> None:
    built = sum(1 for p in site.rglob("index.html"))
    markdown = [path for path in [*made(), *written_pages(ROOT)] if path.endswith(".md")]
    assert built == len(markdown)
    assert (site / "recap.json").read_bytes() == EXTRA["recap.json"]


def test_two_builds_in_two_folders_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    build_site(order(tmp_path))
    assert contents(tmp_path / "site") == contents(site)


def test_no_file_names_a_place_on_this_machine(site: Path) -> None:
    for name, data in contents(site).items():
        assert str(ROOT).encode() not in data, name
        assert str(site.parent).encode() not in data, name


def test_nothing_is_done_when_nothing_changed(tmp_path: Path) -> None:
    small = {"index.md": made()["index.md"], **sections()}
    assert build_site(order(tmp_path, small))
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "site").rglob("*")}
    assert not build_site(order(tmp_path, small))
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "site").rglob("*")} == before
    small["index.md"] = made()["index.md"].replace(b"Kelengkapan", b"Kelengkapan baru")
    assert build_site(order(tmp_path, small))
    assert b"Kelengkapan baru" in (tmp_path / "site/index.html").read_bytes()


@pytest.mark.parametrize("name", ["site/index.html", "site/recap.json", "docs/index.md"])
def test_a_file_that_was_touched_or_lost_is_made_again(tmp_path: Path, name: str) -> None:
    small = {"index.md": made()["index.md"], **sections()}
    build_site(order(tmp_path, small))
    before = contents(tmp_path)
    touched = tmp_path / name
    stamp = touched.stat()
    touched.write_bytes(bytes(stamp.st_size))
    os.utime(touched, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert build_site(order(tmp_path, small))
    assert contents(tmp_path) == before
    touched.unlink()
    assert build_site(order(tmp_path, small))
    assert contents(tmp_path) == before


def test_a_template_in_a_folder_of_the_theme_and_a_newer_library_build_the_site_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = {"index.md": made()["index.md"], **sections()}
    folder = tmp_path / "proyek"
    theme = folder / "templates/tema"
    shutil.copytree(ROOT / "templates/tema", theme)
    own = dataclasses.replace(order(tmp_path, small), root=folder)
    assert build_site(own)
    (theme / "partials").mkdir()
    (theme / "partials/footer.html").write_text("<footer>kaki sendiri</footer>")
    assert build_site(own)
    assert "kaki sendiri" in (tmp_path / "site/index.html").read_text()
    assert not build_site(own)
    monkeypatch.setattr("generator.publish.site.everything", lambda: ("mkdocs 99",))
    assert build_site(own)


def test_a_page_that_is_gone_leaves_the_site(tmp_path: Path) -> None:
    extra = {"aturan/X1.md": b"# X1\n"}
    build_site(order(tmp_path, {"index.md": made()["index.md"], **sections(), **extra}))
    assert (tmp_path / "site/aturan/X1/index.html").is_file()
    build_site(order(tmp_path, {"index.md": made()["index.md"], **sections()}))
    assert not (tmp_path / "site/aturan/X1").exists()
    assert not (tmp_path / "docs/aturan/X1.md").exists()


def test_a_build_that_fails_leaves_the_old_site(tmp_path: Path) -> None:
    small = {"index.md": made()["index.md"], **sections()}
    build_site(order(tmp_path, small))
    before = contents(tmp_path)
    broken = {**small, "aturan/X1.md": b"[ke mana](tidak-ada.md)\n"}
    with pytest.raises(SiteFault, match=r"tidak-ada\.md"):
        build_site(order(tmp_path, broken))
    assert contents(tmp_path) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == [".site.sidik", "docs", "site"]
    assert build_site(order(tmp_path, small)) is False


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("- nav\n", "bukan daftar; betulkan berkas itu"),
        ("halo\n", "bukan teks; betulkan berkas itu"),
        ("site_name: x\nsite_url: [1]\n", "isian site_url harus alamat situs"),
        ("a: [\n", "tidak dapat dibaca sebagai YAML"),
        ("INHERIT: lain.yml\n", "berkas lain.yml pada INHERIT tidak ada"),
    ],
)
def test_a_configuration_that_cannot_be_used_is_said_so_in_indonesian(
    tmp_path: Path, config: str, said: str
) -> None:
    (tmp_path / "mkdocs.yml").write_text(config)
    with pytest.raises(SiteFault, match=r"^mkdocs\.yml.*" + re.escape(said)):
        site_address(tmp_path)
    with pytest.raises(SiteFault, match=r"^mkdocs\.yml"):
        build_site(dataclasses.replace(order(tmp_path, {}), root=tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["mkdocs.yml"]


def test_every_complaint_is_one_indonesian_line(tmp_path: Path) -> None:
    pages = {"index.md": b"# a\n[x](tidak-ada.md)\n"}
    with pytest.raises(SiteFault) as raised:
        build_site(order(tmp_path, pages))
    lines = str(raised.value).split("\n")
    assert "halaman index.md: tautan tidak-ada.md menuju halaman yang tidak ada" in lines
    assert "mkdocs.yml: menu (nav) memuat sop/index.md, padahal halaman itu tidak ada" in lines
    assert len(lines) == len(set(lines))
    assert not [line for line in lines if " the " in line]


def test_the_environment_and_the_loggers_are_as_before(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    environment, logger = dict(os.environ), logging.getLogger("mkdocs")
    before = logger.propagate, list(logger.handlers)
    build_site(order(tmp_path, {"index.md": made()["index.md"], **sections()}))
    assert dict(os.environ) == environment
    assert (logger.propagate, logger.handlers) == before
    assert capfd.readouterr() == ("", "")


def sections() -> dict[str, bytes]:
    """The pages that the menu needs, and the rules that the guides speak of."""
    guides = b"".join(written_pages(ROOT).values())
    return {
        path: page
        for path, page in made().items()
        if path.count("/") == 1 and (path.endswith("/index.md") or b"../" + path.encode() in guides)
    }


# --- What the pages say ---------------------------------------------------------------------------


class References(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            elif name in ("href", "src", "srcset", "data") and value:
                is_loaded = tag in ("script", "img", "link", "iframe", "object", "source")
                (self.loaded if is_loaded else self.links).append(value)


def test_every_link_leads_to_a_file_and_a_place_on_it(site: Path) -> None:
    found = {p: References(p.read_text()) for p in site.rglob("index.html")}
    ids = {p: set(r.ids) for p, r in found.items()}
    for page, references in found.items():
        here = f"http://situs/{page.parent.relative_to(site).as_posix()}/".replace("/./", "/")
        for link in references.links + references.loaded:
            parts = urlsplit(urljoin(here, link))
            assert parts.netloc == "situs" or parts.netloc in OUTSIDE, f"{page}: {link}"
            if parts.netloc != "situs":
                continue
            target = site / unquote(parts.path).lstrip("/")
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), f"{page}: {link}"
            if parts.fragment and not parts.fragment.startswith("__"):
                assert parts.fragment in ids.get(target, set()), f"{page}: {link}"


OUTSIDE: tuple[str, ...] = ()


def test_ids_are_unique_on_each_page(site: Path) -> None:
    for page in site.rglob("index.html"):
        ids = References(page.read_text()).ids
        assert len(ids) == len(set(ids)), page


def test_no_page_carries_a_list_of_documents_in_its_menu(site: Path) -> None:
    home = (site / "index.html").read_text()
    shell = home.replace(re.sub(r".*(<article.*</article>).*", r"\1", home, flags=re.DOTALL), "")
    assert "dokumen/2026" not in shell


def test_search_knows_the_documents(site: Path) -> None:
    index = (site / "search/search_index.json").read_text()
    assert "pk-kabag-rbak" in index
    assert "Meningkatnya capaian SAKIP" in index


def test_hostile_text_leaves_every_built_page_as_harmless_text_does(tmp_path: Path) -> None:
    built = {}
    for name, text in (("jahat", " ".join(PAYLOADS)), ("baik", HARMLESS)):
        tree = tree_with(text)
        edition, sop = edition_of(tree, Audience.PUBLIC), context_of(tree).sop
        named = {f"aturan/{rule.code}.md": b"# aturan\n" for rule in RULES}  # guides link to them
        found = {**named, **pages(OfDocuments(edition, sop), Templates(ROOT))}
        build_site(dataclasses.replace(order(tmp_path / name, found), extra={}))
        built[name] = {
            p.relative_to(tmp_path / name): Elements(p.read_text())
            for p in (tmp_path / name / "site").rglob("*.html")
        }
    assert built["jahat"].keys() == built["baik"].keys()
    for path, page in built["jahat"].items():
        assert page.tree == built["baik"][path].tree, path


# --- Another project, another generator -----------------------------------------------------------


def test_a_project_without_its_own_site_folder_gets_the_bundled_pages(tmp_path: Path) -> None:
    assert written_pages(tmp_path) == written_pages(BUNDLED)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/tentang.md").write_text("# Kami\n")
    found = written_pages(tmp_path)
    assert found.pop("tentang.md") == b"# Kami\n"
    assert all(path.startswith("aset/") for path in found)


def test_a_symbolic_link_is_not_published(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/rahasia.md").symlink_to("/etc/hostname")
    assert "rahasia.md" not in written_pages(tmp_path)


def test_the_configuration_has_no_hook_and_one_plugin() -> None:
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text())
    assert [next(iter(p)) for p in config["plugins"]] == ["search"]
    assert "hooks" not in config
    assert config["theme"]["font"] is False
    assert config["strict"] is True


@pytest.mark.slow
def test_zensical_builds_the_same_number_of_pages(site: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(site.parent / "docs", tmp_path / "build/docs")
    zensical = Path(sys.executable).with_name("zensical")
    subprocess.run([zensical, "build"], cwd=tmp_path, check=True, capture_output=True)
    ours = {p.relative_to(site) for p in site.rglob("index.html")}
    assert {p.relative_to(tmp_path / "build/site") for p in tmp_path.rglob("index.html")} == ours


def test_the_page_for_a_wrong_address_is_indonesian_and_leads_home(site: Path) -> None:
    lost = (site / "404.html").read_text()
    assert "<h1>Halaman tidak ditemukan</h1>" in lost
    assert "<title>Halaman tidak ditemukan" in lost
    assert re.search(r'<a href="[^"]*">Kembali ke beranda</a>', lost)
    assert "Not found" not in lost
