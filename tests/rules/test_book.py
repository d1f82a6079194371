"""S9: the rule book is judged before anything else, and says all that is wrong with it at once."""

from __future__ import annotations

import re
from datetime import date

import pytest

from generator.check import Checked, check
from tests.tree import Sample, overlay, text_of

PROCEDURE = "sop/pengumpulan-data-kinerja.yaml"
ROLES = "sop/peran.yaml"
ORGANISATION = "sop/organisasi.yaml"
SETTINGS = "sop/aturan.yaml"
NOTES = {"S908", "S909"}


def checked(path: str, old: str, new: str, today: date | None = None) -> Checked:
    text = text_of(path)
    assert old in text
    return check(overlay({path: text.replace(old, new, 1)}), today)


def said(result: Checked) -> list[str]:
    return [f"{d.code} {d.message}" for d in result.diagnostics if d.code not in NOTES]


def test_sample_has_only_the_gaps_of_the_sop_itself() -> None:
    found = [d for d in check(Sample()).diagnostics if d.code[0] == "S"]
    assert [d.code for d in found] == ["S909", "S908", "S908"]
    assert {d.severity.value for d in found} == {"catatan"}
    assert [d.message.split('"')[0] for d in found[1:]] == [
        "kelengkapan langkah 2 ",
        "kelengkapan langkah 3 ",
    ]


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        (
            PROCEDURE,
            "disahkan_oleh: kepala-biro",
            "disahkan_oleh: kabiro",
            'S905 jabatan "kabiro" tidak dikenal',
        ),
        (PROCEDURE, "menunggu: [2]", "menunggu: [12]", 'S905 langkah "12" tidak dikenal'),
        (
            PROCEDURE,
            "golongan_unit: [bagian]",
            "golongan_unit: [bag]",
            'S905 golongan unit "bag" tidak dikenal',
        ),
        (PROCEDURE, "  - id: skp\n", "  - id: pk\n", 'S905 id "pk" dipakai dua kali pada jenis'),
        (
            ROLES,
            "anggota_unit: [bagian, biro]",
            "anggota_unit: [seksi]",
            'S905 golongan unit "seksi" tidak dikenal',
        ),
        (PROCEDURE, "fungsi: bukti", "fungsi: surat", 'S901 fungsi tidak mengenal "surat"'),
        (PROCEDURE, "    ke: [2]\n", "", "S901 ke (langkah berikutnya) belum diisi"),
    ],
)
def test_fault_of_the_rule_book_stops_the_check_of_documents(
    path: str, old: str, new: str, message: str
) -> None:
    result = checked(path, old, new)
    assert result.context is None
    assert message in said(result)
    assert {line[:2] for line in said(result)} == {"S9"}


def test_circle_of_superiors_is_found() -> None:
    text = text_of(ORGANISATION)
    head = next(line for line in text.split("\n") if "- {id: kepala-biro," in line)
    looped = re.sub(r"(, atasan: [a-z-]+)?}", ", atasan: kabag-rbak}", head)
    result = check(overlay({ORGANISATION: text.replace(head, looped)}))
    assert any("menjadi atasan dirinya sendiri" in line for line in said(result))


def test_unknown_code_is_offered_a_known_one() -> None:
    (found,) = (
        d
        for d in checked(SETTINGS, "aturan:\n", "aturan:\n  F1O1: {tingkat: mati}\n").diagnostics
        if d.code == "S906"
    )
    assert found.hint == 'maksud Anda "F101"?'


EXEMPT = "pengecualian:\n  - {{kode: {}, berkas: {}, alasan: disetujui, sampai: {}}}"


def exempted(code: str, path: str, until: str) -> list[str]:
    text = text_of(SETTINGS).replace("pengecualian: []", EXEMPT.format(code, path, until))
    broken = text_of("content/2026/periode.yaml").replace("tahun: 2026", "tahun: dua")
    return said(check(overlay({SETTINGS: text, "content/2026/periode.yaml": broken})))


def test_exemption_hides_its_finding_until_its_last_day() -> None:
    path = "content/2026/periode.yaml"
    assert exempted("F104", path, "2026-01-23") == []
    late = exempted("F104", path, "2026-01-22")
    assert [line[:4] for line in late] == ["F104", "S907"]
    assert late[1] == "S907 pengecualian F104 berakhir pada 22 Januari 2026"


def test_exemption_that_hides_nothing_is_told() -> None:
    found = exempted("F105", "content/2026/periode.yaml", "2026-12-31")
    assert "S907 pengecualian F105 tidak menutupi temuan apa pun" in found


def test_exemption_of_an_unknown_code_is_told_once() -> None:
    found = exempted("F999", "content/2026/periode.yaml", "2020-12-31")
    assert [line[:4] for line in found] == ["F104", "S906"]


def test_missing_files_are_told_each() -> None:
    result = check(overlay({ROLES: None, ORGANISATION: None, PROCEDURE: None}))
    assert [line[:4] for line in said(result)] == ["S902"] * 3


def test_form_without_a_file_is_told_at_the_kind() -> None:
    result = check(overlay({"sop/formulir/rapat.schema.yaml": None}))
    assert said(result) == ['S905 jenis "rapat" tidak punya formulir']


def test_form_that_is_no_schema_is_one_finding() -> None:
    path = "sop/formulir/rapat.schema.yaml"
    result = check(
        overlay({path: text_of(path).replace("bersama.schema.yaml#/$defs/id", "lain.yaml#/x")})
    )
    assert [line[:4] for line in said(result)] == ["S903"]
