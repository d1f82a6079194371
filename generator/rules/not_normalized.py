r"""Huruf beraksen disimpan terurai.

Mengapa
    Huruf seperti é dapat disimpan sebagai satu huruf atau sebagai e diikuti aksen. Keduanya tampak
    sama tetapi tidak sama bagi pencarian dan sidik dokumen, jadi hanya bentuk satu huruf yang dipakai.

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - tempat: Padang
    + tempat: Kafe\u0301
    > 11:12: huruf beraksen ditulis sebagai dua huruf

Benar
    tempat: Kafé
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from generator.diagnostic import Edit, Finding, Fix, Said
from generator.rules.context import Context
from generator.rules.reading import Read, at, in_book, in_documents
from generator.sop.reader import RuleBook

NAMES = ("not_normalized",)


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return map(_finding, in_documents(context, *NAMES))


def check_book(book: RuleBook) -> Iterator[Finding]:
    """The fault in files of the rule book."""
    return map(_finding, in_book(book, *NAMES))


def _finding(read: Read) -> Finding:
    source = read[0]
    edits = []
    for number, line in enumerate(source.text.split("\n"), 1):
        whole = unicodedata.normalize("NFC", line)
        if whole != line:
            edits.append(Edit(source.at((number, 1, number, len(line) + 1)), whole))
    message = "huruf beraksen ditulis sebagai dua huruf"
    return Finding(
        at(read),
        message,
        "ketik ulang huruf itu, atau simpan berkas dalam bentuk NFC",
        fix=Fix("satukan huruf beraksen", tuple(edits)),
        in_cells=Said(message, "ketik ulang huruf itu"),
    )
