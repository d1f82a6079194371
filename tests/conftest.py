"""In which order files are tested, and what tests of several files start from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.terminal import ROOT, git, save

LONGEST = (
    "browser/test_site_browser.py",
    "publish/test_pdf.py",
    "test_privacy.py",
    "test_second_sop.py",
    "publish/test_site.py",
)
"""The files that take longest. A worker takes a file at a time: what starts first does not end last alone."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first."""
    ranks = {ROOT / "tests" / name: rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(item.path, len(ranks)))


@pytest.fixture(scope="session")
def sample_repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rule book and the small corpus in a git repository of one commit; copy it, do not change it."""
    folder = tmp_path_factory.mktemp("contoh")
    shutil.copytree(ROOT / "sop", folder / "sop")
    shutil.copytree(ROOT / "tests/contoh/content", folder / "content")
    git(folder, "init", "-q")
    save(folder)
    return folder
