"""Dokumen yang sudah disahkan diubah tanpa dikembalikan dulu.

Mengapa
    Pengesahan mengunci setiap nilai dokumen dengan sidik isinya. Satu nilai saja yang berubah berarti yang disetujui
    bukan lagi yang diterbitkan. Komentar dan tata letak boleh berubah.

Salah
    pengusul: @contoh-p016
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - tempat: Padang
    + tempat: Bukittinggi
    > 19:9: Tempat berubah, padahal dokumen ini sudah disahkan Datuak Rekaan, S.Sos., M.Si. pada langkah 5 (Validasi Bagian)

Benar
    tempat: Padang
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.diagnostic import Finding, Related
from generator.load.corpus import Document
from generator.load.digest import digest
from generator.load.source import Path
from generator.rules.naming import person
from generator.rules.phrase import spot, title
from generator.rules.proposal import Proposal
from generator.rules.spoken import step_name
from generator.sop.facts import Facts, Signed

MOST = 20
"""Changed values of one document that are named one by one."""


def check_proposal(proposal: Proposal) -> Iterator[Finding]:
    """Values that differ from what evidence on the base has signed."""
    for before, after in proposal.changed():
        if before is None or after is None or not (before.readable and after.readable):
            continue
        locks = list(_locks(proposal, before.id))
        now = digest(after.as_read) if locks else ""
        for facts, signed in locks[:1]:
            if now != signed.digest:
                yield from _changes(proposal, before, after, facts, signed)


def _locks(proposal: Proposal, id: str) -> Iterator[tuple[Facts, Signed]]:
    """The evidence on the base that lists a document, the earliest step first."""
    found = [
        (facts, signed)
        for facts in proposal.base.every
        for signed in facts.signed
        if signed.document == id
    ]
    yield from sorted(found, key=lambda one: proposal.base.kind(one[0].document).step or 0)


def _changes(
    proposal: Proposal, before: Document, after: Document, facts: Facts, signed: Signed
) -> Iterator[Finding]:
    evidence, step = facts.document, proposal.base.kind(facts.document).step or 0
    who = f" {person(proposal.base, facts.owner.person)}" if facts.owner else ""
    said = f"sudah {proposal.sop.steps[step].status}{who} pada {step_name(proposal.sop, step)}"
    back = proposal.sop.steps[step].returns_to
    hint = "kembalikan nilainya seperti semula"
    if back is not None:
        hint += f", atau minta langkah {step} mengembalikan dokumen ini dulu dengan alasan"
    signature = evidence.value(*spot(evidence, signed.path, "dokumen"))
    related = (Related(signature, "disahkan di sini"),)
    paths = list(differing(before.data, after.data))
    for path in paths[:MOST]:
        yield Finding(
            after.value(*path),
            f"{title(after, path)} berubah, padahal dokumen ini {said}",
            hint,
            related,
        )


def differing(one: Any, other: Any, path: Path = ()) -> Iterator[Path]:
    """The paths of the values that differ, the innermost ones; of what is gone the place above it."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in dict.fromkeys([*one, *other]):
            if name in one and name in other:
                yield from differing(one[name], other[name], (*path, name))
            else:
                yield (*path, name)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for i, (a, b) in enumerate(zip(one, other, strict=True)):
            yield from differing(a, b, (*path, i))
    elif one != other or type(one) is not type(other):
        yield path
