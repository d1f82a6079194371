"""A source: text in, data and places out; nothing is guessed and nothing is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostic import Location
from generator.load.source import MAX_DEPTH, MAX_NODES, Source
from generator.load.text import MAX_BYTES

TEXT = """\
id: pk-1
nip: 198001012005011991
satuan: no
kode: 4.01
sasaran:
  - {id: s1, target: 1.000}
  - id: s2
    uraian: >
      dua
      baris
kosong:
teks: ""
"""


def source(text: str | bytes) -> Source:
    return Source("a.yaml", text if isinstance(text, bytes) else text.encode())


def problem(text: str | bytes) -> str:
    found = source(text)
    assert len(found.problems) == 1
    return found.problems[0].name


def test_scalars_arrive_as_text() -> None:
    data = source(TEXT).data
    assert data == {
        "id": "pk-1",
        "nip": "198001012005011991",
        "satuan": "no",
        "kode": "4.01",
        "sasaran": [{"id": "s1", "target": "1.000"}, {"id": "s2", "uraian": "dua baris\n"}],
        "teks": "",
    }


def test_key_without_value_is_absent_but_has_a_place() -> None:
    found = source(TEXT)
    assert found.has_blanks
    assert found.value(("kosong",)) == Location("a.yaml", 11, 1, 11, 7)
    assert not source("a: 1\n").has_blanks


def test_values_and_keys_know_their_places() -> None:
    found = source(TEXT)
    assert found.value(("sasaran", 0, "target")) == Location("a.yaml", 6, 22, 6, 27)
    assert found.key(("sasaran", 0, "target")) == Location("a.yaml", 6, 14, 6, 20)
    assert found.key(("sasaran", 1)) == Location("a.yaml", 7, 5, 7, 6)
    assert found.value(("sasaran", 5, "x")) == found.value(("sasaran",))
    assert found.key(("tidak", "ada")) == found.key(())


def test_columns_count_characters() -> None:
    found = source('a: "é😀" # x\nb: [é, z]\n')
    assert found.value(("a",)) == Location("a.yaml", 1, 4, 1, 8)
    assert found.value(("b", 1)) == Location("a.yaml", 2, 8, 2, 9)


def test_windows_line_ends_give_the_same_data_and_places() -> None:
    unix, windows = source(TEXT), source(TEXT.replace("\n", "\r\n"))
    assert windows.data == unix.data
    assert windows.places == unix.places
    assert windows.lines == unix.lines


def test_first_of_two_equal_keys_has_the_place() -> None:
    found = source("a: 1\nb: 2\na: 3\n")
    assert [(p.name, p.span[:2]) for p in found.problems] == [("duplicate_key", (3, 1))]
    assert found.value(("a",)).line == 1


@pytest.mark.parametrize(
    "text", ["{1: a, '1': b}\n", "a: {x: 1, x: 2}\n", "a:\na:\n", "a: [{b: , b: 1}]\n"]
)
def test_equal_keys_are_found_at_every_depth(text: str) -> None:
    assert problem(text) == "duplicate_key"


def test_same_key_in_different_maps_is_no_fault() -> None:
    assert source("a:\n  - {x: , y: 1}\n  - {x: , y: 2}\n").problems == ()


def test_limits_are_the_last_accepted_values() -> None:
    deep = "a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)
    assert source(deep).problems == ()
    assert problem("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH) == "too_deep"
    many = MAX_NODES - 3
    assert source("a: [" + "1," * many + "1]").problems == ()
    assert problem("a: [" + "1," * (many + 1) + "1]") == "too_large".replace("large", "many_values")
    full = b"a: " + b"x" * (MAX_BYTES - 3)
    assert source(full).problems == ()
    assert problem(full + b"x") == "too_large"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('a: 1\nb: "tidak ditutup\nc: 2\n', (2, 4)),
        ("a: 1\nb: {c: 1\nd: 2\n", (2, 4)),
        ("a: 1\nb: [c, d\ne: 2\n", (2, 4)),
        ("a: 1\nb: c: d\n", (2, 5)),
        ("a: 1\n  b: 2\n", (2, 4)),
    ],
)
def test_syntax_fault_stands_where_it_begins(text: str, place: tuple[int, int]) -> None:
    (found,) = source(text).problems
    assert (found.name, found.span[:2]) == ("syntax", place)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "[" * 10_000 + "]" * 10_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "a: &a [*a]\n",
        "a: " + "!!map " * 1000,
        "".join(f"{' ' * i}a:\n" for i in range(900)),
        "a: |\n" + "  x\n" * 100_000,
        "a: '" + "''" * 200_000 + "'",
        '"' + "\\x41" * 100_000 + '": 1',
        "# " + "x" * 500_000,
        "a: b\n" * 80_000,
        "?" * 500_000,
        "a: " + "\u0301" * 20_000,
    ],
    ids=lambda text: f"{text[:6]!r}x{len(text)}",
)
def test_hostile_text_ends_in_time_and_without_exception(text: str) -> None:
    started = time.perf_counter()
    found = source(text)
    _ = found.places
    assert time.perf_counter() - started < 2
    assert found.data is not None or found.problems


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_raise_an_exception(raw: bytes) -> None:
    found = source(raw)
    assert (found.data is None) <= bool(found.problems)
    assert isinstance(found.places, dict)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab:- \n[]{},#'\"|>?*&!%@`\\\t0\r~"), max_size=60))
def test_no_text_of_indicators_raises_an_exception(text: str) -> None:
    found = source(text)
    assert (found.data is None) <= bool(found.problems)
    for path, (key, value) in found.places.items():
        for span in (key, value):
            assert span is None or (span[0] >= 1 and span[1] >= 1 and span[:2] <= span[2:]), path


KEYS = st.text("abcdefgh", min_size=1, max_size=4)
WORDS = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12)
TREES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


def written(value: object) -> str:
    """A value in flow style, every text quoted."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {written(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return "'" + str(value).replace("'", "''") + "'"


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=4))
def test_what_is_written_is_read_and_every_value_has_its_place(data: dict[str, object]) -> None:
    text = "\n".join(f"{key}: {written(value)}" for key, value in data.items())
    found = source(text)
    assert found.problems == ()
    assert found.data == data
    for path, (_, span) in found.places.items():
        here: object = data
        for part in path:
            here = here[part]  # type: ignore[index]
        if isinstance(here, str):
            line = text.split("\n")[span[0] - 1]
            assert line[span[1] - 1 : span[3] - 1] == written(here)
