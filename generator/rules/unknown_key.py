"""Nama isian tidak dikenal formulir.

Mengapa
    Isian yang salah ketik satu huruf tidak dibaca siapa pun, sedangkan isian yang dimaksud dianggap
    kosong. Formulir hanya menerima nama isian yang tercantum di dalamnya.

Salah
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - cascading: csf
    + casading: csf
    > 32:9: isian "casading" tidak dikenal

Benar
    cascading: csf

Salah juga
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - target: {nilai: 85, satuan: persen}
    + target: {nilai: 85,0, satuan: persen}
    > 30:25: koma desimal memotong angka: yang terbaca hanya "85"

Benar
    target: {nilai: 85.0, satuan: persen}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Edit, Finding, Fix, Said
from generator.load.faults import CUT, UNKNOWN, slips
from generator.rules.breach import Breach
from generator.rules.context import Context
from generator.rules.wording import called, joined, quote

KEYWORDS = (UNKNOWN, CUT)


def worded(breach: Breach) -> Iterator[Finding]:
    """One finding for each unknown key; of a cut number, whose end became a key, that it is cut."""
    if breach.keyword == CUT:
        yield _decimal_comma(breach)
        return
    path = breach.fault.path
    meant_by = slips([breach.fault], breach.source.data, breach.form)
    for name in breach.fault.facts["unexpected"]:
        where = breach.source.key((*path, name))
        meant = meant_by.get((*path, name))
        fix = Fix(f"ganti menjadi {meant}", (Edit(where, meant),)) if meant else None
        message = f"isian {quote(name)} tidak dikenal"
        cells = Said(message, _in_cells(breach, meant))
        yield Finding(where, message, _hint(breach, meant), fix=fix, in_cells=cells)


def _hint(breach: Breach, meant: str | None) -> str:
    known = breach.schema.get("properties", {})
    if meant:
        return f"maksud Anda {quote(meant)} ({called(known[meant], meant)})?"
    if not known:
        return "hapus isian ini; bagian ini tidak berisi apa-apa"
    shown = list(known)[:12]
    return f"hapus isian ini, atau pakai salah satu: {joined(shown)}"


def _in_cells(breach: Breach, meant: str | None) -> str:
    hint = "kosongkan sel ini, atau hapus kolomnya"
    if meant is None:
        return hint
    return f"pindahkan isinya ke kolom {called(breach.schema['properties'][meant], meant)}, lalu {hint}"


def _decimal_comma(breach: Breach) -> Finding:
    """The finding that explains {nilai: 75,5}: a comma inside braces begins the next field."""
    facts = breach.fault.facts
    at, text = breach.source.at(facts["span"]), facts["text"]
    return Finding(
        at,
        f"koma desimal memotong angka: yang terbaca hanya {quote(facts['whole'])}",
        f"desimal memakai titik: tulis {text}",
        fix=Fix(f"tulis {text}", (Edit(at, text),)),
    )


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return (f for breach in context.breaches(*KEYWORDS) for f in worded(breach))
