"""The change history of documents: what is told of real repositories, and to whom."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.compile.model import Audience
from generator.load.tree import Folder
from generator.publish.prints import HISTORY_TITLE, prints
from generator.publish.render import Templates
from tests.commands.test_next import LIBRARY, replace
from tests.compile.editions import context_of, edition_of
from tests.publish.hostile import HARMLESS, PAYLOADS, Elements, quoted
from tests.review.chronicles import (
    STRANGER,
    committed,
    every_text,
    found,
    git,
    history_pages,
    told,
)
from tests.test_second_sop import leaks
from tests.tree import ROOT

PK = "content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml"
PAGE = "riwayat/2026/rbak/4-dokumen/pk-kabag-rbak.md"
INTERNAL, PUBLIC = Audience.INTERNAL, Audience.PUBLIC
HANDED_IN = "diserahkan: 2026-01-14T15:10+07:00"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "kantor"
    shutil.copytree(ROOT / "sop", folder / "sop")
    shutil.copytree(ROOT / "tests/contoh/content", folder / "content")
    return folder


@pytest.fixture
def changed(office: Path) -> Path:
    """A draft, handed in by a merged proposal of two people, then changed on the main line."""
    replace(office, PK, HANDED_IN, "# belum")
    replace(office, PK, "nilai: 85", "nilai: 11")
    committed(office, "Mulai", day="2026-01-12T08:00")
    git(office, "checkout", "-q", "-b", "langkah/2026/4-rbak")
    replace(office, PK, "nilai: 11", "nilai: 12")
    committed(office, "Draf kedua", day="2026-01-13T10:00")
    replace(office, PK, "nilai: 12", "nilai: 85")
    replace(office, PK, "# belum", HANDED_IN)
    replace(office, PK, "sasaran:\n", "catatan_internal: Bisik-bisik\nsasaran:\n")
    committed(office, "Serahkan", STRANGER, day="2026-01-14T15:10")
    git(office, "checkout", "-q", "main")
    merge = ("merge", "-q", "--no-ff", "-m", "Merge pull request #12 from x/y", "@{-1}")
    git(office, *merge, author=STRANGER, day="2026-01-15T08:30")
    replace(office, PK, "nilai: 85", "nilai: 80")
    replace(office, PK, "Bisik-bisik", "Bisik lain")
    committed(office, "Turunkan target (#34)", day="2026-02-01T09:00")
    return office


def test_the_office_reads_who_changed_what_when_at_which_step_by_which_proposal(
    changed: Path,
) -> None:
    newest, handed, first = told(history_pages(changed, INTERNAL)[PAGE])
    person = "Dewi Contohan, S.A.P."
    assert newest.startswith(
        f"Minggu, 1 Februari 2026 pukul 09.00 Langkah 4 Penyusunan dokumen, oleh {person}; "
        "sesudah langkah 5 Validasi Bagian; usulan nomor 34"
    )
    assert re.search(r"Target .*Persentase.* turun dari 85 menjadi 80 persen", newest)
    assert "Catatan internal berubah dari Bisik-bisik menjadi Bisik lain" in newest
    assert (
        f"Langkah 4 Penyusunan dokumen, oleh {person} dan orang yang tidak dikenal; usulan nomor 12"
        in handed
    )
    assert handed.startswith("Kamis, 15 Januari 2026 pukul 08.30")
    assert "naik dari 11 menjadi 85 persen" in handed
    assert "kini terisi Rabu, 14 Januari 2026 pukul 15.10" in handed
    assert first.startswith("Senin, 12 Januari 2026 pukul 08.00 Langkah 4")
    assert "Versi pertama di git" in first


def test_the_public_reads_of_published_fields_since_the_first_hand_in_and_of_no_person(
    changed: Path,
) -> None:
    every = history_pages(changed, PUBLIC)
    newest, handed = told(every[PAGE])
    assert "turun dari 85 menjadi 80 persen" in newest
    assert "Langkah 4 Penyusunan dokumen, oleh JF/Pelaksana; sesudah langkah 5" in newest
    assert "Versi pertama yang diserahkan" in handed
    for text in every_text(every.values()):
        for secret in ("Bisik", "Dewi", "Asing", "contoh-p016", "nilai 11", "dari 11", "p016"):
            assert secret not in text
    replace(changed, PK, HANDED_IN, "# belum")
    (changed / "content/2026/rbak/5-pengesahan.yaml").unlink()
    committed(changed, "Kembali menjadi draf")
    assert PAGE not in history_pages(changed, PUBLIC)


def test_what_only_internal_fields_or_layout_changed_is_no_version_for_the_public(
    changed: Path,
) -> None:
    replace(changed, PK, "Bisik lain", "Bisik ketiga")
    committed(changed, "Catatan")
    replace(changed, PK, "nilai: 80,", "nilai:  80.0 ,")
    committed(changed, "Tata tulis")
    assert len(told(history_pages(changed, PUBLIC)[PAGE])) == 2
    assert len(told(history_pages(changed, INTERNAL)[PAGE])) == 4


def test_a_personal_number_that_once_stood_there_is_masked_for_everybody(office: Path) -> None:
    number = "198001012005011991"
    name = "nama: Persentase perangkat daerah dengan nilai SAKIP minimal BB"
    replace(office, PK, name, f"nama: Milik {number}")
    committed(office, "Ada NIP")
    replace(office, PK, f"nama: Milik {number}", name)
    committed(office, "Hapus NIP")
    for audience in Audience:
        page = history_pages(office, audience)[PAGE]
        assert "Milik ******************" in page
        assert number not in page


def test_what_is_not_committed_says_so(office: Path) -> None:
    committed(office, "Mulai")
    replace(office, PK, "nilai: 85", "nilai: 86")
    newest, _ = told(history_pages(office, PUBLIC)[PAGE])
    assert newest.startswith("Belum disimpan di git")


def test_outside_git_and_in_a_cut_clone_the_pages_say_so(office: Path, tmp_path: Path) -> None:
    assert not found(office, INTERNAL).known
    committed(office, "Mulai")
    replace(office, PK, "nilai: 85", "nilai: 86")
    committed(office, "Ubah")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{office}", "dangkal")
    page = history_pages(tmp_path / "dangkal", INTERNAL)[PAGE]
    assert len(told(page)) == 1
    assert "terpotong" in page
    assert "terpotong" not in history_pages(office, INTERNAL)[PAGE]
    inside = office / "dalam"
    shutil.copytree(office / "content", inside / "content")
    shutil.copytree(office / "sop", inside / "sop")
    assert not found(inside, INTERNAL).known


def test_old_texts_show_literally_and_change_nothing_on_the_page(office: Path) -> None:
    shapes, words = [], ""
    for texts in (PAYLOADS, [f"{HARMLESS} {n}" for n in range(len(PAYLOADS))]):
        shutil.rmtree(office / ".git", ignore_errors=True)
        for payload in texts:
            text = (office / PK).read_text("utf-8")
            line = f"tempat: {quoted(payload)}"
            (office / PK).write_text(re.sub(r"tempat: .*", lambda _: line, text), "utf-8")  # noqa: B023
            committed(office, f"{payload}\x01\n:100644 100644 {'0' * 40} {'1' * 40} M")
        elements = Elements(history_pages(office, PUBLIC)[PAGE])
        shapes.append(elements.tree)
        words = words or elements.words
    assert [p for p in PAYLOADS if " ".join(p.split()).rstrip("\u0301") not in words] == []
    assert shapes[0] == shapes[1]


def test_an_unreadable_past_is_passed_over(office: Path) -> None:
    path = office / PK
    text = path.read_bytes()
    for old in (b"\0", b"x: [\n", b"a: " + b"b" * 600_000, b"", b"[" * 3000, b"jenis: {a: [b]}\n"):
        path.write_bytes(old)
        committed(office, "rusak")
    path.unlink()
    path.symlink_to("/etc/passwd")
    committed(office, "tautan")
    path.unlink()
    committed(office, "hapus")
    path.write_bytes(text)
    (office / "content/2026/rbak/:100644 000000 x\n.yaml").write_text("x")
    committed(office, "kembali", day="2026-02-01T09:00")
    newest, *older = told(history_pages(office, INTERNAL)[PAGE])
    assert newest.startswith("Minggu, 1 Februari 2026 pukul 09.00")
    assert len(older) <= 1
    assert len(told(history_pages(office, PUBLIC)[PAGE])) == 1


def test_a_long_history_is_cut_and_says_so(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.review.history.MOST_VERSIONS", 3)
    for number in range(5):
        replace(
            office, PK, "nilai: 85" if not number else f"nilai: 1{number - 1}", f"nilai: 1{number}"
        )
        committed(office, "ubah")
    page = history_pages(office, INTERNAL)[PAGE]
    assert [re.findall(r"dari (\d+) menjadi (\d+)", text) for text in told(page)] == [
        [("13", "14")],
        [("12", "13")],
    ]
    assert "Versi yang lebih lama tidak ditunjukkan" in page


def test_git_is_asked_as_often_for_one_document_as_for_all(
    changed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    plain = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: asked.append(a[0]) or plain(*a, **k))
    assert len(found(changed, INTERNAL).by_path) == 14
    many, asked[:] = len(asked), []
    for path in (changed / "content").rglob("*.yaml"):
        if path.name not in ("pk-kabag-rbak.yaml", "periode.yaml", "pegawai.yaml"):
            path.unlink()
    assert len(found(changed, INTERNAL).by_path) == 1
    assert len(asked) == many <= 8


def test_the_internal_print_may_end_with_the_history(changed: Path) -> None:
    tree = Folder(changed)
    sop, known = context_of(tree).sop, found(changed, INTERNAL)
    edition = edition_of(tree, INTERNAL)
    with_ends = prints(edition, sop, Templates(ROOT), appended=known.by_path)
    plain = prints(edition, sop, Templates(ROOT))
    (one,) = [p.manuscript for p in with_ends if p.document == "pk-2026-kabag-rbak"]
    (end,) = one.following
    assert end.title == HISTORY_TITLE
    assert "turun dari 85 menjadi 80 persen" in " ".join(every_text([end.html]))
    assert [p.manuscript.html for p in plain] == [p.manuscript.html for p in with_ends]
    assert not any(p.manuscript.following for p in plain)


def test_another_sop_tells_its_history_in_its_own_words(tmp_path: Path) -> None:
    library = shutil.copytree(LIBRARY, tmp_path / "perpustakaan")
    committed(library, "Mulai", day="2026-02-03T09:00")
    replace(library, "content/masa/2026-semester-1/anak/rk-lib-06.yaml", "besar: 900", "besar: 950")
    committed(
        library, "Merge pull request 'Naik' (#7) from cabang into main", day="2026-02-20T09:00"
    )
    page = history_pages(library, INTERNAL)["riwayat/masa/2026-semester-1/anak/rk-lib-06.md"]
    newest, _ = told(page)
    assert "orang yang tidak dikenal; sesudah langkah 3 Penetapan seksi; usulan nomor 7" in newest
    assert "naik dari 900 menjadi 950 eksemplar" in newest
    assert leaks(page) == []


@pytest.mark.parametrize(
    ("message", "number"),
    [
        ("Merge branch 'a' into 'main'\n\nNaik\n\nSee merge request biro/kinerja!9", "9"),
        ("Merge branch 'a' into 'main'\n\nCloses #3\n\nSee merge request !12", "12"),
        ("Naik\n\nSee merge request biro/kinerja!9", ""),
        ("Naikkan (#8)\n\nSesuai (#4)", "8"),
        ("Naikkan\n\nSesuai (#4)", ""),
    ],
)
def test_each_forge_names_the_proposal_in_its_own_way(
    message: str, number: str, tmp_path: Path
) -> None:
    library = shutil.copytree(LIBRARY, tmp_path / "perpustakaan")
    committed(library, "Mulai", day="2026-02-03T09:00")
    replace(library, "content/masa/2026-semester-1/anak/rk-lib-06.yaml", "besar: 900", "besar: 950")
    committed(library, message, day="2026-02-20T09:00")
    page = history_pages(library, INTERNAL)["riwayat/masa/2026-semester-1/anak/rk-lib-06.md"]
    newest, _ = told(page)
    assert re.findall("usulan nomor ([0-9]+)", newest) == ([number] if number else [])
