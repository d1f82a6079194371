"""`kinerja sheet` as it is run: real git repositories, and nothing in the sheet but sentences."""

from __future__ import annotations

import io
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.commands.fault import UsageFault
from generator.commands.project import Project
from generator.commands.sheet import Wanted
from generator.commands.sheet import sheet as run
from tests.publish.printed import flat, opened
from tests.terminal import git, kinerja, save

UNIT = "content/2026/rbak/4-dokumen"
AGREEMENT = f"{UNIT}/pk-kabag-rbak.yaml"
MEASURE = "Persentase perangkat daerah dengan nilai SAKIP minimal BB"
HOSTILE = (
    "<script>alert(1)</script>",
    "[k](javascript:alert)",
    "a|b\\|c",
    "`` code ` and {{ cycler.__init__ }}",
    "{: onclick=x}",
    "=HYPERLINK(x)",
    "::error file=x::",
    "@org/team https://contoh.invalid/x www.contoh.invalid a@b.id #12 GH-12 deadbeef1",
    "<!-- x --> &amp; <b>",
)


@pytest.fixture
def project(sample_repository: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_repository, tmp_path, dirs_exist_ok=True))


def change(project: Path, old: str, new: str, path: str = AGREEMENT) -> None:
    file = project / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def sheet(project: Path, form: str = "text") -> str:
    """Save what was changed and show the sheet of that commit."""
    save(project)
    return sheet_of_last(project, form)


def sheet_of_last(project: Path, form: str, **more: str) -> str:
    """The sheet of the last commit."""
    out, err = io.StringIO(), io.StringIO()
    wanted = Wanted(form, **more)  # type: ignore[arg-type]
    opened_project = Project.open(project)
    code = run(opened_project, wanted, base="HEAD~1", head="HEAD", out=out, err=err)
    assert (code, err.getvalue()) == (0, "")
    return out.getvalue()


def clean(text: str) -> str:
    told = re.sub(r"<style>.*</style>", "", text, flags=re.DOTALL)
    assert not any(sign in told for sign in ("{", "}", "content/", ".yaml"))
    return text


def test_a_lowered_target_names_both_values_and_those_below(project: Path) -> None:
    change(project, "{nilai: 85, satuan: persen}", "{nilai: 80, satuan: persen}")
    assert (
        f"- Target “{MEASURE}” turun dari 85 menjadi 80 persen; 1 RA PK turunan terdampak\n"
    ) in clean(sheet(project))


def test_a_raised_target_of_a_measure_that_should_fall_is_a_lowered_one(project: Path) -> None:
    change(project, "arah: naik", "arah: turun")
    save(project)
    change(project, "{nilai: 85, satuan: persen}", "{nilai: 87.5, satuan: persen}")
    text = clean(sheet(project))
    assert "naik dari 85 menjadi 87,5 persen, padahal makin kecil makin baik" in text
    assert "1 target melonggar atau hilang" in text


def test_a_removed_indicator(project: Path) -> None:
    text = (project / AGREEMENT).read_text("utf-8")
    start, end = text.index("      - id: s1-i2"), text.index("\nanggaran:\n") + 1
    (project / AGREEMENT).write_text(text[:start] + text[end:], "utf-8")
    found = clean(sheet(project))
    assert "Indikator “Jumlah perangkat daerah yang dibina penyusunan dokumen SAKIP”" in found
    assert "dihapus (target 48 perangkat daerah dan 5 isian lain)" in found
    assert "; 1 RA PK turunan terdampak" in found


def test_a_changed_party_is_named(project: Path) -> None:
    change(project, "pegawai: p001", "pegawai: p016")
    found = clean(sheet(project))
    assert "Pihak kedua berubah dari “Dr. Bujang Contoh, M.Si.” (Kepala Biro Organisasi)" in found
    assert "menjadi “Dewi Contohan, S.A.P.” (Kepala Biro Organisasi)" in found


def test_money_date_and_text(project: Path) -> None:
    change(project, "rupiah: 1150000000", "rupiah: 1100000000")
    change(project, "jumlah_anggaran: 1150000000", "jumlah_anggaran: 1100000000")
    change(project, "\ntanggal: 2026-01-14", "\ntanggal: 2026-01-16")
    change(project, "tempat: Padang", "tempat: Bukittinggi")
    found = clean(sheet(project))
    assert found.count("turun dari Rp1.150.000.000,00 menjadi Rp1.100.000.000,00") == 2
    assert "- Tanggal berubah dari 14 Januari 2026 menjadi 16 Januari 2026" in found
    assert "- Tempat berubah dari “Padang” menjadi “Bukittinggi”" in found


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_added_and_deleted_documents(project: Path, form: str) -> None:
    (project / UNIT / "skp-p016.yaml").unlink()
    found = clean(sheet(project, form))
    assert "Dokumen ini dihapus beserta 42 isiannya; 1 RA SKP turunan terdampak" in found
    git(project, "revert", "--no-edit", "HEAD")
    found = clean(sheet_of_last(project, form))
    assert "1 dokumen baru" in found
    assert "Sasaran Kinerja Pegawai Analis Kebijakan Ahli Pertama 2026" in found


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_order_and_comments_only(project: Path, form: str) -> None:
    change(project, "tempat: Padang\n", "")
    change(project, "\nanggaran:\n", "\ntempat: Padang # di kantor\nanggaran:\n")
    assert "Tidak ada perubahan isi; hanya tata tulis 1 dokumen" in sheet(project, form)


def test_a_comment_begins_with_its_mark(project: Path) -> None:
    assert sheet(project, "md").startswith("<!-- kinerja:lembar -->\n")


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_are_literal(project: Path, value: str) -> None:
    quoted = value.replace("'", "''")
    change(project, "tempat: Padang", f"tempat: '{quoted}'")
    comment = sheet(project, "md")
    line = next(line for line in comment.splitlines() if "Tempat berubah" in line)
    assert literal(line.partition(" menjadi ")[2]) == value
    page = Texts()
    page.feed(sheet_of_last(project, "html"))
    assert any(value in text for text in page.texts)
    assert set(page.tags) <= {*PAGE}
    assert f"“{value}”" in sheet_of_last(project, "text")


def literal(span: str) -> str:
    """The content of a code span that takes up a whole text (CommonMark 6.1)."""
    ticks = span[: len(span) - len(span.lstrip("`"))]
    assert ticks
    assert span.endswith(ticks)
    inner = span[len(ticks) : -len(ticks)]
    assert ticks not in inner
    return inner[1:-1] if inner[:1] == inner[-1:] == " " else inner


PAGE = [
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "main",
    "div",
    "h1",
    "h2",
    "ul",
    "li",
    "p",
    "section",
    "q",
]


class Texts(HTMLParser):
    """The texts and tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)


def test_an_unknown_revision_is_wrong_usage(project: Path) -> None:
    done = kinerja("sheet", "--base", "tidak-ada", "--head", "HEAD", cwd=project)
    assert done.returncode == 2
    assert "revisi 'tidak-ada'" in done.stderr


def test_both_revisions_are_asked_for(project: Path) -> None:
    assert kinerja("sheet", "--head", "HEAD", cwd=project).returncode == 2


# --- Links and the PDF ----------------------------------------------------------------------------

SITE, PRINTS = "https://contoh.invalid/situs/", "https://contoh.invalid/usul(1).pdf"


@pytest.mark.parametrize("name", ["build/site/lembar.html", "build/lembar.pdf", "lain/../build/x"])
def test_a_sheet_is_never_put_where_the_site_is_published(project: Path, name: str) -> None:
    change(project, "tempat: Padang", "tempat: Solok")
    save(project)
    form = "pdf" if name.endswith("pdf") else "html"
    done = kinerja(
        *("sheet", "--base", "HEAD~1", "--head", "HEAD", "--format", form, "--out", name),
        cwd=project,
    )
    assert done.returncode == 2
    assert "folder yang diterbitkan; pilih tempat lain dengan --out" in done.stderr
    assert not (project / "build").exists()


def test_titles_link_to_what_is_published_and_to_the_print(project: Path) -> None:
    change(project, "tempat: Padang", "tempat: Solok")
    change(project, "tempat: Padang", "tempat: Solok", f"{UNIT}/skp-p016.yaml")
    save(project)
    comment = sheet_of_last(project, "md", site=SITE)
    page = "https://contoh.invalid/situs/dokumen/2026/rbak/4-dokumen/pk-kabag-rbak/"
    assert re.findall(r"\]\(([^)]*)\)", comment) == [page]
    comment = sheet_of_last(project, "md", site=SITE, prints=PRINTS)
    file = "https://contoh.invalid/usul%281%29.pdf"
    links = [f"{file}#nameddest=dokumen-1", page, f"{file}#nameddest=dokumen-2", file]
    assert re.findall(r"\]\(([^)]*)\)", comment) == links
    assert re.findall(r'href="([^"]*)"', sheet_of_last(project, "html", prints=PRINTS)) == [
        links[0],
        links[2],
        file,
    ]


def test_a_new_document_has_no_page_yet(project: Path) -> None:
    (project / UNIT / "pk-baru.yaml").write_text((project / AGREEMENT).read_text("utf-8"), "utf-8")
    save(project)
    assert "](" not in sheet_of_last(project, "md", site=SITE)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://x", "//x", "https:", "http://["])
def test_other_addresses_than_of_the_web_are_wrong_usage(project: Path, address: str) -> None:
    save(project)
    with pytest.raises(UsageFault, match="http atau https"):
        sheet_of_last(project, "md", site=address)


def test_the_pdf_holds_the_sheet_and_each_document_under_its_bookmark(
    project: Path, tmp_path: Path
) -> None:
    change(project, "{nilai: 85, satuan: persen}", "{nilai: 80, satuan: persen}")
    change(project, "tempat: Padang", "tempat: '<b>x</b> {{ 7*7 }}'")
    (project / UNIT / "ra-skp-p016.yaml").unlink()
    save(project)
    data = []
    for name in ("a.pdf", "b.pdf"):
        sheet_of_last(project, "pdf", target=tmp_path / name)  # type: ignore[arg-type]
        data.append((tmp_path / name).read_bytes())
    assert data[0] == data[1]
    agreement = (
        "Perjanjian Kinerja Kepala Bagian Reformasi Birokrasi dan Akuntabilitas Kinerja 2026"
    )
    with opened(data[0]) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Lembar keputusan", agreement]
        goals = [a for p in pdf.pages for a in p.get("/Annots", [])]
        assert [str(a.Dest) for a in goals] == ["dokumen-1"]
        assert pdf.Root.MarkInfo.Marked
        assert "/EmbeddedFiles" not in pdf.Root.Names
    words = flat(data[0])
    assert "turun dari 85 menjadi 80 persen" in words
    assert "PERJANJIAN KINERJA TAHUN 2026" in words
    assert words.count("<b>x</b> {{ 7*7 }}") == 3  # told once, printed twice
    assert not re.search(r"\d{18}|\d{8} \d{6} \d \d{3}", words)


def test_the_pdf_of_a_ratification_holds_what_is_signed(project: Path, tmp_path: Path) -> None:
    evidence = project / Path(UNIT).parent / "5-pengesahan.yaml"
    signing = evidence.read_text("utf-8")
    evidence.unlink()
    save(project)
    evidence.write_text(signing, "utf-8")
    save(project)
    sheet_of_last(project, "pdf", target=tmp_path / "a.pdf")  # type: ignore[arg-type]
    with opened((tmp_path / "a.pdf").read_bytes()) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[0] == "Lembar keputusan"
    assert titles[1].startswith("Pengesahan dan Inventaris")
    assert len(titles) == 2 + signing.count("sidik:")
    assert any(title.startswith("Perjanjian Kinerja Kepala Bagian") for title in titles)


def test_a_pdf_needs_a_file_that_can_be_written(project: Path, tmp_path: Path) -> None:
    for target in (None, tmp_path):
        with pytest.raises(UsageFault, match="--out"):
            sheet_of_last(project, "pdf", target=target)  # type: ignore[arg-type]
