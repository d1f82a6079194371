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
from generator.rules.phrase import rewrite, spot, title
from generator.rules.wording import quote
from generator.sop.facts import Facts, Party
from generator.sop.model import Position


def check(context: Context) -> Iterator[Finding]:
    """Levels and forms that do not suit the owner's position."""
    organisation = context.sop.organisation
    for facts in context.every:
        owner = facts.owner
        known = organisation.positions.get(owner.position) if owner else None
        if owner is None or known is None:
            continue
        written = facts.get("tingkat")
        if written in organisation.levels and written != known.level:
            yield _level(facts, owner, written, known)
        for path, levels, value in context.annotated(facts.document, "x-sesuai-tingkat"):
            if isinstance(value, str) and known.level not in levels.get(value, [known.level]):
                yield _form(context, facts, owner, path, levels)


def _level(facts: Facts, owner: Party, written: str, known: Position) -> Finding:
    right = known.level
    place = facts.document.value(*facts.path("tingkat"))
    return Finding(
        place,
        f"{known.name} bertingkat {right}, bukan {quote(written)}",
        f"tulis {right}",
        _owner(facts, owner),
        rewrite(f"ganti menjadi {right}", place, right),
    )


def _form(context: Context, facts: Facts, owner: Party, path: Path, levels: Any) -> Finding:
    organisation, document = context.sop.organisation, facts.document
    level = organisation.positions[owner.position].level
    place = document.value(*path)
    right = [word for word, allowed in levels.items() if level in allowed]
    return Finding(
        place,
        f"{title(document, path)} {quote(str(document.get(path)))} bukan untuk "
        f"{organisation.levels[level].name}",
        f"tulis {' atau '.join(right)}" if right else "tanyakan kepada admin SOP",
        _owner(facts, owner),
        rewrite(f"ganti menjadi {right[0]}", place, right[0]) if len(right) == 1 else None,
    )


def _owner(facts: Facts, owner: Party) -> tuple[Related, ...]:
    place = facts.document.value(*spot(facts.document, owner.path, "jabatan"))
    return (Related(place, "jabatan pemilik dokumen"),)
