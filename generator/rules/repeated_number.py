"""Satu NIP dipakai dua orang.

Mengapa
    NIP hanya milik satu orang. Nomor yang sama pada dua orang berarti salah satunya salah salin.

Salah
    nip.yaml
    + p016: "19830202200801(1 huruf 2)992"
    > 8:7: NIP p016 sama dengan NIP p002

Benar
    p016: 18 angka seperti tertulis pada surat keputusan pengangkatan
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.rules.context import Context


def check(context: Context) -> Iterator[Finding]:
    """Numbers that stand at a person further up already."""
    register = context.register
    first: dict[str, str] = {}
    for id, digits in register.digits.items() if register else ():
        owner = first.setdefault(digits, id)
        if owner != id and register is not None:
            yield Finding(
                register.at(id),
                f"NIP {id} sama dengan NIP {owner}",
                "periksa keduanya; salah satu salah salin",
                (Related(register.at(owner), f"NIP {owner} tertulis di sini"),),
            )
