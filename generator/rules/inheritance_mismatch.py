"""Indikator yang diturunkan identik berbeda target atau satuannya dari indikator asal.

Mengapa
    Indikator yang diturunkan secara identik adalah indikator yang sama di dua tingkat (PermenPANRB 89/2021), jadi
    target dan satuannya harus sama persis.

Salah
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - target: {nilai: 85, satuan: persen}
    - arah: naik
    - cascading: csf
    + target: {nilai: 85, satuan: nilai}
    + arah: naik
    + cascading: identik
    + dari: {dokumen: pk-2026-kepala-biro, butir: s1-i1}
    content/2026/rbak/4-dokumen/ra-pk-kabag-rbak.yaml
    - satuan: persen
    + satuan: nilai
    > content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml:30:25: target 85 berbeda dari target indikator asalnya, 79,6

Benar
    cascading: identik hanya bila target dan satuan sama dengan indikator asal
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.diagnostic import Edit, Finding, Fix, Related, Said
from generator.load.corpus import Document
from generator.rules.context import Context
from generator.rules.phrase import number, rewrite, spot, title
from generator.rules.wording import quote
from generator.sop.facts import Facts, Goal, Link, Measure, Path, Target

Difference = tuple[str, str, str]


def check(context: Context) -> Iterator[Finding]:
    """Measures that claim to be identical with one above and are not.

    No fix: either target may be the wrong one, and plans depend on it.
    """
    for facts in context.every:
        for measure in facts.measures():
            if measure.inheritance == "identical" and measure.origin:
                yield from _measure(context, facts, measure, measure.origin)


def _measure(context: Context, facts: Facts, measure: Measure, link: Link) -> Iterator[Finding]:
    other = context.find(link.document)
    origin = context.items(other).get(link.item) if other else None
    if other is None or origin is None:
        return
    if isinstance(origin, Goal):
        document = facts.document
        measures = title(other.document, spot(other.document, origin.path, "ukuran"))
        yield Finding(
            document.value(*spot(document, link.path, "butir")),
            f"butir {origin.id} di dokumen {other.document.id} bukan {measures.lower()}",
            f"tunjuk {measures.lower()} yang diturunkan",
        )
        return
    for finding in unequal(facts, measure, other, origin, "indikator asalnya"):
        yield replace(finding, fix=None)


def unequal(
    facts: Facts, measure: Measure, other: Facts, origin: Measure, what: str
) -> Iterator[Finding]:
    """At most one finding: that the targets of two measures differ."""
    found = differences(measure.target, origin.target)
    if not found:
        return
    document, path = facts.document, measure.target.path
    concept, is_now, right = found[0]
    place = document.value(*spot(document, path, concept))
    name = (
        title(document, spot(document, path, concept)).lower() if concept == "satuan" else "target"
    )
    remedy = f"samakan menjadi {', '.join(_shown(c, text) for c, _, text in found)}"
    edits = [edit for c, _, text in found for edit in _edits(document, path, c, text)]
    above = other.document.value(*origin.target.path)
    message = f"{name} {_told(concept, is_now)} berbeda dari {name} {what}, {_told(concept, right)}"
    typed = ", ".join(_told(c, text) for c, _, text in found)
    yield Finding(
        place,
        message,
        remedy,
        (Related(above, f"{name} {what} tertulis di sini"),),
        Fix(remedy, tuple(edits)),
        Said(message, f"samakan menjadi {typed}"),
    )


def differences(one: Target, other: Target) -> list[Difference]:
    """Where two complete targets differ: concept, what is written, what should be."""
    found: list[Difference] = []
    if one.value is not None and other.value is not None:
        if abs(one.value - other.value) > 1e-9:
            found.append(("nilai", number(one.value), number(other.value)))
    elif one.value == other.value and one.text and other.text and one.text != other.text:
        found.append(("teks", one.text, other.text))
    if one.unit and other.unit and one.unit != other.unit:
        found.append(("satuan", one.unit, other.unit))
    return found


def _told(concept: str, text: str) -> str:
    """A value in running text, where a number has a decimal comma."""
    return text.replace(".", ",") if concept == "nilai" else quote(text)


def _shown(concept: str, text: str) -> str:
    return text if concept == "nilai" else quote(text)


def _edits(document: Document, path: Path, concept: str, text: str) -> tuple[Edit, ...]:
    place = document.value(*spot(document, path, concept))
    return (Edit(place, text),) if concept == "nilai" else rewrite("", place, text).edits
