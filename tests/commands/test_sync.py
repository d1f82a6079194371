"""`kinerja sync`: what a forge reads is made from `sop/`, and a hand edit is found."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.commands.project import Project
from generator.commands.sync import sync
from generator.load.source import Source
from tests.test_second_sop import leaks

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "tests/sop_kedua"
OWNERS = ".github/CODEOWNERS"


def run(
    root: Path, *, check: bool = False, forge: str = "github", today: str | None = None
) -> tuple[int, str]:
    out = io.StringIO()
    code = sync(Project.open(root, today=today), forge=forge, check=check, out=out)
    return code, out.getvalue()


def files(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("sop", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "perpustakaan"
    shutil.copytree(LIBRARY, folder)
    return folder


def slip(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_bundled_files_are_those_that_sync_makes(project: Path) -> None:
    assert run(project)[0] == 0
    made = {p: data for p, data in files(project).items() if p.startswith(".github/")}
    assert len(made) == 15
    assert made == {p: (ROOT / p).read_bytes() for p in made}


@pytest.mark.parametrize("forge", ["github", "gitlab", "forgejo"])
def test_sync_twice_changes_nothing_and_check_is_content(project: Path, forge: str) -> None:
    code, said = run(project, forge=forge)
    assert code == 0
    before = files(project)
    assert f".{forge}/CODEOWNERS ditulis" in said
    assert run(project, forge=forge) == (0, "Semua berkas forge sudah sesuai dengan sop/\n")
    assert files(project) == before
    assert run(project, forge=forge, check=True)[0] == 0


def test_check_writes_nothing_and_names_every_missing_file(project: Path) -> None:
    before = files(project)
    code, said = run(project, check=True)
    assert code == 1
    assert said.count(" tidak ada\n") == 15
    assert files(project) == before


def test_a_hand_edit_fails_the_check_and_is_undone(project: Path) -> None:
    run(project)
    slip(project / OWNERS, "@biro-organisasi-contoh/kepala-biro", "@orang-lain")
    code, said = run(project, check=True)
    assert (code, said.splitlines()[0]) == (1, f"{OWNERS} berbeda dari yang ditetapkan sop/")
    assert run(project) == (0, f"{OWNERS} ditulis\n")


def test_a_change_of_the_sop_is_found_and_a_comment_is_none(project: Path) -> None:
    run(project)
    roles = project / "sop/peran.yaml"
    roles.write_text(f"{roles.read_text()}# catatan\n")
    assert run(project, check=True)[0] == 0
    slip(roles, "nama: Kabag TTL", "nama: Kabag Tatalaksana")
    code, said = run(project, check=True)
    assert code == 1
    assert OWNERS in said


def test_a_template_of_a_step_that_is_gone_is_removed_and_a_handwritten_one_is_kept(
    project: Path,
) -> None:
    run(project)
    folder = project / ".github/PULL_REQUEST_TEMPLATE"
    shutil.copy(folder / "langkah-7.md", folder / "langkah-8.md")
    (folder / "langkah-9.md").write_text("tulisan sendiri\n")
    code, said = run(project, check=True)
    assert code == 1
    assert "langkah-8.md tidak diperlukan lagi" in said
    assert "langkah-9.md" not in said
    assert "langkah-8.md dihapus" in run(project)[1]
    assert (folder / "langkah-9.md").is_file()


def test_a_role_that_nobody_holds_is_named_with_the_day(project: Path) -> None:
    run(project)
    assert run(project, check=True, today="2026-01-23")[0] == 0
    code, said = run(project, check=True, today="1999-01-04")
    assert code == 1
    assert (
        "peran Kepala Biro (langkah 1 dan 7): tidak ada pemegang jabatan Kepala Biro Organisasi "
        "pada 4 Januari 1999; isi penggantinya\n"
    ) in said


def test_faults_of_owners_stop_the_writing(project: Path) -> None:
    slip(project / "sop/peran.yaml", '    akun: ["@biro-organisasi-contoh/kabag-ttl"]\n', "")
    before = files(project)
    code, said = run(project)
    assert code == 1
    assert said.startswith("langkah 6, peran Kabag TTL: belum punya akun")
    assert files(project) == before


def test_a_step_of_a_role_without_holders_breaks_the_rule_book(project: Path) -> None:
    slip(project / "sop/pengumpulan-data-kinerja.yaml", "peran: kabag-ttl", "peran: admin-sistem")
    found = Project.open(project).checked()
    assert found.context is None
    assert any("admin-sistem" in d.message for d in found.diagnostics)


def test_ruleset_asks_for_what_the_gate_relies_on(project: Path) -> None:
    run(project)
    ruleset = json.loads((project / ".github/ruleset.json").read_bytes())
    assert (ruleset["target"], ruleset["enforcement"]) == ("branch", "active")
    assert ruleset["bypass_actors"] == []
    assert ruleset["conditions"]["ref_name"] == {"include": ["~DEFAULT_BRANCH"], "exclude": []}
    rules = {rule["type"]: rule.get("parameters") for rule in ruleset["rules"]}
    assert set(rules) == {"deletion", "non_fast_forward", "pull_request", "required_status_checks"}
    asked = rules["pull_request"]
    assert asked.pop("allowed_merge_methods") == ["merge"]
    assert asked.pop("required_approving_review_count") == 1
    assert set(asked) == {
        "dismiss_stale_reviews_on_push",
        "require_code_owner_review",
        "require_last_push_approval",
        "required_review_thread_resolution",
    }
    assert all(value is True for value in asked.values())
    workflow = Source("w", (ROOT / ".github/workflows/periksa.yml").read_bytes()).data
    assert workflow is not None
    checks = rules["required_status_checks"]["required_status_checks"]
    gate = (ROOT / ".github/workflows/gerbang.yml").read_text("utf-8")
    assert [check["context"] for check in checks] == [
        "Gerbang SOP",
        workflow["jobs"]["periksa"]["name"],
    ]
    assert '--context "Gerbang SOP"' in gate


def test_rulesets_of_records_can_only_be_appended_to_by_workflows(project: Path) -> None:
    run(project)
    kept, written = (
        json.loads((project / f".github/ruleset-{name}.json").read_bytes())
        for name in ("catatan", "penulis")
    )
    branches = {"include": ["refs/heads/catatan", "refs/heads/terbit"], "exclude": []}
    assert kept["conditions"]["ref_name"] == written["conditions"]["ref_name"] == branches
    assert {rule["type"] for rule in kept["rules"]} == {"deletion", "non_fast_forward"}
    assert kept["bypass_actors"] == []
    assert {rule["type"] for rule in written["rules"]} == {"creation", "update"}
    assert [actor["actor_type"] for actor in written["bypass_actors"]] == ["Integration"]


@pytest.mark.parametrize("root", ["project", "library"])
def test_issue_forms_follow_their_schema(root: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(root)
    run(folder)
    forms = sorted((folder / ".github/ISSUE_TEMPLATE").glob("*.yml"))
    assert len(forms) == 2
    tool = Path(sys.executable).parent / "check-jsonschema"
    schema = ("--builtin-schema", "vendor.github-issue-forms")
    done = subprocess.run([tool, *schema, *forms], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_problem_matcher_reads_what_check_prints(project: Path) -> None:
    run(project)
    agreement = "content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml"
    slip(project / agreement, "satuan: persen", "satuan: perzen")
    done = subprocess.run(
        [sys.executable, "-m", "generator.cli", "check", "--root", project],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    matchers = json.loads((project / ".github/problem-matcher.json").read_bytes())
    found = {
        matcher["severity"]: re.findall(matcher["pattern"][0]["regexp"], done.stdout, re.MULTILINE)
        for matcher in matchers["problemMatcher"]
    }
    assert set(found) == {"error", "warning", "notice"}
    assert found["error"]
    assert agreement in {groups[0] for groups in found["error"]}


@pytest.mark.parametrize("forge", ["github", "gitlab", "forgejo"])
def test_the_second_sop_speaks_its_own_words(library: Path, forge: str) -> None:
    before = set(files(library))
    assert run(library, forge=forge)[0] == 0
    made = {p: data.decode() for p, data in files(library).items() if p not in before}
    text = "\n".join(made.values())
    assert not leaks(text)
    assert "Penetapan seksi" in text
    assert "4 hari kerja" in text
    assert "@perpustakaan-rekaan/kasi-anak" in made[f".{forge}/CODEOWNERS"]


def test_checklists_hold_what_the_step_needs_and_gives(project: Path) -> None:
    run(project)
    text = (project / ".github/PULL_REQUEST_TEMPLATE/langkah-4.md").read_text("utf-8")
    for line in (
        "- [ ] Draf Form",
        "- [ ] Dokumen PK, SKP & Rencana Aksi",
        "Disetujui oleh: **JF/Pelaksana** di unitnya",
        "Waktu menurut SOP: 3 hari.",
    ):
        assert line in text
