"""`kinerja serve` outlives every build that fails, and builds again at the next change."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from generator.commands import serve as module
from generator.commands.fault import UsageFault
from generator.commands.project import Project
from tests.terminal import ROOT


class Stopped(BaseException):
    """The user has pressed Ctrl+C."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    shutil.copytree(ROOT / "sop", tmp_path / "sop")
    shutil.copytree(ROOT / "tests/contoh/content", tmp_path / "content")
    return Project.open(tmp_path)


def served(project: Project, monkeypatch: pytest.MonkeyPatch, ends: list[Exception | None]) -> str:
    """What is said while a file is changed until every build has ended as it is told to."""
    left, out, round_ = list(ends), io.StringIO(), project.root / "content/2026/periode.yaml"

    def build(*_: object, **__: object) -> int:
        end = left.pop(0)
        if end:
            raise end
        out.write("jadi\n")
        return 0

    def sleep(_: float) -> None:
        if not left:
            raise Stopped
        round_.write_text(round_.read_text() + "# diubah\n")

    monkeypatch.setattr(module, "build", build)
    monkeypatch.setattr(module.time, "sleep", sleep)
    with pytest.raises(Stopped):
        module.serve(project, audience="internal", port=0, stream=out)
    return out.getvalue()


def test_every_failing_build_is_told_and_the_next_change_is_built(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = [KeyError("id"), None, UsageFault("tidak bisa"), OSError("hilang"), None]
    told = served(project, monkeypatch, ends)
    assert told.count("jadi\n") == 2
    assert "menunggu perubahan berikutnya (KeyError: 'id')" in told
    assert "Situs tidak dibangun: tidak bisa\n" in told
    assert "http://127.0.0.1:" in told


def test_a_change_during_the_first_build_is_not_missed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[int] = []
    file = project.root / "content/2026/periode.yaml"

    def build(*_: object, **__: object) -> int:
        if not built:
            file.write_text(file.read_text() + "# diubah\n")
        built.append(1)
        return 0

    def sleep(_: float) -> None:
        if len(built) > 1:
            raise Stopped

    monkeypatch.setattr(module, "build", build)
    monkeypatch.setattr(module.time, "sleep", sleep)
    with pytest.raises(Stopped):
        module.serve(project, audience="publik", port=0, stream=io.StringIO())
    assert len(built) == 2
