"""Banyaknya yang tertulis berbeda dari banyaknya butir.

Mengapa
    Jumlah lampiran dan jumlah berkas dipakai penerima untuk memeriksa kelengkapan; ia harus sama dengan
    daftar yang disebut.

Salah
    content/2026/2-permintaan.yaml
    - jumlah: 3
    + jumlah: 1
    > 10:11: Jumlah tertulis 1, padahal Formulir terlampir berisi 3 butir

Benar
    jumlah: 3
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.rules.context import Context
from generator.rules.phrase import dotted, recount, title


def check(context: Context) -> Iterator[Finding]:
    """Counts (`x-jumlah-dari`: a list by its path from the root) that differ from the list's length."""
    for document in context.readable:
        for path, name, value in context.annotated(document, "x-jumlah-dari"):
            items = document.get(dotted(name))
            if type(value) is not int or not isinstance(items, list) or value == len(items):
                continue
            at = document.value(*path)
            yield Finding(
                at,
                f"{title(document, path)} tertulis {value}, "
                f"padahal {title(document, dotted(name))} berisi {len(items)} butir",
                f"tulis {len(items)}, atau lengkapi daftarnya",
                (Related(document.key(*dotted(name)), "daftar yang dihitung"),),
                recount(at, len(items)),
            )
