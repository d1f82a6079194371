"""Bukti sebuah langkah mencantumkan dokumen yang belum diserahkan.

Mengapa
    Hanya dokumen yang sudah diserahkan penyusunnya yang dapat disahkan (langkah 4 dan 5 SOP).

Salah
    hari ini: 2026-01-15
    content/2026/rbak/4-dokumen/skp-p016.yaml
    - diserahkan: 2026-01-15T11:00+07:00
    > content/2026/rbak/5-pengesahan.yaml:16:15: skp-2026-p016 masih draf, belum diserahkan penyusunnya

Benar
    diserahkan: 2026-01-15T11:00+07:00
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.rules.context import Context
from generator.rules.phrase import spot
from generator.sop.model import Function


def check(context: Context) -> Iterator[Finding]:
    """Listed documents that nobody has handed in."""
    for facts in context.every:
        for signed in facts.signed:
            other = context.find(signed.document)
            if other is None or other.get("selesai"):
                continue
            if context.kind(other.document).function is not Function.DOCUMENT:
                continue
            evidence = facts.document
            yield Finding(
                evidence.value(*spot(evidence, signed.path, "dokumen")),
                f"{signed.document} masih {context.sop.word_draft}, belum diserahkan penyusunnya",
                "minta penyusun menyerahkannya dulu, atau hapus baris ini",
                (Related(other.document.value("id"), "dokumen yang belum diserahkan"),),
            )
