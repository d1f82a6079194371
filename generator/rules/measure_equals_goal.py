"""Nama indikator sama dengan sasarannya, atau dipakai dua kali.

Mengapa
    Indikator menjawab bagaimana keberhasilan sasaran diukur. Indikator yang hanya mengulang sasaran tidak
    mengukur apa pun, dan dua indikator bernama sama tidak dapat dibedakan pada rekap.

Salah
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - nama: Persentase perangkat daerah dengan nilai SAKIP minimal BB
    + nama: Meningkatnya capaian SAKIP perangkat daerah
    > 29:15: nama indikator sama dengan uraian sasarannya

Benar
    nama: Persentase perangkat daerah dengan nilai SAKIP minimal BB

Salah juga
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - nama: Jumlah perangkat daerah yang dibina penyusunan dokumen SAKIP
    + nama: Persentase perangkat daerah dengan nilai SAKIP minimal BB
    > 36:15: nama indikator ini sudah dipakai indikator "s1-i1"

Benar
    nama: Jumlah perangkat daerah yang dibina penyusunan dokumen SAKIP
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.rules.context import Context
from generator.rules.phrase import spot
from generator.rules.wording import quote
from generator.sop.facts import Facts, Measure

CODE = "M612"


def check(context: Context) -> Iterator[Finding]:
    """Measures named like their goal; in some kinds (option `jenis_unik`) also names used twice."""
    kinds = context.option(CODE, "jenis_unik", ())
    for facts in context.every:
        seen: dict[str, Measure] = {}
        for goal in facts.goals:
            text = _plain(goal.text)
            for measure in goal.measures:
                name = _plain(measure.name)
                if not name:
                    continue
                first = seen.setdefault(name, measure)
                if name == text:
                    yield _equal(facts, measure, goal.path)
                elif first is not measure and facts.document.kind in kinds:
                    yield _repeated(facts, measure, first)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


def _equal(facts: Facts, measure: Measure, goal: tuple[str | int, ...]) -> Finding:
    document = facts.document
    return Finding(
        document.value(*spot(document, measure.path, "nama")),
        "nama indikator sama dengan uraian sasarannya",
        'tulis ukurannya, misalnya diawali "Persentase", "Jumlah", atau "Nilai"',
        (Related(document.value(*spot(document, goal, "uraian")), "sasarannya tertulis di sini"),),
    )


def _repeated(facts: Facts, measure: Measure, first: Measure) -> Finding:
    document = facts.document
    return Finding(
        document.value(*spot(document, measure.path, "nama")),
        f"nama indikator ini sudah dipakai indikator {quote(first.id)}",
        "bedakan namanya, atau hapus salah satu",
        (Related(document.value(*spot(document, first.path, "nama")), "dipakai pertama di sini"),),
    )
