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


@pytest.mark.slow
def test_a_cache_alone_is_a_folder_to_build_into(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    for path in (tmp_path / "build").iterdir():
        if path.name != ".cache":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    render = "generator.publish.press._Crew.render"
    monkeypatch.setattr(render, lambda *_: pytest.fail("a print was not kept"))
    assert kinerja("build", cwd=tmp_path).returncode == 0
    assert contents(tmp_path / "build") == contents(built / "build")


@pytest.mark.slow
def test_a_newer_library_builds_again(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "tidak ada yang berubah" in kinerja("build", cwd=built).stderr
    monkeypatch.setattr("generator.commands.build.everything", lambda: ("weasyprint-99",))
    assert "tidak ada yang berubah" not in kinerja("build", cwd=built).stderr


@pytest.mark.slow
def test_documents_of_another_shape_are_found_and_the_rest_is_published(
    built: Path, tmp_path: Path
) -> None:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    shutil.rmtree(tmp_path / "build")
    round_, unit = tmp_path / "content/2026", tmp_path / "content/2026/rbak"
    odd = {
        round_ / "2-permintaan.yaml": "kepada: [{}]",
        round_ / "6-rekap.yaml": "dokumen: {a: [{}]}",
        unit / "4-dokumen/skp-p016.yaml": "id: {}",
        unit / "4-dokumen/pk-kabag-rbak.yaml": f"id: {'x' * 3000}",
        unit / "4-dokumen/ra-pk-kabag-rbak.yaml": "pegawai: [7]",
    }
    for path, line in odd.items():
        replace_top(path, line)
    found = kinerja("check", cwd=tmp_path)
    assert found.returncode == 1
    for audience in ("publik", "internal"):
        done = kinerja("build", "--audience", audience, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    folder = tmp_path / "build-internal"
    for path in odd:
        assert path.relative_to(tmp_path).as_posix() in found.stdout
        name = path.relative_to(tmp_path / "content").with_suffix(".pdf")
        assert (folder / "pdf/dokumen" / name).is_file()


@pytest.mark.slow
def test_a_letter_that_prints_cannot_show_is_a_warning_for_check_and_build(
    built: Path, tmp_path: Path
) -> None:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    agreement = tmp_path / "content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml"
    agreement.write_text(agreement.read_text().replace("tempat: Padang", "tempat: Padang 印"))
    assert "peringatan[F115]" in kinerja("check", cwd=tmp_path).stdout
    done = kinerja("build", cwd=tmp_path)
    assert done.returncode == 0
    assert "pk-kabag-rbak.pdf: huruf tanpa bentuk" in done.stderr
    assert "tidak ada yang berubah" in kinerja("build", cwd=tmp_path).stderr


def replace_top(path: Path, line: str) -> None:
    """Give one of a document's fields another value, written on one line."""
    name, kept, inside = line.partition(":")[0], [], False
    for old in path.read_text().split("\n"):
        if not old.startswith((" ", "-", "#")):
            inside = old.startswith(f"{name}:")
        if not inside:
            kept.append(old)
    path.write_text("\n".join([line, *kept]))


@pytest.mark.slow
def test_a_site_that_cannot_be_made_is_told_line_by_line_and_the_old_one_stays(
    built: Path, tmp_path: Path
) -> None:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    before = contents(tmp_path / "build")
    (tmp_path / "mkdocs.yml").write_text("- bukan pemetaan\n")
    done = kinerja("build", cwd=tmp_path)
    assert done.returncode == 3
    assert done.stderr.splitlines()[0] == "Situs tidak dibangun, hasil yang lama tetap ada:"
    assert done.stderr.splitlines()[1].startswith("  mkdocs.yml harus berisi")
    assert contents(tmp_path / "build") == before
