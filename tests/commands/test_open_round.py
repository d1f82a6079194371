"""`kinerja buka` and `kinerja new --menggantikan`: new rounds and new versions, on real folders."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.check import check
from generator.commands.fault import UsageFault
from generator.commands.new import new
from generator.commands.open_round import Wanted, open_round
from generator.commands.project import Project
from generator.commands.status import status
from generator.commands.wanted import Wanted as Written
from generator.compile.model import Audience, Edition
from generator.load.tree import Folder
from generator.publish.address import document_page
from generator.publish.pages import Publication, pages
from generator.publish.render import Templates
from tests.commands.test_next import LIBRARY, ROOT, replace
from tests.compile.editions import edition_of, state_of
from tests.test_no_sop_words import read
from tests.test_second_sop import leaks

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
AGREEMENT = "content/2026/rbak/4-dokumen/pk-kabag-rbak"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The small corpus with the project's rule book."""
    shutil.copytree(ROOT / "sop", tmp_path / "sop")
    shutil.copytree(ROOT / "tests/contoh/content", tmp_path / "content")
    return tmp_path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return shutil.copytree(LIBRARY, tmp_path / "perpustakaan")


def calendar(root: Path, year: int) -> None:
    """A made-up calendar: that of 2026 with its dates moved to another year."""

    def moved(match: re.Match[str]) -> str:
        day = date.fromisoformat(match[1])
        return f"tanggal: {day}, hari: {DAYS[day.weekday()]}"

    text = (root / "sop/kalender/2026.yaml").read_text("utf-8").replace("2026", str(year))
    text = re.sub(r"tanggal: ([0-9-]{10}), hari: \w+", moved, text)
    text = re.sub(r"(mulai: \d{4}-02-19\n +selesai:) [0-9-]+", rf"\1 {year}-03-19", text)
    (root / f"sop/kalender/{year}.yaml").write_text(text, "utf-8")


def opened(root: Path, name: str, today: str | None = None, **asked: Any) -> str:
    out = io.StringIO()
    status = open_round(Project.open(root, today=today), Wanted(name, **asked), out=out)
    assert status == ("Lengkapi dulu" in out.getvalue())
    return out.getvalue()


def revised(root: Path, today: str, **asked: Any) -> str:
    out, err = io.StringIO(), io.StringIO()
    project = Project.open(root, today=today)
    assert new(project, Written(**asked), write=True, out=out, err=err) == 0
    return out.getvalue()


def contents(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*.yaml")}


# -- a new round ---------------------------------------------------------------------------------


def test_a_round_opens_on_the_next_working_morning_of_its_year_and_says_who_owes_what(
    office: Path,
) -> None:
    calendar(office, 2027)
    before = contents(office)
    assert "akan dibuat" in opened(office, "2027", only_show=True)
    assert contents(office) == before
    told = opened(office, "2027")
    added = {path: data for path, data in contents(office).items() if path not in before}
    assert contents(office) == before | added
    assert list(added) == ["content/2027/periode.yaml"]
    assert read(office / "content/2027/periode.yaml") == {
        "jenis": "periode",
        "id": "periode-2027",
        "tahun": "2027",
        "nama": "Pengumpulan Data Kinerja Tahun 2027",
        "mulai": "2027-01-04T07:30+07:00",
    }
    for text in (
        "mulai Senin, 4 Januari 2027 pukul 07.30",
        "\nBagian Reformasi Birokrasi dan Akuntabilitas Kinerja\n  Datuak Rekaan, S.Sos., M.Si., ",
        "  Datuak Rekaan, S.Sos., M.Si., Kepala Bagian Reformasi Birokrasi dan Akuntabilitas Kinerja: PK",
        "  (belum ada pemegang), Analis Kebijakan Ahli Muda pada Tim Kerja Reformasi Birokrasi",
        "kinerja buka 2027 --usulan",
    ):
        assert text in told
    errors = [d for d in check(Folder(office), date(2027, 1, 4)).diagnostics if "2027" in d.message]
    assert [d for d in errors if d.location.path.startswith("content/2027")] == []


@pytest.mark.parametrize(
    ("asked", "moment"),
    [
        ("2027-01-05", "2027-01-05T07:30+07:00"),
        ("2027-01-05T09:15", "2027-01-05T09:15+07:00"),
        ("2027-01-05T01:00+00:00", "2027-01-05T08:00+07:00"),
    ],
)
def test_a_round_opens_when_the_user_says(office: Path, asked: str, moment: str) -> None:
    calendar(office, 2027)
    opened(office, "2027", begins=asked)
    assert read(office / "content/2027/periode.yaml")["mulai"] == moment


@pytest.mark.parametrize(
    ("name", "asked", "reason"),
    [
        ("2026", None, "sudah dibuka: content/2026/periode.yaml"),
        ("../2027", None, "hanya a-z, 0-9, dan -"),
        ("2027", "2027-01-09", "bukan hari kerja; hari kerja berikutnya 2027-01-11"),
        ("2027", "besok", "--mulai harus tanggal atau saat"),
        ("2027", "9999-12-31T23:00-12:00", "--mulai harus tanggal atau saat"),
        ("2028", None, "salin sop/kalender/2027.yaml menjadi sop/kalender/2028.yaml"),
        ("2029", None, "sop/kalender/2029.yaml belum dapat dipakai"),
    ],
)
def test_what_cannot_be_opened_is_refused_in_one_sentence(
    office: Path, name: str, asked: str | None, reason: str
) -> None:
    calendar(office, 2027)
    (office / "sop/kalender/2029.yaml").write_text("tahun: 2029\n")
    before = contents(office)
    with pytest.raises(UsageFault, match=re.escape(reason)):
        opened(office, name, begins=asked)
    assert contents(office) == before


def test_drafts_offer_the_last_rounds_lists_and_hold_no_signature(office: Path) -> None:
    calendar(office, 2027)
    opened(office, "2027")
    before = contents(office)
    assert "Draf belum diserahkan" in opened(office, "2027", drafts=True)
    added = contents(office).keys() - before.keys()
    assert len(added) == 17
    assert {path: contents(office)[path] for path in before} == before
    text = (office / "content/2027/rbak/4-dokumen/pk-kabag-rbak.yaml").read_text("utf-8")
    assert "# Usulan dari pk-2026-kabag-rbak" in text
    assert re.search(r"^  #.* dokumen: pk-2027-kepala-biro$", text, re.MULTILINE)
    state = state_of(Folder(office), "2027")
    written = [f for f in state.documents if f.document.path in added]
    assert len(written) == len(added)
    assert {state.stage(facts) for facts in written} == {0}
    assert not any(facts.document.data.get("tanda_tangan") for facts in written)
    assert opened(office, "2027", drafts=True).startswith("Pengumpulan Data Kinerja")


def test_old_addresses_ids_and_digests_outlive_three_new_rounds(office: Path) -> None:
    before, files = archive(office), contents(office / "content")
    for year in (2027, 2028, 2029):
        calendar(office, year)
        opened(office, str(year), drafts=year == 2028)
    after, later = archive(office), contents(office / "content")
    assert len(before["documents"]) == 14
    assert {path: later[path] for path in files} == files
    for what, known in before.items():
        assert {name: after[what].get(name) for name in known} == known
    assert len(after["pages"]) > len(before["pages"])


def archive(root: Path) -> dict[str, Mapping[str, Any]]:
    """What of both editions must stay: each document's id, address and digest; each page's text."""
    editions: dict[str, Edition] = {
        audience.value: edition_of(Folder(root), audience, today=date(2026, 2, 2))
        for audience in Audience
    }
    sop = state_of(Folder(root), "2026").context.sop
    return {
        "documents": {
            v.id: (v.path, v.digest, document_page(v)) for v in editions["internal"].views
        },
        "pages": {
            path: page if path.startswith("dokumen/") else b""
            for path, page in pages(Publication(editions["publik"], sop), Templates(root)).items()
        },
    }


def test_another_sop_opens_in_its_own_words_and_tells_what_is_left_to_fill_in(
    library: Path,
) -> None:
    told = opened(library, "2026-semester-2", begins="2026-07-06", drafts=True)
    assert "buka.yaml:11:1: galat[F102] sebutan masih kosong" in told
    assert "7 orang, 7 RK, 4 JBK" in told
    assert leaks(told) == []
    assert read(library / "content/masa/2026-semester-2/buka.yaml")["dibuka"].startswith(
        "2026-07-06T08:00"
    )
    (library / "content/masa/2026-semester-2/buka.yaml").write_text("x: [\n")
    assert "susunan YAML salah" in opened(library, "2026-semester-2", drafts=True)


# -- a new version -------------------------------------------------------------------------------


def test_a_revision_takes_over_the_content_and_leaves_reason_dates_and_signatures_to_people(
    office: Path,
) -> None:
    signature = "{pegawai: p003, peran: pihak_pertama, metode: basah, tanggal: 2026-01-19}"
    replace(office, f"{AGREEMENT}.yaml", "sasaran:", f"tanda_tangan: [{signature}]\nsasaran:")
    old = read(office / f"{AGREEMENT}.yaml")
    revised(office, "2026-09-01", replaces="pk-2026-kabag-rbak")
    new_one = read(office / f"{AGREEMENT}-2.yaml")
    assert {key: new_one[key] for key in ("id", "versi", "ke", "menggantikan")} == {
        "id": "pk-2026-kabag-rbak-2",
        "versi": "perubahan",
        "ke": "1",
        "menggantikan": "pk-2026-kabag-rbak",
    }
    own = ("id", "versi", "ke", "menggantikan", "tanggal", "diserahkan", "tanda_tangan")
    for name in old.keys() - {*own}:
        assert new_one[name] == old[name], name
    assert new_one.keys().isdisjoint({"tanggal", "diserahkan", "tanda_tangan"})
    assert not any(new_one["alasan"].values())
    today = date(2026, 9, 1)
    found = [d for d in check(Folder(office), today).diagnostics if "rbak-2" in d.location.path]
    assert found == []
    out = io.StringIO()
    assert status(Project.open(office, today="2026-09-01"), name="2026", out=out) == 0
    assert (
        "Versi baru yang masih draf; yang lama tetap berlaku:\n"
        f"  {AGREEMENT}-2.yaml, menggantikan pk-2026-kabag-rbak\n"
    ) in out.getvalue()


def test_the_next_revision_replaces_the_last_one_and_brings_a_reason_of_its_own(
    office: Path,
) -> None:
    revised(office, "2026-09-01", replaces="pk-2026-kabag-rbak")
    path = f"{AGREEMENT}-2.yaml"
    with pytest.raises(UsageFault, match="sudah digantikan pk-2026-kabag-rbak-2"):
        revised(office, "2026-09-01", replaces="pk-2026-kabag-rbak")
    with pytest.raises(UsageFault, match="belum diserahkan"):
        revised(office, "2026-09-01", replaces="pk-2026-kabag-rbak-2")
    replace(office, path, "diserahkan:", "diserahkan: 2026-08-31T10:00+07:00")
    reason = "alasan:\n  jenis: mutasi_pejabat\n  uraian: Pejabat berganti\nlevel:"
    replace(office, path, "level:", reason)
    tenures = "mulai: 2021-12-31", "mulai: 2021-12-31\n        selesai: 2026-09-15"
    replace(office, "content/pegawai.yaml", *tenures)
    tenures = "- jabatan: analis-kebijakan-rbak", "- jabatan: kabag-rbak"
    replace(office, "content/pegawai.yaml", *tenures)
    revised(office, "2026-10-01", replaces="pk-2026-kabag-rbak-2", name="rbak-baru")
    text = (office / "content/2026/rbak/4-dokumen/pk-rbak-baru.yaml").read_text("utf-8")
    third = read(office / "content/2026/rbak/4-dokumen/pk-rbak-baru.yaml")
    assert (third["ke"], third["menggantikan"]) == ("2", "pk-2026-kabag-rbak-2")
    assert third["pihak_pertama"]["pegawai"] == "p016"
    assert "Pejabat berganti" not in text


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"replaces": "x"}, "dokumen 'x' tidak ada"),
        ({"replaces": "disposisi-2026"}, "formulir jenis disposisi tidak mengenal dokumen"),
        ({"replaces": "pk-2026-kabag-rbak", "kind": "skp"}, "jenis pk, bukan 'skp'"),
        ({"replaces": "pk-2026-kabag-rbak", "round": "2026"}, "hapus --round"),
        ({"replaces": "pk-2026-kabag-rbak", "name": "../x"}, "hanya huruf kecil"),
        ({"replaces": "pk-2026-kabag-rbak", "person": "p999"}, "pegawai 'p999' tidak ada"),
        ({"replaces": "pk-2026-kabag-rbak", "step": 4}, "hapus JENIS"),
    ],
)
def test_what_cannot_be_revised_is_refused_in_one_sentence(
    office: Path, asked: dict[str, Any], reason: str
) -> None:
    with pytest.raises(UsageFault, match=re.escape(reason)):
        revised(office, "2026-09-01", **asked)


def test_another_sop_revises_by_the_marks_of_its_own_form(library: Path) -> None:
    form = "sop/formulir/rencana_koleksi.schema.yaml"
    fields = (
        "  babak: {title: Babak, description: Babak., type: string, enum: [awal, ralat], x-akses: publik,"
        " x-konsep: versi, x-arti: {awal: first, ralat: revision}}\n"
        "  pengganti_dari: {title: Pengganti dari, description: Naskah lama., type: string,"
        " x-akses: publik, x-konsep: menggantikan}\n"
        "  sebab: {title: Sebab, description: Sebabnya., type: string, x-akses: publik,"
        " x-wajib-bila: {babak: [ralat]}}\n"
    )
    replace(library, form, "  tanggal_naskah:", f"{fields}  tanggal_naskah:")
    path = "content/masa/2026-semester-1/anak/rk-lib-06"
    before = {**read(library / f"{path}.yaml"), "sebab": "lama"}
    replace(library, f"{path}.yaml", "jenjang:", "sebab: lama\njenjang:")
    told = revised(library, "2026-03-02", replaces="rk-2026-semester-1-lib-06")
    after = read(library / f"{path}-2.yaml")
    assert (after["babak"], after["pengganti_dari"]) == ("ralat", before["id"])
    assert after["hasil"] == before["hasil"]
    assert not after.get("sebab")
    assert not after.get("diajukan_pada")
    assert leaks(told + (library / f"{path}-2.yaml").read_text("utf-8")) == []
