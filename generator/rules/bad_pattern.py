"""Bentuk tulisan tidak sesuai.

Mengapa
    Id, kode anggaran, dan nomor surat dipakai untuk menghubungkan dokumen, maka bentuknya tetap. Huruf
    Kiril yang mirip huruf Latin, huruf besar, atau spasi membuat hubungan itu putus.

Salah
    content/2026/7-rapat.yaml
    - selesai: "11.30"
    + selesai: "11:30"
    > 22:12: bentuk pukul selesai "11:30" tidak sesuai

Benar
    selesai: "11.30"

Salah juga
    content/2026/periode.yaml
    - id: periode-2026
    + id: periodе-2026
    > 3:5: huruf "е" pada id dokumen "periodе-2026" bukan huruf Latin (Cyrillic)

Benar
    id: periode-2026
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.diagnostic import Finding, Said
from generator.rules.breach import Breach
from generator.rules.context import Context
from generator.rules.unknown_reference import is_person, is_persons_name
from generator.rules.wording import example, is_latin, quote

KEYWORDS = ("pattern",)

_LONG = 1000

_SMART = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"
_ALIKE = str.maketrans("аеорсухіјѕο", "aeopcyxijso")


def worded(breach: Breach) -> Iterator[Finding]:
    """The foreign letter if that is the cause, else an example; a fix where lower case is enough."""
    text = str(breach.value)
    if text[:1] in _SMART:
        straight = text.strip(_SMART + " ")
        is_right = re.search(str(breach.schema["pattern"]), straight)
        message = f"bentuk {breach.field} {quote(text)} tidak sesuai"
        yield Finding(
            breach.place,
            message,
            "pakai tanda kutip lurus",
            fix=breach.instead(f'"{straight}"') if is_right else None,
            in_cells=Said(message, "hapus tanda kutipnya"),
        )
        return
    foreign = next((c for c in text if not is_latin(c)), None)
    wanted = example(breach.schema, "")
    hint = f"contoh: {wanted}" if wanted else _about(breach)
    if foreign:
        script = unicodedata.name(foreign, "").partition(" ")[0].title()
        latin = text.translate(_ALIKE)
        yield Finding(
            breach.place,
            f"huruf {quote(foreign)} pada {breach.field} {quote(text)} bukan huruf Latin ({script})",
            "ketik ulang dengan huruf biasa",
            fix=breach.instead(latin) if re.search(str(breach.schema["pattern"]), latin) else None,
        )
        return
    meant = None if is_person(breach.schema) else _meant(text, str(breach.schema["pattern"]))
    yield Finding(
        breach.place,
        f"bentuk {breach.field} {quote(text)} tidak sesuai",
        f"maksud Anda {quote(meant)}?" if meant else hint,
        fix=breach.instead(meant) if meant else None,
    )


def _about(breach: Breach) -> str:
    about = str(breach.schema.get("description") or "")
    return about[:1].lower() + about[1:].rstrip(".") or "lihat formulirnya"


def _meant(text: str, pattern: str) -> str | None:
    """The text in lower case with hyphens, if that has the right form and needs no quotes."""
    plain = re.sub(r"[\s_./-]+", "-", text.strip().lower()).strip("-")
    is_word = plain[:1].isalpha() and plain != text
    return plain if is_word and re.search(pattern, plain) else None


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    for breach in context.breaches(*KEYWORDS):
        is_name = context.people and is_persons_name(breach.schema, str(breach.value))
        if not is_name or len(str(breach.value)) > breach.schema.get("maxLength", _LONG):
            yield from worded(breach)
