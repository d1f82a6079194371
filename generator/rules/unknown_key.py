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
    > 30:28: koma desimal memotong angka: yang terbaca hanya "85"

Benar
    target: {nilai: 85.0, satuan: persen}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostic import Edit, Finding, Fix, Location
from generator.load.faults import UNKNOWN, slips
from generator.load.source import Path
from generator.rules.breach import Breach
from generator.rules.context import Context
from generator.rules.wording import called, joined, quote

KEYWORDS = (UNKNOWN,)

_CUT = re.compile(r"(?P<whole>[0-9][0-9.]*),$")
_DIGITS = re.compile(r"[0-9]+")


def worded(breach: Breach) -> Iterator[Finding]:
    """One finding for each unknown key."""
    path = breach.fault.path
    meant_by = slips([breach.fault], breach.source.data, breach.form)
    for name in breach.fault.facts["unexpected"]:
        where = breach.source.key((*path, name))
        cut = _decimal_comma(breach, (*path, name), where)
        if cut:
            yield cut
            continue
        meant = meant_by.get((*path, name))
        fix = Fix(f"ganti menjadi {meant}", (Edit(where, meant),)) if meant else None
        yield Finding(where, f"isian {quote(name)} tidak dikenal", _hint(breach, meant), fix=fix)


def _hint(breach: Breach, meant: str | None) -> str:
    known = breach.schema.get("properties", {})
    if meant:
        return f"maksud Anda {quote(meant)} ({called(known[meant], meant)})?"
    if not known:
        return "hapus isian ini; bagian ini tidak berisi apa-apa"
    shown = list(known)[:12]
    return f"hapus isian ini, atau pakai salah satu: {joined(shown)}"


def _decimal_comma(breach: Breach, path: Path, where: Location) -> Finding | None:
    """The finding that explains {nilai: 75,5}: a comma inside braces begins the next field."""
    name = str(path[-1])
    line = breach.source.lines[where.line - 1] if breach.source.lines else ""
    cut = _CUT.search(line[: where.column - 1])
    if not _DIGITS.fullmatch(name) or cut is None or path in _with_value(breach):
        return None
    whole = cut["whole"].replace(".", "")
    at = Location(where.path, where.line, cut.start() + 1, where.line, where.end_column)
    fix = Fix(f"tulis {whole}.{name}", (Edit(at, f"{whole}.{name}"),))
    return Finding(
        where,
        f"koma desimal memotong angka: yang terbaca hanya {quote(cut['whole'])}",
        f"desimal memakai titik: tulis {whole}.{name}",
        fix=fix,
    )


def _with_value(breach: Breach) -> set[Path]:
    given = breach.value if isinstance(breach.value, dict) else {}
    return {(*breach.fault.path, name) for name in given}


def check(context: Context) -> Iterator[Finding]:
    """The fault in documents."""
    return (f for breach in context.breaches(*KEYWORDS) for f in worded(breach))
