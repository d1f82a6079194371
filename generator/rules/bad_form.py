"""Formulir tidak lengkap atau tidak sah.

Mengapa
    Setiap isian formulir harus menyatakan boleh tidaknya diterbitkan. Isian tanpa keterangan itu dapat
    bocor ke situs publik, maka ditolak sejak awal.

Salah
    sop/formulir/periode.schema.yaml
    - keterangan:
    -   title: Keterangan
    -   description: "Catatan umum putaran."
    -   $ref: "bersama.schema.yaml#/$defs/teks"
    -   x-akses: publik
    + keterangan:
    +   title: Keterangan
    +   description: "Catatan umum putaran."
    +   $ref: "bersama.schema.yaml#/$defs/teks"
    > 46:3: isian "keterangan" belum menyatakan x-akses

Benar
    keterangan:
      title: Keterangan
      description: "Catatan umum putaran."
      $ref: "bersama.schema.yaml#/$defs/teks"
      x-akses: publik
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.sop.reader import RuleBook

NAME = "bad_form"


def check_book(book: RuleBook) -> Iterator[Finding]:
    """Forms that are no valid schema, or lack what every form must say."""
    return (finding for name, finding in book.findings if name == NAME)
