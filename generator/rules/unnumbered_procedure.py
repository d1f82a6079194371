"""Nomor SOP belum lengkap.

Mengapa
    SOP berlaku setelah bernomor dan disahkan. Nomor urut yang masih kosong ikut tercetak pada setiap
    lembar yang mengutip SOP ini.

Salah
    sop/pengumpulan-data-kinerja.yaml
    - nomor: "065/    /ORG-2023"
    + nomor: "065/ /ORG-2024"
    > 7:10: nomor SOP "065/ /ORG-2024" masih kosong sebagian

Benar
    nomor: "065/12/ORG-2023"
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context

NAME = "unnumbered_procedure"


def check(context: Context) -> Iterator[Finding]:
    """A number of the procedure with a blank part."""
    return (finding for name, finding in context.book.findings if name == NAME)
