"""What a form proposes for a field of a new document (`x-saran`): texts to fill in, things to work out.

A text may hold names in braces: `{putaran}`, `{unit}`, `{singkatan}`, `{instansi.tempat}` (a key of the
letterhead), `{/rapat.tanggal}` (another field of the new document, from its root), and what the topic
of the entry adds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, NamedTuple

from generator.load.schema import Schema
from generator.sop.model import Sop

MARK = "x-saran"
TOPICS: Mapping[str, frozenset[str]] = {
    "temuan": frozenset({"kode", "judul", "banyak", "unit"}),
    "unit_kurang": frozenset({"unit", "singkatan", "wajib", "lengkap"}),
    "unit_terlambat": frozenset({"unit", "singkatan", "lama", "langkah"}),
}
"""Subjects of which a sentence is written for each one that there is, with the names it may use."""

_GUESSED = frozenset({"mulai", "selesai", "tanggal", "tugas"})
_COMMON = frozenset({"putaran", "unit", "singkatan"})
_NAME = re.compile(r"\{([^{}]*)\}")
_NUMBER = re.compile(r"[0-9]{1,3}")
_TIME = re.compile(r"(?:[01][0-9]|2[0-3])[.][0-5][0-9]")


class Worked(Enum):
    """Where a proposed value comes from; the value is the key of the entry."""

    TEXT = ""
    DAYS = "hari_kerja"
    LEVEL = "tingkat"
    ROLE = "peran"
    STEPS = "langkah"
    TIME = "jam"
    TOPIC = "pokok"
    UNITS = "setiap_unit"


_BESIDE: Mapping[Worked, frozenset[str]] = {
    Worked.TIME: frozenset({"tanggal"}),
    Worked.TOPIC: frozenset({"kalimat", "kode"}),
}


class Entry(NamedTuple):
    """One proposal: where it comes from, its word (a text, an id, a time), and the words beside it."""

    worked: Worked
    word: str
    text: str = ""
    words: tuple[str, ...] = ()


def entries(schema: Schema, sop: Sop) -> tuple[Entry, ...]:
    """The proposals for a field, in order; what is wrong is left out (the form's faults tell of it)."""
    found = map(_entry, _items(schema))
    return tuple(e for e in found if e is not None and not any(_word_faults(e, sop)))


def _items(schema: Schema) -> list[Any]:
    given = schema.get(MARK, [])
    return given if isinstance(given, list) else [given]


def is_proposal(schema: Schema) -> bool:
    """Whether what a field is filled with is only a proposal, which a person must confirm."""
    return MARK in schema or schema.get("x-konsep") in _GUESSED


def _entry(given: Any) -> Entry | None:
    if isinstance(given, str):
        return Entry(Worked.TEXT, "", given)
    if not isinstance(given, dict):
        return None
    worked = next((w for w in Worked if w.value and w.value in given), None)
    if worked is None or set(given) - {worked.value} - _BESIDE.get(worked, frozenset()):
        return None
    word = given[worked.value]
    words = tuple(map(str, word)) if isinstance(word, list) else (str(word),)
    if worked is Worked.TOPIC:
        codes = tuple(map(str, given.get("kode", ())))
        return Entry(worked, str(word), str(given.get("kalimat", "")), codes)
    return Entry(worked, str(word), str(given.get("tanggal", "")), words)


def fill(text: str, names: Mapping[str, str]) -> str | None:
    """A text with its names replaced; None when one of them is not known."""
    if any(not names.get(name) for name in asked(text)):
        return None
    return _NAME.sub(lambda found: names[found[1]], text)


def asked(text: str) -> list[str]:
    """The names that a text asks for."""
    return _NAME.findall(text)


def faults(inner: Schema, root: Schema, sop: Sop) -> Iterator[tuple[str, str]]:
    """Sentence and remedy for each proposal that cannot be worked out."""
    for item in _items(inner):
        entry = _entry(item)
        if entry is None:
            keys = ", ".join(w.value for w in Worked if w.value)
            yield f"{MARK} ini tidak dikenal", f"tulis teks, atau salah satu dari: {keys}"
            continue
        wrong = list(_word_faults(entry, sop))
        if wrong:
            yield from wrong
            continue
        for name in [entry.text] if entry.worked is Worked.TIME else asked(entry.text):
            if not _is_known(name, entry, root, sop):
                yield f'{MARK} menyebut "{{{name}}}" yang tidak ada', "pilih nama yang dikenal"


def _word_faults(entry: Entry, sop: Sop) -> Iterator[tuple[str, str]]:
    known: Mapping[Worked, tuple[str, list[str]]] = {
        Worked.LEVEL: ("tingkat", list(sop.organisation.levels)),
        Worked.ROLE: ("peran", list(sop.roles)),
        Worked.STEPS: ("langkah", [str(number) for number in sop.steps]),
        Worked.TOPIC: ("pokok", list(TOPICS)),
        Worked.UNITS: (
            "golongan unit",
            list(dict.fromkeys(u.group for u in sop.organisation.units.values())),
        ),
    }
    what, choices = known.get(entry.worked, ("", []))
    words = (entry.word,) if entry.worked is Worked.TOPIC else entry.words
    for word in words if what else ():
        if word not in choices:
            yield f'{MARK} menyebut {what} "{word}" yang tidak ada', f"pilih: {', '.join(choices)}"
    if entry.worked is Worked.DAYS and not _NUMBER.fullmatch(entry.word):
        yield f"{MARK}: hari_kerja harus banyaknya hari", "tulis angka, misalnya 2"
    if entry.worked is Worked.TIME and not _TIME.fullmatch(entry.word):
        yield f"{MARK}: jam harus ditulis seperti 09.00", "betulkan jamnya"


def _is_known(name: str, entry: Entry, root: Schema, sop: Sop) -> bool:
    if name.startswith("/"):
        here: Any = root
        for part in name[1:].split("."):
            here = here.get("properties", {}).get(part, {})
        return bool(here)
    if name.startswith("instansi."):
        return name.removeprefix("instansi.") in sop.organisation.letterhead
    # A text may stand in an item of the list of missing units, where that topic's names are known.
    topic = "unit_kurang" if entry.worked is Worked.TEXT else entry.word
    return name in _COMMON | TOPICS.get(topic, frozenset())
