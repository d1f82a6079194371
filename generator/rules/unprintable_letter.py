r"""Huruf tidak ada pada fon cetakan.

Mengapa
    Cetakan memakai fon bawaan saja, supaya sama di setiap komputer. Huruf atau gambar yang tidak ada pada
    fon itu, seperti emoji dan aksara lain, dicetak sebagai kotak dan tidak dapat dibaca.

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - formula: Tanggal laporan disampaikan
    + formula: Tanggal laporan 🎉 disampaikan
    > 34:30: huruf "🎉" (U+1F389) tidak ada pada fon cetakan, jadi dicetak sebagai kotak

Benar
    formula: Tanggal laporan disampaikan
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.diagnostic import Finding, Location
from generator.load.letters import without_shape
from generator.load.source import Path, Source
from generator.rules.context import Context
from generator.rules.wording import joined, visible

_MOST = 5


def check(context: Context) -> Iterator[Finding]:
    """Every value with letters that prints cannot show, at the first of them."""
    for document in context.readable:
        source = document.source
        if source.text.isascii() and "\\" not in source.text:
            continue
        for path, letters in _values(source.data, ()):
            yield _finding(_place(source, path, letters[0]), letters)


def _values(value: Any, path: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    if isinstance(value, str):
        if letters := without_shape(value):
            yield path, letters
        return
    inside = value.items() if isinstance(value, dict) else ()
    for key, inner in enumerate(value) if isinstance(value, list) else inside:
        yield from _values(inner, (*path, key))


def _place(source: Source, path: Path, letter: str) -> Location:
    """Where a letter stands in a value; the value itself where the letter is written by its number."""
    whole = source.value(path)
    start = whole.column
    for line in range(whole.line, whole.end_line + 1):
        column = source.lines[line - 1].find(letter, start - 1) + 1
        if column:
            return source.at((line, column, line, column + 1))
        start = 1
    return whole


def _finding(where: Location, letters: tuple[str, ...]) -> Finding:
    named = [f'"{visible(letter)}" (U+{ord(letter):04X})' for letter in letters[:_MOST]]
    if len(letters) > _MOST:
        named.append(f"{len(letters) - _MOST} lainnya")
    return Finding(
        where,
        f"huruf {joined(named, 'dan')} tidak ada pada fon cetakan, jadi dicetak sebagai kotak",
        "ganti dengan kata, atau dengan huruf Latin dan tanda yang biasa",
    )
