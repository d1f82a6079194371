"""Versi baru salah bernomor, tercatat sebagai versi pertama, atau diserahkan tidak sesudah yang lama.

Mengapa
    Perubahan diberi nomor urut, supaya dua cetakan tidak sama-sama "perubahan ke-1" (PermenPANRB 53/2014). Saat
    penyerahan yang tersalin dari dokumen lama membuat versi baru seolah-olah terlewat oleh pengesahan yang lama.

Salah
    berganti: content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    content/2026/rbak/4-dokumen/pk-kabag-rbak-2.yaml
    - ke: 1
    + ke: 2
    > 7:5: dokumen ini perubahan ke-1, bukan ke-2

Benar
    ke: 1

Salah juga
    berganti: content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    content/2026/rbak/4-dokumen/pk-kabag-rbak-2.yaml
    - diserahkan: 2026-01-20T15:10+07:00
    + diserahkan: 2026-01-14T15:10+07:00
    > 24:13: versi baru ini tercatat diserahkan tidak sesudah pk-2026-kabag-rbak (14 Januari 2026 pukul 15.10)

Benar
    diserahkan: 2026-01-20T15:10+07:00
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.rules.context import Context
from generator.rules.phrase import moment, recount, rewrite, words
from generator.sop.concept import meaning, plan
from generator.sop.facts import Facts
from generator.sop.long_date import long_moment

_WHOLE = re.compile("[0-9]{1,9}")


def check(context: Context) -> Iterator[Finding]:
    """Newer versions whose number, word or moment does not fit what they replace."""
    for facts in context.every:
        old = context.versions.before(facts)
        if old is not None:
            yield from _number(context, facts)
            yield from _word(facts, old)
            yield from _moment(context, facts, old)


def _number(context: Context, facts: Facts) -> Iterator[Finding]:
    told, number = facts.get("urutan"), len(context.versions.chain(facts)) - 1
    if _WHOLE.fullmatch(told) and int(told) != number:
        place = facts.document.value(*facts.path("urutan"))
        message = f"dokumen ini perubahan ke-{number}, bukan ke-{told}"
        yield Finding(place, message, f"tulis {number}", fix=recount(place, number))


def _word(facts: Facts, old: Facts) -> Iterator[Finding]:
    document = facts.document
    path, schema = plan(document.form.schema).fields.get("versi", ((), {}))
    word = document.get(path) if path else None
    right = words(schema, "revision")
    if word is None or meaning(schema, word) != "first" or not right:
        return
    place = document.value(*path)
    message = f"dokumen ini menggantikan {old.document.id}, jadi bukan versi {word}"
    yield Finding(
        place, message, f"tulis {right[0]}", fix=rewrite(f"tulis {right[0]}", place, right[0])
    )


def _moment(context: Context, facts: Facts, old: Facts) -> Iterator[Finding]:
    """A version is handed in after the former one was; the same moment was copied from there."""
    handed, before = moment(facts.get("selesai")), moment(old.get("selesai"))
    if handed is None or before is None or handed > before:
        return
    at = long_moment(before.astimezone(context.sop.calendar.zone))
    yield Finding(
        facts.document.value(*facts.path("selesai")),
        f"versi baru ini tercatat diserahkan tidak sesudah {old.document.id} ({at})",
        "isi saat versi baru ini diserahkan",
        (Related(old.document.value(*old.path("selesai")), "yang lama diserahkan di sini"),),
    )
