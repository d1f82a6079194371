"""Nilai bukan angka, teks, atau daftar seperti yang diminta.

Mengapa
    Target dan anggaran dijumlahkan oleh program. Angka ditulis polos: desimal memakai titik, tanpa titik
    ribuan, tanpa tanda persen atau Rp, supaya tidak ada dua pembacaan.

Salah
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - target: {nilai: 85, satuan: persen}
    + target: {nilai: delapan puluh lima, satuan: persen}
    > 30:25: nilai target harus angka, bukan "delapan puluh lima"

Benar
    target: {nilai: 85, satuan: persen}

Salah juga
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - jumlah_anggaran: 1150000000
    + jumlah_anggaran: Rp1.150.000.000
    > 48:18: jumlah anggaran harus bilangan bulat, bukan "Rp1.150.000.000"

Benar
    jumlah_anggaran: 1150000000
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from generator.diagnostic import Finding, Said
from generator.rules.breach import Breach
from generator.rules.context import Context
from generator.rules.numeral import is_doubtful, plain, plain_integer, truth
from generator.rules.phrase import spoken
from generator.rules.wording import example, joined, quote, text_at

KEYWORDS = ("type",)

_NAMES = {
    "array": "daftar",
    "boolean": "true atau false",
    "integer": "bilangan bulat",
    "number": "angka",
    "object": "kelompok isian",
    "string": "teks",
}
_IN_CELLS = {
    "array": ("daftar", "ketik satu butir pada tiap baris di dalam sel (Alt+Enter)"),
    "boolean": ("ya atau tidak", "ketik ya atau tidak"),
    "integer": ("bilangan bulat", "ketik angkanya saja, tanpa koma"),
    "number": ("angka", "ketik angkanya saja, misalnya 80,1"),
    "object": ("kelompok isian", "kosongkan sel ini; isinya ada di kolom-kolom lain"),
}
"""What a cell must hold, and how to fill it."""
_SPECIAL = "[]{},#:&*!|>%@`\"'"


def worded(breach: Breach) -> Iterator[Finding]:
    """What the form wants, what stands there, and how to write it."""
    types: Sequence[str] = breach.fault.facts["types"]
    value = breach.value
    if "number" in types and isinstance(value, str) and is_doubtful(value):
        return  # ambiguous_number explains it
    written = _written(breach, types)
    wanted = joined(_NAMES.get(name, name) for name in types)
    yield Finding(
        breach.place if isinstance(value, str) else breach.holder,
        f"{breach.field} harus {wanted}, bukan {_shown(value)}",
        f"tulis {written}" if written else _hint(breach, types),
        fix=breach.instead(written) if written else None,
        in_cells=_in_cells(breach, types),
    )


def _in_cells(breach: Breach, types: Sequence[str]) -> Said:
    """The same for a cell, in which the program understands what can be understood."""
    wanted = joined(_IN_CELLS.get(name, (_NAMES.get(name, name),))[0] for name in types)
    value = breach.value
    is_number = isinstance(value, float) and not isinstance(value, bool)
    found = quote(spoken(value)) if is_number else _shown(value)
    main = "number" if "number" in types else types[0]
    hint = _IN_CELLS.get(main, ("", "ketik satu teks"))[1]
    if main == "integer":
        hint += f", misalnya {example(breach.schema, '12')}"
    return Said(f"{breach.field} harus {wanted}, bukan {found}", hint)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "kelompok isian"
    return "daftar" if isinstance(value, list) else quote(value)


def _written(breach: Breach, types: Sequence[str]) -> str | None:
    """The same value as the form wants it written; None when that is not beyond doubt."""
    text = breach.value
    if not isinstance(text, str):
        return None
    if "number" in types:
        return plain(text)
    if "integer" in types:
        return plain_integer(text)
    if "boolean" in types:
        return truth(text)
    if "array" in types and breach.schema.get("items", {}).get("type") in ("string", "integer"):
        raw = text_at(breach.source, breach.place)
        is_plain = (raw and raw[0] in "\"'") or not set(raw) & set(_SPECIAL)
        return f"[{raw if is_plain else json.dumps(text, ensure_ascii=False)}]" if raw else None
    return None


def _hint(breach: Breach, types: Sequence[str]) -> str:
    if "number" in types:
        return "tulis angka dengan titik desimal, misalnya 80.10"
    if "integer" in types:
        return f"tulis bilangan bulat tanpa titik, misalnya {example(breach.schema, '12')}"
    if "boolean" in types:
        return "tulis true bila ya, false bila tidak"
    if "array" in types:
        return "tulis setiap butir pada baris sendiri dengan tanda - di depannya"
    if "object" in types:
        names = list(breach.schema.get("properties", {}))[:12]
        return (
            f"isi bagian ini dengan {joined(names, 'dan')}" if names else "tulis isian di bawahnya"
        )
    return "tulis satu teks; bila diawali { atau [, beri tanda kutip"


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return (f for breach in context.breaches(*KEYWORDS) for f in worded(breach))
