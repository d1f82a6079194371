"""Bukti langkah bersama tidak menyebut sebuah unit, atau menyebutnya dua kali.

Mengapa
    Rekap menghimpun data dari seluruh Bagian (langkah 6 SOP). Setiap Bagian tercantum pengesahannya, atau disebut belum
    menyampaikan beserta alasannya; tidak keduanya.

Salah
    content/2026/6-rekap.yaml
    - - unit: kaj
    - alasan: Menunggu pengesahan Kepala Bagian
    - - unit: ttl
    + - unit: ttl
    > 11:1: Bagian KAJ tidak disebut: tidak disahkan dan tidak dinyatakan belum

Benar
    - unit: kaj
      alasan: Menunggu pengesahan Kepala Bagian
    - unit: ttl

Salah juga
    content/2026/6-rekap.yaml
    - - unit: kaj
    + - unit: rbak
    +   alasan: Menunggu berkas
    + - unit: kaj
    > 18:11: Bagian RBAK disebut dua kali

Benar
    - unit: kaj
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.load.corpus import Document
from generator.load.source import Path
from generator.rules.context import Context
from generator.rules.naming import listing, unit
from generator.rules.phrase import spot
from generator.sop.facts import Facts

Place = tuple[str, Path]


def check(context: Context) -> Iterator[Finding]:
    """Lists of a document for each unit that leave one out or name one twice."""
    for document in context.readable:
        for path, group, value in context.annotated(document, "x-setiap-unit"):
            if isinstance(value, list):
                yield from _list(context, context.facts(document), path, group)


def _list(context: Context, facts: Facts, path: Path, group: str) -> Iterator[Finding]:
    document = facts.document
    listed, all_known = _listed(context, facts, path)
    absent = _absent(document)
    seen: dict[str, Path] = {}
    for name, place in (*listed, *absent):
        first = seen.setdefault(name, place)
        if first != place:
            yield Finding(
                document.value(*place),
                f"{unit(context, name)} disebut dua kali",
                "hapus salah satunya",
                (Related(document.value(*first), "sudah disebut di sini"),),
            )
    wanted = [u.id for u in context.sop.organisation.units_of((group,))]
    missing = [unit(context, name) for name in wanted if name not in seen]
    if missing and all_known:
        yield Finding(
            document.key(*path),
            f"{listing(missing)} tidak disebut: tidak disahkan dan tidak dinyatakan belum",
            "cantumkan bukti unit itu, atau sebut sebagai yang belum beserta alasannya",
        )


def _listed(context: Context, facts: Facts, path: Path) -> tuple[list[Place], bool]:
    """The units of the documents in a list, and whether all of them are known."""
    found: list[Place] = []
    all_known = True
    for signed in facts.signed:
        if signed.path[: len(path)] != path:
            continue
        other = context.corpus.find(signed.document)
        if other is not None and context.kind(other).supplements:
            continue
        if other is None or not other.unit:
            all_known = False
        else:
            found.append((other.unit, spot(facts.document, signed.path, "dokumen")))
    return found, all_known


def _absent(document: Document) -> list[Place]:
    """The units that a document names as missing."""
    path = spot(document, (), "unit_kurang")
    entries = document.get(path) if path else None
    found: list[Place] = []
    for i, entry in enumerate(entries if isinstance(entries, list) else ()):
        place = spot(document, (*path, i), "unit") if isinstance(entry, dict) else ()
        name = document.get(place) if place else None
        if isinstance(name, str):
            found.append((name, place))
    return found
