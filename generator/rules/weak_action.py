"""Uraian aksi tidak diawali kata kerja.

Mengapa
    Rencana aksi menyebut apa yang dikerjakan. Uraian yang diawali kata benda menyebut hasilnya saja, sehingga
    tidak jelas langkah kerjanya.

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - - uraian: Menyampaikan laporan kepada Kepala Bagian
    + - uraian: Laporan kepada Kepala Bagian
    > 36:17: aksi diawali "Laporan", bukan kata kerja berawalan me- atau ber-

Benar
    - uraian: Menyampaikan laporan kepada Kepala Bagian
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.phrase import spot
from generator.rules.wording import joined, quote

CODE = "M614"


def check(context: Context) -> Iterator[Finding]:
    """Actions whose first word has no verb's prefix (option `awalan`) and is no accepted word (`kata`)."""
    prefixes = tuple(text.casefold() for text in context.option(CODE, "awalan", ()))
    words = {word.casefold() for word in context.option(CODE, "kata", ())}
    if not prefixes:
        return
    told = joined(f"{prefix}-" for prefix in prefixes)
    for facts in context.every:
        for row in facts.rows:
            for action in row.actions:
                first = action.text.split(maxsplit=1)[:1]
                plain = first[0].casefold().strip(",.;:") if first else ""
                if not plain or plain.startswith(prefixes) or plain in words:
                    continue
                document = facts.document
                yield Finding(
                    document.value(*spot(document, action.path, "uraian")),
                    f"aksi diawali {quote(first[0])}, bukan kata kerja berawalan {told}",
                    'awali dengan kata kerja, misalnya "Menyusun" atau "Melaksanakan"',
                )
