"""The decision sheet: changes as Indonesian sentences for who must decide, never YAML.

A sentence is a row of pieces; own words and values stay apart, so that every form of the sheet can
show a value exactly as it is and nothing in it can act.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from generator.publish.format import day, moment, number, rupiah
from generator.publish.render import Templates
from generator.report.text import visible
from generator.review.change import Change, Changes, DocumentChange, Shown, Sort, Verb, Weight

LONGEST = 400
"""Characters of a value that are shown; a longer one is cut around what differs."""
MOST_PIECES = 240
MOST_BYTES = 60_000
"""A comment on a forge may hold 65,536 characters."""

_TEMPLATES = {"md": "lembar.md.j2", "html": "lembar.html.j2", "text": "lembar.txt.j2"}
_WRITERS: dict[Sort, Callable[[Any], str]] = {
    Sort.NUMBER: number,
    Sort.MONEY: rupiah,
    Sort.DATE: day,
    Sort.MOMENT: moment,
    Sort.FLAG: lambda value: "ya" if value else "tidak",
}
_TALLY = {
    Weight.LOWERED: "target melonggar atau hilang",
    Weight.REMOVED: "dokumen, sasaran, atau indikator hilang",
    Weight.PARTY: "perubahan orang atau jabatan",
    Weight.MONEY: "perubahan anggaran",
    Weight.DATE: "perubahan tanggal",
    Weight.TARGET: "perubahan target lain",
    Weight.STAGE: "perubahan target bertahap",
    Weight.TEXT: "perubahan isian lain",
    Weight.ADDITION: "hal yang ditambahkan",
}
_PLAIN = re.compile(r"[^\W_](?:[^\W_]|[ ,;()%.–-])*")
_LINKED = re.compile(r"www\.|\b[0-9a-fA-F]{7,}\b|\bGH-\d", re.IGNORECASE)


class Piece(NamedTuple):
    """A part of a sentence. `quoted`: a value that somebody wrote; otherwise the sheet's own words."""

    text: str
    quoted: bool = False


Sentence = tuple[Piece, ...]


def sheet(
    changes: Changes, form: str, root: Path | None = None, title: str = "Lembar keputusan"
) -> str:
    """The decision sheet in a form: md, html or text."""
    templates = Templates(root, {"tulis": markdown, "polos": plain})
    most = None if form != "md" else 1000
    while True:
        text = templates.render(
            f"forge/{_TEMPLATES[form]}", judul=title, lembar=_view(changes, most)
        )
        if most is None or most <= 1 or len(text.encode()) <= MOST_BYTES:
            return text
        most //= 2


def markdown(piece: Piece) -> str:
    """A piece in a comment: a value that could mean anything to a forge stands in a code span."""
    if not piece.quoted:
        return piece.text
    text = " ".join(piece.text.split())
    if _PLAIN.fullmatch(text) and not _LINKED.search(text):
        return f"“{text}”"
    ticks = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    margin = " " if text[:1] in ("`", "") or text[-1:] == "`" else ""
    return f"{ticks}{margin}{text}{margin}{ticks}"


def plain(piece: Piece) -> str:
    """A piece in plain text."""
    return f"“{' '.join(piece.text.split())}”" if piece.quoted else piece.text


def _view(changes: Changes, most: int | None) -> dict[str, Any]:
    documents = [_section(document, most) for document in changes.documents]
    return {
        "ringkasan": list(_summary(changes)) if changes.documents else [],
        "dokumen": documents if most is None else documents[:most],
        "sisa": 0 if most is None else max(len(documents) - most, 0),
        "aturan": changes.rules,
        "asing": changes.strangers,
    }


def _summary(changes: Changes) -> Iterator[str]:
    verbs = Counter(document.verb for document in changes.documents)
    words = {Verb.CHANGED: "berubah", Verb.ADDED: "baru", Verb.REMOVED: "dihapus"}
    yield ", ".join(f"{verbs[verb]} dokumen {word}" for verb, word in words.items() if verbs[verb])
    weights = Counter(c.weight for document in changes.documents for c in document.changes)
    yield ", ".join(
        f"{weights[weight]} {word}" for weight, word in _TALLY.items() if weights[weight]
    )


def _section(document: DocumentChange, most: int | None) -> dict[str, Any]:
    sentences = [s for change in document.changes for s in _sentences(change)]
    shown = sentences if most is None else sentences[:most]
    counts = [(document.errors, "galat"), (document.warnings, "peringatan")]
    return {
        "judul": _quote(document.title),
        "kalimat": [_limited(sentence) for sentence in shown],
        "sisa": len(sentences) - len(shown),
        "keadaan": document.state,
        "dinilai": document.verb is not Verb.REMOVED,
        "jumlah": " dan ".join(f"{count} {word}" for count, word in counts if count),
        "temuan": document.missing,
    }


def _limited(sentence: Sentence) -> Sentence:
    if len(sentence) <= MOST_PIECES:
        return sentence
    return (*sentence[:MOST_PIECES], Piece(", dan seterusnya"))


def _sentences(change: Change) -> Iterator[Sentence]:
    whole = not change.titles and not change.within
    effect = tuple(_effect(change.affected))
    match change.verb:
        case Verb.ADDED if whole:
            yield (Piece("Dokumen baru dengan isi sebagai berikut."),)
            for name, part in change.new.parts if change.new else ():
                yield (Piece(f"{name}: "), *_value(part))
        case Verb.REMOVED if whole:
            yield (Piece("Dokumen ini dihapus"), *effect)
        case Verb.MOVED:
            yield (Piece("Dokumen ini dipindahkan ke tempat lain"),)
        case Verb.BROKEN:
            yield (Piece("Isi dokumen ini tidak dapat dibaca, jadi tidak dapat dibandingkan"),)
        case Verb.ORDERED:
            yield (Piece("Urutan "), *_subject(change), Piece(" diubah"))
        case _:
            yield (*_subject(change), *_what(change), *effect)


def _subject(change: Change) -> Iterator[Piece]:
    """Which field of which item, the innermost first."""
    within = list(reversed(change.within))
    if change.titles:
        yield Piece(": ".join(change.titles))
        if within and change.weight in (Weight.LOWERED, Weight.TARGET):
            yield Piece(" ")
            yield _quote(within[0][1])
            return
        if within and change.titles == within[0][:1]:
            yield Piece(" ")
            yield _quote(within.pop(0)[1])
        if within:
            yield Piece(" pada ")
    for position, (name, label) in enumerate(within):
        yield Piece(f"{', ' if position else ''}{name} ")
        yield _quote(label)


def _what(change: Change) -> Iterator[Piece]:
    old, new = change.old, change.new
    if old is not None and new is not None:
        yield from _turned(change, old, new)
    elif new is not None:
        yield Piece(" diisi: " if change.titles else " ditambahkan: ")
        yield from _value(new)
    elif old is not None:
        yield Piece(" dihapus; sebelumnya ")
        yield from _value(old)


def _turned(change: Change, old: Shown, new: Shown) -> Iterator[Piece]:
    rise = _rise(old, new)
    word = {1: " naik dari ", -1: " turun dari ", 0: " berubah dari "}[rise]
    yield Piece(word)
    one, other = tuple(_value(old)), tuple(_value(new))
    if one == other:
        one, other = (_quote(repr(old.value)),), (_quote(repr(new.value)),)
    elif len(one) == len(other) == 1 and one[0].quoted and other[0].quoted:
        one, other = _cut(str(old.value), str(new.value))
    elif rise and old.unit and old.unit == new.unit and old.sort is not Sort.PARTS:
        one = one[:1]
    yield from one
    yield Piece(" menjadi ")
    yield from other
    if change.weight is Weight.LOWERED and rise > 0:
        yield Piece(", padahal makin kecil makin baik")


def _rise(old: Shown, new: Shown) -> int:
    one, other = old.value, new.value
    if old.sort is not new.sort or old.sort not in (Sort.NUMBER, Sort.MONEY, Sort.PARTS):
        return 0
    if not isinstance(one, int | float) or not isinstance(other, int | float):
        return 0
    return (other > one) - (other < one) if old.unit == new.unit else 0


def _effect(affected: Iterable[tuple[str, int]]) -> Iterator[Piece]:
    told = ", ".join(f"{count} {kind}" for kind, count in affected)
    if told:
        yield Piece(f"; {told} turunan terdampak")


def _value(shown: Shown) -> Iterator[Piece]:
    """A value as pieces."""
    if shown.sort is Sort.PARTS:
        yield from _parts(shown)
    elif shown.sort in _WRITERS and not isinstance(shown.value, str):
        yield Piece(_WRITERS[shown.sort](shown.value))
    elif shown.sort in (Sort.DATE, Sort.MOMENT):
        written = _WRITERS[shown.sort](shown.value)
        yield _quote(written) if written == shown.value else Piece(written)
    elif shown.sort is Sort.PLAIN:
        yield Piece(str(shown.value))
    else:
        yield _quote(str(shown.value))
    if shown.unit and shown.sort is not Sort.PARTS:
        yield Piece(" ")
        yield _unit(shown.unit)


def _parts(shown: Shown) -> Iterator[Piece]:
    if not shown.parts:
        yield Piece("(kosong)")
    for position, (name, part) in enumerate(shown.parts):
        yield Piece(f"{', ' if position else ''}{name}{' ' if name else ''}")
        if part.sort is Sort.PARTS:
            yield Piece("(")
        yield from _value(part)
        if part.sort is Sort.PARTS:
            yield Piece(")")


def _unit(text: str) -> Piece:
    """A unit of measurement: a plain word needs no quotation marks."""
    return Piece(text) if re.fullmatch(r"[a-zA-Z]+(?: [a-zA-Z]+)*", text) else _quote(text)


def _quote(text: str) -> Piece:
    shown = visible(" ".join(text.split()))
    if len(shown) > LONGEST:
        shown = f"{shown[:LONGEST]}… ({len(shown)} huruf)"
    return Piece(shown, quoted=True)


def _cut(old: str, new: str) -> tuple[Sentence, Sentence]:
    """Two long texts from shortly before where they begin to differ."""
    one, other = visible(old), visible(new)
    if max(len(one), len(other)) <= LONGEST:
        return (Piece(one, quoted=True),), (Piece(other, quoted=True),)
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    start = max((min(len(one), len(other)) if same is None else same) - 40, 0)
    mark = "…" if start else ""
    return (_quote(mark + one[start:]),), (_quote(mark + other[start:]),)
