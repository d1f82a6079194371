"""Dokumen tersimpan di folder unit yang bukan unit pemiliknya.

Mengapa
    Folder menentukan Kepala Bagian yang mengesahkan dokumen dan Bagian yang dihitung pada rekap.

Salah
    content/2026/rbak/3-penugasan.yaml
    - unit: rbak
    + unit: ttl
    > 5:7: Bagian "ttl" tidak sama dengan foldernya, rbak

Benar
    unit: rbak

Salah juga
    content/2026/rbak/5-pengesahan.yaml
    - pegawai: p003
    - jabatan: kabag-rbak
    + pegawai: p002
    + jabatan: kabag-ttl
    > 8:12: Kepala Bagian Tatalaksana bukan jabatan di Bagian RBAK, pemilik folder rbak

Benar
    pegawai: p003
    jabatan: kabag-rbak
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Location, Said
from generator.rules.context import Context
from generator.rules.naming import position, unit
from generator.rules.phrase import rewrite, spot, title
from generator.rules.wording import quote
from generator.sop.facts import Facts, Party


def check(context: Context) -> Iterator[Finding]:
    """Documents whose folder, unit field and owner's unit are not one."""
    units = context.sop.organisation.units
    for facts in context.every:
        own = facts.document.unit
        if own is None:
            continue
        if own not in units:
            message = f"folder {quote(own)} bukan unit yang dikenal"
            hint = f"pindahkan ke folder unit: {', '.join(units)}"
            yield Finding(Location(facts.document.path), message, hint)
            continue
        yield from _step(context, facts, own)
        yield from _field(context, facts, own)
        if facts.owner and misplaced(context, facts):
            yield _owner(context, facts, facts.owner, own)


def misplaced(context: Context, facts: Facts) -> bool:
    """Whether the owner's position belongs to another unit than the folder."""
    if facts.owner is None or facts.document.unit is None:
        return False
    known = context.sop.organisation.positions.get(facts.owner.position)
    return known is not None and known.unit != facts.document.unit


def _step(context: Context, facts: Facts, own: str) -> Iterator[Finding]:
    step = context.sop.steps.get(context.kind(facts.document).step or 0)
    if step and step.per_unit and not context.sop.takes(own, step):
        message = f"langkah {step.number} ({step.name}) tidak dikerjakan {unit(context, own)}"
        yield Finding(Location(facts.document.path), message, "pindahkan atau hapus berkas ini")


def _field(context: Context, facts: Facts, own: str) -> Iterator[Finding]:
    written = facts.get("unit")
    if not written or written == own or written not in context.sop.organisation.units:
        return
    document, path = facts.document, facts.path("unit")
    place = document.value(*path)
    message = f"{title(document, path)} {quote(written)} tidak sama dengan foldernya, {own}"
    yield Finding(
        place,
        message,
        f"tulis {own}, atau pindahkan berkas ini",
        fix=rewrite(f"ganti menjadi {own}", place, own),
        in_cells=Said(message, f"tulis {own}"),
    )


def _owner(context: Context, facts: Facts, owner: Party, own: str) -> Finding:
    document = facts.document
    right = context.sop.organisation.positions[owner.position].unit
    return Finding(
        document.value(*spot(document, owner.path, "jabatan")),
        f"{position(context, owner.position)} bukan jabatan di {unit(context, own)}, "
        f"pemilik folder {own}",
        f"pindahkan berkas ini ke folder {right}, atau perbaiki jabatannya",
    )
