"""F1: what the rules on fields say, what they offer, and where they are silent."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.scalar import number, number_text
from generator.rules import numeral
from generator.rules.wording import called, joined, quote, visible
from tests.rules.judge import AGREEMENT, MEETING, STAFF_PLAN, edited, judge, messages, repaired
from tests.tree import text_of

TARGET = "{nilai: 85, satuan: persen}"
TOTAL = "jumlah_anggaran: 1150000000"


def target(text: str) -> dict[str, str]:
    return edited(AGREEMENT, (TARGET, f"{{nilai: {text}, satuan: persen}}"))


@pytest.mark.parametrize("code", [f"F{n}" for n in range(101, 116)])
def test_sample_is_silent(code: str) -> None:
    assert judge(code) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("87,5", "87.5"),
        ("1.150,25", "1150.25"),
        ("1.150.000", "1150000"),
        ("1,150,000.5", "1150000.5"),
        ("85%", "85"),
        ("85 %", "85"),
        ("087", "87"),
        ("+5", "5"),
        ("-3,5", "-3.5"),
        ("1 150 000", "1150000"),
        ("٨٥", "85"),
        ("Rp 2.500,50", "2500.50"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("-0.001", "-0.001"),
        ("0.125%", "0.125"),
        ("0,125.5", None),
        ("0 125", None),
        ("1.000", None),
        ("1,000", None),
        ("1.000 %", None),
        ("85.125%", None),
        ("+1.250", None),
        (" 1.250 ", None),
        ("01.250", None),
        ("１.250", None),
        ("١.٢٥٠", None),
        ("Rp 1.250", "1250"),
        ("1.250,-", "1250"),
        ("-Rp1.250", None),
        ("1.0.0", None),
        ("1e3", None),
        ("12-13", None),
        ("", None),
        ("Rp", None),
    ],
)
def test_number_meant_by_a_text(text: str, number: str | None) -> None:
    assert numeral.plain(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.000", "1000"),
        ("+1.000", "1000"),
        ("-01.000", "-1000"),
        ("1,000", "1000"),
        ("Rp1.150.000.000,00", "1150000000"),
        ("Rp. 1.150.000,-", "1150000"),
        ("02026", "2026"),
        ("2026.0", "2026"),
        ("0.125", None),
        ("12,5", None),
        ("dua", None),
    ],
)
def test_whole_number_meant_by_a_text(text: str, number: str | None) -> None:
    assert numeral.plain_integer(text) == number


@given(st.decimals(-(10**6), 10**6, places=3) | st.decimals(-10, 10, places=9))
def test_a_decimal_means_itself_with_a_point_and_with_a_comma(decimal: Decimal) -> None:
    text = number_text(float(decimal))
    for written in (text, text.replace(".", ",")):
        assert number(numeral.plain(written) or "") == float(decimal)


@pytest.mark.parametrize("text", ["1.250", "1.250%", "+1.250", "1.250 %", "１.２５０"])
def test_doubtful_number_has_both_readings_and_no_fix(text: str) -> None:
    (found,) = judge("F112", target(text))
    assert found.message == f'nilai target "{text}" dapat berarti 1250 atau 1,25'
    assert found.hint == "tulis 1250 tanpa titik, atau 1.25"
    assert found.fix is None
    assert judge("F104", target(text)) == []


def test_doubtful_number_below_zero_keeps_its_sign() -> None:
    (found,) = judge("F112", target("-1.250"))
    assert found.message.endswith("dapat berarti -1250 atau -1,25")


def test_comma_in_quotes_is_repaired() -> None:
    files = target('"85,0"')
    (found,) = judge("F104", files)
    assert found.hint == "tulis 85.0"
    after = repaired(files, found)
    assert "{nilai: 85.0, satuan: persen}" in after[AGREEMENT]
    assert judge("F104", after) == []


def test_comma_in_braces_is_explained_at_the_second_half() -> None:
    files = target("1.075,25")
    (found,) = judge("F101", files)
    assert found.hint == "desimal memakai titik: tulis 1075.25"
    assert "{nilai: 1075.25, satuan: persen}" in repaired(files, found)[AGREEMENT]


def test_unknown_key_of_digits_is_no_decimal_comma() -> None:
    (found,) = judge("F101", edited(AGREEMENT, ("tempat: Padang", "tempat: Padang\n5: x")))
    assert found.message == 'isian "5" tidak dikenal'


@pytest.mark.parametrize(
    ("text", "written"), [("ya", "true"), ("Tidak", "false"), ("'yes'", "true")]
)
def test_yes_and_no_become_true_and_false(text: str, written: str) -> None:
    files = edited(AGREEMENT, ("cascading: csf", f"cascading: csf\n        iku: {text}"))
    (found,) = judge("F104", files)
    assert f"iku: {written}\n" in repaired(files, found)[AGREEMENT]


def test_one_text_for_a_list_becomes_a_list() -> None:
    files = edited(MEETING, ("acara:\n", "acara: Rapat, lalu makan\n  sisa:\n"))
    found = judge("F104", files)[0]
    assert 'acara: ["Rapat, lalu makan"]' in repaired(files, found)[MEETING]


def test_misspelt_key_is_offered_with_its_title_and_repaired() -> None:
    files = edited(AGREEMENT, ("jumlah_anggaran:", "Jumlah Anggaran:"))
    (found,) = judge("F101", files)
    assert found.hint == 'maksud Anda "jumlah_anggaran" (jumlah anggaran)?'
    assert repaired(files, found)[AGREEMENT] == text_of(AGREEMENT)
    assert judge("F102", files) == []


def test_key_that_stands_already_is_not_offered() -> None:
    (found,) = judge(
        "F101", edited(AGREEMENT, ("tempat: Padang", "tempat: Padang\ntempatt: Padang"))
    )
    assert found.fix is None


def test_missing_group_is_one_finding() -> None:
    text = text_of(AGREEMENT)
    start, end = text.index("pihak_kedua:"), text.index("dasar_anggaran:")
    found = judge("F102", {AGREEMENT: text[:start] + text[end:]})
    assert messages(found) == ["pihak_kedua belum diisi"]


def test_several_missing_fields_are_several_findings() -> None:
    found = judge("F102", edited(AGREEMENT, ("  jabatan: kabag-rbak\n  status: definitif\n", "")))
    assert messages(found) == ["jabatan belum diisi", "status (status jabatan) belum diisi"]
    assert {f.location.line for f in found} == {7}


def test_draft_need_not_be_complete() -> None:
    draft = "content/2026/rbak/4-dokumen/skp-p099.yaml"
    text = text_of("content/2026/rbak/4-dokumen/skp-p016.yaml")
    lines = text.split("\n")
    begun = "\n".join(line for line in lines if not line.startswith("diserahkan:"))
    begun = begun.replace("skp-2026-p016", "skp-2026-p099")
    without = begun.replace("tempat: Padang\n", "")
    assert without != begun
    assert judge("F102", {draft: without}) == []
    handed_in = text.replace("skp-2026-p016", "skp-2026-p099").replace("tempat: Padang\n", "")
    (found,) = judge("F102", {draft: handed_in})
    assert found.hint.startswith("wajib sejak langkah 4; ")


def test_draft_is_still_judged_in_what_it_says() -> None:
    draft = "content/2026/rbak/4-dokumen/skp-p099.yaml"
    text = text_of("content/2026/rbak/4-dokumen/skp-p016.yaml").replace("diserahkan:", "diserahkn:")
    assert len(judge("F101", {draft: text})) == 1


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2 Januari 2026", "2026-01-02"),
        ("2 Jan 2026", "2026-01-02"),
        ("02-02-2026", "2026-02-02"),
        ("25/1/2026", "2026-01-25"),
        ("2026/1/2", "2026-01-02"),
        ("2 Ja 2026", None),
        ("31 Februari 2026", None),
        ("2026-02-30", None),
        ("kemarin", None),
        ("99/99/9999", None),
    ],
)
def test_date_is_repaired_only_when_it_names_a_day(text: str, written: str | None) -> None:
    files = edited(AGREEMENT, ("tanggal: 2026-01-02", f"tanggal: {text}"))
    (found,) = judge("F105", files)
    assert (found.fix is not None) == (written is not None)
    if written:
        assert f"tanggal: {written}\n" in repaired(files, found)[AGREEMENT]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("01/02/2026", "1 Februari 2026", "2 Januari 2026"),
        ("2-1-2026", "2 Januari 2026", "1 Februari 2026"),
    ],
)
def test_a_date_that_may_be_two_days_is_asked_about(text: str, first: str, second: str) -> None:
    (found,) = judge("F105", edited(AGREEMENT, ("tanggal: 2026-01-02", f"tanggal: {text}")))
    assert found.message == f'tanggal pengesahan "{text}" dapat berarti {first} atau {second}'
    assert found.fix is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-01-14 15:10", "2026-01-14T15:10+07:00"),
        ("14 Januari 2026 15.10 WIB", "2026-01-14T15:10+07:00"),
        ("2026-01-14T15:10", "2026-01-14T15:10+07:00"),
        ("2026-01-14T15:10:59", "2026-01-14T15:10:59+07:00"),
        ("14 Januari 2026 15.10.07 WIB", "2026-01-14T15:10:07+07:00"),
        ("2026-01-14 15:10:00Z", "2026-01-14T15:10Z"),
        ("2026-01-14 15:10:60", None),
        ("2026-01-14 24.00", None),
        ("2026-01-14", None),
    ],
)
def test_moment_is_repaired_when_it_has_a_time(text: str, written: str | None) -> None:
    files = edited(AGREEMENT, ("2026-01-14T15:10+07:00", text))
    (found,) = judge("F105", files)
    assert (found.fix is not None) == (written is not None)
    if written:
        assert f"diserahkan: {written}\n" in repaired(files, found)[AGREEMENT]


@pytest.mark.parametrize(
    "text",
    ["2026-01-02T08:00", "2026-01-02 24.00", "2 Januari 2026 14:75", "22/1/2026 pukul 08.00.59"],
)
def test_a_time_in_the_field_of_a_day_is_never_dropped(text: str) -> None:
    (found,) = judge("F105", edited(AGREEMENT, ("tanggal: 2026-01-02", f"tanggal: {text}")))
    assert found.message.endswith(f'"{text}" memuat jam, padahal di sini hanya tanggal')
    assert found.hint.startswith("tulis tanggalnya saja: 2026-01-")
    assert found.fix is None


def test_choice_with_another_spelling_is_offered() -> None:
    files = edited(AGREEMENT, ("arah: naik", "arah: Naik"))
    (found,) = judge("F107", files)
    assert repaired(files, found)[AGREEMENT] == text_of(AGREEMENT)
    (other,) = judge("F107", edited(AGREEMENT, ("arah: naik", "arah: samping")))
    assert (other.hint, other.fix) == ("pilih naik atau turun", None)


def test_id_in_capitals_is_repaired() -> None:
    files = edited(AGREEMENT, ("id: pk-2026-kabag-rbak", "id: PK 2026 Kabag_RBAK"))
    (found,) = judge("F106", files)
    assert repaired(files, found)[AGREEMENT] == text_of(AGREEMENT)
    assert judge("F114", files) == []


def test_too_long_and_too_short() -> None:
    found = judge("F109", edited(AGREEMENT, ("tempat: Padang", f"tempat: {'x' * 301}")))
    assert messages(found) == ["tempat paling banyak 300 huruf, sekarang 301"]
    assert judge("F109", edited(AGREEMENT, ("tempat: Padang", f"tempat: {'x' * 300}"))) == []


def test_year_of_a_round_with_a_longer_name() -> None:
    path = "content/2026-perubahan/periode.yaml"
    text = text_of("content/2026/periode.yaml")
    assert judge("F113", {path: text}) == []
    assert len(judge("F113", {path: text.replace("tahun: 2026", "tahun: 2027")})) == 1
    assert judge("F113", {path: text.replace("tahun: 2026", "tahun: 1999")}) == []


def test_personal_number_is_masked_and_text_is_printable() -> None:
    files = target('"198001012005011991"')
    for code in ("F104", "F108"):
        for found in judge(code, files):
            assert "198001012005011991" not in found.message + found.hint
    (found,) = judge("F106", edited(AGREEMENT, ("pegawai: p003", "pegawai: P 198001012005011991")))
    assert "******" in found.message
    assert "1980" not in found.message


def test_number_in_a_list_is_named_by_its_place() -> None:
    months = (
        "output: Tanda terima laporan",
        "output: Tanda terima laporan\n        bulan: [satu, 2]",
    )
    (found,) = judge("F104", edited(STAFF_PLAN, months))
    assert found.message == 'bulan pelaksanaan butir ke-1 harus bilangan bulat, bukan "satu"'


def test_words() -> None:
    assert quote("a" * 61) == f'"{"a" * 60}…"'
    assert visible("a\x1bb\n\u202e") == "a<U+001B>b<U+000A><U+202E>"
    assert [joined(words) for words in (["a"], ["a", "b"], ["a", "b", "c"])] == [
        "a",
        "a atau b",
        "a, b, atau c",
    ]
    assert called({"title": "NIP"}, "x") == "NIP"
    assert called({"title": "Nilai target"}, "x") == "nilai target"
    assert called({}, "x") == '"x"'


def test_letters_that_prints_cannot_show_are_named_once_for_each_value() -> None:
    files = edited(AGREEMENT, ("tempat: Padang", 'tempat: "Padang \\U0001F389"'))
    (found,) = judge("F115", files)
    assert (found.location.line, found.location.column) == (
        next(n for n, line in enumerate(files[AGREEMENT].split("\n"), 1) if "tempat:" in line),
        9,
    )
    files = edited(AGREEMENT, ("tempat: Padang", "tempat: >-\n  Padang Ω → ≥\n  印 dan 中, 印"))
    (found,) = judge("F115", files)
    assert found.message == (
        'huruf "印" (U+5370) dan "中" (U+4E2D) tidak ada pada fon cetakan, jadi dicetak sebagai kotak'
    )
    assert files[AGREEMENT].split("\n")[found.location.line - 1][found.location.column - 1] == "印"
    assert judge("F115", edited(AGREEMENT, ("tempat: Padang", "tempat: Padang # 印"))) == []
