"""Values of a decision sheet in words: numbers, money, dates, people, targets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from generator.publish.format import day, moment, number, rupiah
from generator.publish.piece import Piece, Sentence, cut, lowered, name, quote, word
from generator.review.change import Shown, Sort, Told

_WRITERS: dict[Sort, Callable[[Any], str]] = {
    Sort.NUMBER: number,
    Sort.MONEY: rupiah,
    Sort.DATE: day,
    Sort.MOMENT: moment,
    Sort.FLAG: lambda value: "ya" if value else "tidak",
}


def value(shown: Shown) -> Iterator[Piece]:
    """A value as pieces."""
    match shown.sort:
        case Sort.PARTS:
            yield from _parts(shown.parts) if shown.parts else (Piece("(kosong)"),)
        case Sort.PARTY:
            yield quote(str(shown.value))
            yield Piece(" (")
            yield from _parts(shown.parts)
            yield Piece(")")
        case Sort.TARGET:
            yield from _target(shown)
        case Sort.SEAL:
            yield Piece("sidik isi yang dibuat program")
        case Sort.DATE | Sort.MOMENT:
            written = _WRITERS[shown.sort](shown.value)
            yield quote(written) if written == shown.value else Piece(written)
        case Sort.WORD:
            yield name(str(shown.value))
        case Sort.PLAIN:
            yield Piece(str(shown.value))
        case sort if sort in _WRITERS and not isinstance(shown.value, str):
            yield Piece(_WRITERS[sort](shown.value))
        case _:
            yield quote(str(shown.value))


def _target(shown: Shown) -> Iterator[Piece]:
    """The figure with its unit, what else is said of it in brackets."""
    if shown.value is not None:
        yield Piece(number(shown.value))
    elif shown.parts:
        yield from value(shown.parts[0][1])
    if shown.unit:
        yield Piece(" ")
        yield word(shown.unit)
    rest = shown.parts[shown.value is None :]
    if rest:
        yield Piece(" (")
        yield from _parts(rest)
        yield Piece(")")


def _parts(parts: Iterable[tuple[str, Shown]]) -> Iterator[Piece]:
    for position, (title, part) in enumerate(parts):
        yield Piece(f"{', ' if position else ''}{lowered(title)}{' ' if title else ''}")
        grouped = part.sort is Sort.PARTS
        yield Piece("(" * grouped)
        yield from value(part)
        yield Piece(")" * grouped)


def bare(fields: Iterable[Told]) -> Sentence:
    """The same where a target or an amount needs no title."""
    clear = (Sort.TARGET, Sort.MONEY)
    return told(replace(f, title="") if f.shown.sort in clear else f for f in fields)


def told(fields: Iterable[Told]) -> Sentence:
    """Fields of an outline with their titles, and commas between them."""
    parts = [(field.title, field.shown) for field in fields]
    return tuple(_parts(parts))


def turned(old: Shown, new: Shown) -> Iterator[Piece]:
    """How one value became another."""
    rise = rising(old, new)
    yield Piece({1: " naik dari ", -1: " turun dari ", 0: " berubah dari "}[rise])
    one, other = tuple(value(old)), tuple(value(new))
    after: Sentence = ()
    if one == other:
        one, other = (quote(repr(old.value)),), (quote(repr(new.value)),)
    elif Sort.TEXT is old.sort is new.sort:
        one, other = cut(str(old.value), str(new.value))
    elif rise and old.unit == new.unit and old.sort is Sort.TARGET:
        one = (Piece(number(old.value)), *_besides(old, new))
        if old.parts == new.parts:
            other = tuple(value(Shown(Sort.TARGET, new.value, unit=new.unit)))
            after = tuple(_kept(new))
    yield from one
    yield Piece(" menjadi ")
    yield from other
    yield from after


def _besides(old: Shown, new: Shown) -> Iterator[Piece]:
    """What else was said of a target, where it is another now."""
    if old.parts and old.parts != new.parts:
        yield Piece(" (")
        yield from _parts(old.parts)
        yield Piece(")")


def _kept(shown: Shown) -> Iterator[Piece]:
    """What else is said of a target and did not change with its figure."""
    for position, (title, part) in enumerate(shown.parts):
        yield Piece(f"{', sedangkan ' if not position else ', '}{lowered(title)} masih tertulis ")
        yield from value(part)


def rising(old: Shown, new: Shown) -> int:
    """1 for a number that rose, -1 for one that fell, 0 where neither can be said."""
    one, other = old.value, new.value
    if old.sort is not new.sort or old.sort not in (Sort.NUMBER, Sort.MONEY, Sort.TARGET):
        return 0
    if not isinstance(one, int | float) or not isinstance(other, int | float):
        return 0
    return (other > one) - (other < one) if old.unit == new.unit else 0
