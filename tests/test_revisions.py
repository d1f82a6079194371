"""Which commit last changed a document: the one on the main line, merges included; nothing in a cut clone."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from generator import git

NAMES = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Uji"), ("EMAIL", "uji@contoh.example"))
}


def run(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **NAMES},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def commit(folder: Path, path: str, text: str) -> str:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    run(folder, "add", "-A")
    run(folder, "commit", "-qm", path)
    return run(folder, "rev-parse", "HEAD")


def test_the_merge_that_brought_a_document_is_its_revision(tmp_path: Path) -> None:
    top, root = tmp_path / "asal", tmp_path / "asal/proyek"
    top.mkdir()
    run(top, "init", "-qb", "main")
    first = commit(top, "proyek/content/a.yaml", "1")
    second = commit(top, "proyek/content/baris\nbaru.yaml", "1")
    run(top, "switch", "-qc", "usulan")
    commit(top, "proyek/content/b.yaml", "1")
    commit(top, "proyek/content/b.yaml", "2")
    run(top, "switch", "-q", "main")
    commit(top, "proyek/lain.txt", "1")
    run(top, "merge", "-q", "--no-ff", "-m", "gabung", "usulan")
    merge = run(top, "rev-parse", "HEAD")
    assert git.last_changes(root, "HEAD", "content") == {
        "content/a.yaml": first,
        "content/b.yaml": merge,
        "content/baris\nbaru.yaml": second,
    }
    assert set(git.last_changes(root, first, "content")) == {"content/a.yaml"}

    run(tmp_path, "clone", "-q", "--depth", "1", top.as_uri(), "dangkal")
    assert git.last_changes(tmp_path / "dangkal/proyek", "HEAD", "content") == {}
