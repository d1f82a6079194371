"""Berkas di tempat yang tidak dikenal SOP.

Mengapa
    SOP menetapkan folder dan nama berkas setiap dokumen. Berkas di luar pola itu tidak diperiksa,
    tidak direkap, dan tidak disahkan siapa pun, padahal penyusunnya mengira sudah menyerahkannya.

Salah
    content/2026/rbak/4-dokumen/PK_Analis.yml
    + jenis: pk
    > 1:1: nama berkas "PK_Analis.yml" tidak cocok dengan pola mana pun di SOP

Benar
    content/2026/rbak/4-dokumen/pk-analis.yaml
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostic import Finding, Location
from generator.load.tree import Sort
from generator.rules.colliding_names import collisions
from generator.rules.context import Context
from generator.rules.wording import quote
from generator.sop.model import Kind

_COPY = re.compile(r"[ _-](?:copy|salinan|kopi)(?: ?\(?[0-9]+\)?)?$|\([0-9]+\)$", re.IGNORECASE)


def check(context: Context) -> Iterator[Finding]:
    """Plain files below `content/` that no kind of document claims."""
    strangers = [e.path for e in context.corpus.strangers if e.sort is Sort.FILE]
    if not strangers:
        return
    colliding = collisions(context)
    for path in strangers:
        if path not in colliding:
            yield Finding(
                Location(path),
                f"nama berkas {quote(path.rpartition('/')[2])} tidak cocok dengan pola mana pun di SOP",
                _hint(context, path),
            )


def _hint(context: Context, path: str) -> str:
    stem = path.rpartition("/")[2].rpartition(".")[0]
    if _COPY.search(stem):
        return "tampaknya salinan berkas lain; hapus berkas ini, atau ganti namanya"
    folder, _, inner = path.partition("/")
    name = re.sub(r"[ _]+", "-", inner.casefold())
    name = re.sub(r"\.(?:ya?ml|txt|json)$", "", name) + ".yaml"
    if any(kind.regex.fullmatch(name) for kind in context.sop.kinds.values()):
        return f"maksud Anda {quote(f'{folder}/{name}')}?"
    near = [kind.pattern for kind in context.sop.kinds.values() if _same_folder(kind, inner)]
    if near:
        return f"di folder ini nama berkas berpola {', '.join(p.rpartition('/')[2] for p in near)}"
    return "pindahkan ke folder putaran dan Bagiannya, atau hapus dari sini"


def _same_folder(kind: Kind, path: str) -> bool:
    pattern, given = kind.pattern.split("/")[:-1], path.split("/")[:-1]
    return len(pattern) == len(given) and all(
        part.startswith("{") or part == name for part, name in zip(pattern, given, strict=True)
    )
