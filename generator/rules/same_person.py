"""Pemilik dokumen dan atasannya orang yang sama.

Mengapa
    Perjanjian kinerja dan penilaian selalu antara dua orang; tidak seorang pun menyetujui dokumennya sendiri
    (UU 30/2014 tentang Administrasi Pemerintahan, larangan konflik kepentingan).

Salah
    content/2026/rbak/4-dokumen/skp-p016.yaml
    - pegawai: p003
    - jabatan: kabag-rbak
    + pegawai: p016
    + jabatan: kabag-rbak
    > 13:12: Dewi Contohan, S.A.P. menjadi pemilik sekaligus atasan di dokumen ini

Benar
    pegawai: p003
    jabatan: kabag-rbak
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.rules.context import Context
from generator.rules.naming import person
from generator.rules.phrase import spot


def check(context: Context) -> Iterator[Finding]:
    """Documents that one person makes with himself."""
    for facts in context.every:
        owner, superior = facts.owner, facts.superior
        if not owner or not superior or not owner.person or owner.person != superior.person:
            continue
        document = facts.document
        first = document.value(*spot(document, owner.path, "orang"))
        yield Finding(
            document.value(*spot(document, superior.path, "orang")),
            f"{person(context, owner.person)} menjadi pemilik sekaligus atasan di dokumen ini",
            "tulis pejabat yang menjadi atasan langsung",
            (Related(first, "orang yang sama tertulis di sini"),),
        )
