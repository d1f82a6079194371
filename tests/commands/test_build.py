"""`kinerja build`: it leaves what it promises, whatever happened to its folder, documents or texts before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.terminal import ROOT, kinerja


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with its public edition."""
    folder = tmp_path_factory.mktemp("terbitan")
    shutil.copytree(ROOT / "sop", folder / "sop")
    shutil.copytree(ROOT / "tests/contoh/content", folder / "content")
    assert kinerja("build", cwd=folder).returncode == 0
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """What a build published."""
    files = (p for p in folder.rglob("*") if p.is_file() and ".cache" not in p.parts)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


@pytest.mark.slow
def test_what_was_touched_or_lost_is_there_again_after_the_next_build(built: Path) -> None:
    folder = built / "build"
    before = contents(folder)
    (folder / "site/index.html").write_text("bukan ini")
    (folder / "site/recap.json").unlink()
    next((folder / "pdf").rglob("*.pdf")).unlink()
    (folder / "keaslian.json").write_text("{}")
    assert kinerja("build", cwd=built).returncode == 0
    assert contents(folder) == before
    assert "tidak ada yang berubah" in kinerja("build", cwd=built).stderr
