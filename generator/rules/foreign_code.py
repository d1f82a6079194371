"""Kode anggaran tidak berada di bawah kode pada dokumen atasannya.

Mengapa
    Anggaran bawahan adalah bagian dari anggaran atasannya, maka kodenya adalah turunan kode atasan; demikian
    pula kode anggaran aksi adalah kode pada perjanjian kinerja induknya.

Salah
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - - kode: "4.01.02.1.02"
    + - kode: "4.01.03.1.02"
    > 43:11: kode anggaran 4.01.03.1.02 tidak berada di bawah kode pada PK atasan (4.01.02)

Benar
    - kode: "4.01.02.1.02"

Salah juga
    content/2026/rbak/4-dokumen/ra-pk-kabag-rbak.yaml
    - kode_anggaran: "4.01.02.1.02"
    + kode_anggaran: "4.01.02.1.20"
    > 27:24: kode anggaran 4.01.02.1.20 tidak ada pada PK induk (4.01.02.1.02)

Benar
    kode_anggaran: "4.01.02.1.02"
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.rules.context import Context
from generator.rules.phrase import spot
from generator.sop.facts import Action, Facts, Money


def check(context: Context) -> Iterator[Finding]:
    """Budget codes outside every code of the superior's agreement; action codes outside the parent's."""
    for facts in context.every:
        if facts.money:
            above, lines = _foreign(context, facts)
            for line in lines if above else ():
                yield _finding(context, facts, line, above, "tidak berada di bawah kode pada {} atasan")
        if facts.rows:
            yield from _actions(context, facts)


def below(code: str, upper: str) -> bool:
    """Whether a budget code is another one or descends from it."""
    return code == upper or code.startswith(f"{upper}.")


def _foreign(context: Context, facts: Facts) -> tuple[Facts | None, list[Money]]:
    """The superior's agreement, and the lines that have no place in it; a draft is not judged by."""
    above = context.above(facts)
    if above is None or not above.money or not context.stage(above.document):
        return None, []
    codes = [line.code for line in above.money if line.code]
    return above, [m for m in facts.money if m.code and not any(below(m.code, c) for c in codes)]


def _actions(context: Context, facts: Facts) -> Iterator[Finding]:
    parent = context.find(facts.get("induk"))
    if parent is None or not parent.money or _foreign(context, parent)[1]:
        return
    codes = [line.code for line in parent.money if line.code]
    for row in facts.rows:
        for action in row.actions:
            if action.code and not any(below(action.code, code) for code in codes):
                yield _finding(context, facts, action, parent, "tidak ada pada {} induk")


def _finding(
    context: Context, facts: Facts, item: Money | Action, above: Facts | None, clause: str
) -> Finding:
    assert above is not None
    codes = ", ".join(line.code for line in above.money[:5])
    where = clause.format(context.kind(above.document).short)
    return Finding(
        facts.document.value(*spot(facts.document, item.path, "kode")),
        f"kode anggaran {item.code} {where} ({codes})",
        "periksa angkanya pada DPA; pakai salah satu kode itu atau turunannya",
        (Related(above.document.key(*above.money[0].path[:-1]), "kode yang dibolehkan"),),
    )
