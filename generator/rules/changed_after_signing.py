"""Isi dokumen berubah sesudah disahkan.

Mengapa
    Pengesahan dan rekap mencatat sidik isi setiap dokumen. Satu nilai saja yang berubah sesudahnya membuat dokumen itu
    bukan lagi yang disahkan, sampai langkah itu dikerjakan ulang. Susunan baris dan komentar tidak dihitung.

Salah
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - tempat: Padang
    + tempat: Bukittinggi
    > content/2026/rbak/5-pengesahan.yaml:12:42: isi pk-2026-kabag-rbak berubah sesudah disahkan oleh Datuak Rekaan, S.Sos., M.Si. pada langkah 5 (Validasi Bagian)

Benar
    tempat: Padang

Salah juga
    content/2026/rbak/5-pengesahan.yaml
    - - dokumen: skp-2026-p016
    + - dokumen: pk-2026-kabag-rbak
    content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml
    - tempat: Padang
    + tempat: Bukittinggi
    > content/2026/6-rekap.yaml:12:44: isi pengesahan-2026-rbak berubah sesudah direkap oleh Upik Misalnya, S.STP., M.A.P. pada langkah 6 (Rekap)
    > content/2026/rbak/5-pengesahan.yaml:12:42: sidik pk-2026-kabag-rbak bukan sidik isinya sekarang

Benar
    (terima usulan perbaikannya, atau tulis sidik yang disebut pesan ini)
"""  # noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostic import Finding, Related
from generator.load.corpus import Document
from generator.load.digest import VERSION, digest
from generator.rules.context import Context
from generator.rules.naming import person
from generator.rules.phrase import rewrite, spot
from generator.sop.facts import Facts, Signed

_DIGEST = re.compile(rf"{VERSION}:[0-9a-f]{{64}}")


def check(context: Context) -> Iterator[Finding]:
    """Listed documents whose digest is another one now."""
    now: dict[str, str] = {}
    for facts in context.every:
        for signed in facts.signed:
            document = context.corpus.find(signed.document)
            if document is None or not document.readable:
                continue
            if not _DIGEST.fullmatch(signed.digest) and not _takes_anew(context, facts, signed):
                continue
            if document.path not in now:
                now[document.path] = digest(document.as_read)
            if now[document.path] != signed.digest:
                yield _finding(context, facts, signed, document, now[document.path])


def _takes_anew(context: Context, facts: Facts, signed: Signed) -> bool:
    """Whether a step is still deciding on a document: it is not finished, or it has sent it back before."""
    sent_back = any(returned.document == signed.document for returned in facts.returned)
    return sent_back or context.is_open(facts.document)


def _finding(
    context: Context, facts: Facts, signed: Signed, document: Document, now: str
) -> Finding:
    evidence = facts.document
    place = evidence.value(*spot(evidence, signed.path, "sidik"))
    related = (Related(document.value("id"), "dokumen yang berubah"),)
    if _takes_anew(context, facts, signed):
        return Finding(
            place,
            f"sidik {document.id} bukan sidik isinya sekarang",
            f"periksa isinya, lalu tulis {now}",
            related,
            rewrite("ganti dengan sidik isinya sekarang", place, now),
        )
    step = context.sop.steps.get(context.kind(evidence).step or 0)
    status = step.status if step else "ditandatangani"
    who = f" oleh {person(context, facts.owner.person)}" if facts.owner else ""
    where = f" pada langkah {step.number} ({step.name})" if step else ""
    return Finding(
        place,
        f"isi {document.id} berubah sesudah {status}{who}{where}",
        "kembalikan isinya seperti semula, atau kerjakan ulang langkah itu",
        related,
    )
