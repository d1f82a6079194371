"""Changes as sentences, each with its weight and the number of values that it tells of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.publish.outlines import brief, document_lines
from generator.publish.piece import Piece, Sentence, capital, joined, lowered, quote
from generator.publish.values import rising, turned, value
from generator.review.change import Change, Shown, Sort, Verb, Weight

MOST_NAMES = 3
MOST_LETTERS = 2000


@dataclass(frozen=True)
class Line:
    """One sentence of a sheet."""

    sentence: Sentence
    weight: Weight
    leaves: int


def lines(changes: Iterable[Change]) -> list[Line]:
    """The sentences of a document's changes, in their order; what belongs together in one."""
    found: list[Line] = []
    for change, sentence, leaves in _sentences(changes):
        found.append(Line(_limited(capital(sentence)), change.weight, leaves))
    return found


def _limited(sentence: Sentence) -> Sentence:
    """A sentence that ends before it is too long for a sheet."""
    size = 0
    for position, piece in enumerate(sentence):
        size += len(piece.text)
        if size > MOST_LETTERS:
            return (*sentence[:position], Piece(", dan seterusnya"))
    return sentence


def _sentences(changes: Iterable[Change]) -> Iterator[tuple[Change, Sentence, int]]:
    groups: dict[Any, list[Change]] = {}
    for position, change in enumerate(changes):
        groups.setdefault(_key(change) or position, []).append(change)
    for group in groups.values():
        first, leaves = group[0], sum(change.leaves for change in group)
        whole = not first.titles and not first.within
        if first.verb is Verb.ADDED and whole and first.outline:
            for sentence, count in document_lines(first.outline):
                yield first, sentence, count
        elif _is_seal(first):
            yield first, tuple(_resealed(group)), leaves
        elif len(group) == 1 or (first.outline and len(group) <= MOST_NAMES and first.within):
            for change in group:
                yield change, tuple(one(change)), change.leaves
        elif first.outline:
            yield first, tuple(_many(group)), leaves
        else:
            yield first, tuple(_together(group)), leaves


def _key(change: Change) -> Any:
    """What changes must share to be told in one sentence; None for those that stand alone."""
    if _is_seal(change):
        return ("seal", change.within[:-1], change.within[-1][0])
    if change.verb not in (Verb.ADDED, Verb.REMOVED, Verb.CHANGED) or change.affected:
        return None
    if change.outline and change.within and not change.titles:
        return (change.verb, change.weight, change.within[:-1], change.within[-1][0])
    if change.outline and change.titles:
        return (change.verb, change.weight, change.within, change.titles)
    if len(change.titles) > 1:
        return (change.weight, change.within, change.titles[:-1])
    return None


def _is_seal(change: Change) -> bool:
    both = change.old and change.new and change.within
    return bool(both and change.old and change.old.sort is Sort.SEAL)


def one(change: Change) -> Iterator[Piece]:
    """One change as a sentence."""
    whole = not change.titles and not change.within
    effect = tuple(_effect(change.affected))
    match change.verb:
        case Verb.REMOVED if whole:
            yield Piece(f"Dokumen ini dihapus beserta {change.leaves} isiannya")
        case Verb.MOVED:
            yield Piece("Dokumen ini dipindahkan ke tempat lain")
        case Verb.BROKEN:
            yield Piece("Isi dokumen ini tidak dapat dibaca, jadi tidak dapat dibandingkan")
        case Verb.ORDERED:
            yield Piece("urutan ")
            yield from _subject(change)
            yield Piece(" diubah")
        case _:
            yield from _subject(change)
            yield from _what(change)
    yield from effect


def _subject(change: Change, titles: tuple[str, ...] | None = None) -> Iterator[Piece]:
    """Which field of which item, the innermost first."""
    names = change.titles if titles is None else titles
    within = list(reversed(change.within))[:2]
    if names:
        yield Piece(" pada ".join(map(lowered, _innermost(names))))
        if within and change.weight in (Weight.LOWERED, Weight.TARGET):
            yield Piece(" ")
            yield quote(within[0][1])
            return
        if within and names == within[0][:1]:
            yield Piece(" ")
            yield quote(within.pop(0)[1])
        if within:
            yield Piece(" pada ")
    link = ", " if names else " pada "
    for position, (title, label) in enumerate(within):
        yield Piece(f"{link if position else ''}{lowered(title)} ")
        yield quote(label)


def _innermost(titles: tuple[str, ...]) -> Iterator[str]:
    """Titles from the inside out, without those that the one inside them repeats."""
    inner = ""
    for title in reversed(titles):
        if not inner.startswith(title):
            yield title
            inner = title


def _what(change: Change) -> Iterator[Piece]:
    old, new = change.old, change.new
    if change.outline:
        added = change.verb is Verb.ADDED
        if change.titles:
            yield Piece(" ditambah " if added else " dikurangi ")
            yield quote(change.outline.called)
            return
        yield Piece(" ditambahkan" if added else " dihapus")
        yield from brief(change.outline)
    elif old is not None and new is not None:
        yield from turned(old, new)
        if change.weight is Weight.LOWERED and rising(old, new) > 0:
            yield Piece(", padahal makin kecil makin baik")
    else:
        yield from _given(old, new)


def _given(old: Shown | None, new: Shown | None) -> Iterator[Piece]:
    """A value that was not there, or is no longer."""
    if new is not None:
        yield Piece(" kini terisi ")
        yield from value(new)
    elif old is not None:
        yield Piece(" dikosongkan, sebelumnya ")
        yield from value(old)


def _together(group: list[Change]) -> Iterator[Piece]:
    """Several fields of one group of fields."""
    yield from _subject(group[0], group[0].titles[:-1])
    yield Piece(" berubah, ")
    yield from joined((Piece(lowered(change.titles[-1])), *_what(change)) for change in group)


def _many(group: list[Change]) -> Iterator[Piece]:
    """Several items of one list, the first of them by name."""
    first = group[0]
    added = first.verb is Verb.ADDED
    outer = list(reversed(first.within if first.titles else first.within[:-1]))[:1]
    title = first.titles[-1] if first.titles else first.within[-1][0]
    yield Piece(f"{title} ")
    for name, label in outer:
        yield Piece(f"pada {lowered(name)} ")
        yield quote(label)
        yield Piece(" ")
    yield Piece(f"{'bertambah' if added else 'berkurang'} {len(group)}, yaitu ")
    labels = [c.outline.called if c.outline else "" for c in group]
    yield from _named(labels)


def _named(labels: list[str]) -> Sentence:
    """Names, the first of them in full."""
    shown: list[Sentence] = [(quote(label),) for label in labels[:MOST_NAMES]]
    if len(labels) > MOST_NAMES:
        shown.append((Piece(f"{len(labels) - MOST_NAMES} lainnya"),))
    return joined(shown)


def _resealed(group: list[Change]) -> Iterator[Piece]:
    """Listed documents whose digest was renewed."""
    yield Piece(f"{lowered(group[0].within[-1][0])} memuat isi terbaru ")
    yield from _named([change.within[-1][1] for change in group])


def _effect(affected: Iterable[tuple[str, int]]) -> Iterator[Piece]:
    parts: list[Sentence] = [(Piece(f"{count} {kind}"),) for kind, count in affected]
    if parts:
        yield Piece("; ")
        yield from joined(parts)
        yield Piece(" turunan terdampak")
