"""Tingkat jabatan atau bentuk formulir tidak sesuai dengan jabatan pemilik dokumen.

Mengapa
    Tingkat jabatan menentukan isi dan judul kolom dokumen (PermenPANRB 53/2014), dan bentuk SKP pimpinan berbeda dari
    bentuk SKP pejabat lain (PermenPANRB 6/2022).

Salah
    content/2026/rbak/4-dokumen/ra-skp-p016.yaml
    - level: jf
    + level: pelaksana
    > 5:8: Analis Kebijakan Ahli Pertama bertingkat jf, bukan "pelaksana"

Benar
    level: jf
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.diagnostic import Finding, Related
from generator.load.source import Path
from generator.rules.context import Context
from generator.rules.naming import position, quoted
from generator.rules.phrase import rewrite, spot, title
from generator.sop.facts import Facts


def check(context: Context) -> Iterator[Finding]:
    """Levels and forms that do not suit the owner's position."""
    organisation = context.sop.organisation
    for facts in context.every:
        known = organisation.positions.get(facts.owner.position) if facts.owner else None
        if known is None:
            continue
        written = facts.get("tingkat")
        if written in organisation.levels and written != known.level:
            yield _level(context, facts, written, known.level)
        for path, levels, value in context.annotated(facts.document, "x-sesuai-tingkat"):
            if isinstance(value, str) and known.level not in levels.get(value, [known.level]):
                yield _form(context, facts, path, levels, known.level)


def _level(context: Context, facts: Facts, written: str, right: str) -> Finding:
    assert facts.owner
    place = facts.document.value(*facts.path("tingkat"))
    return Finding(
        place,
        f"{position(context, facts.owner.position)} bertingkat {right}, bukan {quoted(written)}",
        f"tulis {right}",
        _owner(facts),
        rewrite(f"ganti menjadi {right}", place, right),
    )


def _form(context: Context, facts: Facts, path: Path, levels: Any, level: str) -> Finding:
    assert facts.owner
    document = facts.document
    place = document.value(*path)
    right = [word for word, allowed in levels.items() if level in allowed]
    return Finding(
        place,
        f"{title(document, path)} {quoted(str(document.get(path)))} bukan untuk "
        f"{context.sop.organisation.levels[level].name}",
        f"tulis {' atau '.join(right)}" if right else "tanyakan kepada admin SOP",
        _owner(facts),
        rewrite(f"ganti menjadi {right[0]}", place, right[0]) if len(right) == 1 else None,
    )


def _owner(facts: Facts) -> tuple[Related, ...]:
    assert facts.owner
    place = facts.document.value(*spot(facts.document, facts.owner.path, "jabatan"))
    return (Related(place, "jabatan pemilik dokumen"),)
