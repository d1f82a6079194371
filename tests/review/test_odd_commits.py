"""Commits made to confuse whoever reads the history: names and addresses that look like git's own output."""

from __future__ import annotations

from pathlib import Path

from generator.git import commit, last_changes, mainline
from tests.terminal import git, save

PAGE = "content/2026/a.yaml"


def office(folder: Path) -> Path:
    git(folder, "init", "-q", "-b", "main")
    (folder / PAGE).parent.mkdir(parents=True)
    (folder / PAGE).write_text("a: 1\n")
    save(folder)
    return folder


def test_a_path_cannot_stand_for_a_commit(tmp_path: Path) -> None:
    root = office(tmp_path)
    (root / f"content/2026/a\x01{'d' * 40}").write_text("x\n")
    (root / PAGE).write_text("a: 2\n")
    save(root)
    head = commit(root, "HEAD")
    found = last_changes(root, "HEAD", "content")
    assert set(found.values()) == {head}
    assert found[PAGE] == head


def test_an_address_cannot_stand_for_a_difference(tmp_path: Path) -> None:
    root = office(tmp_path)
    git(root, "config", "log.showRoot", "false")
    (root / PAGE).write_text("a: 2\n")
    git(root, "add", "-A")
    odd = f":100644 100644 {'0' * 40} {'0' * 40} M"
    git(root, "-c", f"user.email={odd}", "-c", "user.name=x", "commit", "-q", "-m", "x")
    first, second = mainline(root, "HEAD", "content")
    assert [d.path for d in (*first.differences, *second.differences)] == [PAGE, PAGE]
    assert first.message == "x"
