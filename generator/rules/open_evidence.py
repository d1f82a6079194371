"""Bukti sebuah langkah belum dinyatakan selesai.

Mengapa
    Tanpa saat selesai, langkah itu masih terbuka: yang dicantumkannya belum dihitung disahkan dan jam kerjanya terus
    berjalan. Bukti dibiarkan terbuka hanya selama ada dokumen yang sedang dikembalikan.

Salah
    content/2026/6-rekap.yaml
    - selesai: 2026-01-21T14:00+07:00
    > 1:1: Rekap ini belum dinyatakan selesai

Benar
    selesai: 2026-01-21T14:00+07:00
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Location, Said
from generator.rules.context import Context
from generator.rules.sending import has_away
from generator.rules.wording import called, quote


def check(context: Context) -> Iterator[Finding]:
    """Evidence that is open although nothing that it sent back is away."""
    for document in context.readable:
        if not context.is_open(document) or has_away(context, context.facts(document)):
            continue
        fields = context.kind(document).form.schema.get("properties", {})
        ends = [name for name, inner in fields.items() if inner.get("x-konsep") == "selesai"]
        message = f"{context.kind(document).short} ini belum dinyatakan selesai"
        what = "tanggal dan jam selesainya bila sudah"
        yield Finding(
            Location(document.path),
            message,
            f"tambahkan {quote(ends[0])} berisi {what}",
            in_cells=Said(message, f"isi {called(fields[ends[0]], ends[0])} dengan {what}"),
        )
