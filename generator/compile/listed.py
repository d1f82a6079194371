"""What new evidence lists: the documents that its step signs, and the units that a partial one leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compile.occasion import Occasion
from generator.compile.supplement import pending
from generator.diagnostic import Severity
from generator.load.digest import digest
from generator.load.schema import Schema
from generator.sop.facts import Facts
from generator.sop.model import Function, Step, Unit
from generator.sop.signing import bringing, signed_units

EVERY_UNIT = "x-setiap-unit"


def listed(occasion: Occasion, schema: Schema) -> Iterator[tuple[str, str]]:
    """Id and digest of each document that belongs in a list of evidence."""
    for facts in _listable(occasion, schema):
        yield facts.document.id, digest(facts.document.data)


def _listable(occasion: Occasion, schema: Schema) -> Iterator[Facts]:
    for facts in _signable(occasion):
        if facts.get("selesai") and _belongs(occasion, schema, facts):
            yield facts


def unready(occasion: Occasion) -> bool:
    """Whether something that new evidence lists has errors, or lacks what its step asks for."""
    step, context = occasion.step, occasion.state.context
    wrong = {d.location.path for d in occasion.diagnostics if d.severity is Severity.ERROR}
    fields = occasion.kind.form.schema.get("properties", {}).values()
    lists = (inner for inner in fields if inner.get("x-konsep") == "daftar_dokumen")
    ids = {facts.document.id for inner in lists for facts in _listable(occasion, inner)}
    return step is not None and any(
        facts.document.path in wrong
        or (
            context.kind(facts.document).function is Function.DOCUMENT
            and any(facts.document.form.faults(facts.document.data, step.number))
        )
        for facts in filter(None, map(context.find, sorted(ids)))
    )


def _signable(occasion: Occasion) -> tuple[Facts, ...]:
    """What new evidence may sign: of what comes after a finished step only what that has left."""
    if occasion.kind.supplements and occasion.step is not None:
        return pending(occasion.state, occasion.step, occasion.subject.unit or None)
    return occasion.state.valid


def _belongs(occasion: Occasion, schema: Schema, facts: Facts) -> bool:
    step, document = occasion.step, facts.document
    kind = occasion.state.context.kind(document)
    if step is None or not _takes(schema, kind.id, kind.function):
        return False
    if kind.function is Function.EVIDENCE:
        own = occasion.subject.unit or None
        return kind.step in step.waits_for and (own is None or document.unit in (None, own))
    sop = occasion.state.context.sop
    return document.unit in signed_units(sop, step, occasion.subject.unit or None, kind)


def _takes(schema: Schema, kind: str, function: Function) -> bool:
    """Whether a list is for documents of a kind: as its reference says, else what people write."""
    fields = schema.get("items", {}).get("properties", {}).values()
    targets = [f.get("x-rujukan", {}) for f in fields if f.get("x-konsep") == "dokumen"]
    named = [kind for target in targets for kind in target.get("jenis", ())]
    if named:
        return kind in named
    return function is (Function.EVIDENCE if EVERY_UNIT in schema else Function.DOCUMENT)


def missing_units(occasion: Occasion) -> Iterator[tuple[str, dict[str, str]]]:
    """Units without finished evidence that a document for every unit waits for, with names for texts."""
    state = occasion.state
    for step, unit in _awaited(occasion):
        if state.finished(step, unit.id) is None:
            yield unit.id, unit_names(occasion, unit)


def unit_names(occasion: Occasion, unit: Unit) -> dict[str, str]:
    """What texts may say of a unit: its names, how many documents it owes and has handed in."""
    state = occasion.state
    duties = [duty for duty in state.duties if duty.unit == unit.id]
    found = [facts for duty in duties if (facts := state.document(duty)) is not None]
    return {
        "unit": unit.name,
        "singkatan": unit.short,
        "wajib": str(len(duties)),
        "lengkap": str(sum(1 for facts in found if state.stage(facts))),
    }


def _awaited(occasion: Occasion) -> Iterator[tuple[Step, Unit]]:
    """The steps and units whose evidence the lists for every unit want."""
    fields = occasion.kind.form.schema.get("properties", {}).values()
    groups = {inner[EVERY_UNIT] for inner in fields if EVERY_UNIT in inner}
    pairs = bringing(occasion.state.context.sop, occasion.step) if occasion.step else ()
    return ((step, unit) for step, unit in pairs if unit.group in groups)
