"""Tanda tangan tidak sesuai dengan para pihak dokumennya.

Mengapa
    Dokumen berlaku karena ditandatangani pihak yang namanya tercantum di dalamnya (PermenPANRB 53/2014). Tanda tangan
    orang lain, atau pihak yang belum tercatat tanda tangannya, membuat dokumen itu tidak dapat disahkan.

Salah
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - - {pegawai: p003, peran: pihak_pertama, metode: basah, tanggal: 2026-01-14}
    + - {pegawai: p016, peran: pihak_pertama, metode: basah, tanggal: 2026-01-14}
    > 50:15: tanda tangan Pihak pertama tercatat milik Dewi Contohan, S.A.P.; pihak itu Datuak Rekaan, S.Sos., M.Si.

Benar
    - {pegawai: p003, peran: pihak_pertama, metode: basah, tanggal: 2026-01-14}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diagnostic import Finding, Related, Said
from generator.load.corpus import Document
from generator.load.scalar import is_date
from generator.load.source import Path
from generator.rules.context import Context
from generator.rules.date_outside_year import outside
from generator.rules.naming import person
from generator.rules.not_holder import disputed
from generator.rules.phrase import dotted, rewrite, spot, title
from generator.sop.long_date import long_date


def check(context: Context) -> Iterator[Finding]:
    """Lists of signatures (`x-penanda`) with another signer than a party, without one, or with an early one.

    The annotation names the fields of an entry for the capacity (`sebagai`), the person (`orang`) and
    the day (`hari`), the document's own day (`sejak`), and the party that each capacity is (`pihak`).
    """
    for document in context.readable:
        for path, marks, entries in context.annotated(document, "x-penanda"):
            if isinstance(entries, list) and entries:
                yield from _strangers(context, document, path, marks, entries)
                yield from _missing(document, path, marks, entries)
                if not outside(context, context.facts(document)):
                    yield from _early(document, path, marks, entries)


def _strangers(
    context: Context, document: Document, path: Path, marks: Mapping[str, Any], entries: list[Any]
) -> Iterator[Finding]:
    for number, entry in enumerate(entries):
        if not isinstance(entry, dict):
            continue
        party = marks["pihak"].get(str(entry.get(marks["sebagai"])))
        own = str(entry.get(marks["orang"]))
        if party is None or own not in context.people:
            continue
        named = spot(document, dotted(party), "orang")
        theirs = str(document.get(named))
        if theirs == own or theirs not in context.people:
            continue
        if disputed(context, context.facts(document)):
            return
        at = document.value(*path, number, marks["orang"])
        yield Finding(
            at,
            f"tanda tangan {title(document, dotted(party))} tercatat milik {person(context, own)}; "
            f"pihak itu {person(context, theirs)}",
            "catat tanda tangan pihak itu sendiri, atau betulkan pihaknya",
            (Related(document.value(*named), "pihak pada dokumen"),),
            rewrite(f"ganti menjadi {theirs}", at, theirs),
        )


def _early(
    document: Document, path: Path, marks: Mapping[str, Any], entries: list[Any]
) -> Iterator[Finding]:
    start = dotted(marks["sejak"])
    since = document.get(start)
    for number, entry in enumerate(entries):
        own = str(entry.get(marks["hari"])) if isinstance(entry, dict) else ""
        if is_date(own) and is_date(since) and own < since:
            at = (*path, number, marks["hari"])
            yield Finding(
                document.value(*at),
                f"{title(document, at)} {long_date(own)} lebih awal daripada "
                f"{title(document, start)} dokumen {long_date(since)}",
                "periksa kedua tanggal; dokumen ditandatangani pada tanggalnya atau sesudahnya",
                (Related(document.value(*start), "tanggal dokumen tertulis di sini"),),
            )


def _missing(
    document: Document, path: Path, marks: Mapping[str, Any], entries: list[Any]
) -> Iterator[Finding]:
    if len(entries) < document.form.at(path).get("minItems", 0):
        return
    signed = {str(e.get(marks["sebagai"])) for e in entries if isinstance(e, dict)}
    for capacity, party in marks["pihak"].items():
        if capacity not in signed:
            message = f"tanda tangan {title(document, dotted(party))} belum tercatat"
            column = title(document, (*path, 0, marks["sebagai"]))
            yield Finding(
                document.key(*path),
                message,
                f"tambahkan baris dengan {marks['sebagai']}: {capacity}",
                in_cells=Said(message, f"tambahkan baris dengan {column} berisi {capacity}"),
            )
