"""Perintah ditujukan kepada jabatan yang bukan bawahan pemberi perintah.

Mengapa
    Disposisi hanya mengalir ke bawah menurut susunan organisasi.

Salah
    content/2026/1-disposisi.yaml
    - - kasubag-tu
    + - sekda
    > 12:5: Sekretaris Daerah bukan bawahan Kepala Biro Organisasi

Benar
    - kasubag-tu
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.naming import position
from generator.rules.phrase import dotted


def check(context: Context) -> Iterator[Finding]:
    """Receivers of an order who are not below the one who gives it."""
    organisation = context.sop.organisation
    for document in context.readable:
        for path, field, value in context.annotated(document, "x-bawahan-dari"):
            giver = document.get(dotted(field))
            if not isinstance(value, list) or not isinstance(giver, str):
                continue
            if giver not in organisation.positions:
                continue
            for i, item in enumerate(value):
                if not isinstance(item, str) or item not in organisation.positions:
                    continue
                if giver not in organisation.superiors(item):
                    yield Finding(
                        document.value(*path, i),
                        f"{position(context, item)} bukan bawahan {position(context, giver)}",
                        "tulis id jabatan di bawahnya",
                    )
