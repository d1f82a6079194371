"""Daftar ini belum memuat butir yang diwajibkan.

Mengapa
    SKP memuat paling sedikit satu hasil kerja utama; hasil kerja tambahan saja tidak cukup
    (PermenPANRB 6/2022).

Salah
    content/2026/rbak/4-dokumen/skp-p016.yaml
    - kelompok: utama
    + kelompok: tambahan
    > 21:1: Hasil kerja belum memuat butir dengan Kelompok "utama"

Benar
    kelompok: utama
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diagnostic import Finding
from generator.load.corpus import Document
from generator.load.source import Path
from generator.rules.context import Context
from generator.rules.phrase import title


def check(context: Context) -> Iterator[Finding]:
    """Lists that lack an item with certain values (`x-harus-ada`), in documents that are handed in."""
    for document in context.readable:
        for path, wanted, items in context.annotated(document, "x-harus-ada"):
            if not isinstance(items, list) or not items or not context.stage(document):
                continue
            if any(_has(item, wanted) for item in items) or _unclear(document, path, items, wanted):
                continue
            told = " dan ".join(
                f'{title(document, (*path, 0, k))} "{v}"' for k, v in wanted.items()
            )
            yield Finding(
                document.key(*path),
                f"{title(document, path)} belum memuat butir dengan {told}",
                "tambahkan satu butir seperti itu, atau perbaiki butir yang ada",
            )


def _has(item: Any, wanted: Mapping[str, Any]) -> bool:
    return isinstance(item, dict) and all(item.get(key) == value for key, value in wanted.items())


def _unclear(document: Document, path: Path, items: list[Any], wanted: Mapping[str, Any]) -> bool:
    """Whether an item lacks such a field or holds a word that the form does not know."""
    for key in wanted:
        known = document.form.at((*path, 0, key)).get("enum")
        for item in items:
            value = item.get(key) if isinstance(item, dict) else None
            if value is None or (known and value not in known):
                return True
    return False
