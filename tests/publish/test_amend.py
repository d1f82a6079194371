"""Changing values in a YAML text: only the lines of what changed differ, and the text says what was wanted."""

from __future__ import annotations

import copy
import difflib
import random
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from generator.check import slots
from generator.load.corpus import Document
from generator.load.source import Source
from generator.publish import amend, written
from generator.publish.amend import amended, says
from generator.rules.context import Context
from tests.compile.editions import PROJECT, context_of

HEAD = "jenis: pk\nid: pk-2026-kabag-rbak\n"
Change = Callable[[dict[str, Any]], Any]


@cache
def context() -> Context:
    return context_of(PROJECT)


def document(text: str, kind: str = "pk") -> Document:
    slot = next(slot for slot in slots(context().sop) if slot.kind == kind)
    found = Document(Source("content/x.yaml", text.encode()), slot, {})
    assert found.readable
    assert found.source.problems == ()
    return found


def after(text: str, change: Change) -> str:
    """The text below the head, with a change of its data; the whole is read as what was wanted."""
    before = document(HEAD + text)
    wanted = copy.deepcopy(before.data)
    change(wanted)
    found = amended(before, before.form.typed(wanted))
    assert says(found, wanted, before.form)
    assert found.startswith(HEAD)
    return found.removeprefix(HEAD)


def put(*path: Any) -> Change:
    """The change that puts the last of these at the path of the others."""
    *keys, last, value = path

    def change(data: Any) -> None:
        for key in keys:
            data = data[key]
        data[last] = value

    return change


def drop(*path: Any) -> Change:
    *keys, last = path

    def change(data: Any) -> None:
        for key in keys:
            data = data[key]
        del data[last]

    return change


@pytest.mark.parametrize(
    ("text", "change", "wanted"),
    [
        ("tahun: 2026  # tetap\n", put("tahun", 2027), "tahun: 2027  # tetap\n"),
        ('tempat: "Padang"\n', put("tempat", "Solok"), 'tempat: "Solok"\n'),
        ("tempat: 'Padang'\n", put("tempat", "Pa'inan"), "tempat: 'Pa''inan'\n"),
        ("tempat: Padang\n", put("tempat", "=1+1"), 'tempat: "=1+1"\n'),
        ("tempat: Padang\n", put("tempat", "no"), 'tempat: "no"\n'),
        ("tempat: Padang # c\n", put("tempat", "a\nb"), 'tempat: "a\\nb" # c\n'),
        ("tempat: Padang\n", put("tempat", "a\nb"), "tempat: |-\n  a\n  b\n"),
        ("tempat:  # kota\ntahun: 2026\n", put("tempat", "Solok"), "tempat: Solok  # kota\ntahun: 2026\n"),
        ("# a\ntahun: 2026\n# b\ntempat: Padang\n", drop("tahun"), "# a\n# b\ntempat: Padang\n"),
        ("tahun: 2026\n# b\ntempat: Padang", put("versi", "murni"), "tahun: 2026\nversi: murni\n# b\ntempat: Padang"),
        ("tahun: 2026", put("tempat", "Padang"), "tahun: 2026\ntempat: Padang\n"),
        ("tahun: 2026\r\nversi: x\r\n", put("tempat", "Padang"), "tahun: 2026\r\nversi: x\r\ntempat: Padang\r\n"),
        (
            "pihak_pertama: {pegawai: p003, jabatan: kabag-rbak}\n",
            put("pihak_pertama", "status", "plt"),
            "pihak_pertama: {pegawai: p003, jabatan: kabag-rbak, status: plt}\n",
        ),
        (
            "pihak_pertama:\n  # siapa\n  pegawai:\n  jabatan:  # apa\n",
            put("pihak_pertama", {"jabatan": "kabag-rbak"}),
            "pihak_pertama:\n  # siapa\n  pegawai:\n  jabatan: kabag-rbak  # apa\n",
        ),
        (
            "pihak_pertama: {pegawai: p003}\ntempat: Padang\n",
            drop("pihak_pertama"),
            "tempat: Padang\n",
        ),
    ],
)  # fmt: skip
def test_single_values_change_in_their_place(text: str, change: Change, wanted: str) -> None:
    assert after(text, change) == wanted


GOALS = """\
sasaran:
  # yang pertama
  - id: s1  # tetap
    uraian: Satu
    indikator:
      - id: s1-i1
        nama: "Nilai SAKIP"
        target: {nilai: 80.10, satuan: nilai}
  # yang kedua
  - id: s2
    uraian: >-
      Dua yang
      dilipat
"""


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (
            put("sasaran", 0, "indikator", 0, "target", "satuan", "persen"),
            "{nilai: 80.10, satuan: nilai}",
            "{nilai: 80.10, satuan: persen}",
        ),
        (drop("sasaran", 0), GOALS[9:].partition("  # yang kedua")[0].partition("\n")[2], ""),
        (drop("sasaran", 0, "id"), "- id: s1  # tetap\n    uraian", "- uraian"),
        (
            lambda data: data["sasaran"].append({"id": "s3", "uraian": "Tiga"}),
            "      dilipat\n",
            "      dilipat\n  - {id: s3, uraian: Tiga}\n",
        ),
        (put("sasaran", 1, "uraian", "Dua"), ">-\n      Dua yang\n      dilipat", "Dua"),
        (
            put("sasaran", 0, "mendukung", [{"dokumen": "pk-x", "butir": "s1"}]),
            "    uraian: Satu\n",
            "    uraian: Satu\n    mendukung:\n      - {dokumen: pk-x, butir: s1}\n",
        ),
    ],
)
def test_items_change_without_their_neighbours(change: Change, old: str, new: str) -> None:
    assert old in GOALS
    assert after(GOALS, change) == GOALS.replace(old, new, 1)


def test_items_in_another_order_take_their_comments_along() -> None:
    first = GOALS.index("  - id: s1")
    second = GOALS.index("  # yang kedua")
    moved = GOALS[:first] + GOALS[second:] + GOALS[first:second]
    assert after(GOALS, lambda data: data["sasaran"].reverse()) == moved


WORDS = ("baru", "a: b # c", "panjang sekali " * 9 + "akhir", "dua\nbaris", "'x' \"y\"", "{a}, [b]", "- a", "#x",
         " depan", "akhir\n\n", "", "4.01", "🙂 é", "kata  ganda", "x:")  # fmt: skip


def spots(value: Any) -> list[tuple[Any, Any]]:
    """Every place inside some data: what holds it, and its key."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    found = [(value, key) for key in keys]
    return found + [
        s for _, k in found if isinstance(value[k], dict | list) for s in spots(value[k])
    ]


def meddle(chance: random.Random, data: dict[str, Any]) -> None:
    """One change somewhere that a workbook could make as well."""
    holder, key = chance.choice(spots(data))
    value = holder[key]
    match chance.randrange(5):
        case 0:
            del holder[key]
        case 1 if isinstance(value, list):
            chance.shuffle(value)
        case 2 if isinstance(holder, list):
            holder.insert(chance.randrange(len(holder) + 1), copy.deepcopy(value))
        case 3 if isinstance(value, dict):
            value["isian baru"] = chance.choice(WORDS)
        case _ if isinstance(value, str):
            holder[key] = chance.choice(WORDS)


def test_any_change_gives_a_text_that_says_it_and_is_never_written_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(amend, "_anew", lambda *_: pytest.fail("written anew"))
    chance = random.Random(20260123)
    for before in context().corpus.documents:
        wanted = copy.deepcopy(before.data)
        for _ in range(chance.randrange(1, 4)):
            meddle(chance, wanted)
        if says(written.document(wanted, before.form.schema, []), wanted, before.form):
            text = amended(before, wanted)
            assert says(text, wanted, before.form)
            whole = before.source.text.splitlines()
            comments = {line for line in whole if line.lstrip().startswith("#")}
            assert comments <= set(text.splitlines())


def test_every_document_can_be_written_anew() -> None:
    for found in context().corpus.documents:
        assert says(
            written.document(found.data, found.form.schema, ["# x"]), found.data, found.form
        )


def test_strange_manners_are_written_anew_and_say_what_was_wanted() -> None:
    text = "# kepala\n" + HEAD + "? tahun\n: 2026\n"
    before = document(text)
    wanted = {**before.data, "tahun": 2027}
    found = amended(before, wanted)
    assert found.startswith("# kepala\njenis: pk\n")
    assert says(found, wanted, before.form)


def test_one_change_is_one_line_of_difference() -> None:
    before = context().corpus.by_path["content/2026/rbak/4-dokumen/ra-pk-kabag-rbak.yaml"]
    wanted = copy.deepcopy(before.data)
    wanted["baris"][2]["aksi"][1]["anggaran_tw"]["3"] = 25_000_000
    lines = difflib.ndiff(before.source.text.splitlines(), amended(before, wanted).splitlines())
    changed = [line for line in lines if line[0] in "+-"]
    assert [line[2:].strip() for line in changed] == [
        "anggaran_tw: {1: 30000000, 3: 20000000}",
        "anggaran_tw: {1: 30000000, 3: 25000000}",
    ]
