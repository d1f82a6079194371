"""`kinerja next` and `kinerja new --step`: the SOP's next step told and scaffolded, on real folders."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from generator.check import check
from generator.commands.fault import UsageFault
from generator.commands.new import new
from generator.commands.next import next_turns
from generator.commands.project import Project
from generator.commands.wanted import Wanted
from generator.diagnostic import Diagnostic
from generator.load.source import Source
from generator.load.tree import Folder
from tests.publish.hostile import LINES, PAYLOADS
from tests.test_no_sop_words import read
from tests.test_second_sop import leaks

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "tests/sop_kedua"
KAJ = "content/2026/kaj/5-pengesahan.yaml"


@pytest.fixture
def bureau(tmp_path: Path) -> Path:
    """A copy of the bundled project that a test may change."""
    shutil.copytree(ROOT / "sop", tmp_path / "sop")
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "perpustakaan"
    shutil.copytree(LIBRARY, folder)
    return folder


def told(root: Path, form: str = "text", today: str | None = None, **narrowed: Any) -> str:
    out = io.StringIO()
    given = {"name": None, "step": None, "unit": None, **narrowed}
    assert next_turns(Project.open(root, today=today), form=form, out=out, **given) == 0
    return out.getvalue()


def machine(root: Path, today: str | None = None, **narrowed: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(told(root, "json", today, **narrowed))
    return found


def made(root: Path, today: str | None = None, *, write: bool = True, **wanted: Any) -> str:
    out, err = io.StringIO(), io.StringIO()
    project = Project.open(root, today=today)
    assert new(project, Wanted(**wanted), write=write, out=out, err=err) == 0
    return out.getvalue()


def findings(root: Path, today: str | None, path: str = "") -> list[Diagnostic]:
    """What check finds, but for notes."""
    found = check(Folder(root), Project.open(root, today=today).today).diagnostics
    return [d for d in found if path in d.location.path and d.severity.value != "catatan"]


def data(root: Path, path: str) -> dict[str, Any]:
    return read(root / path)


def replace(root: Path, path: str, old: str, new_text: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new_text, 1), "utf-8")


# -- next ----------------------------------------------------------------------------------------


def test_open_steps_say_who_since_when_by_when_what_is_missing_and_how_to_begin() -> None:
    shown = told(ROOT)
    for text in (
        "Langkah 4 Penyusunan dokumen, Bagian TTL",
        "Ujang Sampel, S.E. (Kepala Subbagian Tata Usaha)",
        "PK draf: content/2026/ttl/4-dokumen/pk-kasubag-tu.yaml",
        "RA PK belum ada: content/2026/ttl/4-dokumen/ra-pk-kasubag-tu.yaml",
        "RA PK 1 galat: content/2026/ttl/4-dokumen/ra-pk-kabag-ttl.yaml",
        "tenggat Kamis, 15 Januari 2026 pukul 13.15, terlambat 5 hari 2 jam 45 menit kerja",
        "Giliran: Siti Umpama, S.H., M.H. (Kepala Bagian Kelembagaan dan Analisis Jabatan)",
        "Cabang: langkah/2026/5-kaj",
        "kinerja new --step 5 --unit kaj --round 2026 --write",
        "Langkah 6 Rekap masih menunggu Bagian KAJ dan Bagian TTL.",
        "kinerja new --step 6 --partial --round 2026 --write",
    ):
        assert text in shown
    assert told(ROOT) == shown


def test_machine_form_has_stable_keys_and_no_name_of_a_person() -> None:
    found = machine(ROOT)
    assert [(t["step"], t["unit"]) for t in found["turns"]] == [(4, "ttl"), (5, "kaj")]
    assert {key: found[key] for key in ("round", "opened", "finished", "open_with")} == {
        "round": "2026",
        "opened": True,
        "finished": False,
        "open_with": "",
    }
    (turn,) = machine(ROOT, step=5)["turns"]
    unsigned = turn.pop("faulty")
    assert {(n["state"], n["errors"], *n["missing"]) for n in unsigned} == {
        ("faulty", 0, "Tanda tangan")
    }
    assert [n["path"] for n in unsigned] == sorted(
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / KAJ).parent.glob("4-dokumen/*.yaml")
        if "tanda_tangan" not in path.read_text()
    )
    assert turn == {
        "round": "2026",
        "step": 5,
        "name": "Validasi Bagian",
        "unit": "kaj",
        "supplement": "",
        "awaited": [],
        "role": "kepala-bagian",
        "positions": ["kabag-kaj"],
        "branch": "langkah/2026/5-kaj",
        "title": "Langkah 5 Validasi Bagian, Bagian KAJ (2026)",
        "since": "2026-01-21T10:20+07:00",
        "due": "2026-01-22T10:20+07:00",
        "late_minutes": 730,
        "make": [KAJ],
        "command": "kinerja new --step 5 --unit kaj --round 2026 --write",
        "documents": [
            {
                "path": KAJ,
                "kind": "pengesahan",
                "position": "kabag-kaj",
                "state": "absent",
                "errors": 0,
                "missing": [],
            }
        ],
    }
    assert [(p["step"], p["without"]) for p in found["partial"]] == [(6, ["kaj", "ttl"])]
    people = read(ROOT / "content/pegawai.yaml")["pegawai"]
    text = json.dumps(found, ensure_ascii=False)
    assert not [p for p in people if p["nama"] in text or f'"{p["id"]}"' in text]


def test_when_nothing_is_to_be_done_it_says_why(bureau: Path) -> None:
    assert "Semua langkah putaran ini sudah selesai" in told(ROOT, name="2025")
    assert machine(ROOT, name="2025")["finished"]
    waiting = told(ROOT, step=5, unit="ttl")
    assert "belum gilirannya: menunggu langkah 4 (Penyusunan dokumen) di Bagian TTL" in waiting
    unopened = told(ROOT, name="2027")
    assert "kinerja buka 2027" in unopened
    assert not machine(ROOT, name="2027")["opened"]
    shutil.rmtree(bureau / "content/2025")
    shutil.rmtree(bureau / "content/2026")
    assert "kinerja buka 2026" in told(bureau, today="2026-03-02")
    made(bureau, "2026-03-02", kind="periode")
    assert not findings(bureau, "2026-03-02")
    assert machine(bureau, "2026-03-02")["turns"][0]["branch"] == "langkah/2026/1"


@pytest.mark.parametrize(
    ("narrowed", "reason"),
    [
        ({"step": 9}, "langkah 9 tidak ada"),
        ({"step": 1, "unit": "kaj"}, "tidak per unit"),
        ({"step": 5, "unit": "biro"}, "pilih unit: kaj, rbak, ttl"),
        ({"unit": "x"}, "unit 'x' tidak ada"),
        ({"name": "../x"}, "tidak dapat dipakai"),
    ],
)
def test_wrong_wishes_are_refused_in_one_sentence(narrowed: dict[str, Any], reason: str) -> None:
    with pytest.raises(UsageFault, match=re.escape(reason)):
        told(ROOT, **narrowed)


def test_evidence_without_its_moment_leaves_the_turn_open(bureau: Path) -> None:
    shutil.rmtree(bureau / "content/2026")
    path = "content/2025/ttl/5-pengesahan.yaml"
    replace(bureau, path, "\nselesai: ", "\n# selesai: ")
    (turn,) = machine(bureau, "2025-01-14")["turns"]
    assert (turn["step"], turn["unit"], turn["make"], turn["command"]) == (5, "ttl", [], "")
    assert [(d["path"], d["state"]) for d in turn["documents"]] == [(path, "open")]


def test_what_was_sent_back_is_told_with_its_reason(bureau: Path) -> None:
    path, own = "content/2026/rbak/5-pengesahan.yaml", "content/2026/rbak/4-dokumen/skp-p016.yaml"
    lines = (bureau / path).read_text("utf-8").split("\n")
    open_ = [x for x in lines if "dokumen: skp-2026-p016, sidik" not in x and "selesai:" not in x]
    reason = "Sebut batas tanggal\n    saat: 2026-01-20T09:00+07:00"
    text = "\n".join(open_).replace("Target waktu belum menyebut batas tanggal", reason)
    (bureau / path).write_text(
        text.replace("tanggal: 2026-01-14", "tanggal: 2026-01-20", 1), "utf-8"
    )
    (turn,) = machine(bureau, step=4, unit="rbak")["turns"]
    assert [(d["path"], d["state"]) for d in turn["documents"]] == [(own, "returned")]
    assert f"SKP dikembalikan (Sebut batas tanggal): {own}" in told(bureau, step=4, unit="rbak")


def test_unreadable_document_is_not_taken_for_a_missing_one(bureau: Path) -> None:
    path = "content/2026/ttl/4-dokumen/pk-kasubag-tu.yaml"
    (bureau / path).write_text("jenis: [", "utf-8")
    (turn,) = machine(bureau, step=4)["turns"]
    assert {d["path"]: d["state"] for d in turn["documents"]}[path] == "unreadable"
    assert path not in turn["make"]


@pytest.mark.parametrize("value", [*PAYLOADS, LINES], ids=range(len(PAYLOADS) + 1))
def test_hostile_names_are_literal_in_the_body_of_a_proposal(library: Path, value: str) -> None:
    quoted = json.dumps(value, ensure_ascii=False)
    replace(library, "content/petugas/semua.yaml", "Wening Angan", quoted)
    masa = "content/masa/2026-semester-1/buka.yaml"
    replace(library, masa, "Masa Usul Koleksi Semester I 2026", quoted)
    body = told(library, "md", step=2)
    tokens = MarkdownIt("commonmark").parse(body)
    tags = {t.tag for token in tokens for t in (token, *(token.children or ())) if t.tag}
    assert tags <= {"h2", "h3", "p", "ul", "li", "code", "em"}
    html = [t for token in tokens for t in (token, *(token.children or ())) if "html" in t.type]
    assert [t.content.strip() for t in html] == ["<!-- kinerja:giliran -->"]
    texts = [t.content for token in tokens for t in token.children or () if t.type != "softbreak"]
    shown = " ".join(value.split())
    assert sum(shown in text for text in texts) >= 2, texts
    assert "\x1b" not in told(library, step=2)


# -- new --step ----------------------------------------------------------------------------------


def _in_steps(root: Path) -> Callable[[str], None]:
    """The finished round of the sample without its evidence; answers what puts the documents back."""
    away = root / "away"
    shutil.rmtree(root / "content/2026")
    for path in sorted((root / "content/2025").rglob("*.yaml")):
        if "4-dokumen" not in path.parts and path.name != "periode.yaml":
            path.unlink()
    for unit in ("biro", "kaj", "rbak", "ttl"):
        (away / unit).mkdir(parents=True)
        (root / f"content/2025/{unit}/4-dokumen").rename(away / unit / "4-dokumen")
    (away / "newer").mkdir()
    for path in (away / "rbak").rglob("*-2.yaml"):
        path.rename(away / "newer" / path.name)

    def back(unit: str) -> None:
        for path in (away / unit).glob("*.yaml"):
            path.rename(root / "content/2025/rbak/4-dokumen" / path.name)
        if not (away / unit / "4-dokumen").exists():
            return
        (root / f"content/2025/{unit}").mkdir(exist_ok=True)
        (away / unit / "4-dokumen").rename(root / f"content/2025/{unit}/4-dokumen")

    return back


def test_scaffolds_of_a_whole_round_pass_the_check_one_after_the_other(bureau: Path) -> None:
    back, content = _in_steps(bureau), "content/2025"
    day = "2025-01-06"
    made(bureau, day, step=1)
    made(bureau, day, step=2)
    assert [(d.code, d.message) for d in findings(bureau, day)] == [
        ("F102", "nomor (nomor surat) masih kosong")
    ]
    letter = data(bureau, f"{content}/2-permintaan.yaml")
    assert letter["lampiran"]["jumlah"] == "3"
    assert letter["batas_waktu"] == "2025-01-13"
    assert "paling lambat Senin, 13 Januari 2025." in letter["isi"]["isi"]
    replace(bureau, f"{content}/2-permintaan.yaml", "nomor:", "nomor: 000.8.6.3/9/ORG-2025")
    told_units = made(bureau, day, step=3)
    assert told_units.count(" dibuat\n") == 3
    assert findings(bureau, day) == []
    tasks = data(bureau, f"{content}/rbak/3-penugasan.yaml")["tugas"]
    assert tasks[3] == {"pegawai": "p016", "dokumen": ["skp", "ra_skp"], "tenggat": "2025-01-09"}
    for unit in ("biro", "kaj", "rbak", "ttl"):
        back(unit)
    day = "2025-01-14"
    for step in (5, 6, 7):
        made(bureau, day, step=step)
    assert findings(bureau, day) == []
    assert (
        data(bureau, f"{content}/rbak/5-pengesahan.yaml")["inventaris"]["softcopy"]["jumlah"]
        == "21"
    )
    meeting = data(bureau, f"{content}/7-rapat.yaml")["rapat"]
    assert (meeting["hari"], meeting["tanggal"]) == ("Kamis", "2025-01-16")
    assert machine(bureau, day)["finished"]
    back("newer")
    _signed_after(bureau)


def _signed_after(bureau: Path) -> None:
    """Newer versions handed in after the round was finished are signed by evidence that comes after."""
    unit, whole = ("content/2025/rbak/5-pengesahan-susulan", "content/2025/6-rekap-susulan")
    day = "2025-09-24"
    found = machine(bureau, day)
    (turn,) = found["turns"]
    assert not found["finished"]
    assert turn["awaited"] == ["pk-2025-kabag-rbak-2", "ra-pk-2025-kabag-rbak-2", "skp-2025-p003-2"]
    assert (turn["supplement"], turn["make"]) == ("1", [f"{unit}-1.yaml"])
    assert turn["branch"] == "langkah/2025/5-rbak-susulan-1"
    assert turn["title"] == "Langkah 5 Validasi Bagian, Bagian RBAK, susulan ke-1 (2025)"
    assert (turn["since"], turn["due"]) == ("2025-09-22T15:10+07:00", "2025-09-23T15:10+07:00")
    before = (bureau / "content/2025/rbak/5-pengesahan.yaml").read_bytes()
    made(bureau, day, step=5, unit="rbak")
    assert (bureau / "content/2025/rbak/5-pengesahan.yaml").read_bytes() == before
    listed = [entry["dokumen"] for entry in data(bureau, f"{unit}-1.yaml")["dokumen"]]
    assert listed == turn["awaited"]
    (turn,) = machine(bureau, day)["turns"]
    assert (turn["step"], turn["awaited"]) == (6, ["pengesahan-2025-rbak-susulan-1"])
    made(bureau, day, step=6)
    assert findings(bureau, day) == []
    assert machine(bureau, day)["finished"]
    assert "Semua langkah putaran ini sudah selesai." in told(bureau, today=day)
    made(bureau, day, replaces="pk-2025-kabag-rbak-2")
    path = "content/2025/rbak/4-dokumen/pk-kabag-rbak-3.yaml"
    assert data(bureau, path)["ke"] == "2"
    replace(bureau, path, "diserahkan:", "diserahkan: 2025-09-26T10:00+07:00")
    (turn,) = machine(bureau, "2025-09-26")["turns"]
    assert (turn["supplement"], turn["make"]) == ("2", [f"{unit}-2.yaml"])
    assert [n["missing"] for n in turn["faulty"]] == [["Tanda tangan"]]
    assert not (bureau / f"{whole}-2.yaml").exists()


def test_partial_recap_names_the_missing_and_the_meeting_talks_of_them(bureau: Path) -> None:
    recap, meeting = "content/2026/6-rekap.yaml", "content/2026/7-rapat.yaml"
    with pytest.raises(UsageFault, match="menunggu langkah 4"):
        made(bureau, step=6)
    assert not (bureau / recap).exists()
    made(bureau, step=6, partial=True)
    assert [(m["unit"], m["alasan"]) for m in data(bureau, recap)["belum"]] == [
        ("kaj", "Belum disahkan; 19 dari 19 dokumen diserahkan"),
        ("ttl", "Belum disahkan; 12 dari 24 dokumen diserahkan"),
    ]
    made(bureau, step=7)
    assert findings(bureau, None, recap) + findings(bureau, None, meeting) == []
    agenda = data(bureau, meeting)["rapat"]["acara"]
    for start in (
        "Bagian Kelembagaan dan Analisis Jabatan belum masuk rekap (19 dari 19",
        "Bagian Tatalaksana belum masuk rekap (12 dari 24",
        "Dokumen yang belum dibuat atau belum diserahkan (12 temuan T501, Bagian TTL)",
        "Perbaikan 1 temuan M610 pada Bagian KAJ: Indikator kinerja utama",
        "Perbaikan 2 temuan R201 pada Bagian TTL",
    ):
        assert sum(item.startswith(start) for item in agenda) == 1, agenda
    assert not any("S908" in item or item.startswith("Perbaikan 12 temuan T501") for item in agenda)
    made(bureau, "2026-01-26", step=5, unit="kaj")
    unsigned = data(bureau, KAJ)
    assert unsigned["dokumen"]
    assert not unsigned.get("selesai")  # its documents are not signed yet
    replace(bureau, KAJ, "selesai:", "selesai: 2026-01-26T07:30+07:00")
    found = [t for t in machine(bureau, "2026-01-26")["turns"] if t["step"] == 6]
    assert [(t["supplement"], t["awaited"]) for t in found] == [("1", ["pengesahan-2026-kaj"])]


def test_a_partial_recap_waits_for_the_leaders_own_documents(bureau: Path) -> None:
    (bureau / "content/2026/biro/4-dokumen/skp-p001.yaml").unlink()
    assert machine(bureau)["partial"] == []
    with pytest.raises(UsageFault, match="tidak dapat dibuat sebagian"):
        made(bureau, step=6, partial=True)


def test_documents_of_people_are_all_made_and_none_that_exists_is_touched(bureau: Path) -> None:
    before = {p: p.read_bytes() for p in sorted((bureau / "content").rglob("*.yaml"))}
    wanted = machine(bureau, step=4)["turns"][0]["make"]
    shown = made(bureau, step=4, unit="ttl", write=False)
    assert {p: p.read_bytes() for p in sorted((bureau / "content").rglob("*.yaml"))} == before
    assert [line[4:] for line in shown.splitlines() if line.startswith("--- ")] == wanted
    text = made(bureau, step=4, unit="ttl")
    assert all(f"{path} dibuat\n" in text for path in wanted)
    assert "pk-kabag-ttl.yaml sudah ada, tidak diubah" in text
    assert {p: p.read_bytes() for p in before} == before
    assert machine(bureau, step=4)["turns"][0]["make"] == []
    assert "Tidak ada berkas yang perlu dibuat" in made(bureau, step=4, unit="ttl")
    gaps = [
        d for path in wanted for d in findings(bureau, None, path) if d.severity.value == "galat"
    ]
    # One of the sample's mistakes comes down with the indicator that a plan details.
    assert {d.message for d in gaps} == {'satuan "bekas" tidak ada di daftar satuan'}


def test_last_rounds_goals_are_offered_as_comments_under_this_rounds_names(bureau: Path) -> None:
    path = "content/2026/ttl/4-dokumen/skp-p027.yaml"
    made(bureau, step=4, unit="ttl")
    text = (bureau / path).read_text("utf-8")
    assert "hasil_kerja" not in data(bureau, path)
    offer = text.partition("hasil_kerja:\n  # Usulan dari skp-2025-p027")[2].partition("\n")[2]
    lines = [line[4:] for line in re.match(r"(?:  # .*\n)+", offer)[0].splitlines()]  # type: ignore[index]
    again = Source("x.yaml", "\n".join(["hasil_kerja:", *lines]).encode()).data
    old = data(bureau, "content/2025/ttl/4-dokumen/skp-p027.yaml")["hasil_kerja"]
    assert again == {"hasil_kerja": json.loads(json.dumps(old).replace("skp-2025", "skp-2026"))}


def test_scaffold_is_read_back_as_it_was_meant_whatever_names_say(bureau: Path) -> None:
    value = "a: b # c - \"d\" {e} 'f' & *g \\ [h](i) \U0001f600 "
    replace(
        bureau,
        "sop/organisasi.yaml",
        "tempat: Padang",
        f"tempat: {json.dumps(value, ensure_ascii=False)}",
    )
    _in_steps(bureau)
    made(bureau, "2025-01-06", step=1)
    made(bureau, "2025-01-06", step=2)
    letter = data(bureau, "content/2025/2-permintaan.yaml")
    assert letter["tempat"] == value
    assert letter["kepada"] == ["kabag-kaj", "kabag-rbak", "kabag-ttl"]


def test_new_never_follows_a_link_out_of_the_project(bureau: Path, tmp_path: Path) -> None:
    outside = tmp_path / "luar"
    outside.mkdir()
    shutil.rmtree(bureau / "content/2026/rbak")
    (bureau / "content/2026/rbak").symlink_to(outside)
    with pytest.raises(UsageFault, match="tautan"):
        made(bureau, "2026-01-12", step=3, unit="rbak")
    assert list(outside.iterdir()) == []


def test_a_finished_step_needs_nothing_and_a_later_one_is_refused(bureau: Path) -> None:
    assert "Tidak ada berkas yang perlu dibuat" in made(bureau, step=1)
    with pytest.raises(UsageFault, match="belum gilirannya"):
        made(bureau, step=5, unit="ttl")
    with pytest.raises(UsageFault, match="hapus JENIS"):
        made(bureau, step=5, kind="pengesahan")


# -- another SOP ---------------------------------------------------------------------------------


def test_another_sop_is_told_and_scaffolded_in_its_own_words(library: Path) -> None:
    shown = told(library)
    for text in (
        "Langkah 2 Pengusulan, Seksi Umum",
        "RK konsep: content/masa/2026-semester-1/umum/rk-lib-08.yaml",
        "Langkah 4 Perangkuman masih menunggu Seksi Umum.",
    ):
        assert text in shown
    assert leaks(shown + told(library, "md")) == []
    made(library, step=4, partial=True)
    assert findings(library, None) == []
    summary = data(library, "content/masa/2026-semester-1/rangkuman.yaml")
    assert summary["tertinggal"] == [{"seksi": "umum"}]
    assert [n["naskah"][:2] for n in summary["berita_acara"]] == ["ba", "ba"]


def test_another_sop_begins_with_its_own_call(library: Path) -> None:
    masa = library / "content/masa/2026-semester-1"
    for path in sorted(masa.rglob("*.yaml")):
        if path.name != "buka.yaml":
            path.unlink()
    made(library, "2026-02-02", step=1)
    made(library, "2026-02-03", step=2)
    assert findings(library, "2026-02-03") == []
    call = data(library, "content/masa/2026-semester-1/edaran.yaml")
    assert call["pokok"] == "Usul koleksi PERPUSTAKAAN KOTA dibuka sampai Jumat, 6 Februari 2026"
    assert {task["paling_lambat"] for task in call["pembagian"]} == {"2026-02-06"}
    assert len(list(masa.glob("*/*.yaml"))) == 11
