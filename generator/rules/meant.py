"""What documents mean in spite of a misspelt key, so that one slip gives one message.

A key that the form does not know stands for the field whose name it resembles and that is not there.
The slip itself is reported (`unknown_key`); without this, every rule that misses the field would
report it once more, in other documents too.
"""

from __future__ import annotations

from dataclasses import replace

from generator.load.faults import UNKNOWN, slips
from generator.rules.context import Context


def meant(context: Context) -> Context:
    """The context for rules: misspelt keys count as what they stand for; faults are those of the files."""
    wrong = {breach.source.path for breach in context.breaches(UNKNOWN)}
    if not wrong:
        return context
    documents = []
    for document in context.corpus.documents:
        found = {}
        if document.path in wrong:
            found = slips(context.faults(document), document.source.data, document.form)
        documents.append(document.respelled(found) if found else document)
    return replace(context, corpus=replace(context.corpus, documents=tuple(documents)))
