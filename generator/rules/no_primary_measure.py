"""Dokumen pimpinan belum punya indikator kinerja utama.

Mengapa
    Perjanjian kinerja pimpinan perangkat daerah memuat Indikator Kinerja Utama, yaitu ukuran keberhasilan
    yang dilaporkan ke luar (PermenPANRB 53/2014).

Salah
    content/2026/biro/4-dokumen/pk-kepala-biro.yaml
    - iku: true
    + iku: false
    > 22:1: tidak ada Indikator Kinerja Utama, padahal ini PK Jabatan Pimpinan Tinggi Pratama

Benar
    iku: true
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Said
from generator.rules.context import Context
from generator.rules.phrase import has, spot, title

CODE = "M609"


def check(context: Context) -> Iterator[Finding]:
    """Agreements of some levels (option `tingkat`) whose measures are none of them primary."""
    levels = context.option(CODE, "tingkat", ())
    for facts in context.every:
        level, measures = facts.get("tingkat"), facts.measures()
        if level not in levels or not measures or any(m.primary for m in measures):
            continue
        document, first = facts.document, measures[0]
        if not has(document, first.path, "utama") or not context.stage(document):
            continue
        path = spot(document, first.path, "utama")
        known = context.sop.organisation.levels.get(level)
        message = (
            f"tidak ada {title(document, path)}, "
            f"padahal ini {context.kind(document).short} {known.name if known else level}"
        )
        yield Finding(
            document.key(*facts.goals[0].path[:-1]),
            message,
            f"tulis {path[-1]}: true pada indikator utamanya",
            in_cells=Said(message, f"isi {title(document, path)} dengan ya pada yang utama"),
        )
