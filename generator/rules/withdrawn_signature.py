"""Dokumen dikeluarkan dari daftar yang sudah disahkan tanpa alasan tertulis.

Mengapa
    Dokumen dikembalikan kepada penyusunnya dengan alasan, agar ia tahu apa yang harus diperbaiki dan jam kerjanya
    berhenti dihitung pada langkah yang benar. Baris yang dihapus begitu saja tidak memberi tahu siapa pun.

Salah
    pengusul: @contoh-p016
    content/2026/rbak/5-pengesahan.yaml
    - - {dokumen: skp-2026-p016, sidik: "v1:9b596847f97ddf7c749d6902f3ba934f96bf7a683513828ea7f25aa56ed46551"}
    > 1:1: skp-2026-p016 dikeluarkan dari daftar tanpa alasan tertulis

Benar
    (tambahkan dokumen itu pada pengembalian beserta tanggal dan alasannya)

Salah juga
    pengusul: @contoh-p016
    content/2026/rbak/5-pengesahan.yaml
    - - dokumen: skp-2026-p016
    -   tanggal: 2026-01-15
    -   alasan: Target waktu belum menyebut batas tanggal
    > 1:1: pengembalian skp-2026-p016 yang sudah tercatat dihapus atau diubah

Benar
    (yang sudah tercatat tetap; yang baru ditambahkan di bawahnya)
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Location
from generator.rules.naming import listing
from generator.rules.proposal import Proposal


def check_proposal(proposal: Proposal) -> Iterator[Finding]:
    """Evidence that no longer signs what it signed, and says nowhere why."""
    for before, after in proposal.changed():
        if before is None or after is None or not after.readable:
            continue
        old, new = proposal.base.facts(before), proposal.joint.facts(after)
        told = {returned[:-1] for returned in old.returned}
        fresh = {returned.document for returned in new.returned if returned[:-1] not in told}
        kept = {signed.document for signed in new.signed} | fresh
        gone = [signed.document for signed in old.signed if signed.document not in kept]
        reopened = proposal.joint.is_open(after) and not proposal.base.is_open(before)
        standing = {
            returned[:3] for returned in new.returned
        }  # the wording of the reason may be mended
        erased = [returned.document for returned in old.returned if returned[:3] not in standing]
        if erased:
            yield Finding(
                Location(after.path),
                f"pengembalian {listing(erased)} yang sudah tercatat dihapus atau diubah",
                "kembalikan catatan itu seperti semula; pengembalian baru ditulis di bawahnya",
            )
        hint = "tulis setiap dokumen itu pada pengembalian: id, tanggal, dan alasan"
        if gone:
            message = f"{listing(gone)} dikeluarkan dari daftar tanpa alasan tertulis"
            yield Finding(Location(after.path), message, hint)
        elif reopened and not fresh:
            message = "langkah yang sudah selesai dibuka kembali tanpa pengembalian"
            yield Finding(Location(after.path), message, hint)
