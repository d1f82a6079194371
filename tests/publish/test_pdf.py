"""PDFs read back: archival, tagged, only bundled fonts, the same bytes everywhere, bounded, refusing."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from generator.compile.model import Audience
from generator.load.letters import TABLE, table, without_shape
from generator.publish import fonts, pdf
from generator.publish import press as press_module
from generator.publish.flow import sheets
from generator.publish.manuscript import Attached, Manuscript
from generator.publish.native import library_versions
from generator.publish.press import SPARE, Fault, Limits, Pressed, press
from tests.publish.flowcharts import made_up
from tests.publish.printed import (
    flat,
    opened,
    pdf_of,
    pressed,
    print_of,
    procedure_print,
    sample_prints,
    text,
)

PUBLIC, INTERNAL = Audience.PUBLIC, Audience.INTERNAL
PLAIN = "<html lang=id><head><title>x</title></head><body><h1>Judul</h1>{}</body></html>"
STYLE = 'body { font-family: Arimo, "DejaVu Sans" }'


def manuscript(body: str, style: str = STYLE, **more: object) -> Manuscript:
    return Manuscript(PLAIN.format(body), style, "Judul", "2026-01-23", **more)  # type: ignore[arg-type]


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
ADDRESSES = (
    '<img src="file:///etc/passwd" alt="x">',
    '<link rel="attachment" href="file:///etc/passwd">',
    '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
    '<style>@import url("file:///etc/passwd"); @font-face { font-family: X; src: url(file:///x.ttf) }</style>',
    '<object data="/etc/passwd"></object><embed src="../x.svg">',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd" width="9" height="9"/></svg>',
    '<base href="file:///etc/"><img src="passwd" alt="x">',
)
SIGNATURE = (
    '<div class="tanda-tangan"><div class="baris"><div class="sel">Kepala</div></div>'
    '<div class="baris"><div class="sel ruang"></div></div>'
    '<div class="baris"><div class="sel">Penanda</div></div></div>'
)


def odd() -> dict[str, Manuscript]:
    """Manuscripts that no document makes, by name."""
    style = print_of(sample_prints(INTERNAL), "disposisi-2026").manuscript.style
    rows = "".join(f"<tr><td>baris {i}</td></tr>" for i in range(150))
    head = '<thead><tr><th scope="col">Kepala</th></tr></thead>'
    word = f"<tr><td>{'a' * 800}</td><td>b</td></tr>"
    shown = '<img src="aset:a.svg" alt="kotak">'
    return {
        "tabel": manuscript(f'<table class="tabel">{head}<tbody>{rows}</tbody></table>', style),
        "huruf": manuscript("<p>kata 中 ✓ → 国</p>"),
        "aset": manuscript(
            shown, assets={"a.svg": SVG}, attached=(Attached("a.json", b"{}", "data"),)
        ),
        "panjang": manuscript(f"<p>{'a' * 5000}</p><p>{'e' + chr(0x301) * 3000}</p>"),
        "kata": manuscript(f'<table class="tabel"><tbody>{word}</tbody></table>', style),
        **{f"alamat {body}": manuscript(body) for body in ADDRESSES},
        **{
            f"tanda {n}": manuscript(
                "".join(f"<p>alinea {i}</p>" for i in range(n)) + SIGNATURE, style
            )
            for n in range(24, 36)
        },
    }


@cache
def told() -> tuple[Pressed, list[tuple[int, int]]]:
    """These manuscripts as PDFs, and what was told while they were made."""
    seen: list[tuple[int, int]] = []
    return press(odd(), progress=lambda *step: seen.append(step)), seen


def pressed_odd() -> Pressed:
    return told()[0]


KEPT = {"x.pdf": manuscript("<p>isi</p>")}


def faults(name: str) -> list[Fault]:
    return [fault for fault in pressed_odd().faults if fault.path == name]


def all_pdfs() -> Iterator[tuple[str, bytes]]:
    for audience in Audience:
        yield from pressed(audience).files.items()


# --- Form ------------------------------------------------------------------------------------------


def test_every_print_is_made_without_a_fault() -> None:
    for audience in Audience:
        assert pressed(audience).faults == ()
        assert len(pressed(audience).files) == len(sample_prints(audience))


def test_every_pdf_is_tagged_archival_accessible_indonesian_and_titled() -> None:
    for path, data in all_pdfs():
        with opened(data) as pdf:
            root = pdf.Root
            assert root.Lang == "id", path
            assert root.MarkInfo.Marked, path
            assert root.ViewerPreferences.DisplayDocTitle, path
            assert "/StructTreeRoot" in root
            assert "/OutputIntents" in root
            assert pdf.docinfo["/Title"]
            xmp = bytes(root.Metadata.read_bytes())
        assert b'pdfaid:part="3"' in xmp
        assert b'pdfaid:conformance="A"' in xmp
        assert b'pdfuaid:part="1"' in xmp


def test_only_bundled_fonts_are_in_a_pdf_and_all_are_embedded() -> None:
    bundled = {"Arimo", "Arimo-Bold", "Arimo-Italic", "DejaVu-Sans"}
    for path, data in all_pdfs():
        with opened(data) as pdf:
            found = dict(_fonts(pdf))
        assert found, path
        assert {name.split("+")[1] for name in found} <= bundled, path
        assert all(found.values()), path


def _fonts(pdf: pikepdf.Pdf) -> Iterator[tuple[str, bool]]:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
            yield str(thing.FontName)[1:], "/FontFile2" in thing


def test_headings_do_not_skip_a_level() -> None:
    for path, data in all_pdfs():
        with opened(data) as pdf:
            tags = [
                str(t.S) for t in pdf.objects if isinstance(t, pikepdf.Dictionary) and "/S" in t
            ]
        levels = sorted({int(tag[2]) for tag in tags if re.fullmatch("/H[1-6]", tag)})
        assert levels == list(range(1, len(levels) + 1)), path


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("pk-2026-kabag-rbak", "PERJANJIAN KINERJA TAHUN 2026"),
        ("pk-2026-kabag-rbak", "NIP. 19770614 200312 1 993"),
        ("skp-2026-p003", "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL"),
        ("skp-2026-p001", "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI"),
        ("skp-2026-p016", "LAMPIRAN SASARAN KINERJA PEGAWAI"),
        ("ra-pk-2026-kabag-rbak", "RENCANA AKSI PERJANJIAN KINERJA TAHUN 2026"),
        ("disposisi-2026", "LEMBAR DISPOSISI"),
        ("", "REKAP/KOMPILASI PENYAMPAIAN DATA KINERJA"),
    ],
)
def test_the_words_of_a_print_can_be_read_back(document: str, words: str) -> None:
    assert words in flat(pdf_of(document))


def test_pages_are_numbered() -> None:
    data = pdf_of("permintaan-2026")
    with opened(data) as pdf:
        count = len(pdf.pages)
    assert count == 4
    assert re.findall(r"Halaman (\d) dari (\d)", flat(data)) == [(str(i), "4") for i in range(1, 5)]


def test_the_flowchart_is_drawn_in_vectors_and_told_in_words() -> None:
    data = pdf_of("pengumpulan-data-kinerja", PUBLIC)
    with opened(data) as pdf:
        things = [t for t in pdf.objects if isinstance(t, pikepdf.Dictionary)]
        figures = [t for t in things if t.get("/S") == "/Figure"]
        streams = [t for t in pdf.objects if isinstance(t, pikepdf.Stream)]
        assert not [t for t in streams if t.get("/Subtype") == "/Image"]
    (figure,) = figures
    assert "Langkah 5, keputusan pada kolom Kepala Bagian" in str(figure.Alt)
    assert "bila tidak, kembali ke langkah 4" in str(figure.Alt)
    assert re.findall(r"Halaman \d dari \d", flat(data)) == ["Halaman 1 dari 2", "Halaman 2 dari 2"]
    assert flat(data).count("Tidak") == 2


def test_the_table_of_an_sop_that_breaks_repeats_its_head_on_every_sheet() -> None:
    sop = made_up(4, 12, 17)
    data = press({"x.pdf": procedure_print(sop).manuscript}).files["x.pdf"]
    shown = text(data).split("\f")[1:-1]
    assert len(shown) == len(sheets(sop)) > 1
    for i, page in enumerate(shown, 1):
        assert "Kelengkapan" in page
        assert f"lembar {i} dari {len(shown)}" in page
        assert re.search(r"[A-Z]: (dari|ke) langkah \d", page)


def test_the_head_of_a_table_is_repeated_on_every_page() -> None:
    data = pressed_odd().files["tabel"]
    with opened(data) as pdf:
        assert text(data).count("Kepala") == len(pdf.pages) > 2


def test_a_signature_never_stands_alone_on_a_page() -> None:
    files = pressed_odd().files
    made = [text(data) for name, data in files.items() if name.startswith("tanda ")]
    assert {data.count("\f") for data in made} == {1, 2}
    for pages in made:
        (page,) = [p for p in pages.split("\f") if "Kepala" in p]
        assert "Penanda" in page
        assert "alinea" in page


def test_what_a_print_was_made_from_is_attached_with_fixed_times() -> None:
    with opened(pdf_of("pk-2026-kabag-rbak", PUBLIC)) as pdf:
        files = {name: pdf.attachments[name].get_file() for name in pdf.attachments}
        assert set(files) == {"pk-2026-kabag-rbak.yaml", "bukti.json"}
        for file in files.values():
            assert b"tanda_tangan" not in file.read_bytes()
            assert file.creation_date == file.mod_date


# --- The same bytes -------------------------------------------------------------------------------


def test_workers_and_kept_prints_do_not_change_a_byte(tmp_path: Path) -> None:
    chosen = {p.path: p.manuscript for p in sample_prints(PUBLIC)[:3]}
    first = press(chosen, workers=1)
    second = press(chosen, workers=2, kept=tmp_path)
    third = press(chosen, workers=2, kept=tmp_path)
    digests = [
        [hashlib.sha256(data).hexdigest() for data in made.files.values()]
        for made in (first, second, third)
    ]
    assert digests[0] == digests[1] == digests[2]
    assert list(first.files) == list(chosen)


def test_a_worker_is_replaced_before_it_has_grown(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    plain = subprocess.Popen

    def counted(*given: Any, **named: Any) -> Any:
        started.append(given)
        return plain(*given, **named)

    pages = {f"{n}.pdf": manuscript(f"<p>isi {n}</p>") for n in range(4)}
    usual = press(pages, workers=1)
    monkeypatch.setattr("subprocess.Popen", counted)
    monkeypatch.setattr("generator.publish.press.LIFE", 2)
    assert press(pages, workers=1) == usual
    assert len(started) == 2


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Pressed]:
    """A folder that keeps one print, and the print."""
    folder = tmp_path_factory.mktemp("cetakan")
    return folder, press(KEPT, kept=folder)


def test_kept_prints_start_no_worker(
    shelf: tuple[Path, Pressed], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("subprocess.Popen", lambda *a, **k: pytest.fail("started"))
    assert press(KEPT, kept=shelf[0]) == shelf[1]


def test_kept_prints_do_not_pile_up_and_those_in_use_stay(shelf: tuple[Path, Pressed]) -> None:
    folder, first = shelf
    (used,) = folder.iterdir()
    for number in range(SPARE + 5):
        old = folder / f"lama-{number:03}"
        old.write_bytes(b"")
        os.utime(old, (number, number))
    os.utime(used, (0, 0))
    assert press(KEPT, kept=folder) == first
    left = sorted(path.name for path in folder.iterdir())
    assert left == sorted([used.name, *(f"lama-{n:03}" for n in range(5, SPARE + 5))])
    for name in left:
        if name != used.name:
            (folder / name).unlink()


@pytest.mark.parametrize("part", [b"%PDF-", b'"pages": 1', b"%%EOF"])
def test_a_kept_print_that_was_damaged_is_made_again(
    shelf: tuple[Path, Pressed], part: bytes
) -> None:
    folder, first = shelf
    (kept,) = folder.iterdir()
    data = kept.read_bytes()
    assert part in data
    kept.write_bytes(data.replace(part, part[:-1] + b"9", 1))
    assert press(KEPT, kept=folder) == first
    assert kept.read_bytes() == data


def test_a_kept_print_stands_for_no_other(tmp_path: Path) -> None:
    pages = {"lain.pdf": manuscript("<p>lain</p>")}
    press(KEPT, kept=tmp_path)
    (own,) = tmp_path.iterdir()
    usual = press(pages, kept=tmp_path)
    (other,) = (path for path in tmp_path.iterdir() if path != own)
    other.write_bytes(own.read_bytes())
    assert press(pages, kept=tmp_path) == usual


@pytest.mark.parametrize("name", ["python", "zlib", "libfontconfig.so.1", "weasyprint"])
def test_another_version_of_a_library_makes_prints_again(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = press_module._key(b"")
    versions = library_versions()
    assert name in versions
    monkeypatch.setattr(press_module, "library_versions", lambda: {**versions, name: "0.0"})
    press_module._surroundings.cache_clear()
    try:
        assert press_module._key(b"") != before
    finally:
        monkeypatch.undo()
        press_module._surroundings.cache_clear()
    assert press_module._key(b"") == before


def test_a_pdf_names_no_path_and_no_moment_of_this_run() -> None:
    for path, data in all_pdfs():
        with opened(data) as pdf:
            dates = {str(pdf.docinfo[key]) for key in ("/CreationDate", "/ModDate")}
            streams = [t.read_bytes() for t in pdf.objects if isinstance(t, pikepdf.Stream)]
        assert all(re.fullmatch(r"D:202[36]\d{4}000000Z", date) for date in dates), (path, dates)
        blob = data + b"".join(streams)
        assert not [word for word in (b"/tmp/", b"/work", b"/home", b"file:") if word in blob], path


def test_progress_counts_to_the_end() -> None:
    _, seen = told()
    assert seen == [(number, len(odd())) for number in range(1, len(odd()) + 1)]


# --- Letters --------------------------------------------------------------------------------------


def test_every_letter_of_the_prints_is_in_a_bundled_font() -> None:
    for audience in Audience:
        for found in sample_prints(audience):
            assert fonts.boxed(found.manuscript.html)[1] == (), found.path


def test_the_table_of_letters_is_that_of_the_bundled_fonts() -> None:
    assert TABLE.read_text("utf-8") == table(fonts.coverage()), "python -m tests.publish.renew"
    assert without_shape("a印é🎉印") == fonts.boxed("a印é🎉印")[1]


def test_a_letter_without_a_shape_becomes_a_box_and_is_named() -> None:
    data = pressed_odd().files["huruf"]
    assert "kata □ ✓ → □" in flat(data)
    (fault,) = faults("huruf")
    assert fault.made
    assert "U+4E2D, U+56FD" in fault.message
    with opened(data) as pdf:
        assert {n.split("+")[1] for n, _ in _fonts(pdf)} <= {"Arimo", "Arimo-Bold", "DejaVu-Sans"}


# --- Hostile text and addresses -------------------------------------------------------------------


@pytest.mark.parametrize("body", ADDRESSES)
def test_no_address_is_opened(body: str) -> None:
    assert all(fault.made for fault in faults(f"alamat {body}"))
    data = pressed_odd().files[f"alamat {body}"]
    with opened(data) as pdf:
        assert list(pdf.attachments) == []
        streams = b"".join(t.read_bytes() for t in pdf.objects if isinstance(t, pikepdf.Stream))
    assert b"root:" not in data + streams


def test_an_asset_is_shown_and_an_attachment_is_ours() -> None:
    assert faults("aset") == []
    with opened(pressed_odd().files["aset"]) as pdf:
        assert list(pdf.attachments) == ["a.json"]


def test_a_worker_that_cannot_start_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/true")
    made = press({"a.pdf": manuscript("<p>isi</p>")})
    assert made.files == {}
    assert "pasang pustaka Pango" in made.faults[0].message


@pytest.mark.slow
def test_a_print_that_takes_too_long_or_too_much_fails_alone() -> None:
    deep = "<div>" * 3000
    table = "<table>" + "<tr><td>a</td><td>b</td><td>c</td></tr>" * 60000
    made = press(
        {"a.pdf": manuscript(deep), "b.pdf": manuscript(table), "c.pdf": manuscript("<p>isi</p>")},
        limits=Limits(seconds=4),
    )
    assert list(made.files) == ["c.pdf"]
    assert [fault.path for fault in made.faults] == ["a.pdf", "b.pdf"]
    assert all(f.message.startswith("PDF tidak dibuat: ") and not f.made for f in made.faults)


def test_a_long_word_and_many_marks_stay_on_the_page() -> None:
    assert pressed_odd().files["panjang"]
    assert text(pressed_odd().files["kata"]).replace("\n", "").count("a") >= 800


def test_a_worker_sets_up_its_fonts_once_as_each_set_is_kept_for_ever() -> None:
    one, other = manuscript("<p>satu</p>"), manuscript("<p>dua</p>")
    assert pdf._configuration(one) is pdf._configuration(other)
    assert pdf._configuration(replace(one, style="@FONT-FACE {}")) is not pdf._configuration(one)
