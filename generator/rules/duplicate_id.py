"""Satu id dipakai dua kali: oleh dua dokumen, atau oleh dua butir di dalam satu dokumen.

Mengapa
    Dokumen lain menunjuk lewat id. Bila dua dokumen atau dua butir ber-id sama, tidak jelas mana yang
    ditunjuk, ditandatangani, dan direkap.

Salah
    content/2026/rbak/4-dokumen/skp-p003.yaml
    - - id: rhk1-i1
    + - id: rhk1
    > 28:13: butir "rhk1" dipakai dua kali di dokumen ini

Benar
    - id: rhk1-i1
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.load.corpus import Document
from generator.rules.context import Context
from generator.rules.phrase import spot
from generator.rules.wording import quote
from generator.sop.facts import Facts, Goal, Measure, Path


def check(context: Context) -> Iterator[Finding]:
    """Documents with the id of another, and items with the id of another of their document."""
    for id, documents in context.corpus.by_id.items():
        if len(documents) > 1:
            yield from _documents(id, documents)
    for facts in context.every:
        if facts.goals:
            yield from _items(facts)


def _documents(id: str, documents: list[Document]) -> Iterator[Finding]:
    """Documents after the first; one whose path asks for another id is reported as that."""
    fitting = [d for d in documents if d.readable and d.implied_id in ("", id)]
    for document in fitting[1:]:
        first = fitting[0]
        place = first.value("id")
        yield Finding(
            document.value("id"),
            f"id {quote(id)} sudah dipakai {first.path}",
            "hapus salah satu berkas, atau beri id yang lain",
            (Related(place, "id yang sama pertama kali dipakai di sini"),),
        )


def _items(facts: Facts) -> Iterator[Finding]:
    seen: dict[str, Path] = {}
    for goal in facts.goals:
        items: tuple[Goal | Measure, ...] = (goal, *goal.measures)
        for item in items:
            if not item.id:
                continue
            first = seen.setdefault(item.id, item.path)
            if first == item.path:
                continue
            document = facts.document
            place = document.value(*spot(document, first, "butir"))
            yield Finding(
                document.value(*spot(document, item.path, "butir")),
                f"butir {quote(item.id)} dipakai dua kali di dokumen ini",
                "beri id yang belum dipakai, misalnya nomor berikutnya",
                (Related(place, "id yang sama pertama kali dipakai di sini"),),
            )
