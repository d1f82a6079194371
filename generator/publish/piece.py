"""Pieces of sentences: the sheet's own words, and values that must show literally wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.report.text import visible

LONGEST = 400
"""Characters of a value that are shown; a longer one is cut around what differs."""

_PLAIN = re.compile(r"(?:[^\W_]|[ ,;()%./'\"–-]|&(?= ))*")
_START = re.compile(r"[^\W_]")
LINKED = re.compile(r"www\.|\b[0-9a-fA-F]{7,}\b|\bGH-\d", re.IGNORECASE)
"""What a forge makes a link of without any mark."""

_WORD = re.compile(r"[a-zA-Z]+(?: [a-zA-Z]+)*")

_TAME = re.compile(r"[\"“(]*[^\W_](?:[^\W_]|[,;()%./–-])*[\"”).,;:]*")
_ENDS = ").,;"
"""Marks that end a word and mean nothing to a forge."""


class Piece(NamedTuple):
    """A part of a sentence: the sheet's own words, or a value that somebody wrote.

    `quoted`: in quotation marks; `named`: it reads like the sheet's own words, as a title, a name or
    part of a message does.
    """

    text: str
    quoted: bool = False
    named: bool = False


Sentence = tuple[Piece, ...]


def markdown(piece: Piece) -> str:
    """A piece in a comment: a value that could mean anything to a forge stands in a code span."""
    if not (piece.quoted or piece.named):
        return piece.text
    text = " ".join(piece.text.split())
    starts = piece.named or _START.match(text)
    if starts and _PLAIN.fullmatch(text) and not LINKED.search(text):
        return f"“{text}”" if piece.quoted else text
    ticks = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    margin = " " if text[:1] in ("`", "") or text[-1:] == "`" else ""
    return f"{ticks}{margin}{text}{margin}{ticks}"


def guarded(text: str) -> str:
    """A sentence in a comment: words that could mean anything to a forge stand in code spans."""
    out: list[str] = []
    wild: list[str] = []
    for word in [*visible(text).split(), ""]:
        if word and not (_TAME.fullmatch(word) and not LINKED.search(word)):
            wild.append(word)
            continue
        if wild:
            whole = " ".join(wild)
            start = len(whole) - len(whole.lstrip("("))
            core = whole[start:].rstrip(_ENDS)
            ends = whole[start + len(core) :]
            shown = markdown(Piece(core, quoted=True)) if core else ""
            out.append(f"{whole[:start]}{shown}{ends}")
            wild = []
        out.append(word)
    return " ".join(out).strip()


def plain(piece: Piece) -> str:
    """A piece in plain text."""
    if not (piece.quoted or piece.named):
        return piece.text
    text = " ".join(piece.text.split())
    return f"“{text}”" if piece.quoted else text


def quote(text: str) -> Piece:
    """A value in quotation marks, cut where it is very long."""
    shown = visible(" ".join(text.split()))
    if len(shown) > LONGEST:
        shown = f"{shown[:LONGEST]}… ({len(shown)} huruf)"
    return Piece(shown, quoted=True)


def name(text: str) -> Piece:
    """A value without quotation marks."""
    return quote(text)._replace(quoted=False, named=True)


def word(text: str) -> Piece:
    """A unit of measurement: a plain word needs no quotation marks."""
    return Piece(text) if _WORD.fullmatch(text) else quote(text)


def lowered(title: str) -> str:
    """A field's title inside a sentence; names of several capitals stay."""
    return title if any(c.isupper() for c in title[1:]) else title[:1].lower() + title[1:]


def capital(sentence: Sentence) -> Sentence:
    """A sentence with a capital letter at its beginning, where that is the sheet's own word."""
    first, rest = sentence[:1], sentence[1:]
    if not first or first[0].quoted:
        return sentence
    if not first[0].text:
        return capital(rest)
    return (first[0]._replace(text=first[0].text[:1].upper() + first[0].text[1:]), *rest)


def loose(text: str) -> Iterator[Piece]:
    """Words of a message, with the spaces around them."""
    if text.strip():
        yield Piece(" " * (text[0] == " "))
        yield name(text)
        yield Piece(" " * (text[-1] == " "))


def joined(parts: Iterable[Sentence], last: str = "dan") -> Sentence:
    """Parts of a list: a, b, dan c; without a last word only commas."""
    given = list(parts)
    found: Sentence = ()
    for left, part in zip(range(len(given), 0, -1), given, strict=True):
        if left < len(given):
            comma = "," if left > 1 or len(given) > 2 or not last else ""
            found += (Piece(f"{comma} {last} " if left == 1 and last else f"{comma} "),)
        found += part
    return found


def cut(old: str, new: str) -> tuple[Sentence, Sentence]:
    """Two long texts from shortly before where they begin to differ."""
    one, other = visible(old), visible(new)
    if max(len(one), len(other)) <= LONGEST:
        return (Piece(one, quoted=True),), (Piece(other, quoted=True),)
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    start = max((min(len(one), len(other)) if same is None else same) - 40, 0)
    mark = "…" if start else ""
    return (quote(mark + one[start:]),), (quote(mark + other[start:]),)
