"""Indikator kinerja utama belum punya formula atau sumber data.

Mengapa
    Capaian indikator utama dilaporkan ke luar. Tanpa cara menghitung dan asal datanya, capaian itu tidak
    dapat diperiksa siapa pun.

Salah
    content/2026/biro/4-dokumen/pk-kepala-biro.yaml
    - sumber_data: Laporan hasil evaluasi AKIP
    + # sumber data belum diketahui
    > 30:14: Indikator Kinerja Utama belum punya Sumber data

Benar
    sumber_data: Laporan hasil evaluasi AKIP
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Said
from generator.rules.context import Context
from generator.rules.phrase import spot, title


def check(context: Context) -> Iterator[Finding]:
    """Primary measures without formula or data source, in documents that are handed in."""
    for facts in context.every:
        document = facts.document
        for measure in facts.measures():
            wanted = {"formula": measure.formula, "sumber_data": measure.data_source}
            lacking = [concept for concept, text in wanted.items() if not text.strip()]
            if not measure.primary or not lacking or not context.stage(document):
                continue
            paths = [spot(document, measure.path, concept) for concept in lacking]
            primary = spot(document, measure.path, "utama")
            titles = " dan ".join(title(document, path) for path in paths)
            message = f"{title(document, primary)} belum punya {titles}"
            keys = " dan ".join(str(path[-1]) for path in paths)
            yield Finding(
                document.value(*primary),
                message,
                f"isi {keys} pada indikator ini",
                in_cells=Said(message, f"isi {titles} pada baris ini"),
            )
