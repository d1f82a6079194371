"""A folder and the git revision made of it are the same tree; nothing but plain files is opened."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from generator.load.text import MAX_BYTES
from generator.load.tree import Entry, Folder, Overlay, Revision, Sort
from tests.tree import SAMPLE, overlay

AUTHOR = ("-c", "user.name=uji", "-c", "user.email=uji@example.invalid")


def git(root: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", *AUTHOR, "-C", str(root), *words], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with one entry of every sort below content/."""
    inner = tmp_path / "content" / "2026" / "rbak"
    inner.mkdir(parents=True)
    (tmp_path / "luar.yaml").write_text("rahasia: ya\n")
    (inner / "a.yaml").write_text("a: é\n")
    (inner / "besar.yaml").write_bytes(b"a: " + b"x" * MAX_BYTES)
    (inner / "crlf.yaml").write_bytes(b"a: 1\r\n")
    (inner / "-rf.yaml").write_text("a: 1\n")
    (inner / "a\nb.yaml").write_text("a: 1\n")
    (inner / "é \u202e.yaml").write_text("a: 1\n")
    (inner / "jalan.yaml").write_text("a: 1\n")
    (inner / "jalan.yaml").chmod(0o755)
    (inner / "tautan.yaml").symlink_to("../../../luar.yaml")
    (inner / "folder").symlink_to("../..")
    (inner / ".gitattributes").write_text("*.yaml filter=tidak-ada\n")
    git(tmp_path, "init", "-q", "-b", "main")
    sub = tmp_path / "content" / "modul"
    sub.mkdir()
    git(sub, "init", "-q", "-b", "main")
    (sub / "dalam.yaml").write_text("a: 1\n")
    git(sub, "add", "-A")
    git(sub, "commit", "-q", "-m", "isi")
    git(tmp_path, "-c", "core.autocrlf=false", "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "semua")
    return tmp_path


SORTS = {
    "content/2026/rbak/jalan.yaml": Sort.EXECUTABLE,
    "content/2026/rbak/tautan.yaml": Sort.LINK,
    "content/2026/rbak/folder": Sort.LINK,
    "content/modul": Sort.SUBMODULE,
    "content/2026/rbak/a.yaml": Sort.FILE,
    "content/2026/rbak/a\nb.yaml": Sort.FILE,
}


def test_folder_and_revision_list_the_same(root: Path) -> None:
    listed = Folder(root).entries("content")
    assert listed == Revision(root, "HEAD").entries("content")
    assert {entry.path: entry.sort for entry in listed}.items() >= SORTS.items()
    assert not any("dalam" in entry.path for entry in listed)


def test_folder_and_revision_hold_the_same(root: Path) -> None:
    paths = [
        e.path
        for e in Folder(root).entries("content")
        if e.sort is Sort.FILE and "besar" not in e.path
    ]
    assert list(Folder(root).read(paths)) == list(Revision(root, "HEAD").read(paths))


def test_large_file_is_never_read_whole(root: Path) -> None:
    path = "content/2026/rbak/besar.yaml"
    for tree in (Folder(root), Revision(root, "HEAD")):
        ((_, data),) = tree.read([path])
        assert len(data) == MAX_BYTES + 1


def test_files_come_in_the_order_asked(root: Path) -> None:
    paths = [f"content/2026/rbak/{name}" for name in ("crlf.yaml", "besar.yaml", "a.yaml")]
    for tree in (Folder(root), Revision(root, "HEAD")):
        assert [path for path, _ in tree.read(paths)] == paths


def test_revision_does_not_see_the_folder(root: Path) -> None:
    before = Revision(root, "HEAD").entries("content")
    (root / "content/baru.yaml").write_text("a: 1\n")
    assert Revision(root, "HEAD").entries("content") == before


def test_missing_folder_is_empty(root: Path) -> None:
    assert Folder(root).entries("tidak-ada") == []
    assert Revision(root, "HEAD").entries("tidak-ada") == []


def test_special_file_is_listed_and_not_opened(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    os.mkfifo(tmp_path / "content" / "pipa.yaml")
    assert Folder(tmp_path).entries("content") == [Entry("content/pipa.yaml", Sort.OTHER)]


def test_folder_that_is_itself_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "luar").mkdir()
    (tmp_path / "luar" / "a.yaml").write_text("a: 1\n")
    (tmp_path / "content").symlink_to("luar")
    assert Folder(tmp_path).entries("content") == [Entry("content", Sort.LINK)]


def test_overlay_replaces_adds_and_takes_away() -> None:
    gone, new = "content/2026/periode.yaml", "content/2026/baru.yaml"
    tree = overlay({gone: None, new: "a: 1\n"}, Folder(SAMPLE))
    paths = [entry.path for entry in tree.entries("content")]
    assert gone not in paths
    assert new in paths
    assert paths == sorted(paths)
    assert dict(tree.read([new])) == {new: b"a: 1\n"}


def test_overlay_stays_inside_the_folder_asked_for() -> None:
    tree = Overlay(Folder(SAMPLE), {"content-lain/a.yaml": b"", "sop/a.yaml": b""})
    assert all(entry.path.startswith("content/") for entry in tree.entries("content"))


def test_file_in_the_place_of_a_folder_is_listed_itself(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("a: 1\n")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "berkas")
    assert Folder(tmp_path).entries("content") == [Entry("content")]
    assert Revision(tmp_path, "HEAD").entries("content") == [Entry("content")]
