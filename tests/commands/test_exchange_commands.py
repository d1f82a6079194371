"""`kinerja export` and `kinerja import` as an office uses them: real files, faults by cell, all or nothing."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from generator.commands.export import export, template
from generator.commands.fault import UsageFault
from generator.commands.import_ import curled, import_
from generator.commands.project import Project
from generator.compile.intake import intake
from generator.diagnostic import Severity
from generator.load.corpus import Document
from generator.load.digest import digest
from generator.load.workbook import read
from generator.publish import write
from generator.publish.outcome import proposed
from tests.commands.test_commands import kinerja
from tests.workbooks import Cells, Percent, edited, names, sheet, spot

ROOT = Path(__file__).parents[2]
UNIT = "content/2026/rbak/4-dokumen"
AGREEMENT = f"{UNIT}/pk-kabag-rbak.yaml"
PLAN = f"{UNIT}/skp-p016.yaml"
TODAY = "2026-01-30"


def new_project(folder: Path) -> Project:
    """The small corpus before anything was signed: what may still be changed."""
    shutil.copytree(ROOT / "sop", folder / "sop")
    shutil.copytree(ROOT / "tests/contoh/content", folder / "content")
    for late in ("rbak/5-pengesahan.yaml", "6-rekap.yaml", "7-rapat.yaml"):
        (folder / "content/2026" / late).unlink()
    return Project.open(folder, today=TODAY)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return new_project(tmp_path)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The workbook of the round."""
    return exported(new_project(tmp_path_factory.mktemp("asli")))


def exported(project: Project) -> bytes:
    target = project.root / "keluar.xlsx"
    assert export(project, kind=None, name=None, out=target, stream=io.StringIO()) == 0
    return target.read_bytes()


def made_from_template(project: Project, kind: str) -> bytes:
    target = project.root / f"templat-{kind}.xlsx"
    assert template(project, kind=kind, out=target, stream=io.StringIO()) == 0
    return target.read_bytes()


def given_back(project: Project, data: bytes, *, write: bool = False) -> tuple[int, str]:
    """Exit status and words of an import."""
    file = project.root / "kembali.xlsx"
    file.write_bytes(data)
    out = io.StringIO()
    return import_(project, file, write=write, out=out), out.getvalue()


def snapshot(project: Project) -> dict[str, bytes]:
    files = (project.root / "content").rglob("*")
    return {str(path): path.read_bytes() for path in files if path.is_file()}


def cell(data: bytes, name: str, machine: str, *, where: tuple[str, ...]) -> tuple[str, str]:
    """The name of the cell of a field in the first row that begins so."""
    rows = sheet(data, name)
    column = rows[0].index(machine)
    row = next(i for i, r in enumerate(rows) if tuple(r[: len(where)]) == where)
    letters = chr(65 + column) if column < 26 else f"A{chr(39 + column)}"
    assert spot(f"{letters}{row + 1}") == (row, column)
    return name, f"{letters}{row + 1}"


def target_of(data: bytes) -> tuple[str, str]:
    where = ("pk-2026-kabag-rbak", "s1", "s1-i1")
    return cell(data, "PK_indikator", "/target/nilai", where=where)


AGREED = ("pk-2026-kabag-rbak",)
TARGET = ("pk-2026-kabag-rbak", "s1", "s1-i1")


# --- Without a fault --------------------------------------------------------------------------------


def test_a_workbook_given_back_unchanged_changes_nothing(project: Project, data: bytes) -> None:
    before = snapshot(project)
    status, words = given_back(project, data, write=True)
    assert (status, words) == (
        0,
        "Tidak ada perubahan: isi lembar kerja sama dengan dokumen yang ada.\n",
    )
    assert snapshot(project) == before


def test_a_change_is_told_in_sentences_and_saved_only_when_asked(
    project: Project, data: bytes
) -> None:
    before = snapshot(project)
    place = cell(data, "PK", "/tempat", where=("pk-2026-kabag-rbak",))
    changed = edited(data, {place: "Bukittinggi"})
    status, words = given_back(project, changed)
    assert status == 0
    assert "Tempat berubah dari “Padang” menjadi “Bukittinggi”" in words
    assert "--write untuk menyimpan 1 dokumen" in words
    assert snapshot(project) == before
    status, words = given_back(project, changed, write=True)
    assert (status, words.splitlines()[-1]) == (0, "1 dokumen disimpan.")
    old = before.pop(str(project.root / AGREEMENT)).decode()
    now = snapshot(project)
    assert now.pop(str(project.root / AGREEMENT)).decode() == old.replace(
        "tempat: Padang", "tempat: Bukittinggi"
    )
    assert now == before


def test_a_document_that_is_not_there_yet_is_written_in_its_place(
    project: Project, data: bytes
) -> None:
    before = {d.path: digest(d.data) for d in documents(project)}
    for path in (PLAN, f"{UNIT}/ra-skp-p016.yaml"):
        (project.root / path).unlink()
    status, words = given_back(project, data, write=True)
    assert (status, words.splitlines()[-1]) == (0, "2 dokumen disimpan.")
    assert {d.path: digest(d.data) for d in documents(project)} == before
    first, *lines = (project.root / PLAN).read_text("utf-8").splitlines()
    assert first == "# yaml-language-server: $schema=../../../../sop/formulir/skp.schema.yaml"
    assert [line for line in lines if not line.startswith("#")][:2] == [
        "jenis: skp",
        "id: skp-2026-p016",
    ]


def documents(project: Project) -> tuple[Document, ...]:
    context = project.checked().context
    assert context is not None
    return context.corpus.documents


def test_a_template_is_empty_knows_the_people_and_takes_a_new_document(project: Project) -> None:
    data = made_from_template(project, "periode")
    empty = "Tidak ada perubahan: lembar kerja ini belum diisi.\n"
    assert given_back(project, data) == (0, empty)
    assert len(sheet(data, names(data)[1])) == 2
    assert "p016" in {row[i] for row in sheet(made_from_template(project, "skp"), "Daftar")
        for i in range(len(row))}  # fmt: skip
    status, words = given_back(project, edited(data, other_round(data)), write=True)
    assert (status, words.splitlines()[-1]) == (0, "1 dokumen disimpan."), words
    text = (project.root / "content/2025-b/periode.yaml").read_text("utf-8")
    assert text.endswith(
        "jenis: periode\nid: periode-2025-b\ntahun: 2025\nnama: Susulan 2025\nmulai: 2025-07-01T08:00+07:00\n"
    )


def other_round(data: bytes) -> Cells:
    """The first row of a template for rounds, filled in."""
    name = names(data)[1]
    values = {
        "periode": "periode-2025-b",
        "/tahun": 2025,
        "/nama": "Susulan 2025",
        "/mulai": datetime.fromisoformat("2025-07-01T08:00"),
    }
    heads = sheet(data, name)[0]
    return {(name, f"{chr(65 + heads.index(machine))}3"): v for machine, v in values.items()}


def test_documents_without_a_row_lists_without_a_sheet_and_fields_without_a_column_stay(
    project: Project, data: bytes
) -> None:
    before = snapshot(project)
    rows = sheet(data, "PK")
    keep = [rows[0][:5], rows[1][:5], rows[2][:5]]
    small = edited(data, {}, dropped=[n for n in names(data) if n != "PK"])
    small = edited(small, {}, dropped=["PK"], added={"PK": keep})
    status, words = given_back(project, small, write=True)
    assert (status, "Tidak ada perubahan" in words) == (0, True)
    assert snapshot(project) == before


def test_a_row_taken_out_of_a_list_is_taken_out_of_the_document(
    project: Project, data: bytes
) -> None:
    where = ("pk-2026-kabag-rbak", "s1", "s1-i2")
    name, place = cell(data, "PK_indikator", "pk/sasaran/indikator", where=where)
    row = {(name, f"{chr(65 + column)}{place[1:]}"): None for column in range(15)}
    _, words = given_back(project, edited(data, row))
    assert "dihapus (target 48 perangkat daerah dan 5 isian lain)" in words
    assert "s1-i1" not in words.partition("galat")[0]


def test_the_result_of_a_formula_is_taken_and_told(project: Project, data: bytes) -> None:
    name, place = cell(data, "PK", "/tempat", where=("pk-2026-kabag-rbak",))
    changed = edited(data, {}, formulas={(name, place): ('="So"&"lok"', "Solok")})
    status, words = given_back(project, changed)
    assert status == 0
    assert "menjadi “Solok”" in words
    assert f"Hasil rumus dipakai sebagai nilai: {name}!{place}" in words


def test_a_formula_in_a_column_of_the_office_is_nothing_to_tell(
    project: Project, data: bytes
) -> None:
    changed = edited(data, {("PK", "AB2"): "Cek"}, formulas={("PK", "AB3"): ("=1+1", 2)})
    status, words = given_back(project, changed)
    assert (status, "rumus" in words) == (0, False)


# --- Values as people type them ---------------------------------------------------------------------


TYPED: list[tuple[str, str, tuple[str, ...], Any, str, str]] = [
    ("PK_indikator", "/target/nilai", TARGET, "87,5", "nilai: 85,", "nilai: 87.5,"),
    ("PK_indikator", "/target/nilai", TARGET, " 87,50 % ", "nilai: 85,", "nilai: 87.5,"),
    ("PK_indikator", "/arah", TARGET, "Turun", "arah: naik", "arah: turun"),
    ("PK_indikator", "/boleh_lebih", TARGET, "Ya", "arah: naik", "arah: naik\n        boleh_lebih: true"),
    ("PK_indikator", "/boleh_lebih", TARGET, "tidak", "arah: naik", "arah: naik\n        boleh_lebih: false"),
    ("PK", "/jumlah_anggaran", AGREED, "Rp1.200.000.000,00", "anggaran: 1150", "anggaran: 1200"),
    ("PK", "/tempat", AGREED, "  Solok ", "tempat: Padang", "tempat: Solok"),
    ("PK", "/tanggal", AGREED, "13 Januari 2026", "2026-01-14\n", "2026-01-13\n"),
    ("PK", "/tanggal", AGREED, "2026-01-13", "2026-01-14\n", "2026-01-13\n"),
    ("PK", "/tanggal", AGREED, "13/01/2026", "2026-01-14\n", "2026-01-13\n"),
    ("PK", "/diserahkan", AGREED, "15 Januari 2026 16.05", "2026-01-14T15:10", "2026-01-15T16:05"),
    ("PK", "/diserahkan", AGREED, "2026-01-15 16:05:59", "2026-01-14T15:10", "2026-01-15T16:05:59"),
]  # fmt: skip


@pytest.mark.parametrize("case", TYPED, ids=lambda case: f"{case[1][1:]} {case[3].strip()}")
def test_a_value_whose_meaning_is_certain_is_taken(
    project: Project, data: bytes, case: tuple[str, str, tuple[str, ...], Any, str, str]
) -> None:
    name, machine, where, value, old, new = case
    text = (project.root / AGREEMENT).read_text("utf-8")
    assert old in text
    place = cell(data, name, machine, where=where)
    context = project.checked().context
    assert context is not None
    found = intake(context, read(edited(data, {place: value})))
    assert found.faults == ()
    changed = {path: raw.decode() for path, raw in proposed(found.documents).items()}
    assert changed == {AGREEMENT: text.replace(old, new, 1)}


def test_a_full_name_that_one_person_has_stands_for_the_person(
    project: Project, data: bytes
) -> None:
    place = cell(data, "PK", "/pihak_pertama/pegawai", where=AGREED)
    before = snapshot(project)
    status, words = given_back(
        project, edited(data, {place: " Datuak  Rekaan, S.Sos., M.SI. "}), write=True
    )
    assert (status, "Tidak ada perubahan" in words, snapshot(project)) == (0, True, before)
    status, words = given_back(project, edited(data, {place: "Datuak Rekaan"}), write=True)
    assert (status, snapshot(project)) == (1, before)
    assert "“Datuak Rekaan”" in words


def test_a_date_that_may_be_two_days_is_asked_about(project: Project, data: bytes) -> None:
    place = cell(data, "PK", "/tanggal", where=AGREED)
    before = snapshot(project)
    status, words = given_back(project, edited(data, {place: "01/02/2026"}), write=True)
    assert (status, snapshot(project)) == (1, before)
    assert "dapat berarti 1 Februari 2026 atau 2 Januari 2026" in words
    assert "ketik nama bulannya, yaitu 1 Februari 2026 atau 2 Januari 2026" in words


@pytest.mark.parametrize(
    "typed",
    ["3 Februari 2026 14:75", "2026-02-03 24.00", datetime.fromisoformat("2026-02-03T10:00")],
)
def test_a_time_in_the_field_of_a_day_is_a_fault(project: Project, data: bytes, typed: Any) -> None:
    place = cell(data, "PK", "/tanggal", where=AGREED)
    before = snapshot(project)
    status, words = given_back(project, edited(data, {place: typed}), write=True)
    assert (status, snapshot(project)) == (1, before)
    assert "memuat jam, padahal di sini hanya tanggal" in words
    assert "ketik tanggalnya saja: 3 Februari 2026" in words


def test_what_nobody_touched_stays_as_it_was_typed(project: Project) -> None:
    file = project.root / AGREEMENT
    text = file.read_text("utf-8").replace("nilai: 85,", 'nilai: "87,5",')
    file.write_text(text.replace("tempat: Padang", 'tempat: " Padang"'), "utf-8")
    before = snapshot(project)
    status, words = given_back(project, exported(project), write=True)
    assert (status, "Tidak ada perubahan" in words, snapshot(project)) == (0, True, before)


@pytest.mark.parametrize(
    ("typed", "written"),
    [(0.125, 0.125), (Percent(0.00125), 0.125), (1.001, 1.001), ("0,125", 0.125)],
)
def test_a_small_decimal_is_never_taken_for_thousands(
    project: Project, data: bytes, typed: Any, written: float
) -> None:
    context = project.checked().context
    assert context is not None
    changed = intake(context, read(edited(data, {target_of(data): typed})))
    (found,) = (d for d in changed.documents if d.path == AGREEMENT)
    assert found.data["sasaran"][0]["indikator"][0]["target"]["nilai"] == written


def test_a_decimal_that_nobody_touched_stays_when_another_field_changes(project: Project) -> None:
    file = project.root / AGREEMENT
    file.write_text(file.read_text("utf-8").replace("nilai: 85,", "nilai: 0.125,"), "utf-8")
    data = exported(project)
    changed = edited(data, {cell(data, "PK", "/tempat", where=AGREED): "  Solok "})
    old = file.read_text("utf-8")
    assert given_back(project, changed, write=True)[0] == 0
    assert file.read_text("utf-8") == old.replace("tempat: Padang", "tempat: Solok")


# --- Faults -----------------------------------------------------------------------------------------


FIRST = ("pk-2026-kabag-rbak", "s1", "s1-i1")
SECOND = ("pk-2026-kabag-rbak", "s1", "s1-i2")
DOCUMENT = ("pk-2026-kabag-rbak",)
SLIPS: list[tuple[str, str, tuple[str, ...], Any, str, str]] = [
    (
        "PK_indikator",
        "/target/nilai",
        FIRST,
        "delapan puluh",
        "{nilai: 85, satuan: persen}",
        "{nilai: delapan puluh, satuan: persen}",
    ),
    ("PK_indikator", "/cascading", FIRST, "turunan", "cascading: csf", "cascading: turunan"),
    (
        "PK_indikator",
        "/arah",
        SECOND,
        None,
        "        arah: naik\n        cascading: kontribusi",
        "        cascading: kontribusi",
    ),
    ("PK_indikator", "/sumber_data", SECOND, "x" * 301, "Laporan pembinaan SAKIP", "x" * 301),
    (
        "PK",
        "/tanggal",
        DOCUMENT,
        "31 Februari 2026",
        "\ntanggal: 2026-01-14",
        "\ntanggal: 31 Februari 2026",
    ),
    (
        "PK",
        "/jumlah_anggaran",
        DOCUMENT,
        "Rp1,15 miliar",
        "jumlah_anggaran: 1150000000",
        "jumlah_anggaran: Rp1,15 miliar",
    ),
    ("PK", "/pihak_kedua/pegawai", DOCUMENT, "p999", "pegawai: p001", "pegawai: p999"),
    ("PK", "/tahun", DOCUMENT, 2025.5, "tahun: 2026", "tahun: 2025.5"),
]


def test_faults_stand_at_their_cells_with_the_words_that_yaml_gets(
    project: Project, data: bytes
) -> None:
    before, slips = snapshot(project), {}
    file = project.root / AGREEMENT
    text = file.read_text("utf-8")
    for name, machine, where, value, old, new in SLIPS:
        place = cell(data, name, machine, where=where)
        slips[place] = value
        assert old in text
        text = text.replace(old, new, 1)
    status, words = given_back(project, edited(data, slips), write=True)
    assert status == 1
    assert words.endswith("Tidak ada yang disimpan.\n")
    assert snapshot(project) == before
    file.write_text(text, "utf-8")
    found = [d for d in project.checked().diagnostics if d.severity is Severity.ERROR]
    told = [line.partition(": ") for line in words.splitlines() if ": galat[" in line]
    said = [curled(f"galat[{d.code}] {(d.in_cells or d).message}") for d in found]
    assert sorted(said) == sorted(m for _, _, m in told)
    places = {place for place, _, _ in told}
    assert {f"{name}!{place}" for name, place in slips} <= places, words


def test_a_character_that_spoils_the_file_is_found_in_its_cell(
    project: Project, data: bytes
) -> None:
    name, place = cell(data, "PK", "/tempat", where=DOCUMENT)
    status, words = given_back(project, edited(data, {(name, place): "Pa\u200bdang"}))
    assert status == 1
    assert f"{name}!{place}: galat[Y" in words


Edit = Callable[[bytes], bytes]


def cells(changes: Cells) -> Edit:
    return lambda data: edited(data, changes)


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        (
            cells({("PK", "Z1"): None, ("PK", "Z2"): "Catatan intrnal", ("PK", "Z3"): "x"}),
            "PK!Z2: galat: ini tampaknya kolom “Catatan internal”, tetapi tandanya",
        ),
        (cells({("PK", "G1"): "/vrsi"}), "galat[F101] isian “vrsi” tidak dikenal"),
        (
            cells({("PK", "G1"): "/tahun"}),
            "PK!G2: galat: tanda kolom ini di baris pertama yang tersembunyi sama dengan kolom “Tahun”",
        ),
        (
            cells({("PK", "A4"): "pk-2026-kepala-biro"}),
            "PK!A4: galat: dokumen “pk-2026-kepala-biro” sudah ada di PK!A3",
        ),
        (cells({("PK", "A3"): None}), "PK!A3: galat: kolom id dokumen kosong"),
        (cells({("PK", "C3"): "rbak"}), "PK!C3: galat: dokumen ini ada di content/2026/biro"),
        (
            cells({("PK", "A9"): "pk-2026-baru"}),
            "PK!C9: galat: tempat dokumen baru “pk-2026-baru” belum jelas: unit kosong",
        ),
        (
            cells({("PK", "A9"): "pk-2026-baru", ("PK", "C9"): "../../x"}),
            "PK!C9: galat: unit “../../x” tidak dapat dipakai",
        ),
        (
            cells({("PK_indikator", "B4"): "s99"}),
            "PK_indikator!B4: galat: butir “s99” tidak ada pada dokumen “pk-2026-",
        ),
        (
            cells({("PK_sasaran", "A20"): "pk-hilang", ("PK_sasaran", "C20"): "x"}),
            "PK_sasaran!A20: galat: dokumen “pk-hilang” tidak ada di lembar “PK”",
        ),
        (
            cells({("PK_anggaran", "B3"): 4.1}),
            "PK_anggaran!B3: galat: sel berisi angka 4,1, sehingga nol",
        ),
        (cells({("PK", "Z3"): 198503152010011001}), "PK!Z3: galat[P701] ada 18 angka"),
        (
            cells({("PK", "A1"): None}),
            "PK!A1: galat: ini tampaknya lembar PK (Perjanjian Kinerja), tetapi baris pertamanya",
        ),
        (
            lambda data: edited(data, {}, dropped=["PK"], added={"Kita": sheet(data, "PK")[1:]}),
            "Kita!A1: galat: ini tampaknya lembar PK (Perjanjian Kinerja), tetapi baris pertamanya",
        ),
        (
            lambda data: edited(data, {}, dropped=["PK"], added={"PK": [[], *sheet(data, "PK")]}),
            "PK!A1: galat: ini tampaknya lembar PK (Perjanjian Kinerja), tetapi ada baris atau kolom",
        ),
        (
            lambda data: edited(data, {}, dropped=["PK"]),
            "PK_sasaran!A1: galat: PK (Perjanjian Kinerja) tidak ada lagi, padahal lembar ini",
        ),
        (
            lambda data: edited(data, {}, added={"Salinan": sheet(data, "PK")}),
            "Salinan!A1: galat: isi lembar ini sama dengan lembar “PK”",
        ),
        (
            lambda data: edited(data, {}, merged={"PK": "V3:V4"}),
            "PK!V3: galat: sel V3 sampai V4 digabung",
        ),
        (
            lambda data: edited(data, {}, formulas={("PK", "V3"): ("=A1", "")}),
            "PK!V3: galat: rumus di sel ini belum dihitung",
        ),
        (
            lambda data: edited(data, {}, formulas={("PK", "V3"): ("=1/0", "#DIV/0!")}),
            "PK!V3: galat: sel ini berisi galat",
        ),
        (
            lambda data: edited(data, {}, merged={"PK": "V2:V3"}),
            "PK!V2: galat: sel V2 sampai V3 digabung",
        ),
        (lambda data: data[:3000], "kembali.xlsx: galat: berkas bukan lembar kerja"),
        (
            lambda data: edited(data, {}, dropped=names(data)[1:]),
            "kembali.xlsx: galat: berkas ini tidak memuat",
        ),
    ],
)
def test_a_fault_of_the_workbook_is_told_and_nothing_is_saved(
    project: Project, data: bytes, edit: Edit, fault: str
) -> None:
    before = snapshot(project)
    status, words = given_back(project, edit(data), write=True)
    assert fault in words
    assert "198503152010011001" not in words
    assert (status, snapshot(project)) == (1, before)


@pytest.mark.parametrize(
    ("edit", "note"),
    [
        (
            lambda data: edited(data, {}, added={"Catatan kita": [["Hal"], ["b"]]}),
            "Catatan: lembar tambahan yang bukan dari templat tidak dibaca: “Catatan kita”.",
        ),
        (
            cells({("PK", "AB2"): "Paraf", ("PK", "AB3"): "x", ("PK", "AD4"): "y"}),
            "yang bukan dari templat tidak dibaca: “Paraf” (PK!AB2) dan tanpa judul (PK!AD2).\n",
        ),
        (
            lambda data: edited(data, {}, dropped=["PK_sasaran"]),
            "Catatan: lembar templat yang tidak ada di berkas ini: PK_sasaran (Sasaran); isinya pada",
        ),
        (
            lambda data: edited(data, {}, dropped=[n for n in names(data) if n.startswith("PK")]),
            "PK_sasaran (Sasaran), PK_mendukung (Mendukung), PK_indikator (Indikator)",
        ),
        (
            lambda data: edited(data, without(data, "PK", "/tempat")),
            "Catatan: kolom templat yang tidak ada di lembar “PK”: “Tempat”; isinya pada dokumen tetap",
        ),
    ],
)
def test_what_the_office_added_or_took_away_is_told_and_changes_nothing(
    project: Project, data: bytes, edit: Edit, note: str
) -> None:
    before = snapshot(project)
    status, words = given_back(project, edit(data), write=True)
    assert note in words
    assert "galat" not in words
    assert (status, snapshot(project)) == (0, before)


def without(data: bytes, name: str, machine: str) -> Cells:
    """A sheet without the content of a column."""
    rows = sheet(data, name)
    index = rows[0].index(machine)
    return {(name, f"{chr(65 + index)}{row}"): None for row in range(1, len(rows) + 1)}


def test_a_percentage_means_what_it_shows(project: Project, data: bytes) -> None:
    place = target_of(data)
    changed = edited(data, {place: Percent(0.875)})
    words = given_back(project, changed)[1]
    assert "menjadi 87,5 persen" in words
    assert f"dibaca seperti yang tampak, tanpa tanda %: {'!'.join(place)} (87,5)." in words


@pytest.mark.parametrize(
    "value", [None, "???", "1.250", datetime.fromisoformat("2026-01-13T10:00")]
)
def test_faults_and_remedies_speak_of_cells_and_never_of_yaml(
    project: Project, data: bytes, value: Any
) -> None:
    cells: dict[tuple[str, str], Any] = {}
    for name, where in (("PK", DOCUMENT), ("PK_indikator", SECOND), ("PK_anggaran", DOCUMENT)):
        for machine in sheet(data, name)[0]:
            if machine.startswith("/") and machine != "/id":
                cells[cell(data, name, machine, where=where)] = value
    status, words = given_back(project, edited(data, cells))
    told = [line for line in words.splitlines() if re.match("[\\w']+!|      = ", line)]
    assert status == 1
    assert len(told) > 20
    assert [line for line in told if YAML_WORDS.search(line.replace("kinerja explain", ""))] == []


def test_merged_cells_are_told_once_and_not_as_cells_that_somebody_emptied(
    project: Project, data: bytes
) -> None:
    words = given_back(project, edited(data, {}, merged={"PK": "V3:V4"}))[1]
    assert "dikosongkan" not in words
    assert "F102" not in words
    assert "1 kesalahan harus dibetulkan dulu" in words


YAML_WORDS = re.compile(
    r"tambahkan baris “|: \.\.\.|\b[a-z_]+: (?!kinerja|galat|peringatan)[a-z]+$|YAML|titik desimal|tanda kutip|true|"
    r"nama berkas"
)


def test_what_is_to_be_typed_has_a_decimal_comma(project: Project, data: bytes) -> None:
    place = cell(
        data, "PK_indikator", "/target/nilai", where=("pk-2026-kepala-biro", "s1", "s1-i1")
    )
    words = given_back(project, edited(data, {place: 80.5}))[1]
    assert "target 79,6 berbeda dari target" in words
    assert "= samakan menjadi 80,5\n" in words
    assert "80.5" not in words


def test_a_fault_in_a_file_that_the_workbook_does_not_have_speaks_of_the_file(
    project: Project, data: bytes
) -> None:
    place = cell(
        data, "PK_indikator", "/target/nilai", where=("pk-2026-kepala-biro", "s1", "s1-i1")
    )
    others = [name for name in names(data) if not name.startswith("PK")]
    words = given_back(project, edited(data, {place: 80.5}, dropped=others))[1]
    assert re.search(r"content/2026/biro/4-dokumen/skp-p001.yaml:\d+:\d+: galat\[R211\]", words)
    assert "= samakan menjadi 80.5\n" in words


def test_the_sheet_of_changes_speaks_of_cells_too(project: Project, data: bytes) -> None:
    place = cell(data, "PK_indikator", "/iku", where=("pk-2026-kepala-biro", "s1", "s1-i1"))
    words = given_back(project, edited(data, {place: "barangkali"}))[1]
    assert words.count("harus ya atau tidak, bukan “barangkali”") == 2
    assert "true" not in words


def test_a_field_that_is_missing_is_named_by_its_column_and_a_list_by_its_sheet(
    project: Project, data: bytes
) -> None:
    place = cell(data, "PK", "/tempat", where=DOCUMENT)
    rows = sheet(data, "PK_anggaran")
    mine = [row for row in range(2, len(rows)) if rows[row][0] == DOCUMENT[0]]
    gone: Cells = {
        ("PK_anggaran", f"{chr(65 + c)}{row + 1}"): None for row in mine for c in range(6)
    }
    _, words = given_back(project, edited(data, {place: None, **gone}))
    assert f"PK!{place[1]}: galat[F102] tempat belum diisi\n" in words
    assert (
        f"      = wajib sejak langkah 4; isi tempat (kolom “Tempat”, baris {place[1][1:]})\n"
        in words
    )
    assert "(tambahkan barisnya di lembar PK_anggaran (Anggaran))" in words


def test_sheets_and_headings_may_have_other_names(project: Project, data: bytes) -> None:
    rows = sheet(data, "PK")
    rows[1] = ["apa saja" for _ in rows[1]]
    rows[3][rows[0].index("/tahun")] = "dua ribu"
    other = edited(data, {}, dropped=["PK"], added={"Perjanjian 1": rows})
    status, words = given_back(project, other)
    assert status == 1
    column = chr(65 + rows[0].index("/tahun"))
    assert f"'Perjanjian 1'!{column}4: galat[F104] tahun harus bilangan bulat" in words


def test_faults_that_were_there_before_do_not_forbid_another_change(project: Project) -> None:
    file = project.root / AGREEMENT
    file.write_text(file.read_text("utf-8").replace("satuan: persen", "satuan: person", 1), "utf-8")
    data = exported(project)
    place = cell(data, "PK", "/tempat", where=("pk-2026-kabag-rbak",))
    status, words = given_back(project, edited(data, {place: "Solok"}), write=True)
    assert status == 0
    assert "Sudah ada sebelumnya" in words
    assert "galat[R201] satuan “person”" in words


def test_what_somebody_else_changed_meanwhile_is_not_taken_back(
    project: Project, data: bytes
) -> None:
    file = project.root / AGREEMENT
    file.write_text(file.read_text("utf-8").replace("tempat: Padang", "tempat: Solok"), "utf-8")
    before = snapshot(project)
    status, words = given_back(project, data, write=True)
    assert (status, snapshot(project)) == (1, before)
    assert f"PK!A4: galat: {AGREEMENT} sudah berubah sejak lembar kerja ini dibuat" in words
    status, words = given_back(project, exported(project), write=True)
    assert (status, "Tidak ada perubahan" in words) == (0, True)


def test_a_broken_write_leaves_everything_as_it_was(
    project: Project, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(project)
    changes = {
        cell(data, "PK", "/tempat", where=(id,)): "Solok"
        for id in ("pk-2026-kepala-biro", "pk-2026-kabag-rbak")
    }
    whole, count = write.write_file, []

    def full(path: Path, content: bytes) -> bool:
        count.append(path)
        if len(count) == 2:
            raise OSError("disk penuh")
        return whole(path, content)

    monkeypatch.setattr(write, "write_file", full)
    with pytest.raises(OSError, match="disk penuh"):
        given_back(project, edited(data, changes), write=True)
    assert snapshot(project) == before


def test_a_folder_that_leads_elsewhere_is_not_written_to(project: Project, tmp_path: Path) -> None:
    outside = tmp_path / "luar"
    outside.mkdir()
    (project.root / "content/2025-b").symlink_to(outside)
    data = made_from_template(project, "periode")
    changed = edited(data, other_round(data))
    with pytest.raises(UsageFault, match="tautan ke luar"):
        given_back(project, changed, write=True)
    assert list(outside.iterdir()) == []


# --- The command line -------------------------------------------------------------------------------


def test_export_never_overwrites_what_somebody_may_have_filled_in(project: Project) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        done = kinerja(*arguments, cwd=project.root)
        return done.returncode, done.stdout + done.stderr

    assert run("export", "--xlsx", "--kind", "pk") == (0, "isian-pk-2026.xlsx: 2 dokumen\n")
    file = project.root / "isian-pk-2026.xlsx"
    file.write_bytes(b"diisi")
    status, words = run("export", "--xlsx", "--kind", "pk")
    assert (status, "sudah ada" in words, file.read_bytes()) == (2, True, b"diisi")
    assert run("import", "isian-pk-2026.xlsx")[0] == 1
    assert run("export")[0] == 2


@pytest.mark.parametrize("out", ["build/x.xlsx", "x.csv"])
def test_export_refuses_the_published_folder_and_other_endings(project: Project, out: str) -> None:
    with pytest.raises(UsageFault):
        export(project, kind=None, name=None, out=project.root / out, stream=io.StringIO())


def test_export_names_the_rounds_and_kinds_that_there_are(project: Project) -> None:
    with pytest.raises(UsageFault, match="pilih salah satu: 2026"):
        export(project, kind=None, name="2031", out=None, stream=io.StringIO())
    with pytest.raises(UsageFault, match="mungkin maksud Anda skp"):
        template(project, kind="skpp", out=None, stream=io.StringIO())
