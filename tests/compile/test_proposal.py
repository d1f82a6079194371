"""What a form proposes for a new document: days from the working clock, sentences from what is known."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from generator.check import check
from generator.compile.occasion import Occasion, Words
from generator.compile.place import doer
from generator.compile.proposal import proposed
from generator.compile.state import RoundState
from generator.compile.writing import scalar
from generator.load.source import Source
from tests.tree import overlay, text_of

MEETING = "sop/formulir/rapat.schema.yaml"


@cache
def occasion(today: str, kind: str) -> Occasion:
    """The sample round before its meeting."""
    files = {"content/2026/7-rapat.yaml": None, "content/2026/6-rekap.yaml": None}
    checked = check(overlay(files), date.fromisoformat(today))
    assert checked.context is not None
    state = RoundState(checked.context, "2026")
    found = checked.context.sop.kinds[kind]
    step = checked.context.sop.steps[found.step or 0]
    words = Words(lambda day: f"<{day}>", lambda minutes: f"{minutes} menit")
    return Occasion(
        state, found, doer(state, found, step, None), words, checked.diagnostics, partial=True
    )


def values(today: str, entry: object, kind: str = "rapat", **fields: str) -> list[object]:
    known = {"rapat.tanggal": "2026-01-23", **fields}
    return list(proposed(occasion(today, kind), {"x-saran": entry}, {}, known.get))


# 16 January 2026 is a holiday, 17 and 18 are a weekend; Friday's work rests from 12.00 to 13.30.
@pytest.mark.parametrize(
    ("today", "entry", "found"),
    [
        ("2026-01-15", {"hari_kerja": "0"}, "2026-01-15"),
        ("2026-01-15", {"hari_kerja": "1"}, "2026-01-19"),
        ("2026-01-17", {"hari_kerja": "0"}, "2026-01-19"),
        ("2026-01-12", {"langkah": ["4"]}, "2026-01-15"),
        ("2026-01-12", {"langkah": ["3", "4", "5"]}, "2026-01-20"),
        ("2026-01-12", {"jam": "09.00", "tanggal": "/rapat.tanggal"}, "09.00"),
        ("2026-01-12", {"jam": "13.10", "tanggal": "/rapat.tanggal"}, "13.30"),
        ("2026-01-12", {"jam": "05.00", "tanggal": "/rapat.tanggal"}, "07.30"),
        ("2026-01-12", {"peran": "kepala-biro"}, "kepala-biro"),
        ("2026-01-12", "Rapat {/rapat.tanggal} di {instansi.tempat}", "Rapat <2026-01-23> di Padang"),
    ],
)  # fmt: skip
def test_proposals_follow_the_calendar_and_the_rule_book(
    today: str, entry: object, found: str
) -> None:
    assert values(today, entry) == [found]


@pytest.mark.parametrize(
    "entry", [{"hari_kerja": "dua"}, {"langkah": ["9"]}, {"peran": "x"}, {"a": "b"}]
)
def test_what_a_form_writes_wrongly_is_not_proposed(entry: object) -> None:
    assert values("2026-01-12", [entry, "Sesuatu"]) == ["Sesuatu"]


def test_a_sentence_with_an_unknown_name_is_left_out() -> None:
    entry = ["Di {/rapat.tempat}", "Di {singkatan}", "Sesuatu"]
    assert values("2026-01-12", entry) == ["Sesuatu"]


def test_day_outside_every_calendar_is_not_guessed() -> None:
    new = Occasion(*[getattr(occasion("2031-01-06", "rapat"), n) for n in ("state", "kind")],
                   occasion("2031-01-06", "rapat").subject, Words(str, str))  # fmt: skip
    assert new.begins is None
    assert new.day == date(2031, 1, 6)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{hari_kerja: 2}", "{hari_kerja: dua}", "hari_kerja harus banyaknya hari"),
        ("{hari_kerja: 2}", "{hari_keja: 2}", "ini tidak dikenal"),
        ("peran: kepala-biro}", "peran: kepala}", 'peran "kepala" yang tidak ada'),
        ("pokok: unit_terlambat", "pokok: unit_telat", 'pokok "unit_telat" yang tidak ada'),
        ("{lama} kerja", "{lamanya} kerja", '"{lamanya}" yang tidak ada'),
        ("{/rapat.mulai}", "{/rapat.pukul}", '"{/rapat.pukul}" yang tidak ada'),
        ('jam: "09.00"', 'jam: "9.00"', "jam harus ditulis seperti 09.00"),
    ],
)
def test_a_wrong_proposal_is_a_fault_of_its_form(old: str, new: str, message: str) -> None:
    text = text_of(MEETING)
    assert old in text
    found = [d for d in check(overlay({MEETING: text.replace(old, new, 1)})).diagnostics
             if d.location.path == MEETING]  # fmt: skip
    assert len(found) == 1
    assert message in found[0].message


@pytest.mark.parametrize(
    "text", ["a: b", "- x", "# y", "a\u2028b", "\x85", "\u202e", '"', "\\", "  z "]
)
def test_a_scalar_stays_one_line_and_one_value(text: str) -> None:
    written = scalar(text)
    assert written.isprintable()
    source = Source("x.yaml", f"a: {written}\n".encode())
    if text.isprintable():
        assert source.data == {"a": text}
