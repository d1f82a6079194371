"""Whole documents and list items in a few sentences; what is left out is counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.publish.piece import Piece, Sentence, joined, lowered, quote
from generator.publish.values import bare, told, value
from generator.review.change import Listing, Outline, Told

MOST_ITEMS = 4
MOST_FIELDS = 4
SHORT = 60
"""Characters of a minor value that is still told."""


def document_lines(outline: Outline) -> Iterator[tuple[Sentence, int]]:
    """A new document: its fields, its lists, and what else it says; each with the values that it tells."""
    known = 0
    for sentence, leaves in _major(outline):
        known += leaves
        yield sentence, leaves
    short = [field for field in outline.minor if _is_short(field)][:MOST_FIELDS]
    left = outline.leaves - known
    rest = left - sum(field.leaves for field in short)
    parts: list[Sentence] = [told([field]) for field in short]
    if rest:
        parts.append((Piece(f"{rest} isian lain"),))
    if parts:
        yield (Piece("Selain itu " if known else "Isinya "), *joined(parts)), left


def _major(outline: Outline) -> Iterator[tuple[Sentence, int]]:
    if outline.fields:
        yield told(outline.fields), sum(field.leaves for field in outline.fields)
    for listing in outline.lists:
        if listing.each:
            yield from _each(listing)
        else:
            yield tuple(_list(listing)), _learned_of(listing)


def learned(outline: Outline) -> int:
    """How many values a reader learns from an outline's name, fields and lists."""
    named = bool(outline.called) + sum(field.leaves for field in outline.fields)
    return named + sum(map(_learned_of, outline.lists))


def _learned_of(listing: Listing) -> int:
    return listing.leaves + sum(map(learned, listing.items[:MOST_ITEMS]))


def _each(listing: Listing) -> Iterator[tuple[Sentence, int]]:
    for item in listing.items[:MOST_ITEMS]:
        yield (Piece(f"{listing.title} "), quote(item.called), *_inside(item)), learned(item)
    left = listing.items[MOST_ITEMS:]
    if left:
        yield (Piece(f"{len(left)} {lowered(listing.title)} lain"),), 0


def _inside(item: Outline) -> Iterator[Piece]:
    """What matters of an item after its name."""
    if item.fields:
        yield Piece(", ")
        yield from told(item.fields)
    for listing in item.lists:
        yield Piece(", dengan ")
        yield from _list(listing)


def _list(listing: Listing) -> Iterator[Piece]:
    """A list in one sentence."""
    if listing.kinds or listing.status:
        yield Piece(f"{listing.count} dokumen {listing.status or lowered(listing.title)}")
        if listing.kinds:
            yield Piece(f" ({', '.join(f'{count} {kind}' for kind, count in listing.kinds)})")
        return
    yield Piece(f"{listing.count} {lowered(listing.title)}")
    if listing.amount:
        yield Piece(" senilai ")
        yield from value(listing.amount)
    if listing.items:
        yield Piece(", yaitu ")
        yield from joined(_items(listing.items))


def _items(items: tuple[Outline, ...]) -> Iterator[Sentence]:
    for item in items[:MOST_ITEMS]:
        fields = (Piece(" "), *bare(item.fields)) if item.fields else ()
        yield (quote(item.called), *fields)
    if len(items) > MOST_ITEMS:
        yield (Piece(f"{len(items) - MOST_ITEMS} lainnya"),)


def brief(outline: Outline) -> Iterator[Piece]:
    """What matters of an item that was added or removed, in brackets."""
    parts: list[Sentence] = [told(outline.fields)] if outline.fields else []
    parts += [tuple(_list(listing)) for listing in outline.lists]
    short = [field for field in outline.minor if _is_short(field)][:MOST_FIELDS]
    if not parts and short:
        parts.append(told(short))
    else:
        short = []
    rest = outline.leaves - learned(outline) - sum(field.leaves for field in short)
    if rest > 0:
        parts.append((Piece(f"{rest} isian lain"),))
    if parts:
        yield Piece(" (")
        yield from joined(parts)
        yield Piece(")")


def _is_short(field: Told) -> bool:
    return sum(len(piece.text) for piece in told([field])) <= SHORT


def counts(lists: Iterable[Listing]) -> Sentence:
    """How many items the lists of a document have."""
    return joined((Piece(f"{listing.count} {lowered(listing.title)}"),) for listing in lists)
