"""Id dokumen tidak sesuai dengan nama berkasnya.

Mengapa
    Dokumen lain merujuk lewat id, orang mencari lewat nama berkas. Bila keduanya berbeda, satu dokumen
    tampak seperti dua, dan salinan yang lupa diganti idnya tidak ketahuan.

Salah
    content/2026/periode.yaml
    - id: periode-2026
    + id: periode-2025
    > 3:5: id dokumen "periode-2025" tidak sesuai dengan nama berkas

Benar
    id: periode-2026
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostic import Edit, Finding, Fix, Said
from generator.rules.context import Context
from generator.rules.wording import field, quote


def check(context: Context) -> Iterator[Finding]:
    """Documents whose id is another than their path asks for by the form's pattern of ids."""
    malformed = {b.source.path for b in context.breaches("pattern") if b.fault.path == ("id",)}
    for document in context.readable:
        wanted = document.implied_id
        if wanted and document.id and document.id != wanted and document.path not in malformed:
            where = document.value("id")
            is_same = re.findall("[0-9]+", wanted) == re.findall("[0-9]+", document.id)
            named = f"{field(document.form, ('id',))} {quote(document.id)}"
            hint = f"tulis {wanted}, atau betulkan tempat dokumen pada baris ini"
            yield Finding(
                where,
                f"{named} tidak sesuai dengan nama berkas",
                f"tulis {wanted}, atau ganti nama berkasnya",
                fix=Fix(f"ganti menjadi {wanted}", (Edit(where, wanted),)) if is_same else None,
                in_cells=Said(f"{named} tidak sesuai dengan tempat dokumennya", hint),
            )
