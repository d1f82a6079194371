"""The commands as a user runs them: a real folder, real git, and that a process does what a call does."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from generator.load.source import Source
from tests.terminal import ROOT, git, kinerja, process, save

AGREEMENT = "content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project of its own: the bundled rule book and the small example corpus."""
    shutil.copytree(ROOT / "sop", tmp_path / "sop")
    shutil.copytree(ROOT / "tests/contoh/content", tmp_path / "content")
    return tmp_path


def slip(project: Path, old: str, new: str, path: str = AGREEMENT) -> None:
    """Make a slip in a file, as a clerk would."""
    file = project / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["check", "content/2025"], 0), (["check"], 1), (["chek"], 2), (["status"], 0)],
)
def test_a_process_says_and_ends_as_a_call_does(arguments: list[str], status: int) -> None:
    done, called = process(*arguments), kinerja(*arguments)
    assert done.returncode == status
    assert (done.returncode, done.stdout, done.stderr) == (
        called.returncode,
        called.stdout,
        called.stderr,
    )


def test_clean_project_has_status_zero_and_says_so(project: Path) -> None:
    done = kinerja("check", cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    assert "16 dokumen diperiksa" in done.stdout


def test_error_has_status_one_and_names_place_rule_and_remedy(project: Path) -> None:
    slip(project, "{nilai: 85, satuan: persen}", "{nilai: delapan puluh, satuan: persen}")
    done = kinerja("check", cwd=project)
    assert done.returncode == 1
    assert f"{AGREEMENT}:30:25: galat[F104]" in done.stdout
    assert 'bukan "delapan puluh"' in done.stdout
    assert "^^^^^" in done.stdout
    assert "kinerja explain F104" in done.stdout


def test_check_never_writes(project: Path) -> None:
    slip(project, "satuan: persen", "satuan: perzen")
    before = {p: p.stat().st_mtime_ns for p in project.rglob("*")}
    kinerja("check", cwd=project)
    assert {p: p.stat().st_mtime_ns for p in project.rglob("*")} == before


def test_check_of_named_files_reports_only_those(project: Path) -> None:
    slip(project, "satuan: persen", "satuan: perzen")
    other = "content/2026/rbak/4-dokumen/skp-p016.yaml"
    assert kinerja("check", other, cwd=project).returncode == 0
    assert kinerja("check", f"./{AGREEMENT}", cwd=project).returncode == 1


def test_json_and_sarif_are_valid_and_name_the_place(project: Path) -> None:
    slip(project, "satuan: persen", "satuan: perzen")
    plain = json.loads(kinerja("check", "--format", "json", cwd=project).stdout)
    (found,) = [d for d in plain["diagnostics"] if d["path"] == AGREEMENT]
    assert (found["line"], found["column"], found["end_column"]) == (30, 37, 43)
    log = json.loads(kinerja("check", "--format", "sarif", cwd=project).stdout)
    results = [r for r in log["runs"][0]["results"] if r["level"] == "error"]
    region = results[0]["locations"][0]["physicalLocation"]["region"]
    assert region["startLine"] == 30
    assert log["version"] == "2.1.0"
    assert results[0]["fixes"], "a misspelt unit offers a change"


def test_github_format_cannot_be_made_to_run_a_command(project: Path) -> None:
    slip(project, "satuan: persen", 'satuan: "x\\n::error file=x::y"')
    done = kinerja("check", "--format", "github", cwd=project)
    lines = done.stdout.splitlines()
    assert lines
    assert all(line.startswith(("::error file=content", "::notice", "::warning")) for line in lines)


def test_revision_is_read_without_checkout(project: Path) -> None:
    git(project, "init", "-q")
    save(project)
    slip(project, "satuan: persen", "satuan: perzen")
    assert kinerja("check", cwd=project).returncode == 1
    assert kinerja("check", "--revision", "HEAD", cwd=project).returncode == 0
    missing = kinerja("check", "--revision", "tidak-ada", cwd=project)
    assert missing.returncode == 2
    assert "tidak-ada" in missing.stderr


def test_named_folder_and_absolute_path_are_found_and_unknown_ones_refused(project: Path) -> None:
    slip(project, "satuan: persen", "satuan: perzen")
    for name in ("content/2026/rbak", str(project / AGREEMENT), "."):
        assert kinerja("check", name, cwd=project).returncode == 1
    assert kinerja("check", "content/2026/biro", cwd=project).returncode == 0
    unknown = kinerja("check", "tidak-ada.yaml", cwd=project)
    assert unknown.returncode == 2
    assert "tidak-ada.yaml" in unknown.stderr


def test_check_of_a_file_tells_what_it_breaks_elsewhere(project: Path) -> None:
    slip(project, "nilai: 48", "nilai: 47")
    shown = kinerja("check", AGREEMENT, cwd=project).stdout
    assert "5-pengesahan.yaml" in shown


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--out", "."], "bukan buatan kinerja build"),
        (["--out", "content"], "bukan buatan kinerja build"),
        (["--audience", "internal", "--out", "build"], "diterbitkan"),
        (["--out", "sop/peran.yaml"], "bukan folder"),
    ],
)
def test_build_never_touches_a_folder_that_it_did_not_make(
    project: Path, arguments: list[str], reason: str
) -> None:
    before = sorted(project.rglob("*"))
    done = kinerja("build", *arguments, cwd=project)
    assert done.returncode == 2
    assert reason in done.stderr
    assert sorted(project.rglob("*")) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["skp", "--person", "p004", "--name", "../../keluar"],
        ["periode", "--round", "../../luar"],
        ["periode", "--round", "dua ribu"],
        ["skp", "--person", "p004", "--round", "2031"],
    ],
)
def test_new_refuses_names_that_lead_elsewhere(project: Path, arguments: list[str]) -> None:
    before = sorted(project.rglob("*"))
    done = kinerja("new", *arguments, "--write", cwd=project)
    assert done.returncode == 2
    assert sorted(project.rglob("*")) == before


def test_unreadable_document_is_named_by_status(project: Path) -> None:
    slip(project, "jenis: pk", "jenis: pk: x")
    assert AGREEMENT in kinerja("status", cwd=project).stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["chek"],
        ["check", "--format", "xml"],
        ["check", "--today", "kemarin"],
        ["check", "--nip", "tidak-ada.yaml"],
        ["explain", "X999"],
        ["new", "pk"],
        ["new", "surat"],
        ["status", "--round", "1999"],
        ["check", "--root", "tests/data"],
        [],
    ],
)
def test_wrong_usage_has_status_two_and_one_sentence(arguments: list[str]) -> None:
    done = kinerja(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_every_command_explains_itself_in_indonesian() -> None:
    for command in ("check", "build", "serve", "explain", "new", "next", "status"):
        done = kinerja(command, "--help")
        assert done.returncode == 0
        assert "Pemakaian: kinerja" in done.stdout
        assert "Pilihan:" in done.stdout
        assert "Usage" not in done.stdout
        assert "Show this message" not in done.stdout


def test_status_says_who_owes_what() -> None:
    done = kinerja("status")
    assert done.returncode == 0
    assert "55 dari 67 dokumen lengkap" in done.stdout
    assert (
        "Ujang Sampel, S.E., Kepala Subbagian Tata Usaha: PK (draf), RA PK (belum ada)"
        in done.stdout
    )


def test_skeleton_is_a_readable_draft_with_what_is_known(project: Path) -> None:
    text = kinerja("new", "pk", "--person", "p005", cwd=project).stdout
    source = Source("x.yaml", text.encode())
    assert not source.problems
    assert source.data is not None
    assert source.data["id"] == "pk-2026-kasubag-tu"
    assert source.data["level"] == "pengawas"
    assert source.data["pihak_kedua"]["jabatan"] == "kabag-ttl"


def test_saved_skeleton_is_a_draft_without_a_fault_and_is_never_overwritten(
    project: Path,
) -> None:
    first = kinerja("new", "skp", "--person", "p004", "--write", cwd=project)
    assert first.returncode == 0, first.stderr
    assert "content/2026/kaj/4-dokumen/" in first.stdout
    again = kinerja("new", "skp", "--person", "p004", "--write", cwd=project)
    assert again.returncode == 2
    assert "sudah ada" in again.stderr
    done = kinerja("check", "--format", "json", cwd=project)
    found = [d for d in json.loads(done.stdout)["diagnostics"] if d["severity"] == "galat"]
    assert found == []


def test_explain_shows_why_wrong_and_right() -> None:
    shown = kinerja("explain", "m606").stdout
    assert shown.startswith("M606")
    assert "Mengapa" in shown
    assert "Salah" in shown
    assert "Benar" in shown


def test_project_without_rule_book_gives_findings_not_a_traceback(project: Path) -> None:
    (project / "sop/peran.yaml").unlink()
    done = kinerja("check", cwd=project)
    assert done.returncode == 1
    assert "sop/peran.yaml" in done.stdout
    assert kinerja("status", cwd=project).returncode == 2
