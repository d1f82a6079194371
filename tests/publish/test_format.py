"""Numbers for readers: with an office's decimals at least, and never another number than the data."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish.format import number, rupiah, says_deadline, says_name, target

DECIMALS = {"persen": 2, "dokumen": 0}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ({"nilai": 79.9961, "satuan": "persen"}, "79,9961 persen"),
        ({"nilai": 79.6, "satuan": "persen"}, "79,60 persen"),
        ({"nilai": 80.0, "satuan": "persen"}, "80,00 persen"),
        ({"nilai": 80, "satuan": "persen"}, "80 persen"),
        ({"nilai": 1234.5, "satuan": "dokumen"}, "1.234,5 dokumen"),
        ({"nilai": 0.123456789, "satuan": "lain"}, "0,123456789 lain"),
        ({"nilai": 123456789.12, "satuan": "persen"}, "123.456.789,12 persen"),
    ],
)
def test_a_target_shows_all_its_decimals(value: dict[str, object], shown: str) -> None:
    assert target(value, DECIMALS) == shown


def test_what_a_computer_adds_to_a_sum_is_not_shown() -> None:
    assert number(0.1 + 0.2) == "0,3"
    assert rupiah(2450000000) == "Rp2.450.000.000,00"
    assert number(10**40, 2).endswith(".000,00")


@given(st.decimals(-(10**9), 10**9, places=5), st.sampled_from([None, 0, 1, 2]))
def test_what_is_shown_is_the_number(value: object, decimals: int | None) -> None:
    given_value = float(str(value))
    shown = number(given_value, decimals)
    assert float(shown.replace(".", "").replace(",", ".")) == given_value


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("disampaikan paling lambat 9 Januari 2025.", True),
        ("Paling lambat\nKamis, 9 Januari 2025", True),
        ("paling lambat hari Kamis tanggal 9 Januari 2025", True),
        ("paling lambat Rabu, 9 Januari 2025", False),
        ("paling lambat 19 Januari 2025", False),
        ("paling lambat 9 Januari 20256", False),
        ("menunjuk surat tanggal 19 Januari 2025", False),
        ("menunjuk surat tanggal 9 Januari 2025", False),
        ("", False),
    ],
)
def test_a_deadline_is_said_only_where_a_text_calls_it_the_last_day(text: str, says: bool) -> None:
    assert says_deadline(text, "2025-01-09") is says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("kepada Kepala Subbagian Tata\nUsaha.", True),
        ("Kepala Subbagian Tata Usaha menjelaskannya", True),
        ("Kepala Subbagian Tata Usahawan", False),
        ("Kepala Subbagian Tata Usaha Keuangan", False),
        ("Subbagian Tata Usaha", False),
    ],
)
def test_a_name_is_said_only_where_a_text_holds_all_of_it(text: str, says: bool) -> None:
    assert says_name(text, "Kepala Subbagian Tata Usaha") is says
