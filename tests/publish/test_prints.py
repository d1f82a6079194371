"""What prints say, before layout: official headings and texts, states, editions, hostile values, other SOPs."""

from __future__ import annotations

import base64
import dataclasses
import json
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from generator.compile.model import Audience
from generator.compile.standing import Standing
from generator.load.source import Source
from generator.load.tree import Folder
from generator.publish.flow import sheets
from generator.publish.footing import footing
from generator.publish.format import roman
from generator.publish.press import press
from generator.publish.prints import print_path, prints, recap_path
from generator.publish.qr import qr
from generator.publish.render import TemplateFault, Templates
from tests.compile.editions import context_of, edition_of, sample
from tests.publish import printed
from tests.publish.flowcharts import bundled
from tests.publish.printed import (
    PK,
    changed,
    made,
    opened,
    outline,
    print_of,
    procedure_print,
    sample_prints,
    text,
)
from tests.tree import ROOT, overlay

# A red point as PNG.
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg=="
)
NIP = re.compile(r"\d{8}\s?\d{6}\s?[12]\s?\d{3}")
LED = "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI*"
PUBLIC, INTERNAL = Audience.PUBLIC, Audience.INTERNAL
SIGNED = [*printed.SIGNED_OFF, "pk_belum_sah", "pk_draf", "pk_perubahan", "skp_jpt_kualitatif"]


@pytest.fixture(scope="module")
def found() -> dict[str, str]:
    return printed.outlines()


@pytest.mark.parametrize("name", SIGNED)
def test_a_print_says_what_its_golden_file_says(found: dict[str, str], name: str) -> None:
    expected = (printed.GOLDEN / f"{name}.txt").read_text("utf-8")
    assert found[name] == expected, "berbeda; bila disengaja: python -m tests.publish.renew"


def test_no_golden_file_is_left_over(found: dict[str, str]) -> None:
    assert sorted(path.stem for path in printed.GOLDEN.glob("*.txt")) == sorted(found)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("pk_jpt_publik", "No | Sasaran Strategis | Indikator Kinerja | Target"),
        ("pk_jpt_publik", "No | Program | Anggaran | Keterangan"),
        ("pk_administrator", "No | Sasaran Program | Indikator Kinerja | Target"),
        ("pk_administrator", "No | Program/Kegiatan | Anggaran | Keterangan"),
        (
            "skp_jpt_kuantitatif",
            "NO | RENCANA HASIL KERJA | INDIKATOR KINERJA INDIVIDU | TARGET | PERSPEKTIF",
        ),
        (
            "skp_ja_jf_kuantitatif",
            f"NO | {LED} | RENCANA HASIL KERJA | ASPEK | INDIKATOR KINERJA INDIVIDU | TARGET",
        ),
        (
            "skp_ja_jf_kualitatif",
            f"NO | {LED} | RENCANA HASIL KERJA",
        ),
        ("skp_jpt_kualitatif", "NO | RENCANA HASIL KERJA"),
    ],
)
def test_the_official_columns_stand_in_their_order(
    found: dict[str, str], name: str, columns: str
) -> None:
    assert f"| {columns}" in found[name].splitlines()


def test_the_two_parties_sign_the_second_left_and_the_first_right(found: dict[str, str]) -> None:
    text = found["pk_administrator"]
    assert text.index("Pihak Kedua,") < text.index("Padang, 14 Januari 2026")
    assert text.index("Padang, 14 Januari 2026") < text.index("Pihak Pertama,")


def test_the_state_of_a_document_is_marked(found: dict[str, str]) -> None:
    assert found["pk_draf"].splitlines()[1].endswith("[DRAF]")
    assert found["pk_belum_sah"].splitlines()[1].endswith("[BELUM DISAHKAN]")
    assert found["pk_administrator"].splitlines()[1].endswith("disahkan 19 Januari 2026 []")
    assert "PERJANJIAN KINERJA PERUBAHAN TAHUN 2026" in found["pk_perubahan"]


def test_the_other_wording_of_the_agreement_is_a_setting(tmp_path: Path) -> None:
    own = tmp_path / "templates/pdf/pengaturan.j2"
    own.parent.mkdir(parents=True)
    bundled = (ROOT / "templates/pdf/pengaturan.j2").read_text("utf-8")
    own.write_text(bundled.replace('naskah_pk = "A"', 'naskah_pk = "B"'), "utf-8")
    text = outline(
        print_of(
            made(overlay({}), INTERNAL, Templates(tmp_path)), "pk-2026-kabag-rbak"
        ).manuscript.html
    )
    assert "PIHAK KESATU berjanji akan mewujudkan target kinerja" in text
    assert "Pihak pertama berjanji" not in text


def test_the_emblem_of_the_project_stands_on_its_letters_and_its_sop(tmp_path: Path) -> None:
    emblem = tmp_path / "templates/aset/lambang.png"
    emblem.parent.mkdir(parents=True)
    emblem.write_bytes(PIXEL)
    found = made(overlay({}), PUBLIC, Templates(tmp_path))
    chosen = [print_of(found, id) for id in ("permintaan-2026", "pengumpulan-data-kinerja")]
    assert all('<img src="aset:lambang.png" alt=' in one.manuscript.html for one in chosen)
    pressed = press({one.path: one.manuscript for one in chosen}, workers=1)
    assert pressed.faults == ()
    for data in pressed.files.values():
        with opened(data) as pdf:
            streams = [t for t in pdf.objects if isinstance(t, pikepdf.Stream)]
            assert [t for t in streams if t.get("/Subtype") == "/Image"]


def test_the_public_edition_prints_no_number_no_rank_and_no_internal_document() -> None:
    for one in sample_prints(PUBLIC):
        html = one.manuscript.html
        assert not NIP.search(html.replace("\u00a0", " ")), one.path
        assert "NIP" not in html
        assert "Pembina" not in html
    public = {one.document for one in sample_prints(PUBLIC)}
    assert not [
        id for id in public if id.startswith(("skp-", "ra-skp-", "penugasan-", "pengesahan-"))
    ]


def test_the_data_beside_a_public_print_holds_only_public_fields() -> None:
    attached, _ = print_of(sample_prints(PUBLIC), "pk-2026-kabag-rbak").manuscript.attached
    data = Source(attached.name, attached.data).data or {}
    assert attached.name == "pk-2026-kabag-rbak.yaml"
    assert "tanda_tangan" not in data
    assert data["pihak_pertama"]["pegawai"] == "Datuak Rekaan, S.Sos., M.Si."


def test_the_code_leads_to_the_page_that_judges_and_a_draft_has_none() -> None:
    (view,) = [v for v in sample(PUBLIC).views if v.id == "pk-2026-kabag-rbak"]
    known = footing(view, "https://situs.contoh.example/rekap/")
    short = view.digest[3:15]
    assert known
    assert known.code == f"https://situs.contoh.example/rekap/keaslian/#{view.id}:{short}"
    assert footing(view, "").code == f"kinerja:{view.id}:{short}"  # type: ignore[union-attr]
    assert known.assets["kode-qr.svg"] == qr(known.code) != qr(f"{known.code}0")
    assert footing(replace(view, standing=Standing.DRAFT), "") is None


def test_pull_requests_have_a_column_once_one_is_known() -> None:
    edition, sop = sample(PUBLIC), context_of(overlay({})).sop
    (view,) = [v for v in edition.views if v.id == "pk-2026-kabag-rbak"]
    first, *rest = view.passages
    told = replace(view, passages=(replace(first, proposal="#17"), *rest), revision="1a2b3c" * 6)
    html = prints(replace(edition, views=(told,)), sop, Templates())[0].manuscript.html
    assert "| Langkah | Peran | Oleh | Waktu | Usulan" in outline(html)
    assert "· revisi 1a2b3c1a2b3c ·" in outline(html)
    assert "Usulan" not in outline(print_of(sample_prints(PUBLIC), view.id).manuscript.html)


_ROMAN = ("I", "II", "III", "IV")


def test_the_parts_of_the_recap_are_numbered_without_gaps(found: dict[str, str]) -> None:
    public = ["Penyampaian per Bagian", "Matriks indikator", "Temuan"]
    inside = [public[0], "Penyampaian per pegawai", *public[1:]]
    for name, parts in (("rekap", inside), ("rekap_publik", public)):
        shown = re.findall("^## ([IVX]+[.] .*)$", found[name], re.MULTILINE)
        assert shown == [f"{number}. {part}" for number, part in zip(_ROMAN, parts, strict=False)]


def test_who_signs_a_recap_without_a_letter_is_told_by_data_whatever_a_name_looks_like() -> None:
    letter = f"{printed.ROUND}/6-rekap.yaml"
    for name in ("Upik (Ketua), S.T.P. (Hons)", "Upik, Ketua"):
        own = changed(
            "content/pegawai.yaml", r"nama: Upik Misalnya.*$", f"nama: {json.dumps(name)}"
        )
        tree = overlay({**own, letter: None, f"{printed.ROUND}/7-rapat.yaml": None})
        lines = outline(print_of(made(tree, INTERNAL), "").manuscript.html).splitlines()
        (place,) = [n for n, line in enumerate(lines) if line == name]
        assert "Kepala Bagian Tatalaksana," in lines[place - 2 : place]


def test_a_letter_says_its_deadline_and_its_contact_once() -> None:
    letter = f"{printed.ROUND}/2-permintaan.yaml"
    day, contact = "Selasa, 20 Januari 2026", "Kepala Subbagian Tata Usaha"
    told = f"Tata Usaha paling lambat {day}. Yang belum jelas ditanyakan kepada {contact}."
    for own in ({}, changed(letter, r"Tata Usaha[.]$", told)):
        manuscript = print_of(made(overlay(own), PUBLIC), "permintaan-2026").manuscript
        (first, *_) = text(press({"x": manuscript}).files["x"]).split("\f")
        words = " ".join(first.split("Keaslian")[0].split("Langkah Peran")[0].split())
        body = words[words.index("Menindaklanjuti") : words.index("Demikian disampaikan")]
        assert (body.count(day), body.count(contact)) == (1, 1)


def test_a_letter_says_its_deadline_whatever_other_days_its_text_names() -> None:
    letter = f"{printed.ROUND}/2-permintaan.yaml"
    other = "Tata Usaha. Surat tanggal 20 Januari 2026 kepada Kepala Subbagian Tata Usaha Keuangan tetap berlaku."
    own = changed(letter, r"Tata Usaha[.]$", other)
    html = print_of(made(overlay(own), PUBLIC), "permintaan-2026").manuscript.html
    assert (
        "Batas waktu penyampaian: Selasa, 20 Januari 2026. Narahubung: Kepala Subbagian Tata Usaha."
    ) in html


def test_a_note_shows_its_number_urgency_and_enclosures_where_its_form_has_them() -> None:
    form, note = "sop/formulir/rekap.schema.yaml", f"{printed.ROUND}/6-rekap.yaml"
    word = "{title: X, description: X, type: string, x-akses: internal}"
    count = "{title: X, description: X, type: integer, x-akses: internal}"
    part = f"{{jumlah: {count}, satuan: {word}}}"
    more = (
        f"properties:\n  nomor: {word}\n  sifat: {word}\n"
        f"  lampiran: {{title: X, description: X, type: object, x-akses: internal, properties: {part}}}\n"
    )
    own = {
        form: (ROOT / form).read_text("utf-8").replace("properties:\n", more, 1),
        **changed(
            note,
            "^jenis: rekap\n",
            "jenis: rekap\nnomor: 000.8.6.3/9/ORG-2026\nsifat: sangat_segera\nlampiran: {jumlah: 2, satuan: berkas}\n",
        ),
    }
    lines = outline(print_of(made(overlay(own), INTERNAL), "rekap-2026").manuscript.html)
    assert (
        "| Nomor | 000.8.6.3/9/ORG-2026\n| Sifat | Sangat Segera\n| Lampiran | 2 (dua) berkas\n| Hal |"
        in lines
    )


def test_no_document_can_take_the_place_of_a_recap() -> None:
    edition = edition_of(overlay({}), PUBLIC)
    sample = next(view for view in edition.views if not view.withheld)
    (recap,) = {recap_path(current.round) for current in edition.recap.rounds}
    round_ = edition.recap.rounds[0].round
    for path in (f"{round_}/rekap", f"rekap/{round_}", "rekap", f"pdf/rekap/{round_}"):
        assert print_path(replace(sample, path=f"content/{path}.yaml")) != recap


def test_a_value_that_looks_like_markup_stays_text() -> None:
    evil = '<script>x</script> "><img src=x onerror=y> {{ 7 * 7 }} </body> [k](javascript:1)'
    quoted = json.dumps(evil)
    tree = overlay(changed(PK, r"^    uraian: .*$", f"    uraian: {quoted}"))
    html = print_of(made(tree, INTERNAL), "pk-2026-kabag-rbak").manuscript.html
    assert "<script" not in html
    assert re.findall(r'<img src="([^"]*)"', html) == ["aset:kode-qr.svg"]
    assert evil in re.sub(r" +", " ", outline(html))


def test_a_value_of_the_sop_that_looks_like_markup_stays_text() -> None:
    evil = '</title></svg><script>x</script> "><img src=x onerror=y> {{ 7 * 7 }}'
    sop = bundled()
    steps = {n: s._replace(activity=evil, output=(evil, evil)) for n, s in sop.steps.items()}
    columns = tuple(column._replace(name=evil) for column in sop.columns)
    told = dataclasses.replace(sop, steps=steps, columns=columns)
    html = procedure_print(told).manuscript.html
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("<svg") == html.count("</svg>") == len(sheets(told))
    assert outline(html).count(evil) == 4 * len(sheets(told)) + 7 * 3 + 7


def test_a_document_of_another_shape_falls_back_to_the_generic_print_when_it_has_findings() -> None:
    edition = edition_of(overlay({}), INTERNAL)
    sop = context_of(overlay({})).sop
    (view,) = [v for v in edition.views if v.id == "pk-2026-kabag-rbak"]
    broken = replace(
        view, data={**view.data, "sasaran": "bukan daftar", "anggaran": [1, 2]}, errors=1
    )
    html = prints(replace(edition, views=(broken,)), sop, Templates())[0].manuscript.html
    assert "bukan daftar" in html
    assert "PERJANJIAN KINERJA" in html
    with pytest.raises((TemplateFault, TypeError, AttributeError)):
        prints(replace(edition, views=(replace(broken, errors=0),)), sop, Templates())


def test_another_sop_is_printed_through_the_generic_templates() -> None:
    found = made(Folder(ROOT / "tests/sop_kedua"), INTERNAL)
    generic = [one for one in found if 'class="isian lebar"' in one.manuscript.html]
    assert generic
    assert all("<h1>" in one.manuscript.html for one in found)
    assert [one.path for one in found if one.document == ""] != []


def test_paths_are_unique_and_plain() -> None:
    for audience in Audience:
        paths = [one.path for one in sample_prints(audience)]
        assert len(set(paths)) == len(paths)
        assert all(re.fullmatch(r"pdf/[a-z0-9/_-]+\.pdf", path) for path in paths)


def test_parts_and_annexes_are_numbered_beyond_four() -> None:
    wanted = {1: "I", "4": "IV", 5: "V", 9: "IX", 14: "XIV", 39: "XXXIX", 40: "40", "a": "a"}
    assert {value: roman(value) for value in wanted} == wanted
