"""The program knows no word of the SOP that it was written for.

Every string literal of the package is compared with the words of `sop/`: kinds, steps, roles, levels,
units, positions, columns, holder status, states, templates, and the enumerated words of the forms. A
single word counts when the literal is that word and nothing else (as a key or a comparison would be); a
name of several words counts wherever it stands. Docstrings are no literals, except those that a user
reads: the titles of rules and the help of the command line.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.load.source import Source

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator"

# Words that the SOP shares with the generator's own vocabulary, and what they are there.
ALLOWED = {
    "belum": "key of the SOP file (keadaan.belum), state of a rule's source, and plain Indonesian",
    "berkas": "key of the SOP file (jenis[].berkas), and plain Indonesian for a file",
    "biasa": "key of the calendar file (jam_kerja.biasa)",
    "draf": "key of the SOP file (keadaan.draf)",
    "kegiatan": "key of the SOP file (langkah[].kegiatan)",
    "pegawai": "plain Indonesian for a person: option of the command line, page of the site",
    "pelaksana": "key of the SOP file (pelaksana, langkah[].pelaksana)",
    "rekap": "plain Indonesian for the recap, what this program makes",
    "utama": "concept that a form marks (x-konsep: utama)",
}


def read(path: Path) -> dict[str, Any]:
    data = Source(path.name, path.read_bytes()).data
    assert data is not None, path
    return data


def sop_words(sop: Path) -> dict[str, str]:
    """Every word of a rule book with what it names."""
    procedure = next(read(path) for path in sorted(sop.glob("*.yaml")) if "langkah" in read(path))
    organisation, roles = read(sop / "organisasi.yaml"), read(sop / "peran.yaml")
    found = dict.fromkeys(procedure["keadaan"].values(), "state")
    add = found.setdefault
    for what, entries, fields in (
        ("kind", procedure["jenis"], ("id", "nama", "singkatan", "pdf")),
        ("column", procedure["pelaksana"], ("id", "nama", "keterangan")),
        ("step", procedure["langkah"], ("nama", "kegiatan", "status")),
        ("level", organisation["tingkat"], ("id", "nama")),
        ("unit", organisation["unit"], ("id", "nama", "singkatan", "golongan")),
        ("position", organisation["jabatan"], ("id", "nama")),
        ("holder status", roles["status_jabatan"], ("id", "nama", "awalan")),
        ("role", roles["peran"], ("id", "nama")),
    ):
        for entry in entries:
            for name in fields:
                add(entry.get(name, "").strip(), f"{what} {name}")
    add(procedure["identitas"]["nama"], "SOP")
    for line in procedure["identitas"]["instansi"]:
        add(line, "office")
    for path in sorted((sop / "formulir").glob("*.yaml")):
        schema = read(path)
        add(schema.get("title", ""), f"title of {path.name}")
        for word in enumerated(schema):
            add(word, f"word of {path.name}")
    return {word: what for word, what in found.items() if word}


def enumerated(schema: Any) -> Iterator[str]:
    if isinstance(schema, list):
        for item in schema:
            yield from enumerated(item)
    elif isinstance(schema, dict):
        words = schema.get("enum")
        if isinstance(words, list):
            yield from words
        for item in schema.values():
            yield from enumerated(item)


def literals(source: str, *, shown: bool = False) -> Iterator[tuple[int, str]]:
    """The line and text of every string literal; with `shown`, docstrings as well."""
    tree = ast.parse(source)
    notes = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if shown or id(node) not in notes:
                yield node.lineno, text


def rule_title(text: str) -> Iterator[tuple[int, str]]:
    title = (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]
    yield 1, title


def complaints(found: Iterable[tuple[int, str]], words: dict[str, str]) -> list[str]:
    # The word for a state is a phrase of everyday language, so it counts only when it stands alone.
    names = {word: what for word, what in words.items() if " " in word and what != "state"}
    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")(?!\w)",
        re.IGNORECASE,
    )
    folded = {word.casefold(): what for word, what in names.items()}
    out = []
    for line, text in found:
        word = text.strip()
        if word in words and word not in ALLOWED:
            out.append(f"{line}: {word!r} is a {words[word]}")
        elif names and (match := pattern.search(text)):
            out.append(f"{line}: {match[0]!r} is a {folded[match[0].casefold()]}")
    return out


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@pytest.fixture(scope="module")
def words() -> dict[str, str]:
    return sop_words(ROOT / "sop")


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_module_holds_no_word_of_the_sop(path: Path, words: dict[str, str]) -> None:
    text = path.read_text("utf-8")
    found = list(literals(text, shown="cli" in path.parts))
    if path.parent.name == "rules":
        found += rule_title(text)
    assert complaints(found, words) == []


def test_words_are_those_of_the_sop(words: dict[str, str]) -> None:
    for word in (
        "ra_pk",
        "Perjanjian Kinerja",
        "kabag-ttl",
        "disahkan",
        "belum ada",
        "penjumlahan",
    ):
        assert word in words


def test_every_allowed_word_is_needed(words: dict[str, str]) -> None:
    used = {text.strip() for path in modules() for _, text in literals(path.read_text("utf-8"))}
    for word, reason in ALLOWED.items():
        assert word in words, f"{word!r} is no word of the SOP"
        assert word in used, f"{word!r} is used nowhere"
        assert reason


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('if kind == "skp": pass', ["1: 'skp' is a kind id"]),
        ('x = f"{name} Kepala Biro {day}"', ["1: 'Kepala Biro' is a column nama"]),
        ('match x:\n    case "definitif": pass', ["2: 'definitif' is a holder status id"]),
        ('x = {"belum ada": 1}', ["1: 'belum ada' is a state"]),
        ('x = "kalender tahun ini belum ada"', []),
        ('x = "tulis PERJANJIAN KINERJA di sini"', ["1: 'PERJANJIAN KINERJA' is a kind nama"]),
        ('x = "penjumlahan"', ["1: 'penjumlahan' is a word of bersama.schema.yaml"]),
        ('x = "dokumen disahkan, bukan skp"', []),
        ('def f():\n    """Perjanjian Kinerja of a skp."""', []),
    ],
)
def test_the_test_can_fail(source: str, expected: list[str], words: dict[str, str]) -> None:
    assert complaints(literals(source), words) == expected


def test_docstrings_that_users_read_count(words: dict[str, str]) -> None:
    source = 'def build():\n    """Cetak Perjanjian Kinerja."""'
    assert complaints(literals(source, shown=True), words) != []
    assert complaints(rule_title('"""Perjanjian kinerja terlambat.\n\nMengapa"""'), words) != []
