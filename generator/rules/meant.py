"""What documents mean in spite of a slip in a key or a number, so that one slip gives one message.

A key that the form does not know stands for the field whose name it resembles and that is not there;
of a number that a decimal comma cut, both parts count. The slip itself is reported (`unknown_key`);
without this, every rule that misses the field would report it once more, in other documents too.
"""

from __future__ import annotations

from dataclasses import replace

from generator.load.corpus import Document
from generator.load.faults import CUT, UNKNOWN, slips
from generator.rules.context import Context


def meant(context: Context) -> Context:
    """The context for rules: slips count as what they stand for; faults are those of the files."""
    wrong = {breach.source.path for breach in context.breaches(UNKNOWN, CUT)}
    if not wrong:
        return context
    documents = tuple(
        _meant(context, document) if document.path in wrong else document
        for document in context.corpus.documents
    )
    return replace(context, corpus=replace(context.corpus, documents=documents))


def _meant(context: Context, document: Document) -> Document:
    faults = context.faults(document)
    return document.respelled(slips(faults, document.source.data, document.form))
