"""The day that a project counts from when nobody says one: where the office is, not where the committer is."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.commands.project import Project
from tests.terminal import git


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-01-22T23:30:00+00:00", date(2026, 1, 23)),
        ("2026-01-22T16:59:00+00:00", date(2026, 1, 22)),
        ("2026-01-23T02:00:00+09:00", date(2026, 1, 23)),
        ("2026-01-23T01:00:00+09:00", date(2026, 1, 22)),
    ],
)
def test_a_commit_has_the_offices_day(
    sample_repository: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    moment: str,
    day: date,
) -> None:
    folder = shutil.copytree(sample_repository, tmp_path / "kantor")
    monkeypatch.setenv("GIT_COMMITTER_DATE", moment)
    git(folder, "commit", "-q", "--allow-empty", "-m", "ubah")
    project = Project.open(folder)
    assert project.committed() == project.committed("HEAD") == day
