"""Bukti atau dokumen yang sudah diserahkan dihapus atau dipindahkan.

Mengapa
    Yang sudah diserahkan adalah arsip: penggantinya ditulis sebagai dokumen baru, dan yang lama tetap dapat dibaca.
    Mengganti nama berkas sama dengan menghapusnya.

Salah
    pengusul: @contoh-p016
    content/2026/rbak/4-dokumen/skp-p016.yaml
    - (seluruh berkas)
    > 1:1: dokumen yang sudah disahkan ini dihapus atau dipindahkan

Benar
    (berkas lama dibiarkan; perubahan ditulis sebagai dokumen baru)
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Location
from generator.rules.proposal import Proposal
from generator.sop.model import Function


def check_proposal(proposal: Proposal) -> Iterator[Finding]:
    """Documents of the base that the proposal takes away, drafts left aside."""
    for file in proposal.files:
        document = proposal.base.corpus.by_path.get(file.path)
        if file.after or document is None:
            continue
        kind = proposal.base.kind(document)
        stage = proposal.base.stage(document)
        if kind.function is Function.DOCUMENT and stage < 1:
            continue
        step = proposal.sop.steps.get(stage)
        what = f"dokumen yang sudah {step.status}" if step else kind.name.lower()
        yield Finding(
            Location(file.path),
            f"{what} ini dihapus atau dipindahkan",
            "kembalikan berkas ini dengan nama semula",
        )
