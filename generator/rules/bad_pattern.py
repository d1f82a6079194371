"""Bentuk tulisan tidak sesuai.

Mengapa
    Id, kode anggaran, dan nomor surat dipakai untuk menghubungkan dokumen, maka bentuknya tetap. Huruf
    Kiril yang mirip huruf Latin, huruf besar, atau spasi membuat hubungan itu putus.

Salah
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - - kode: "4.01.02.1.02"
    + - kode: "4-01-02-1-02"
    > 43:11: bentuk kode "4-01-02-1-02" tidak sesuai

Benar
    - kode: "4.01.02.1.02"
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.breach import Breach
from generator.rules.context import Context
from generator.rules.wording import example, is_latin, quote

KEYWORDS = ("pattern",)


def worded(breach: Breach) -> Iterator[Finding]:
    """The foreign letter if that is the cause, else an example; a fix where lower case is enough."""
    text = str(breach.value)
    foreign = next((c for c in text if not is_latin(c)), None)
    wanted = example(breach.schema, "")
    hint = f"contoh: {wanted}" if wanted else _about(breach)
    if foreign:
        name = unicodedata.name(foreign, "").split(" LETTER")[0].title()
        yield Finding(
            breach.place,
            f"huruf {quote(foreign)} pada {breach.field} {quote(text)} bukan huruf Latin ({name})",
            "ketik ulang dengan huruf biasa",
        )
        return
    meant = _meant(text, str(breach.schema["pattern"]))
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
    return (f for breach in context.breaches(*KEYWORDS) for f in worded(breach))
