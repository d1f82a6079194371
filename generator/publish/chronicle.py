"""A document's change history in sentences, for its page and for the appendix of its print."""

from __future__ import annotations

from dataclasses import dataclass

from generator.publish.piece import Sentence
from generator.publish.sentences import lines
from generator.review.history import History, Version

MOST_LINES = 12
"""Sentences of a version that are shown at once; the others open on demand."""


@dataclass(frozen=True)
class Entry:
    """A version with its sentences: those shown at once, and the others."""

    version: Version
    sentences: tuple[Sentence, ...]
    others: tuple[Sentence, ...]


@dataclass(frozen=True)
class Chronicle:
    """The versions of a document, newest first, and whether older ones are left out."""

    entries: tuple[Entry, ...]
    cut: bool


def told(history: History) -> Chronicle:
    """A history in sentences."""
    return Chronicle(tuple(map(_entry, history.versions)), history.cut)


def _entry(version: Version) -> Entry:
    sentences = tuple(line.sentence for line in lines(version.changes))
    shown = MOST_LINES if len(sentences) > MOST_LINES + 1 else len(sentences)
    return Entry(version, sentences[:shown], sentences[shown:])
