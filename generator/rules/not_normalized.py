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

from generator.diagnostic import Edit, Finding, Fix, Said
from generator.rules.reading import Read, at, wherever


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


check, check_book = wherever(_finding, "not_normalized")
