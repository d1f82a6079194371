"""What a proposal's evidence signs anew: who approves the proposal approves those documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.load.corpus import Document
from generator.rules.context import Context


def newly_signed(
    base: Context, joint: Context, pairs: Iterable[tuple[Document | None, Document | None]]
) -> Iterator[Document]:
    """The documents that evidence lists at the head and did not list at the base, in its order."""
    for before, after in pairs:
        if after is None or not after.readable:
            continue
        old = {signed.document for signed in base.facts(before).signed} if before else set()
        for signed in joint.facts(after).signed:
            document = joint.corpus.find(signed.document)
            if document is not None and signed.document not in old:
                yield document
