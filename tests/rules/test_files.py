"""Y0: what the rules on files say and offer, and where they are silent."""

from __future__ import annotations

import pytest

from generator.rules.page import parse
from tests.rules.judge import STAFF_PLAN, edited, judge, messages, repaired
from tests.tree import text_of

PLACE = "tempat: Padang\n"


def place(text: str) -> dict[str, str]:
    return edited(STAFF_PLAN, (PLACE, text + "\n"))


@pytest.mark.parametrize("code", [f"Y{n:03}" for n in range(1, 19)])
def test_sample_is_silent(code: str) -> None:
    assert judge(code) == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('tempat: "Padang', "tanda kutip dibuka tetapi tidak ditutup"),
        ("tempat: 'Padang", "tanda kutip dibuka tetapi tidak ditutup"),
        ("tempat: Padang: kota", "tanda titik dua tidak boleh ada di sini"),
        ("tempat: {a: b", "kurung { tidak ditutup dengan benar"),
        ("tempat: [a, b", "kurung [ tidak ditutup dengan benar"),
        ("tempat: @kota", "nilai tidak boleh diawali tanda ini"),
        ("tempat: `kota`", "nilai tidak boleh diawali tanda ini"),
        ("tempat: %kota", "nilai tidak boleh diawali tanda ini"),
        ("tempat: - kota", "tanda - tidak boleh ada di sini"),
        ("tempat: &", "tanda & dan * punya arti lain di YAML"),
        ("tempat: *", "tanda & dan * punya arti lain di YAML"),
        (r'tempat: "C:\data"', "tanda \\ di dalam tanda kutip tidak dikenal"),
        ("tempat: |x", "penanda teks panjang (| atau >) salah tulis"),
        (" tempat: Padang", "baris ini menjorok 1 spasi, padahal isian sebelumnya 0"),
        ("tempat:Padang", "sesudah titik dua harus ada spasi"),
        ("tempat: %", "nilai tidak boleh diawali tanda ini"),
        ("tempat Padang", "nama isian tanpa titik dua"),
        ('tempat: "Padang" kota', "baris ini tidak sejajar"),
    ],
)
def test_syntax_is_explained(line: str, message: str) -> None:
    assert messages(judge("Y006", place(line))) == [message]


@pytest.mark.parametrize(
    "line",
    [
        "tempat: Padang # kota",
        "tempat: Padang #",
        "tempat: Padang ## kota",
        'tempat: "Padang #5"',
        'tempat: "Padang" #5',
        "tempat: Padang#5",
        "#tempat: Padang",
        "tempat: Padang\n#5",
        "tempat: |\n  Padang #5",
        "catatan_internal: 'a' # b",
    ],
)
def test_comment_that_cuts_nothing_is_silent(line: str) -> None:
    assert judge("Y015", place(line)) == []


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("tempat: Padang #5 \\ kota", 'tempat: "Padang #5 \\\\ kota"'),
        ("tempat: Padang\t#5", 'tempat: "Padang\\t#5"'),
        ("catatan_internal: #5 tahun", 'catatan_internal: "#5 tahun"'),
        ("catatan_internal:    #5 tahun   ", 'catatan_internal:    "#5 tahun"   '),
    ],
)
def test_cut_value_is_quoted(line: str, after: str) -> None:
    files = place(line)
    (found,) = judge("Y015", files)
    text = repaired(files, found)
    assert after + "\n" in text[STAFF_PLAN]
    assert judge("Y015", text) == []


def test_comment_after_a_number_is_silent() -> None:
    assert judge("Y015", edited(STAFF_PLAN, ("tahun: 2026", "tahun: 2026 #lihat DPA"))) == []


def test_value_cut_on_its_last_line_has_no_fix() -> None:
    (found,) = judge("Y015", place("tempat: Padang\n  Panjang #5"))
    assert found.fix is None


def test_every_invisible_character_is_taken_away() -> None:
    files = place("tempat: Pa\u200bda\u00adng")
    (found,) = judge("Y003", files)
    assert repaired(files, found)[STAFF_PLAN] == text_of(STAFF_PLAN)


def test_duplicate_names_the_first() -> None:
    (found,) = judge("Y009", place("tempat: Padang\ntempat: Padang"))
    assert [r.location.line for r in found.related] == [11]
    (inner,) = judge("Y009", edited(STAFF_PLAN, ("{1: 1, 2: 1", "{1: 1, 1: 1")))
    assert [(r.location.line, r.location.column) for r in inner.related] == [(18, 10)]


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        (
            "2026/rbak/4-dokumen/PK Analis.YML",
            'maksud Anda "content/2026/rbak/4-dokumen/pk-analis.yaml"?',
        ),
        ("2026/rbak/4-dokumen/catatan.yaml", "di folder ini nama berkas berpola"),
        ("2026/x/y/z/catatan.yaml", "pindahkan ke folder putaran"),
    ],
)
def test_stranger_is_told_where_to_go(path: str, hint: str) -> None:
    (found,) = judge("Y016", {f"content/{path}": "a: 1\n"})
    assert found.hint.startswith(hint)


def test_names_that_differ_in_case_are_told_once() -> None:
    files = {
        "content/2026/RBAK/a.yaml": "",
        "content/2026/RBAK/b.yaml": "",
        "content/2026/C.yaml": "",
    }
    assert [f.location.path for f in judge("Y018", files)] == [
        "content/2026/RBAK/a.yaml",
        "content/2026/RBAK/b.yaml",
    ]
    assert [f.location.path for f in judge("Y016", files)] == ["content/2026/C.yaml"]


@pytest.mark.parametrize(
    "docstring",
    [
        "Judul.\n\nSalah\n    a.yaml\n    + x\n    > 1:1: y\n\nBenar\n    z\n",
        "Judul.\n\nMengapa\n    Sebab.\n\nSalah\n    + x\n\nBenar\n    z\n",
        "Judul.\n\nMengapa\n    Sebab.\n\nSalah\n    a.yaml\n    + x\n",
        "Judul.\n\nMengapa\n    Sebab.\n\nSala\n    a.yaml\n    + x\n\nBenar\n    z\n",
    ],
)
def test_page_of_another_shape_is_refused(docstring: str) -> None:
    with pytest.raises(ValueError, match="Y000"):
        parse("Y000", docstring)


def test_page_is_parsed() -> None:
    page = parse(
        "Y000",
        "Judul.\n\nMengapa\n    Sebab\n    panjang.\n\nSalah\n    hari ini: 2026-02-10\n    a.yaml\n"
        "    - lama\n    + \\tbaru\\u200b\n    +   dua\n    - lain\n    > 3:1: pesan\n\nBenar\n    baik\n",
    )
    (example,) = page.examples
    assert (page.title, page.why, example.today, example.good) == (
        "Judul",
        "Sebab\npanjang.",
        "2026-02-10",
        "baik",
    )
    assert [(c.path, c.old, c.new) for c in example.changes] == [
        ("a.yaml", ("lama",), ("\tbaru\u200b", "  dua")),
        ("a.yaml", ("lain",), ()),
    ]
    assert example.expected == ("a.yaml:3:1: pesan",)
