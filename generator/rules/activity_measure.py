"""Indikator pimpinan menyebut kegiatan, bukan hasilnya.

Mengapa
    Perjanjian kinerja pimpinan tinggi mengukur hasil bagi masyarakat atau organisasi (outcome), bukan
    terlaksananya kegiatan (PermenPANRB 53/2014, PermenPANRB 89/2021).

Salah
    content/2026/biro/4-dokumen/pk-kepala-biro.yaml
    - nama: Nilai SAKIP Pemerintah Provinsi
    + nama: Terlaksananya evaluasi SAKIP Pemerintah Provinsi
    > 27:15: indikator diawali "Terlaksananya", yang menyebut kegiatan dan bukan hasil

Benar
    nama: Nilai SAKIP Pemerintah Provinsi
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.phrase import spot

CODE = "M613"


def check(context: Context) -> Iterator[Finding]:
    """Measures of some levels (option `tingkat`) that begin with some words (option `kata`)."""
    levels = context.option(CODE, "tingkat", ())
    words = {word.casefold() for word in context.option(CODE, "kata", ())}
    for facts in context.every:
        if facts.get("tingkat") not in levels:
            continue
        for measure in facts.measures():
            first = measure.name.split(maxsplit=1)[:1]
            if first and first[0].casefold() in words:
                document = facts.document
                yield Finding(
                    document.value(*spot(document, measure.path, "nama")),
                    f'indikator diawali "{first[0]}", yang menyebut kegiatan dan bukan hasil',
                    'tulis ukuran hasilnya, misalnya diawali "Nilai", "Indeks", atau "Persentase"',
                )
