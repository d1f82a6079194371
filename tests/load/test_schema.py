"""A form types text by its schema and nothing else, and finds what breaks it at a step."""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.faults import CUT, closest, faults_of, is_meant_as_number
from generator.load.scalar import is_date, is_moment, number
from generator.load.schema import Form, read_form
from generator.load.source import Source

SCHEMA = """\
type: object
additionalProperties: false
required: [id]
properties:
  id: {type: string, pattern: "^[a-z]+$", maxLength: 5}
  versi: {type: string, enum: [murni, ubah]}
  jumlah: {type: integer, minimum: 0}
  nilai: {type: number}
  utama: {type: boolean}
  tahap: {type: [number, string]}
  tanggal: {type: string, format: tanggal}
  alasan: {type: string, x-wajib-bila: {versi: [ubah]}}
  tempat: {type: string, x-wajib-sejak: 4}
  target:
    type: object
    additionalProperties: false
    x-salah-satu: [angka, teks]
    properties:
      angka: {type: number}
      teks: {type: string}
      jenis: {type: string}
      rinci: {type: string, x-wajib-bila: {./jenis: [a]}}
  baris:
    type: array
    uniqueItems: true
    items: {$ref: "#/$defs/butir"}
$defs:
  butir: {type: object, properties: {n: {type: integer}}}
"""


@pytest.fixture(scope="module")
def form() -> Form:
    return read_form(Source("s.yaml", SCHEMA.encode()).data or {}, {})


def faults(form: Form, text: str, stage: int = 0) -> list[tuple[tuple[str | int, ...], str]]:
    source = Source("d.yaml", text.encode())
    assert source.data is not None
    form.typed(source.data)
    return [(fault.path, fault.keyword) for fault in faults_of(source, form, stage)]


def typed(form: Form, text: str) -> dict[str, Any]:
    return form.typed(Source("d.yaml", text.encode()).data or {})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("-5", -5),
        ("80.10", 80.1),
        ("0.500", 0.5),
        ("4.01", 4.01),
        ("12.3456", 12.3456),
        ("1.000", "1.000"),
        ("1.150.000", "1.150.000"),
        ("007", "007"),
        ("+5", "+5"),
        ("1e3", "1e3"),
        (".5", ".5"),
        ("5.", "5."),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        (".nan", ".nan"),
        ("٨٥", "٨٥"),
        ("87,5", "87,5"),
        ("1" * 30, "1" * 30),
        ("85\n", "85\n"),
    ],
)
def test_number_is_read_only_beyond_doubt(text: str, value: object) -> None:
    assert number(text) == value
    assert type(number(text)) is type(value)


@given(st.integers(-(10**15), 10**15))
def test_whole_numbers_survive(value: int) -> None:
    assert number(str(value)) == value


@given(st.decimals(-(10**6), 10**6, places=2))
def test_two_decimals_survive(value: Any) -> None:
    assert number(f"{value:.2f}") == float(value)


def test_type_follows_the_schema_not_the_look(form: Form) -> None:
    text = "id: 123\njumlah: '5'\nnilai: \"1.50\"\nutama: true\ntahap: dua\nbaris: [{n: 7, m: 8}]"
    assert typed(form, text) == {
        "id": "123",
        "jumlah": 5,
        "nilai": 1.5,
        "utama": True,
        "tahap": "dua",
        "baris": [{"n": 7, "m": "8"}],
    }


@pytest.mark.parametrize("text", ["ya", "True", "yes", "1", "on"])
def test_only_true_and_false_are_booleans(form: Form, text: str) -> None:
    assert faults(form, f"id: a\nutama: {text}\n") == [(("utama",), "type")]


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("2026-02-28", True),
        ("2024-02-29", True),
        ("2026-02-29", False),
        ("2026-2-3", False),
        ("20260203", False),
        ("0000-01-01", False),
        ("٢٠٢٦-01-01", False),
        ("2026-01-01\n", False),
    ],
)
def test_date_is_a_real_day(text: str, valid: bool) -> None:
    assert is_date(text) == valid


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("2026-01-19T15:20+07:00", True),
        ("2026-01-19T15:20:30Z", True),
        ("2026-01-19T15:20", False),
        ("2026-01-19 15:20+07:00", False),
        ("2026-01-19T25:20+07:00", False),
        ("2026-01-19T15:20+07", False),
        ("9999-12-31T23:59-14:00", False),
        ("9999-12-31T23:59+14:00", False),
        ("0001-01-01T00:00+14:00", False),
        ("9999-12-30T00:00+07:00", True),
        ("0001-01-03T00:00+07:00", True),
    ],
)
def test_moment_is_real_and_has_its_offset(text: str, valid: bool) -> None:
    assert is_moment(text) == valid


zones = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
edges = st.sampled_from(["0001-01-01", "0001-01-02", "9999-12-30", "9999-12-31"])


@given(edges, st.times(timezones=zones), zones)
def test_every_moment_can_be_told_in_every_zone(day: str, time: time, office: timezone) -> None:
    text = f"{day}T{time.isoformat('minutes')}"
    if is_moment(text):
        assert datetime.fromisoformat(text).astimezone(office).tzinfo is office


def test_required_since_a_step(form: Form) -> None:
    assert faults(form, "id: a\n", 3) == []
    assert faults(form, "id: a\n", 4) == [((), "required")]


def test_required_under_a_condition_of_the_document(form: Form) -> None:
    assert faults(form, "id: a\nversi: murni\n") == []
    assert faults(form, "id: a\nversi: ubah\n") == [((), "required")]


def test_required_under_a_condition_beside_it(form: Form) -> None:
    assert faults(form, "id: a\ntarget: {teks: x, jenis: b}\n") == []
    assert faults(form, "id: a\ntarget: {teks: x, jenis: a}\n") == [(("target",), "required")]


def test_one_of_several_fields(form: Form) -> None:
    assert faults(form, "id: a\ntarget: {jenis: b}\n") == [(("target",), "anyOf")]


def test_misspelt_key_is_the_only_fault(form: Form) -> None:
    assert faults(form, "id: a\ntempatt: x\n", 4) == [((), "additionalProperties")]
    assert faults(form, "id: a\ntarget: {tekss: x}\n") == [(("target",), "additionalProperties")]


def test_unknown_key_without_value_is_a_fault(form: Form) -> None:
    assert faults(form, "id: a\nwarna:\n") == [((), "additionalProperties")]
    assert faults(form, "id: a\ntarget: {angka: 75, 5: }\n") == [
        (("target",), "additionalProperties")
    ]
    assert faults(form, "id: a\nalasan:\n") == []


def test_a_number_that_a_comma_cut_is_one_fault_at_the_number(form: Form) -> None:
    assert faults(form, "id: a\ntarget: {angka: 75,5}\n") == [(("target", "angka"), CUT)]


def test_value_has_one_fault(form: Form) -> None:
    assert faults(form, "id: ABCDEFGH\n") == [(("id",), "pattern")]
    assert faults(form, "id: a\nversi: [x]\n") == [(("versi",), "type")]


@pytest.mark.parametrize("text", ["87,5", "1.000", "50%", "Rp 1.000,00", "1.150.000"])
def test_text_that_was_meant_as_number_is_a_fault_where_both_are_allowed(
    form: Form, text: str
) -> None:
    assert is_meant_as_number(text)
    assert faults(form, f"id: a\ntahap: '{text}'\n") == [(("tahap",), "type")]


@pytest.mark.parametrize("text", ["80,10 (A)", "paling lambat tanggal 10", "BB", "08.00", "12-31"])
def test_other_text_is_accepted_where_both_are_allowed(form: Form, text: str) -> None:
    assert faults(form, f"id: a\ntahap: '{text}'\n") == []


@pytest.mark.parametrize(
    "text", ["type: 5", "properties: {a: {$ref: '#/x'}}", "properties: {a: {pattern: '['}}"]
)
def test_wrong_schema_is_said_in_one_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="skema"):
        read_form(Source("s.yaml", text.encode()).data or {}, {})


def test_schema_that_refers_to_itself_ends() -> None:
    text = (
        "properties: {a: {$ref: '#/$defs/b'}}\n$defs: {b: {properties: {c: {$ref: '#/$defs/b'}}}}\n"
    )
    with pytest.raises(ValueError, match="berputar"):
        read_form(Source("s.yaml", text.encode()).data or {}, {})


def test_closest_forgives_spelling_not_meaning() -> None:
    names = ["penanggung_jawab", "uraian", "id"]
    assert closest("Penanggung Jawab", names) == "penanggung_jawab"
    assert closest("uraain", names) == "uraian"
    assert closest("anggaran", names) is None
