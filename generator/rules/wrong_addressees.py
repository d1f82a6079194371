"""Surat tidak ditujukan kepada semua kepala unit yang diminta, atau juga kepada yang lain.

Mengapa
    Langkah 2 SOP meminta data kepada setiap Bagian. Kepala Bagian yang tidak disebut tidak punya dasar untuk
    menugaskan bawahannya.

Salah
    content/2026/2-permintaan.yaml
    - - kabag-kaj
    - - kabag-rbak
    + - kabag-rbak
    > 13:1: Kepala Bagian Kelembagaan dan Analisis Jabatan belum disebut pada Yth.

Benar
    - kabag-kaj
    - kabag-rbak

Salah juga
    content/2026/2-permintaan.yaml
    - - kabag-kaj
    + - kabag-kaj
    + - kasubag-tu
    > 15:5: Kepala Subbagian Tata Usaha bukan penerima surat ini

Benar
    - kabag-kaj
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.diagnostic import Finding
from generator.load.corpus import Document
from generator.load.source import Path
from generator.rules.context import Context
from generator.rules.naming import listing, position
from generator.rules.phrase import title


def check(context: Context) -> Iterator[Finding]:
    """Lists of addressees that are not exactly the heads of a group of units."""
    for document in context.readable:
        for path, who, value in context.annotated(document, "x-penerima"):
            if isinstance(value, list):
                yield from _list(context, document, path, who, value)


def _list(
    context: Context, document: Document, path: Path, who: Any, value: list[Any]
) -> Iterator[Finding]:
    organisation = context.sop.organisation
    wanted = [unit.head for unit in organisation.units_of((who.get("kepala_unit", ""),))]
    missing = [head for head in wanted if head not in value]
    unknown = any(v not in organisation.positions for v in value if isinstance(v, str))
    if missing and not unknown:
        yield Finding(
            document.key(*path),
            f"{listing(position(context, head) for head in missing)} "
            f"belum disebut pada {title(document, path)}",
            f"tambahkan {', '.join(missing)}",
        )
    for i, item in enumerate(value):
        if isinstance(item, str) and item in organisation.positions and item not in wanted:
            yield Finding(
                document.value(*path, i),
                f"{position(context, item)} bukan penerima surat ini",
                "hapus baris ini; yang lain dapat menerima tembusan",
            )
