"""Dua nama yang hanya berbeda huruf besar dan kecil.

Mengapa
    Windows dan macOS menganggap PK.yaml dan pk.yaml satu berkas. Bila keduanya ada di git, salah satu
    hilang tanpa pesan di komputer rekan kerja.

Salah
    content/2026/rbak/4-dokumen/SKP-p016.yaml
    + jenis: skp
    > 1:1: nama ini sama dengan "skp-p016.yaml" kecuali huruf besar dan kecilnya

Benar
    content/2026/rbak/4-dokumen/skp-p016.yaml
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from generator.diagnostic import Finding, Location, Related
from generator.rules.context import Context
from generator.rules.wording import quote


def check(context: Context) -> Iterator[Finding]:
    """Entries whose name, or the name of a folder on their way, collides with another's."""
    for path, (own, other) in collisions(context).items():
        yield Finding(
            Location(path),
            f"nama ini sama dengan {quote(other.rpartition('/')[2])} kecuali huruf besar dan kecilnya",
            f"hapus atau ganti nama {quote(own)}",
            (Related(Location(other), "nama yang sama"),) if own == path else (),
        )


def collisions(context: Context) -> Mapping[str, tuple[str, str]]:
    """For each later entry that collides: its own name or folder, and the one that it collides with."""
    strangers = [entry.path for entry in context.corpus.strangers]
    if not strangers:  # the patterns of documents allow no capitals
        return {}
    first: dict[str, str] = {}
    found: dict[str, tuple[str, str]] = {}
    for path in [*(d.path for d in context.corpus.documents), *strangers]:
        clash = next(_clashes(path, first), None)
        if clash:
            found[path] = clash
    return found


def _clashes(path: str, first: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The first part of a path that differs from a known one in case only; learns the path."""
    end = path.find("/")
    while end >= 0:
        end = path.find("/", end + 1)
        part = path if end < 0 else path[:end]
        known = first.setdefault(_loose(part), part)
        if known != part:
            yield part, known


def _loose(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
