"""Sebuah langkah sudah ada padahal langkah yang ditunggunya belum.

Mengapa
    Setiap langkah SOP memakai hasil langkah sebelumnya. Bukti yang dibuat sebelum gilirannya tidak punya dasar.

Salah
    content/2026/2-permintaan.yaml
    - (seluruh berkas)
    > content/2026/rbak/3-penugasan.yaml:20:10: langkah 3 (Penugasan) sudah ada, padahal langkah 2 (Surat permintaan) belum

Benar
    (buat dulu content/2026/2-permintaan.yaml)

Salah juga
    content/2026/rbak/3-penugasan.yaml
    - (seluruh berkas)
    > content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml:21:13: langkah 4 (Penyusunan dokumen) sudah ada, padahal langkah 3 (Penugasan) di Bagian RBAK belum

Benar
    (buat dulu content/2026/rbak/3-penugasan.yaml)
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context
from generator.rules.naming import unit as unit_name
from generator.rules.sending import has_away
from generator.rules.unlisted_document import main_of, waits_for_main
from generator.sop.facts import Facts
from generator.sop.model import Function, Step
from generator.sop.signing import steps_before

Turn = tuple[str | None, int, str | None]


def check(context: Context) -> Iterator[Finding]:
    """Steps of a round (and unit) that are missing although a later one is there: one finding for each."""
    done = _done(context)
    first: dict[Turn, tuple[int, Facts]] = {}
    for facts in context.every:
        document = facts.document
        step = context.sop.steps.get(context.kind(document).step or 0)
        if step is None or not _counts(context, facts):
            continue
        for before in steps_before(context.sop, step, document.unit):
            unit = document.unit if before.per_unit else None
            turn = (document.round, before.number, unit)
            if turn not in done and (turn not in first or first[turn][0] > step.number):
                first[turn] = (step.number, facts)
    yield from _early_supplements(context)
    for (_, number, unit), (step_number, facts) in first.items():
        steps = context.sop.steps
        yield _finding(context, facts, steps[step_number], steps[number], unit)


def _early_supplements(context: Context) -> Iterator[Finding]:
    """Evidence that comes after another one which is missing or open: what it lists belongs there.

    One that is open because it sends something back was finished before.
    """
    for facts in context.of(Function.EVIDENCE):
        document, kind = facts.document, context.kind(facts.document)
        if not waits_for_main(context, document):
            continue
        main = main_of(context, document)
        if main is None or (main.readable and not has_away(context, context.facts(main))):
            name = context.sop.kinds[kind.supplements].short
            yield Finding(
                document.value(*(facts.path("selesai") or ("id",))),
                f"{kind.short} ini ada, padahal {name} belum selesai",
                f"cantumkan dokumennya pada {name.lower()}, lalu hapus berkas ini",
            )


def _counts(context: Context, facts: Facts) -> bool:
    """Whether a document shows that its step is done: drafts do not."""
    written = context.kind(facts.document).function is Function.DOCUMENT
    return bool(facts.get("selesai")) if written else True


def _done(context: Context) -> set[Turn]:
    """Steps that are there, of each unit and (unit None) of any; what cannot be read counts as there."""
    found: set[Turn] = set()
    for document in context.corpus.documents:
        step = context.kind(document).step
        if step is None or (document.readable and not _counts(context, context.facts(document))):
            continue
        found.add((document.round, step, document.unit))
        found.add((document.round, step, None))
    return found


def _finding(context: Context, facts: Facts, step: Step, before: Step, unit: str | None) -> Finding:
    where = f" di {unit_name(context, unit)}" if unit else ""
    return Finding(
        facts.document.value(*(facts.path("selesai") or ("id",))),
        f"langkah {step.number} ({step.name}) sudah ada, "
        f"padahal langkah {before.number} ({before.name}){where} belum",
        f"kerjakan dulu langkah {before.number}: {before.activity}",
    )
