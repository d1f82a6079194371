r"""Berkas memuat huruf kendali atau huruf yang tidak terlihat.

Mengapa
    Huruf yang tidak terlihat membuat dua id yang tampak sama menjadi berbeda, dan huruf pembalik arah
    menampilkan teks lain daripada yang tersimpan. Dokumen resmi hanya memuat yang dapat dibaca.

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - formula: Tanggal laporan disampaikan
    + formula: Tanggal\u200B laporan disampaikan
    > 34:21: huruf tak terlihat U+200B (ZERO WIDTH SPACE)

Benar
    formula: Tanggal laporan disampaikan

Salah juga
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - formula: Tanggal laporan disampaikan
    + formula: "Tanggal laporan\0disampaikan"
    > 34:14: huruf kendali U+0000

Benar
    formula: Tanggal laporan disampaikan
"""

from __future__ import annotations

import unicodedata

from generator.diagnostic import Edit, Finding, Fix
from generator.load.source import Source
from generator.load.text import no_break_space, place, unwanted_character
from generator.rules.reading import Read, at, wherever


def _finding(read: Read) -> Finding:
    source, problem = read
    name = problem.facts["nama"]
    character = f"{problem.facts['huruf']} ({name})" if name else problem.facts["huruf"]
    kind = "kendali" if _is_control(problem.facts["huruf"]) else "tak terlihat"
    return Finding(
        at(read),
        f"huruf {kind} {character}",
        "hapus huruf itu lalu ketik ulang kata di sekitarnya",
        fix=_fix(source) if source.data is None else None,
    )


def _is_control(code: str) -> bool:
    return unicodedata.category(chr(int(code.removeprefix("U+"), 16))) == "Cc"


def _fix(source: Source) -> Fix | None:
    """Take away every character without a shape of its own."""
    edits: list[Edit] = []
    if no_break_space(source.text):
        text = source.text
        while found := no_break_space(text):
            for offset in range(*found):
                row, start = place(text, offset)
                edits.append(Edit(source.at((row, start, row, start + 1)), " "))
            text = f"{text[: found[0]]}{' ' * (found[1] - found[0])}{text[found[1] :]}"
        return Fix("ganti dengan spasi biasa", tuple(edits))
    for number, line in enumerate(source.text.split("\n"), 1):
        for column, character in enumerate(line, 1):
            if unwanted_character(character):
                where = source.at((number, column, number, column + 1))
                edits.append(Edit(where, ""))
    return Fix("hapus huruf yang tidak terlihat", tuple(edits)) if edits else None


check, check_book = wherever(_finding, "control_character")
