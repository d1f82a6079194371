"""Rules on personal numbers: what is found, what is not, and that no message ever shows one."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.check import check
from generator.diagnostic import Finding
from generator.load.personal import find, mask
from generator.load.tree import Folder
from generator.report.text import report
from generator.rules.register import Register
from tests.rules.judge import APPRAISAL, PEOPLE, ROUND, TODAY, edited, judge, messages
from tests.tree import ROOT, SAMPLE, overlay, text_of

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
STAFF = "199301162020032996"
TABLE = (SAMPLE / "nip.yaml").read_text("utf-8")

births = st.dates(date(1957, 1, 1), date(2003, 12, 31))
separators = st.sampled_from(["", " ", ".", "-", "  ", " - "[:2], "\u00a0", "'", "/"])


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """A NIP as the regulation builds it."""
    born = draw(births)
    year = draw(st.integers(born.year + 19, born.year + 22))
    rest = (
        f"{draw(st.integers(1, 12)):02}{draw(st.sampled_from('12'))}{draw(st.integers(990, 999))}"
    )
    return f"{born:%Y%m%d}{year}{rest}"


@st.composite
def grouped(draw: st.DrawFn) -> str:
    """A NIP written in groups."""
    number = draw(numbers())
    between = draw(separators)
    cuts = sorted(draw(st.sets(st.integers(1, 17), max_size=6)))
    parts = [number[a:b] for a, b in zip([0, *cuts], [*cuts, 18], strict=True)]
    return between.join(parts)


def register(*lines: str, base: str = TABLE) -> Register:
    return Register.read("nip.yaml", (base + "\n".join([*lines, ""])).encode())


def person(number: str, **given: object) -> Register:
    """The sample's table with a number for p016."""
    return register(f'p016: "{number}"', **given)  # type: ignore[arg-type]


# -- the numbers in a text -----------------------------------------------------------------------


@given(
    grouped(), st.sampled_from(["", "NIP ", "NIP.", "("]), st.sampled_from(["", " ", ")", ", d.a."])
)
def test_number_is_found_however_it_is_grouped(number: str, before: str, after: str) -> None:
    text = f"{before}{number}{after}"
    (found,) = find(text)
    assert text[found.start : found.end] == number
    assert not re.search(r"\d", mask(text))
    assert len(mask(text)) == len(text)
    assert mask(mask(text)) == mask(text)


@given(grouped(), grouped())
def test_every_number_of_a_text_is_found(one: str, other: str) -> None:
    assert len(list(find(f"{one} dan {other}\n"))) == 2


@given(st.text(alphabet="0123456789 .-'ab\n", max_size=80))
def test_masked_text_holds_no_number(text: str) -> None:
    assert list(find(mask(text))) == []


@pytest.mark.parametrize(
    "text",
    [
        "tanggal: 2026-01-15 2026-01-16",
        "2026-01-12T08:00+07:00",
        "Rp150.000.000.000 200.000.000.000",
        "150000000 200000000",
        "4.01.02.1.02.0001 2026",
        "5.1.02.01.01.0024",
        "0812-3456-7890",
        "12345678901234567",
        "1234567890123456789",
        "v1:" + "1234567890123456" + "abcdef" * 8,
        "a" * 24 + STAFF[:16],
        "{1: 30000000, 2: 30000000, 3: 30000000}",
        "000.8.6.3/12/ORG-2026",
    ],
)
def test_other_digits_are_left_alone(text: str) -> None:
    assert list(find(text)) == []
    assert mask(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "1371021209900001",
        "1371 0252 0990 0001",
        "13.71.02.120990.0001",
        "999999999999999999",
        "NIP19930116 202003 2 996",
        "19930116\n  202003 2 996",
        "\u0661" * 18,
        "199301162020032996 2026",
        "2026 199301162020032996",
    ],
)
def test_these_are_personal(text: str) -> None:
    assert len(list(find(text))) == 1


# -- P701 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tempat: Padang", f"tempat: Padang  # {STAFF}"),
        ("tempat: Padang", f"tempat: Padang\n{STAFF}: x"),
        ("tempat: Padang", "tempat: 19930116 202003 2 996"),
        ("tempat: Padang", f"tempat: [{STAFF}"),
        ("tempat: Padang", "tempat: Padang 1371021209900001"),
    ],
)
def test_value_key_comment_and_broken_file_are_searched(old: str, new: str) -> None:
    (found,) = judge("P701", edited(APPRAISAL, (old, new)))
    assert found.location.path == APPRAISAL
    assert found.location.line in (18, 19)
    assert not re.search(r"\d{4}", found.message)


def test_place_is_the_number_itself() -> None:
    files = edited(APPRAISAL, ("tempat: Padang", "tempat: Padang, NIP 19930116 202003 2 996."))
    (found,) = judge("P701", files)
    place = found.location
    assert files[APPRAISAL].split("\n")[place.line - 1][
        place.column - 1 : place.end_column - 1
    ] == ("19930116 202003 2 996")


@pytest.mark.parametrize("name", [f"rbak/4-dokumen/skp-{STAFF}.yaml", f"rbak/{STAFF}.txt"])
def test_file_names_are_searched_also_of_strangers(name: str) -> None:
    found = judge("P701", {ROUND + name: text_of(APPRAISAL)})
    assert messages(found) == ["nama berkas memuat 18 angka yang berbentuk NIP"]


def test_no_finding_of_any_rule_shows_the_number() -> None:
    files = edited(
        APPRAISAL, ("tempat: Padang", f"tempat: {STAFF}"), ("id: rhk1\n", f"id: {STAFF}\n")
    )
    found = check(overlay(files), TODAY).diagnostics
    assert found
    assert not any(STAFF in d.message + d.hint for d in found)
    lines = tuple(files[APPRAISAL].split("\n"))
    assert STAFF not in report(found, lambda path: lines if path == APPRAISAL else ())


# -- P702 to P709 --------------------------------------------------------------------------------


def numbered(code: str, table: Register, **given: object) -> list[Finding]:
    return judge(code, register=table, **given)


def test_without_a_table_nothing_is_judged() -> None:
    assert [judge(f"P7{n:02}") for n in range(1, 10)] == [[]] * 9


def test_tables_of_the_project_are_clean() -> None:
    path = "tests/data/nip.yaml"
    table = Register.read(path, (ROOT / path).read_bytes())
    checked = check(Folder(ROOT), None, table)
    assert [str(d) for d in checked.diagnostics if d.code.startswith("P7")] == []
    assert [numbered(f"P7{n:02}", person(STAFF)) for n in range(1, 10)] == [[]] * 9


@QUICK
@given(numbers())
def test_number_built_by_the_regulation_is_silent_and_never_shown(number: str) -> None:
    files = edited(PEOPLE, ("jenis_kelamin: p\n    pangkat: Penata Muda", "pangkat: Penata Muda"))
    for code in ("P702", "P703", "P704", "P705", "P706", "P707"):
        assert judge(code, files, register=person(number)) == []


@QUICK
@given(st.text(alphabet="0123456789", min_size=18, max_size=18))
def test_any_18_digits_are_judged_without_failing_or_showing_them(number: str) -> None:
    table = person(number)
    for code in ("P702", "P703", "P704", "P705", "P706", "P707", "P709"):
        for found in numbered(code, table):
            assert number not in found.message + found.hint
            assert (found.location.path, found.location.line) == ("nip.yaml", 8)


@pytest.mark.parametrize(
    "number", ["19930116 202003 2 996", "19930116.202003.2.996", "'199301162020032996"]
)
def test_spaces_dots_and_the_apostrophe_of_a_spreadsheet_are_accepted(number: str) -> None:
    assert [numbered(f"P7{n:02}", person(number)) for n in range(2, 9)] == [[]] * 7


def test_unquoted_number_keeps_its_digits() -> None:
    assert numbered("P702", register(f"p016: {STAFF}")) == []


@pytest.mark.parametrize(
    "number", [STAFF[:-1], STAFF + "0", STAFF[:-1] + "O", "1.99301162020033E+17", "x"]
)
def test_other_shapes_are_found_once(number: str) -> None:
    table = person(number)
    assert len(numbered("P702", table)) == 1
    assert [numbered(f"P7{n:02}", table) for n in (3, 4, 5, 6, 9)] == [[]] * 5


@pytest.mark.parametrize(
    "text",
    [
        "- a\n",
        "p016: [1\n",
        "p016:\n  nip: x\n",
        f"p016: '{STAFF}'\np016: '{STAFF}'\n",
        "\ufeffp016: x\n",
    ],
)
def test_table_of_another_form_is_reported_not_raised(text: str) -> None:
    found = numbered("P702", Register.read("nip.yaml", text.encode()))
    assert len(found) == 1
    assert found[0].location.path == "nip.yaml"


@pytest.mark.parametrize(
    ("born", "bad"),
    [
        ("19930229", 1),
        ("19920229", 0),
        ("20080123", 0),
        ("20080124", 1),
        ("19550124", 0),
        ("19540123", 1),
    ],
)
def test_birth_date_exists_and_gives_an_age_of_18_to_70(born: str, bad: int) -> None:
    assert len(numbered("P703", person(born + STAFF[8:]))) == bad


@pytest.mark.parametrize(
    ("appointed", "bad"),
    [("202000", 1), ("202013", 1), ("202601", 0), ("202602", 1), ("201101", 0), ("201001", 1)],
)
def test_appointment_of_a_civil_servant(appointed: str, bad: int) -> None:
    assert len(numbered("P704", person(STAFF[:8] + appointed + STAFF[14:]))) == bad


@pytest.mark.parametrize(
    ("appointed", "bad"), [("202521", 0), ("201921", 0), ("201821", 1), ("202721", 1)]
)
def test_contract_has_a_code_where_others_have_a_month(appointed: str, bad: int) -> None:
    files = edited(
        PEOPLE,
        (
            "nama: Dewi Contohan, S.A.P.\n    status_asn: pns",
            "nama: Dewi Contohan, S.A.P.\n    status_asn: pppk",
        ),
    )
    assert len(judge("P704", files, register=person(STAFF[:8] + appointed + STAFF[14:]))) == bad


def test_sex_digit_is_compared_only_where_the_sex_is_known() -> None:
    other = person(STAFF[:14] + "1" + STAFF[15:])
    assert len(numbered("P705", other)) == 1
    unknown = edited(PEOPLE, ("jenis_kelamin: p\n    pangkat: Penata Muda", "pangkat: Penata Muda"))
    assert judge("P705", unknown, register=other) == []
    (found,) = judge("P705", unknown, register=person(STAFF[:14] + "3" + STAFF[15:]))
    assert found.message == "angka ke-15 NIP p016 bukan 1 atau 2"


def test_person_out_of_office_needs_no_number() -> None:
    files = edited(
        PEOPLE, ("mulai: 2020-03-02\n", "mulai: 2020-03-02\n        selesai: 2025-12-31\n")
    )
    assert judge("P708", files, register=register()) == []
    assert messages(numbered("P708", register())) == ["NIP p016 belum tercantum pada tabel"]


def test_political_officer_has_no_number() -> None:
    files = edited(PEOPLE, ("status_asn: pns", "status_asn: pejabat_negara"))
    (found,) = judge("P708", files, register=person(STAFF))
    assert (found.location.line, found.message) == (2, "p900 pejabat negara, yang tidak punya NIP")
    without = TABLE.replace('p900: "196807151993031999"\n', "")
    assert judge("P708", files, register=person(STAFF, base=without)) == []


@pytest.mark.parametrize(
    ("born", "past"), [("19651222", 1), ("19651231", 1), ("19660101", 0), ("19660123", 0)]
)
def test_retirement_begins_with_the_month_after_the_birthday(born: str, past: int) -> None:
    table = person(born + "199903" + STAFF[14:])
    assert len(numbered("P709", table)) == past
    assert numbered("P709", table, options={"P709": {}}) == []
    assert date(2026, 1, 1) < TODAY
