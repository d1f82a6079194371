"""`kinerja fix`: certain slips are mended where they stand, and nothing else is touched."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from generator.commands.fix import fix
from generator.commands.project import Project
from generator.diagnostic import Diagnostic, Edit, Fix, Location, Severity
from generator.report.repair import line_after, repaired
from tests.tree import ROOT

APPRAISAL = "content/2026/rbak/4-dokumen/skp-p016.yaml"
AGREEMENT = "content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "sop", tmp_path / "sop")
    shutil.copytree(ROOT / "tests/contoh/content", tmp_path / "content")
    return tmp_path


def run(root: Path, *only: str, write: bool = False) -> tuple[int, str]:
    out = io.StringIO()
    return fix(Project.open(root), only=only, write=write, out=out), out.getvalue()


def slip(root: Path, path: str, old: str, new: str) -> bytes:
    file = root / path
    before = file.read_bytes()
    assert old.encode() in before
    file.write_bytes(before.replace(old.encode(), new.encode(), 1))
    return before


def test_slips_are_mended_to_the_bytes_that_were_there(project: Path) -> None:
    before = slip(project, AGREEMENT, "satuan: persen", "satuan: persenn")
    before = before if slip(project, AGREEMENT, "level: ", "levell: ") else b""
    status, said = run(project)
    assert (status, "Belum ada yang disimpan" in said) == (0, True)
    assert (project / AGREEMENT).read_bytes() != before
    status, said = run(project, write=True)
    assert (status, "1 berkas diperbaiki" in said) == (0, True)
    assert (project / AGREEMENT).read_bytes() == before
    assert run(project) == (0, "Tidak ada temuan yang dapat diperbaiki sendiri.\n")


def test_line_ends_and_other_files_stay(project: Path) -> None:
    crlf = (project / AGREEMENT).read_bytes().replace(b"\n", b"\r\n")
    (project / AGREEMENT).write_bytes(crlf)
    slip(project, AGREEMENT, "satuan: persen", "satuan: persenn")
    slip(project, APPRAISAL, "satuan: laporan", "satuan: laporann")
    status, _ = run(project, APPRAISAL, write=True)
    assert status == 0
    assert b"persenn" in (project / AGREEMENT).read_bytes()
    run(project, write=True)
    assert (project / AGREEMENT).read_bytes() == crlf


def test_what_only_people_can_mend_is_left_and_told(project: Path) -> None:
    slip(project, AGREEMENT, "nilai: 85", "nilai: delapan puluh")
    before = (project / AGREEMENT).read_bytes()
    status, said = run(project, write=True)
    assert (status, (project / AGREEMENT).read_bytes()) == (1, before)
    assert "harus diperbaiki orang" in said


def test_a_file_that_is_not_all_text_is_never_rewritten(project: Path) -> None:
    slip(project, AGREEMENT, "satuan: persen", "satuan: persenn")
    broken = (project / AGREEMENT).read_bytes().replace(b"Padang", b"Pad\xe9ng", 1)
    (project / AGREEMENT).write_bytes(broken)
    run(project, write=True)
    assert (project / AGREEMENT).read_bytes() == broken


def found(*edits: tuple[int, int, int, int, str]) -> Diagnostic:
    changes = tuple(Edit(Location("a", *place), text) for *place, text in edits)
    at = Location("a", edits[0][0], edits[0][1])
    return Diagnostic(at, "F101", "salah", Severity.ERROR, fix=Fix("betulkan", changes))


def test_fixes_that_meet_are_not_mixed() -> None:
    one, other = found((1, 1, 1, 4, "dua")), found((1, 3, 1, 5, "X"))
    repair = repaired("satu\n", [other, one])
    assert (repair.text, repair.applied) == ("duau\n", (one,))


def test_only_a_fix_of_one_line_can_be_a_suggestion() -> None:
    text = "satu\r\nlima\r\n"
    one, two = found((2, 1, 2, 3, "pa")).fix, found((1, 1, 2, 3, "x")).fix
    assert one
    assert two
    assert line_after(text, one) == (2, "pama")
    assert line_after(text, two) is None
