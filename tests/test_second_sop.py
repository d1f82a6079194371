"""The SOP is data: another office's SOP runs through the whole program without a line of Python.

`tests/sop_kedua` is a city library's SOP for buying books: four steps, other roles, kinds, words,
fields, paths, working hours, and three parts of a half-year instead of four quarters. Everything here
is fictional. Nothing that comes out may hold a word of the SOP that the program was written for.
"""

from __future__ import annotations

import html
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from generator.check import Checked, check
from generator.commands.build import build
from generator.commands.explain import explain
from generator.commands.new import Wanted, new
from generator.commands.project import Project
from generator.commands.status import status
from generator.compile.model import Audience, Edition, Progress, RoundRecap
from generator.compile.recap import compile_edition
from generator.load.digest import digest
from generator.load.tree import Folder
from generator.report import text as report
from tests.test_no_sop_words import read, sop_words

ROOT = Path(__file__).parents[1]
LIBRARY = ROOT / "tests/sop_kedua"
ROUND = "2026-semester-1"
MASA = f"content/masa/{ROUND}"

# Words of the first SOP that are everyday Indonesian as well and may stand in a sentence.
EVERYDAY = {
    "bagian",  # part
    "belum ada",
    "diminta",
    "direkap",
    "diserahkan",
    "disahkan",
    "draf",
    "luar",
    "pegawai",
    "pelaksana",  # the heading that PermenPANRB 35/2012 gives to the columns of an SOP
    "penyusun",
    "putaran",
    "rapat",
    "rekap",
}


@cache
def checked() -> Checked:
    return check(Folder(LIBRARY))


@cache
def edition(audience: Audience) -> Edition:
    return compile_edition(checked(), audience)


def current(audience: Audience = Audience.INTERNAL) -> RoundRecap:
    (found,) = edition(audience).recap.rounds
    return found


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy that a test may break."""
    folder = tmp_path / "perpustakaan"
    shutil.copytree(LIBRARY, folder)
    return folder


@cache
def foreign() -> re.Pattern[str]:
    """What may not stand in any output: words of the first SOP's rule book, and its people."""
    words = {
        w for w, what in sop_words(ROOT / "sop").items() if not what.startswith(("word", "title"))
    }
    own = {w.casefold() for w in sop_words(LIBRARY / "sop")}
    words = {w for w in words if w.casefold() not in EVERYDAY | own}
    words |= {w.upper() for w in words if " " in w}
    words |= {person["nama"] for person in read(ROOT / "content/pegawai.yaml")["pegawai"]}
    longest = sorted(map(re.escape, words), key=len, reverse=True)
    return re.compile(rf"(?<![\w/-])(?:{'|'.join(longest)})(?![\w/-])")


def leaks(text: str) -> list[str]:
    return [text[max(m.start() - 40, 0) : m.end() + 40] for m in foreign().finditer(text)]


# -- check ---------------------------------------------------------------------------------------


def test_the_library_is_without_findings() -> None:
    assert checked().diagnostics == ()
    assert checked().context is not None
    assert len(checked().context.corpus.documents) == 16


def test_words_of_the_first_sop_are_found_where_they_stand() -> None:
    for text in ("PK Kabag TTL", "status disposisi", "Sasaran Kinerja Pegawai", "Plt. Kepala Biro"):
        assert leaks(text)
    assert not leaks("dokumen sudah disahkan, rekap pegawai; Rencana Koleksi")


CHAPTER = f"{MASA}/anak/rk-kasi-anak.yaml"
SPENDING = f"{MASA}/anak/belanja-kasi-anak.yaml"
MINUTES = f"{MASA}/ba-anak.yaml"
CALL = f"{MASA}/edaran.yaml"
DRAFT = f"{MASA}/umum/rk-lib-08.yaml"
BROKEN: list[tuple[str, str, str, str, str]] = [
    (CHAPTER, "besar: 900", "besar: sembilan ratus", "F104", "Besar capaian"),
    (CHAPTER, "kecenderungan: membesar, andalan", "kecenderungan: naik, andalan", "F107", "membesar"),
    (CHAPTER, "takaran: eksemplar", "takaran: eksemplr", "R201", "eksemplar"),
    (CHAPTER, "petugas: lib-03, posisi", "petugas: lib-33, posisi", "R201", "buku petugas"),
    (CHAPTER, "bagian: h1.1}", "bagian: h9}", "R201", "rk-2026-semester-1-kepala"),
    (CHAPTER, "posisi: kasi-anak", "posisi: kasi-umum", "R204", "Kepala Seksi Bacaan Umum"),
    (CHAPTER, "seluruh_biaya: 150000000", "seluruh_biaya: 150000001", "M601", "Seluruh biaya"),
    (CHAPTER, "diajukan_pada", "diajukan_pda", "F101", "Diajukan pada"),
    (CHAPTER, "uang: 150000000", "uang: 250000000", "M603", "5.2.01"),
    (SPENDING, "pertama: 200", "pertama: 300", "M604", "Capaian tiap dwibulan"),
    (SPENDING, "pertama: 20000000", "pertama: 30000000", "M605", "Jumlah uang"),
    (SPENDING, "ketiga: 45", "ketiga: 15", "M604", "15"),
    (MINUTES, "banyak_naskah: 4", "banyak_naskah: 5", "M616", "Banyak naskah"),
    (MINUTES, "  - {naskah: rk-2026-semester-1-lib-07", "  # - {naskah: x", "L303", "lib-07"),
    (CALL, "penerima: [kasi-anak, ", "penerima: [", "R215", "Kepala Seksi Bacaan Anak"),
    (CALL, "tanggal_naskah: 2026-02-02", "tanggal_naskah: 2026-02-01", "T503", "Tanggal naskah"),
    (CALL, "petugas: lib-08, naskah: [rencana_koleksi], paling_lambat: 2026-02-12",
     "petugas: lib-08, naskah: [rencana_koleksi], paling_lambat: 2026-02-10", "T501", "konsep"),
    (DRAFT, "id: rk-2026-semester-1-lib-08", "id: rk-2026-lib-08", "F114", "Kode naskah"),
    ("sop/pengadaan-koleksi.yaml", "peran: kasi-olah", "peran: kasi-solah", "S905", "kasi-solah"),
    ("sop/organisasi.yaml", "kepala: kasi-umum", "kepala: kasi-unum", "S905", "kasi-unum"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "old", "new", "code", "word"), BROKEN, ids=[f"{b[3]}-{b[2][:16]}" for b in BROKEN]
)
def test_fault_is_named_in_the_librarys_own_words(
    library: Path, path: str, old: str, new: str, code: str, word: str
) -> None:
    text = (library / path).read_text("utf-8")
    assert old in text
    (library / path).write_text(text.replace(old, new, 1), "utf-8")
    found = check(Folder(library)).diagnostics
    shown = report.report(found, lambda path: ())
    about = [d for d in found if d.code == code]
    assert about, shown
    assert any(word.casefold() in f"{d.message} {d.hint}".casefold() for d in about), shown
    assert leaks(shown) == []


# -- compile -------------------------------------------------------------------------------------


def test_counts_are_those_of_the_librarys_duties() -> None:
    rows = {row.short: row for row in current().units}
    counts = {s: (r.required, r.present, r.complete, r.signed) for s, r in rows.items()}
    assert counts == {
        "Perpus": (2, 2, 2, 0),
        "Seksi Anak": (4, 4, 4, 4),
        "Seksi Umum": (3, 3, 2, 0),
        "Seksi Olah": (2, 2, 2, 2),
    }
    total = current().total
    assert (total.required, total.complete, total.signed, total.percent) == (11, 10, 6, 90.9)
    assert [(kind.kind, kind.required) for kind in total.kinds] == [
        ("rencana_koleksi", 7),
        ("jadwal_belanja", 4),
    ]


def test_states_are_the_librarys_words() -> None:
    (draft,) = (p for p in current().people if p.name == "Wening Angan")
    assert [cell.status for cell in draft.cells] == ["konsep"]
    assert not draft.complete
    words = {view.status for view in edition(Audience.INTERNAL).views}
    assert words == {"diumumkan", "terkumpul", "ditetapkan", "konsep"}


def test_timeline_follows_the_librarys_clock() -> None:
    steps = {(s.step, s.unit): s for s in current().steps}
    # Ninety minutes from eight; four days that end with the working day; 420 minutes a day.
    assert steps[1, None].due == "2026-02-02T09:30+08:00"
    assert steps[1, None].minutes == 70
    assert steps[2, "anak"].due == "2026-02-06T16:00+08:00"
    assert steps[2, "anak"].late == 0
    assert steps[2, "umum"].progress is Progress.RUNNING
    assert steps[2, "umum"].late == 3 * 420
    assert steps[3, "anak"].holders == ("Tiur Umpama (Kepala Seksi Bacaan Anak)",)


def test_joining_step_waits_for_every_unit(library: Path) -> None:
    join = current().steps[-1]
    assert (join.step, join.unit, join.progress) == (4, None, Progress.WAITING)
    whole = finished(library)
    join = whole.steps[-1]
    assert join.progress is Progress.RUNNING
    assert join.started == "2026-02-11T09:30+08:00"
    assert whole.total.signed == 9
    assert whole.total.percent == 100.0


def finished(library: Path) -> RoundRecap:
    """The round after the last unit, too, has done its part."""
    masa = library / MASA
    draft = masa / "umum/rk-lib-08.yaml"
    measure = (
        "    menopang: [{naskah: rk-2026-semester-1-kasi-umum, bagian: h1.1}]\n    tolok_ukur:\n"
        "      - {kode: h1.1, sebutan: Novel terpilih, capaian: {besar: 1100, takaran: eksemplar}, "
        "kecenderungan: membesar}\n"
        "tanggal_naskah: 2026-02-10\ndiajukan_pada: 2026-02-10T10:00+08:00\n"
    )
    draft.write_text(draft.read_text("utf-8") + measure, "utf-8")
    corpus = check(Folder(library)).context.corpus
    listed = [d for d in corpus.documents if d.unit == "umum"]
    lines = "".join(f'  - {{naskah: {d.id}, jejak: "{digest(d.data)}"}}\n' for d in listed)
    (masa / "ba-umum.yaml").write_text(
        "jenis: berita_acara\nid: ba-2026-semester-1-umum\ntahun_buku: 2026\nseksi: umum\n"
        "penetap: {petugas: lib-04, posisi: kasi-umum, kedudukan: tetap}\n"
        f"tanggal_naskah: 2026-02-11\nnaskah:\n{lines}banyak_naskah: 3\n"
        "rampung: 2026-02-11T09:30+08:00\n",
        "utf-8",
    )
    done = check(Folder(library))
    assert done.diagnostics == ()
    (found,) = compile_edition(done, Audience.INTERNAL).recap.rounds
    return found


def test_stages_are_those_of_the_form_in_its_order() -> None:
    recap = edition(Audience.PUBLIC).recap
    assert [(s.stage, s.name) for s in recap.stages] == [
        ("pertama", "Dwibulan pertama"),
        ("kedua", "Dwibulan kedua"),
        ("ketiga", "Dwibulan ketiga"),
    ]
    (books,) = (m for m in current().measures if m.name == "Buku cerita bergambar baru")
    assert list(books.quarters.items()) == [("pertama", 200), ("kedua", 400), ("ketiga", 300)]
    assert books.nature == "sum"
    assert books.measurement == "eksemplar"
    assert books.direction == "up"
    assert books.supports == (("rk-2026-semester-1-kepala", "h1.1"),)


def test_money_adds_up_below_and_over_the_stages() -> None:
    (line,) = (m for m in current().money if m.depth == 2 and m.code == "5.2.01")
    assert (line.amount, line.below, line.planned) == (150_000_000, 150_000_000, 150_000_000)
    assert line.quarters == {"pertama": 20_000_000, "kedua": 80_000_000, "ketiga": 50_000_000}


def test_public_edition_holds_nothing_internal() -> None:
    views = {view.id: view for view in edition(Audience.PUBLIC).views}
    assert "ba-2026-semester-1-anak" not in views
    assert "rk-2026-semester-1-lib-06" not in views
    assert "bisik" not in views["rk-2026-semester-1-kepala"].data
    assert "pembagian" not in views["edaran-2026-semester-1"].data
    assert "bisik" in next(
        v.data for v in edition(Audience.INTERNAL).views if v.id == "rk-2026-semester-1-kepala"
    )


# -- publish -------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=[Audience.PUBLIC, Audience.INTERNAL], ids=lambda a: a.value)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param.value)
    told = io.StringIO()
    project = Project.open(LIBRARY)
    assert build(project, audience=request.param.value, out=folder, stream=told) == 0, (
        told.getvalue()
    )
    return folder


def internal(built: Path) -> bool:
    return json.loads((built / "recap.json").read_text("utf-8"))["audience"] == "internal"


def page(built: Path, path: str) -> str:
    return plain((built / "site" / path / "index.html").read_text("utf-8"))


def plain(markup: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", markup)))


def printed(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return re.sub(r"\s+", " ", done.stdout.decode())


def cells(path: Path) -> str:
    book = CalamineWorkbook.from_path(str(path))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    return "\n".join(" ".join(map(str, row)) for row in rows) + "\n".join(book.sheet_names)


def test_site_says_what_the_library_says(built: Path) -> None:
    home = page(built, "")
    for text in ("Masa Usul Koleksi Semester I 2026", "Seksi Anak", "4 dari 4", "10 dari 11",
                 "satu hari kerja sama dengan 7 jam", "3 hari"):  # fmt: skip
        assert text in home
    sop = page(built, "sop")
    for text in (
        "SOP Pengadaan Koleksi Perpustakaan",
        "Penetapan seksi",
        "4 hari kerja",
        "terkumpul",
    ):
        assert text in sop
    measures = page(built, f"putaran/{ROUND}/indikator")
    for text in (
        "Dwibulan",
        "Buku cerita bergambar baru",
        "900 eksemplar",
        "12,5 per seribu warga",
    ):
        assert text in measures
    form = page(built, "formulir/rencana_koleksi")
    assert "Tolok ukur" in form
    assert "membesar" in form


def test_document_page_reads_the_form(built: Path) -> None:
    (found,) = (
        p for p in (built / "site/dokumen").rglob("index.html") if "rk-kasi-anak" in p.as_posix()
    )
    shown = plain(found.read_text("utf-8"))
    for text in ("Penanggung", "Meningkatnya bacaan anak di rak", "900 eksemplar", "ditetapkan",
                 "Rp150.000.000,00", "Tiur Umpama", "Rasio koleksi baru"):  # fmt: skip
        assert text in shown


def test_generic_print_shows_every_field(built: Path) -> None:
    shown = printed(built / f"pdf/dokumen/masa/{ROUND}/anak/rk-kasi-anak.pdf")
    for text in ("PERPUSTAKAAN KOTA", "RENCANA KOLEKSI", "Penanggung", "Tiur Umpama", "2026",
                 "4 Februari 2026", "Buku cerita bergambar baru", "900 eksemplar", "ditetapkan",
                 "Rp150.000.000,00"):  # fmt: skip
        assert text in shown


def test_own_print_template_replaces_the_generic_one(built: Path) -> None:
    shown = printed(built / f"pdf/dokumen/masa/{ROUND}/anak/belanja-kasi-anak.pdf")
    assert "Lembar jadwal belanja" in shown
    assert "200 400 300" in shown


def test_recap_print_bears_the_librarys_name_for_it(built: Path) -> None:
    shown = printed(built / f"pdf/rekap/{ROUND}.pdf")
    assert "RANGKUMAN PENGADAAN" in shown
    assert "Buku cerita bergambar baru" in shown
    assert "Kepala Seksi Pengolahan" in shown
    assert ("Yohana Karya Khayal" in shown) is internal(built)


def test_draft_is_marked_with_the_librarys_word(built: Path) -> None:
    draft = built / f"pdf/dokumen/masa/{ROUND}/umum/rk-lib-08.pdf"
    assert draft.exists() is internal(built)
    if draft.exists():
        assert "KONSEP" in printed(draft).replace("K O N S E P", "KONSEP")


def test_spreadsheet_has_the_librarys_columns(built: Path) -> None:
    shown = cells(built / "recap.xlsx")
    for text in ("RK", "JBK", "Dwibulan kedua", "Dwibulan ketiga (Rp)", "eksemplar"):
        assert text in shown


def texts(built: Path) -> Iterator[tuple[Path, str]]:
    """Everything that was made, as text. Pages of rules quote the program's own example; they may."""
    for path in sorted(p for p in built.rglob("*") if p.is_file() and ".cache" not in p.parts):
        place = path.relative_to(built)
        if "aturan" in place.parts or place.parts[-1] == "sitemap.xml.gz":
            continue
        if path.name == "search_index.json":
            entries = json.loads(path.read_text("utf-8"))["docs"]
            own = [entry for entry in entries if not entry["location"].startswith("aturan/")]
            yield place, plain(json.dumps(own, ensure_ascii=False))
        elif path.suffix in (".html", ".md"):
            yield place, plain(path.read_text("utf-8"))
        elif path.suffix in (".json", ".xml"):
            yield place, path.read_text("utf-8")
        elif path.suffix == ".pdf":
            yield place, printed(path)
        elif path.suffix == ".xlsx":
            yield place, cells(path)


def test_nothing_built_holds_a_word_of_the_first_sop(built: Path) -> None:
    found = [(str(place), leak) for place, text in texts(built) for leak in leaks(text)]
    assert found == []
    assert sum(1 for _ in texts(built)) > 50


# -- commands ------------------------------------------------------------------------------------


def told(run: Callable[[io.StringIO], int]) -> str:
    out = io.StringIO()
    assert run(out) == 0
    return out.getvalue()


def test_status_speaks_the_librarys_language() -> None:
    shown = told(lambda out: status(Project.open(LIBRARY), name=None, out=out))
    for text in ("10 dari 11", "Wening Angan", "RK (konsep)", "terlambat 3 hari kerja"):
        assert text in shown
    assert leaks(shown) == []


def test_explain_shows_the_librarys_clause() -> None:
    shown = told(lambda out: explain(Project.open(LIBRARY), code="M603", out=out))
    assert "Pagu seksi" in shown
    assert "Peraturan rekaan" in shown


def test_skeleton_of_a_new_document_fits_the_librarys_form(library: Path) -> None:
    (library / DRAFT).unlink()
    wanted = Wanted(kind="rencana_koleksi", round=None, unit=None, person="lib-08", name="lib-08")
    new(Project.open(library), wanted, write=True, out=io.StringIO(), err=io.StringIO())
    text = (library / DRAFT).read_text("utf-8")
    assert "id: rk-2026-semester-1-lib-08\n" in text
    assert "posisi: pustakawan-umum" in text
    assert leaks(text) == []
    assert [d.code for d in check(Folder(library)).diagnostics if d.severity.value == "galat"] == []
