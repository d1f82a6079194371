"""Isian wajib belum ada.

Mengapa
    Setiap formulir menetapkan isian yang wajib, sebagian sejak awal dan sebagian sejak langkah tertentu.
    Dokumen tanpa isian itu tidak dapat direkap, dicetak, atau disahkan.

Salah
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - arah: naik
    - cascading: kontribusi
    + cascading: kontribusi
    > 35:9: arah belum diisi

Benar
    arah: naik
    cascading: kontribusi

Salah juga
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - tempat: Padang
    + tempat:
    > 19:1: tempat masih kosong

Benar
    tempat: Padang

Salah juga
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - - id: s1
    - uraian: Meningkatnya capaian SAKIP perangkat daerah
    + - id: s1
    > 23:5: uraian (sasaran) belum diisi

Benar
    - id: s1
      uraian: Meningkatnya capaian SAKIP perangkat daerah
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding, Said
from generator.load.faults import MISSING
from generator.load.schema import SINCE, Schema
from generator.rules.breach import Breach
from generator.rules.context import Context
from generator.rules.wording import called, example, quote

KEYWORDS = (MISSING,)


def worded(breach: Breach) -> Iterator[Finding]:
    """One finding for each field: at its key when that is there, else at the group that lacks it."""
    name = str(breach.fault.facts["property"])
    path = (*breach.fault.path, name)
    schema = breach.form.at(path)
    is_there = breach.source.has_blanks and path in breach.source.places
    state = "masih kosong" if is_there else "belum diisi"
    where = breach.source.key(path if is_there else breach.fault.path)
    yield Finding(
        where,
        f"{_named(schema, name)} {state}",
        _hint(schema, name, is_there=is_there),
        in_cells=_in_cells(schema, name),
    )


def _in_cells(schema: Schema, name: str) -> Said:
    since, title = schema.get(SINCE), called(schema, name)
    due = f"wajib sejak langkah {since}; " if since else ""
    such = f", misalnya {sample}" if (sample := example(schema, "")) else ""
    return Said(f"{title} belum diisi", f"{due}isi {title}{such}")


def _named(schema: Schema, name: str) -> str:
    """The key that is to be typed, with the field's title where it says something else."""
    title = called(schema, name)
    return (
        name
        if title.casefold() in (name, quote(name), name.replace("_", " "))
        else f"{name} ({title})"
    )


def _hint(schema: Schema, name: str, *, is_there: bool) -> str:
    since = schema.get(SINCE)
    due = f"wajib sejak langkah {since}; " if since else ""
    title, sample = called(schema, name), example(schema, "")
    such = f", misalnya {sample}" if sample else ""
    if is_there:
        return f'{due}tulis {title} sesudah "{name}:"{such}'
    if schema.get("type") in ("object", "array"):
        return f'{due}tambahkan baris "{name}:" dan isi {title} di bawahnya'
    return f'{due}tambahkan baris "{name}: ..." dan tulis {title} di situ{such}'


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return (f for breach in context.breaches(*KEYWORDS) for f in worded(breach))
