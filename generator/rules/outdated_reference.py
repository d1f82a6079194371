"""Rujukan menunjuk dokumen yang sudah digantikan versi baru.

Mengapa
    Perubahan perjanjian kinerja menggantikan yang lama (PermenPANRB 53/2014). Dokumen yang belum ditandatangani harus
    menunjuk yang berlaku. Dokumen yang sudah ditandatangani tetap sah menurut perjanjian lama, tetapi perlu diubah bila
    butir yang ditunjuknya tidak ada lagi atau targetnya lain.

Salah
    berganti: content/2026/rbak/4-dokumen/skp-p016.yaml
    content/2026/rbak/4-dokumen/skp-p016-2.yaml
    - target: {nilai: 4, satuan: laporan}
    + target: {nilai: 6, satuan: laporan}
    > content/2026/rbak/4-dokumen/ra-skp-p016.yaml:10:8: skp-2026-p016 sudah digantikan skp-2026-p016-2; target berubah

Benar
    (versi baru rencana aksinya disahkan bersama skp-2026-p016-2)

Salah juga
    menunggu: content/2026/rbak/4-dokumen/skp-p016.yaml
    content/2026/rbak/4-dokumen/skp-p016-2.yaml
    - target: {nilai: 4, satuan: laporan}
    + target: {nilai: 6, satuan: laporan}
    > content/2026/rbak/4-dokumen/skp-p016-2.yaml:4:15: ra-skp-2026-p016 belum mengikuti perubahan ini; target berubah

Benar
    (versi baru rencana aksinya diserahkan bersama skp-2026-p016-2)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from generator.diagnostic import Finding, Related
from generator.load.source import Path
from generator.rules.context import Context
from generator.rules.foreign_code import below
from generator.rules.inheritance_mismatch import differences
from generator.rules.naming import listing, new_version
from generator.rules.over_ceiling import own_lines
from generator.rules.phrase import rewrite, spot
from generator.sop.facts import Facts, Link, Measure
from generator.sop.model import Function

Judge = Callable[[Facts, Facts], str]


class Reference(NamedTuple):
    """A document that another one refers to: where, and how a newer version of it no longer fits."""

    facts: Facts
    id: str
    place: Path
    fault: Judge


def check(context: Context) -> Iterator[Finding]:
    """References to documents that no longer hold, and newer versions that others do not follow yet."""
    versions = context.versions
    every = [
        reference
        for facts in context.of(Function.DOCUMENT)
        if facts.document.id not in versions.gone
        for reference in _references(facts)
    ]
    told: set[tuple[str, str]] = set()
    for reference in every:
        key = (reference.facts.document.path, reference.id)
        found = _outdated(context, reference) if key not in told else None
        if found is not None:
            told.add(key)
            yield found
    by_id: dict[str, list[Reference]] = defaultdict(list)
    for reference in every:
        by_id[reference.id].append(reference)
    for id in sorted(versions.waiting):
        yield from _unfollowed(context, versions.known[id], by_id)


def _references(facts: Facts) -> Iterator[Reference]:
    document, parent = facts.document, facts.get("induk")
    if parent:
        yield Reference(facts, parent, facts.path("induk"), partial(_of_parent, facts))
    for goal in facts.goals:
        for link in goal.supports:
            place = spot(document, link.path, "dokumen")
            yield Reference(facts, link.document, place, partial(_of_link, link))
        for measure in goal.measures:
            if measure.origin:
                place = spot(document, measure.origin.path, "dokumen")
                fault = partial(_of_origin, measure, measure.origin)
                yield Reference(facts, measure.origin.document, place, fault)


# -- how a newer version no longer fits ----------------------------------------------------------


def _of_parent(plan: Facts, old: Facts, new: Facts) -> str:
    mine, other = old.measures(), new.measures()
    if [m.id for m in mine] != [m.id for m in other]:
        return "ukurannya berubah"
    if any(differences(a.target, b.target) for a, b in zip(mine, other, strict=True)):
        return "target berubah"
    actions = [action for row in plan.rows for action in row.actions]
    codes = [action.code for action in actions if action.code]
    if lost := next((code for code in codes if _is_lost(code, old, new)), ""):
        return f"anggaran {lost} tidak ada lagi"
    for line in new.money:
        inside = [a.amount or 0 for a in actions if a.code and below(a.code, line.code)]
        if line.amount is not None and sum(inside) > line.amount:
            return f"anggaran {line.code} berkurang"
    return ""


def _is_lost(code: str, old: Facts, new: Facts) -> bool:
    """Whether a budget code belongs to a line of the former version and to none of the newer one."""
    before, after = (any(below(code, line.code) for line in f.money) for f in (old, new))
    return before and not after


def _of_link(link: Link, _old: Facts, new: Facts) -> str:
    return f"{link.item} tidak ada lagi" if new.item(link.item) is None else ""


def _of_origin(measure: Measure, link: Link, old: Facts, new: Facts) -> str:
    """A measure that had the target of the one it comes from should still have it."""
    before, after = old.item(link.item), new.item(link.item)
    if not isinstance(before, Measure) or not isinstance(after, Measure):
        return _of_link(link, old, new)
    kept = not differences(measure.target, before.target)
    return (
        f"target {link.item} berubah" if kept and differences(measure.target, after.target) else ""
    )


# -- what is said of it --------------------------------------------------------------------------


def _outdated(context: Context, reference: Reference) -> Finding | None:
    """Of what is not signed every such reference, of what is signed those that no longer fit."""
    facts, id = reference.facts, reference.id
    old, newer = context.find(id), context.versions.gone.get(id)
    if old is None or newer is None:
        return None
    fault, new = reference.fault(old, newer), newer.document
    signed = context.is_signed(facts.document)
    if signed and not fault:
        return None
    message = f"{id} sudah digantikan {new.id}" + (f"; {fault}" if fault else "")
    related = (Related(new.value("id"), "dokumen yang menggantikan"),)
    found = Finding(facts.document.value(*reference.place), message, related=related)
    if signed:
        return replace(found, hint=_advice(context, facts))
    if fault:
        return replace(found, hint=f"tunjuk {new.id}, lalu sesuaikan isinya")
    fix = rewrite(f"tulis {new.id}", found.location, new.id)
    return replace(found, hint=f"tunjuk {new.id}", fix=fix)


def _advice(context: Context, facts: Facts) -> str:
    """A new version, of what its owner still has to do with."""
    day, owner = context.today.isoformat(), facts.owner
    held = context.positions(owner.person, day) if owner else []
    if owner and not any(tenure.position == owner.position for tenure in held):
        return "pemiliknya tidak lagi memegang jabatan itu; dokumen penggantinya yang menyesuaikan"
    return new_version(facts.document.id)


def _poorer(context: Context, old: Facts, new: Facts) -> dict[str, str]:
    """The agreements below that would take more of a budget line than a newer version leaves them."""
    below_it = [f for f in context.every if f.money and context.above(f) is old]
    found: dict[str, str] = {}
    for line in new.money:
        shares = [s for f in below_it for s in own_lines(f) if below(s.item.code, line.code)]
        if line.amount is not None and sum(share.amount for share in shares) > line.amount:
            ids = (share.facts.document.id for share in shares)
            found |= dict.fromkeys(ids, f"anggaran {line.code} berkurang")
    for share in (s for f in below_it for s in own_lines(f)):
        if _is_lost(share.item.code, old, new):
            found[share.facts.document.id] = f"anggaran {share.item.code} tidak ada lagi"
    return found


def _unfollowed(
    context: Context, new: Facts, by_id: dict[str, list[Reference]]
) -> Iterator[Finding]:
    """What refers to the former versions of one that is to hold soon, and will not fit it."""
    versions = context.versions
    found: dict[str, str] = {}
    for old in versions.chain(new)[1:]:
        for reference in by_id.get(old.document.id, ()):
            own = reference.facts.document.id
            if (
                own in found
                or own in versions.newer
                or reference.facts.get("menggantikan") == old.document.id
            ):
                continue
            if fault := reference.fault(old, new):
                found[own] = fault
        found |= _poorer(context, old, new)
    if not found:
        return
    faults = ", ".join(dict.fromkeys(found.values()))
    yield Finding(
        new.document.value(*new.path("menggantikan")),
        f"{listing(found)} belum mengikuti perubahan ini; {faults}",
        _follow(context, found),
        tuple(
            Related(f.document.value("id"), "masih menurut yang lama")
            for f in map(versions.known.get, found)
            if f
        )[:3],
    )


def _follow(context: Context, ids: Iterable[str]) -> str:
    """What to do with documents that do not follow a newer version yet: what is signed needs its own."""
    found = (context.versions.known[id] for id in ids)
    signed = next((facts for facts in found if context.is_signed(facts.document)), None)
    return _advice(context, signed) if signed else "sesuaikan isinya"
