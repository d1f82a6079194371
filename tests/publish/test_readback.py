"""What a finished PDF says, read back from the file and held against the document that it prints."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from typing import Any, NamedTuple

import pytest

from generator.compile.model import Audience
from tests.compile.editions import edition_of
from tests.publish.printed import NUMBERS, nonconformities, opened, pdf_of, pressed, text
from tests.tree import overlay

NOT_ON_THE_FORM = (
    "*/unit/singkatan",
    "pk*/formula",
    "pk*/sumber_data",
    "pk*/mendukung/*",
    "skp*/dialog_kinerja/*",
    "skp*/dari/*",
    "skp*/intervensi/dokumen/*",
    "penugasan*/pangkat",
    "penugasan*/dokumen/nama",
    "rapat*/rekap/*",
)
"""Texts that a document has and its official form has no place for, by kind and field."""


class _Word(NamedTuple):
    left: float
    top: float
    right: float


def _texts(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """The texts of more than one word in some data, with the place of each."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, f"{place}/{key}")
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner, place)
    elif isinstance(value, str) and " " in value.strip():
        yield place, value


def _run_together(text: str) -> str:
    return "".join(text.split()).casefold()


@cache
def _documents() -> dict[str, tuple[str, Any]]:
    views = edition_of(overlay({}), Audience.INTERNAL, numbers=NUMBERS).views
    return {view.id: (view.kind, view.data) for view in views if view.template}


@pytest.mark.parametrize("document", sorted(_documents()))
def test_every_text_of_a_document_is_read_again_from_its_print(document: str) -> None:
    kind, data = _documents()[document]
    said = _run_together(text(pdf_of(document), "-raw"))
    wanted = {
        (place, words)
        for place, words in _texts(data, kind)
        if not any(fnmatch(place, pattern) for pattern in NOT_ON_THE_FORM)
    }
    assert len(wanted) > 3
    assert [entry for entry in sorted(wanted) if _run_together(entry[1]) not in said] == []


def _pages(data: bytes) -> Iterator[list[_Word]]:
    """The places of the words on each page, in points from its top left corner."""
    command = ["pdftotext", "-bbox", "-", "-"]
    found = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    for page in found.split("<page ")[1:]:
        places = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"', page)
        yield [_Word(*map(float, place)) for place in places]


@pytest.mark.parametrize("audience", list(Audience))
def test_no_word_stands_outside_the_margins(audience: Audience) -> None:
    """The foot of a page reaches from its left margin to its right one: nothing above it goes further."""
    for path, data in pressed(audience).files.items():
        for number, words in enumerate(_pages(data), 1):
            lowest = max(word.top for word in words)
            foot = [word for word in words if abs(word.top - lowest) < 3]
            left, right = min(w.left for w in foot), max(w.right for w in foot)
            outside = [w for w in words if w.left < left - 1 or w.right > right + 1]
            assert outside == [], (path, number)


# --- A validator's word -----------------------------------------------------------------------------


@pytest.mark.parametrize("audience", list(Audience))
def test_an_independent_validator_finds_every_print_conformant(audience: Audience) -> None:
    for path, data in pressed(audience).files.items():
        assert nonconformities(data) == [], path


def test_the_validator_finds_what_is_taken_away() -> None:
    data = pdf_of("pk-2026-kabag-rbak")
    with opened(data) as pdf:
        del pdf.Root.MarkInfo
        pdf.save(changed := io.BytesIO())
    found = nonconformities(changed.getvalue())
    assert {rule.split("-")[0] for rule, _ in found} == {"PDFA3A", "PDFUA1"}
