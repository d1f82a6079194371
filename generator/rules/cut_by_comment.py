"""Nilai terpotong oleh tanda pagar.

Mengapa
    Spasi lalu # memulai komentar, dan sisa barisnya tidak dibaca. "Surat Nomor #5 tahun ini" tersimpan
    sebagai "Surat Nomor" saja tanpa ada yang tahu.

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - formula: Tanggal laporan disampaikan
    + formula: Tanggal laporan #1 disampaikan
    > 34:30: nilai formula terpotong di depan "#1 disampaikan"

Benar
    formula: "Tanggal laporan #1 disampaikan"
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from generator.diagnostic import Edit, Finding, Fix, Location
from generator.load.faults import MISSING
from generator.load.source import Path, Source
from generator.load.text import Span
from generator.rules.context import Context
from generator.rules.wording import field, quote, text_at

_COMMENT = re.compile(r"[ \t](#(?!#)[^\s#][^\r\n]*)")

End = tuple[Path, Span, bool]
"""A value that ends on some line: its path and span, and whether it is blank."""


def check(context: Context) -> Iterator[Finding]:
    """Comments that begin like a part of the text before them."""
    lacking = {
        (breach.source.path, *breach.fault.path, breach.fault.facts["property"])
        for breach in context.breaches(MISSING)
    }
    for document in context.readable:
        source = document.source
        if " #" not in source.text and "\t#" not in source.text:
            continue
        for path, comment, fix in _cuts(source):
            if (source.path, *path) in lacking or not isinstance(document.get(path), str | None):
                continue
            yield Finding(
                comment,
                f"nilai {field(document.form, path)} terpotong di depan "
                f"{quote(text_at(source, comment))}",
                "tanda # memulai komentar; tulis seluruh nilai di antara tanda kutip",
                fix=fix,
            )


def _cuts(source: Source) -> Iterator[tuple[Path, Location, Fix | None]]:
    """Path of the value, place of the comment, and the fix that joins them."""
    ends = None
    for number, text in enumerate(source.lines, 1):
        if "#" not in text or text.lstrip().startswith("#"):
            continue
        for match in _COMMENT.finditer(text):
            ends = ends or _ends(source)
            found = _before(text, match.start(1), ends.get(number, ()))
            if found:
                path, start = found
                at = source.at((number, match.start(1) + 1, number, match.end(1) + 1))
                yield path, at, _fix(source, text, number, start or match.start(1))
                break


def _ends(source: Source) -> dict[int, list[End]]:
    found: dict[int, list[End]] = {}
    for path, (key, span) in source.places.items():
        found.setdefault(span[2], []).append((path, span, span in (key, (*span[:2], *span[:2]))))
    return found


def _before(text: str, comment: int, ends: Iterable[End]) -> tuple[Path, int | None] | None:
    """The plain value right before a comment with its first column; -1: it began on another line."""
    for path, span, blank in ends:
        between = text[span[3] - 1 : comment].strip()
        if span[3] - 1 > comment or between != (":" if blank and isinstance(path[-1], str) else ""):
            continue
        if blank:
            return path, None
        if span[0] != span[2]:
            return path, -1
        if text[span[1] - 1] not in "\"'|>{[":
            return path, span[1] - 1
    return None


def _fix(source: Source, text: str, line: int, start: int) -> Fix | None:
    if start < 0:
        return None
    whole = text[start:].rstrip()
    at = source.at((line, start + 1, line, start + 1 + len(whole)))
    return Fix("beri tanda kutip", (Edit(at, json.dumps(whole, ensure_ascii=False)),))
