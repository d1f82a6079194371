"""Tahun dokumen bukan tahun putarannya.

Mengapa
    Dokumen kinerja disalin dari tahun ke tahun. Tahun yang tertinggal membuat dokumen tahun lalu ikut
    direkap sebagai dokumen tahun ini.

Salah
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - tahun: 2026
    + tahun: 2025
    > 4:8: tahun 2025, padahal berkas ini berada di putaran 2026

Benar
    tahun: 2026
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostic import Edit, Finding, Fix, Said
from generator.rules.context import Context
from generator.rules.wording import field

_YEAR = re.compile(r"[0-9]{4}")


def check(context: Context) -> Iterator[Finding]:
    """Documents whose year differs from their round's: the year in its name, else its document's."""
    years = {name: _year(context, name) for name in context.corpus.rounds}
    absurd = {breach.source.path for breach in context.breaches("minimum", "maximum")}
    for facts in context.every:
        document = facts.document
        wanted, given = years.get(document.round or "", ""), facts.get("tahun")
        if not wanted or given == wanted or not _YEAR.fullmatch(given):
            continue
        if document.path not in absurd or context.is_sound(document, facts.path("tahun")):
            where = document.value(*facts.path("tahun"))
            named = f"{field(document.form, facts.path('tahun'))} {given}"
            place = f"putaran {document.round}"
            yield Finding(
                where,
                f"{named}, padahal berkas ini berada di {place}",
                f"tulis {wanted}, atau pindahkan berkas ke putaran yang sesuai",
                fix=Fix(f"ganti menjadi {wanted}", (Edit(where, wanted),)),
                in_cells=Said(f"{named}, padahal dokumen ini berada di {place}", f"tulis {wanted}"),
            )


def _year(context: Context, name: str) -> str:
    if match := _YEAR.match(name):
        return match.group()
    found = context.round_facts.get(name)
    return found.get("tahun") if found else ""
