"""Anggaran aksi berbeda dari jumlah anggaran triwulannya.

Mengapa
    Anggaran triwulan adalah rencana penarikan anggaran aksi itu; jumlahnya harus sama.

Salah
    content/2026/rbak/4-dokumen/ra-pk-kabag-rbak.yaml
    - anggaran: 350000000
    + anggaran: 300000000
    > 28:19: Anggaran aksi tertulis 300.000.000, padahal triwulannya berjumlah 350.000.000

Benar
    anggaran: 350000000
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.rules.context import Context
from generator.rules.phrase import grouped, recount, spot, title
from generator.sop.facts import Action, Facts


def check(context: Context) -> Iterator[Finding]:
    """Actions whose money differs from the sum of its quarters."""
    for facts in context.every:
        for row in facts.rows:
            for action in row.actions:
                total = sum(action.amounts.values())
                if action.amount is None or not action.amounts or action.amount == total:
                    continue
                if _is_complete(context, facts, action):
                    yield _finding(facts, action, action.amount, total)


def _is_complete(context: Context, facts: Facts, action: Action) -> bool:
    """Whether every quarter is a whole number; a draft may still lack some quarters."""
    document = facts.document
    path = spot(document, action.path, "tahap_rupiah")
    written = document.get(path)
    wanted = len(document.form.at(path).get("properties", {})) if not context.stage(document) else 0
    return isinstance(written, dict) and wanted <= len(written) == len(action.amounts)


def _finding(facts: Facts, action: Action, amount: int, total: int) -> Finding:
    document = facts.document
    path = spot(document, action.path, "rupiah")
    parts = spot(document, action.path, "tahap_rupiah")
    at = document.value(*path)
    return Finding(
        at,
        f"{title(document, path)} tertulis {grouped(amount)}, "
        f"padahal triwulannya berjumlah {grouped(total)}",
        f"tulis {total}, atau perbaiki {title(document, parts)}",
        (Related(document.value(*parts), "angka triwulan tertulis di sini"),),
        recount(at, total),
    )
