"""`kinerja verify` and `kinerja sign`: verdicts offline, by the project or by what was published."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import kinerja
from generator.commands.fault import UsageFault
from generator.commands.project import Project
from generator.commands.proven import proof
from generator.commands.sign import sign_file
from generator.commands.verify import Wanted, verify
from generator.compile.model import Audience
from generator.compile.recap import compile_edition
from generator.publish.bundle import bundle_path
from generator.publish.edition import Order, impressions
from generator.publish.press import press
from generator.publish.prints import prints, procedure_path, recap_path
from generator.publish.render import Templates
from tests.compile.editions import context_of, sample
from tests.publish import certificate
from tests.publish.copies import SIGNED, SITE, UNSIGNED, copies, known, printed, with_value
from tests.terminal import kinerja as command
from tests.tree import ROOT, SAMPLE, overlay

PK = "content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml"
SKP = "content/2026/rbak/4-dokumen/skp-p003.yaml"


def run(project: Project | None, *files: Path, **wanted: object) -> tuple[int, str]:
    out = io.StringIO()
    code = verify(project, Wanted(files, **wanted), out=out)  # type: ignore[arg-type]
    return code, out.getvalue()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("proyek")
    shutil.copytree(ROOT / "sop", root / "sop")
    shutil.copytree(SAMPLE / "content", root / "content")
    return Project.open(root, today="2026-01-23")


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A print of the small corpus, made as a build makes it."""
    made = prints(sample(Audience.PUBLIC), context_of(overlay({})).sop, Templates(ROOT), site=SITE)
    (one,) = [p for p in made if p.document == SIGNED]
    path = tmp_path_factory.mktemp("cetakan") / "pk.pdf"
    path.write_bytes(press({one.path: one.manuscript}).files[one.path])
    return path


def test_a_print_is_genuine_when_the_project_prints_the_same(project: Project, pdf: Path) -> None:
    code, told = run(project, pdf, site=SITE)
    assert code == 0
    assert told.splitlines()[0] == "pk.pdf: SAH"
    assert "  5. Validasi Bagian: Kepala Bagian" in told
    code, told = run(project, pdf, site="https://lain.contoh.example")
    assert code == 1
    assert told.splitlines()[0] == "pk.pdf: PERLU DIPERIKSA"
    assert "--published keaslian.json" in told


def test_an_older_print_is_led_to_the_revision_that_it_names(tmp_path: Path) -> None:
    root = tmp_path / "proyek"
    shutil.copytree(ROOT / "sop", root / "sop")
    shutil.copytree(SAMPLE / "content", root / "content")

    def git(*words: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@contoh.example")
        subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)

    for words in (("init", "-b", "main"), ("add", "-A"), ("commit", "-m", "pertama")):
        git(*words)
    project = Project.open(root, today="2026-01-23")
    checked = project.checked()
    edition = proof(project, checked).edition(checked, Audience.INTERNAL)
    made = prints(edition, context_of(overlay({})).sop, Templates(root))
    (one,) = [p for p in made if p.document == SIGNED]
    path = tmp_path / "lama.pdf"
    path.write_bytes(press({one.path: one.manuscript}).files[one.path])
    assert run(project, path)[1].startswith("lama.pdf: SAH\n")
    (root / PK).write_text((root / PK).read_text().replace("nilai: 85,", "nilai: 86,", 1))
    git("commit", "-am", "kedua")
    code, told = run(project, path)
    (revision,) = re.findall(r"bandingkan dengan isi revisi itu: --revision ([0-9a-f]+)", told)
    assert (code, told.splitlines()[0]) == (1, "lama.pdf: TIDAK SAH")
    code, told = run(project, path, revision=revision)
    assert (code, told.splitlines()[0]) == (0, "lama.pdf: SAH")


def test_recaps_bundles_and_the_sop_are_made_again_by_their_titles(
    project: Project, tmp_path: Path
) -> None:
    checked = project.checked()
    assert checked.context is not None
    sop, copy = checked.context.sop, tmp_path / "salinan.pdf"
    edition = compile_edition(checked, Audience.PUBLIC)
    order = Order(edition, sop, project.root, tmp_path, site=SITE)
    files = impressions(order, Templates(ROOT), lambda *_: None).files
    for path in (bundle_path("2026", "rbak"), procedure_path(sop), recap_path("2026")):
        copy.write_bytes(files[path])
        code, told = run(project, copy, site=SITE)
        assert (code, told.splitlines()[0]) == (0, "salinan.pdf: ASLI"), path
    copy.write_bytes(files[path].replace(b"%PDF-1.7", b"%PDF-1.6"))
    code, told = run(project, copy, site=SITE)
    assert (code, told.splitlines()[0]) == (1, "salinan.pdf: TIDAK DIKENAL")


def test_values_are_judged_by_the_project_internal_ones_too(
    project: Project, pdf: Path, tmp_path: Path
) -> None:
    changed = tmp_path / "skp.yaml"
    text = (project.root / SKP).read_text()
    changed.write_text(text.replace("tahun: 2026", "tahun: 2027", 1))
    forged = tmp_path / "pk.pdf"
    forged.write_bytes(with_value(pdf.read_bytes(), "nilai: ", "nilai: 1"))
    code, told = run(project, project.root / PK, project.root / SKP, changed, forged)
    verdicts = [line for line in told.splitlines() if not line.startswith(" ")]
    assert verdicts == [
        "pk-kabag-rbak.yaml: SAH",
        "skp-p003.yaml: SAH",
        "skp.yaml: TIDAK SAH",
        "pk.pdf: TIDAK SAH",
    ]
    assert code == 1
    assert "Yang pertama berbeda: Tahun. Pada berkas ini tertulis “2027”" in told
    assert "Yang pertama berbeda: Sasaran ke-1, Indikator ke-1, Target, Nilai target" in told


def test_a_published_list_judges_without_any_project(tmp_path: Path) -> None:
    (tmp_path / "keaslian.json").write_bytes(known())
    (tmp_path / "pk.pdf").write_bytes(printed(Audience.PUBLIC)[SIGNED])
    (tmp_path / "b\x1b[2J.pdf").write_bytes(copies()["print with other paint"][0])
    listed = ["--published", str(tmp_path / "keaslian.json")]
    told = CliRunner().invoke(
        kinerja, ["verify", str(tmp_path / "pk.pdf"), *listed], standalone_mode=False
    )
    assert told.return_value == 0, told.output
    assert told.output.startswith("pk.pdf: SAH\n")
    code, text = run(None, tmp_path / "b\x1b[2J.pdf", published=tmp_path / "keaslian.json")
    assert code == 1
    assert "TIDAK SAH" in text
    assert "\x1b" not in text
    code, text = run(None, marks=("0" * 12,), published=tmp_path / "keaslian.json")
    assert (code, "TIDAK DIKENAL" in text) == (1, True)


def test_what_cannot_be_judged_by_is_wrong_usage(project: Project, tmp_path: Path) -> None:
    (tmp_path / "lain.json").write_text("{}")
    with pytest.raises(UsageFault, match=r"bukan keaslian\.json"):
        run(None, tmp_path / "lain.json", published=tmp_path / "lain.json")
    with pytest.raises(UsageFault, match="sebut berkas"):
        run(project)
    with pytest.raises(UsageFault, match="revisi 'tidak-ada'"):
        run(project, project.root / PK, revision="tidak-ada")


def test_signing_makes_another_file_and_says_what_it_is_not(pdf: Path, tmp_path: Path) -> None:
    certificate.make(tmp_path / "kantor.p12")
    said = io.StringIO()
    known = {"certificate": tmp_path / "kantor.p12", "password": certificate.PASSWORD}
    target = tmp_path / "bertanda.pdf"
    assert sign_file(pdf, target=target, reason="", stream=said, **known) == 0  # type: ignore[arg-type]
    assert target.read_bytes().startswith(pdf.read_bytes())
    assert "tidak saling menggantikan" in said.getvalue()
    with pytest.raises(UsageFault, match="berkas lain"):
        sign_file(pdf, target=pdf, reason="", stream=said, **known)  # type: ignore[arg-type]


def test_signing_replaces_no_file_and_warns_of_what_no_step_has_signed(tmp_path: Path) -> None:
    certificate.make(tmp_path / "kantor.p12")
    known = {"certificate": tmp_path / "kantor.p12", "password": certificate.PASSWORD}
    said, taken = io.StringIO(), tmp_path / "sudah.pdf"
    open_, signed = tmp_path / "terbuka.pdf", tmp_path / "disahkan.pdf"
    open_.write_bytes(printed(Audience.PUBLIC)[UNSIGNED])
    signed.write_bytes(printed(Audience.PUBLIC)[SIGNED])
    taken.write_bytes(b"arsip")
    with pytest.raises(UsageFault, match="sudah ada; pilih nama lain dengan --out"):
        sign_file(open_, target=taken, reason="", stream=said, **known)  # type: ignore[arg-type]
    assert taken.read_bytes() == b"arsip"
    target = tmp_path / "a.pdf"
    assert sign_file(open_, target=target, reason="", stream=said, **known) == 0  # type: ignore[arg-type]
    assert "Peringatan: dokumen pada cetakan ini belum disahkan ketika dicetak." in said.getvalue()
    said = io.StringIO()
    target = tmp_path / "b.pdf"
    assert sign_file(signed, target=target, reason="", stream=said, **known) == 0  # type: ignore[arg-type]
    assert "Peringatan" not in said.getvalue()


def test_a_file_that_is_not_there_is_named() -> None:
    done = command("verify", "tidak-ada-di-sini.pdf")
    assert done.returncode == 2
    assert "(tidak-ada-di-sini.pdf): berkas atau folder itu tidak ada" in done.stderr


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("content/2026",), "(content/2026): itu folder, bukan berkas"),
        ((PK, "--published", "."), "(.): itu folder, bukan berkas"),
        ((PK, "--root", PK), f"({PK}): itu berkas, bukan folder"),
    ],
)
def test_a_folder_in_the_place_of_a_file_is_called_one(given: tuple[str, ...], told: str) -> None:
    done = command("verify", *given, cwd=ROOT)
    assert done.returncode == 2
    assert told in done.stderr
    assert "tidak ada" not in done.stderr


def test_the_password_comes_from_the_environment_or_a_prompt(pdf: Path, tmp_path: Path) -> None:
    certificate.make(tmp_path / "kantor.p12")
    command = ["sign", str(pdf), "--certificate", str(tmp_path / "kantor.p12"), "--out"]
    from_prompt, from_name = str(tmp_path / "a.pdf"), str(tmp_path / "b.pdf")
    runner = CliRunner()
    typed = f"{certificate.PASSWORD}\n"
    told = runner.invoke(kinerja, [*command, from_prompt], input=typed, standalone_mode=False)
    assert told.return_value == 0, told.output
    assert certificate.PASSWORD not in told.output
    given = {"KINERJA_SANDI": "salah"}
    told = runner.invoke(kinerja, [*command, from_name], env=given, standalone_mode=False)
    assert "kata sandinya salah" in str(told.exception)
    assert not (tmp_path / "b.pdf").exists()
