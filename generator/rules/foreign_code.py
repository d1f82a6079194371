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
from generator.rules.parent_mismatch import parent_of
from generator.rules.phrase import spot
from generator.sop.facts import Action, Facts, Money


def check(context: Context) -> Iterator[Finding]:
    """Budget codes outside every code of the superior's agreement; action codes outside the parent's."""
    for facts in context.every:
        if facts.money:
            where = "tidak berada di bawah kode pada {} atasan"
            for line, above in _foreign(context, facts):
                yield _finding(context, facts, line, above, where)
        if facts.rows:
            yield from _actions(context, facts)


def below(code: str, upper: str) -> bool:
    """Whether a budget code is another one or descends from it."""
    return code == upper or code.startswith(f"{upper}.")


def is_readable(context: Context, facts: Facts) -> bool:
    """Whether all budget codes of a document and of those above it have the right form."""
    seen: set[str] = set()
    upper: Facts | None = facts
    while upper is not None and upper.document.path not in seen:
        seen.add(upper.document.path)
        if not all(_is_sound(context, upper, line) for line in upper.money):
            return False
        upper = context.above(upper)
    return True


def _foreign(context: Context, facts: Facts) -> list[tuple[Money, Facts]]:
    """The lines that have no place in the superior's agreement, with it; a draft does not judge."""
    above = context.above(facts)
    if above is None or not above.money or not context.stage(above.document):
        return []
    if not is_readable(context, above):
        return []
    codes = [line.code for line in above.money if line.code]
    lines = [line for line in facts.money if line.code]
    foreign = [line for line in lines if not any(below(line.code, code) for code in codes)]
    return [(line, above) for line in foreign if _is_sound(context, facts, line)]


def _actions(context: Context, facts: Facts) -> Iterator[Finding]:
    parent = parent_of(context, facts)
    if parent is None or not parent.money or not context.stage(parent.document):
        return
    if _foreign(context, parent) or not is_readable(context, parent):
        return
    codes = [line.code for line in parent.money if line.code]
    for row in facts.rows:
        for action in row.actions:
            inside = any(below(action.code, code) for code in codes)
            if action.code and not inside and _is_sound(context, facts, action):
                yield _finding(context, facts, action, parent, "tidak ada pada {} induk")


def _is_sound(context: Context, facts: Facts, item: Money | Action) -> bool:
    """Whether the code has the right form; another rule reports one that has not."""
    return context.is_sound(facts.document, spot(facts.document, item.path, "kode"))


def _finding(
    context: Context, facts: Facts, item: Money | Action, above: Facts, clause: str
) -> Finding:
    codes = ", ".join(line.code for line in above.money[:5])
    where = clause.format(context.kind(above.document).short)
    return Finding(
        facts.document.value(*spot(facts.document, item.path, "kode")),
        f"kode anggaran {item.code} {where} ({codes})",
        "periksa angkanya pada DPA; pakai salah satu kode itu atau turunannya",
        (Related(above.document.key(*above.money[0].path[:-1]), "kode yang dibolehkan"),),
    )
