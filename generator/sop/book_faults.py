"""What the rule book's parts contradict in themselves: repeated ids, gaps in the chain of outputs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.diagnostic import Finding, Related
from generator.load.source import Source
from generator.sop.model import Function, Sop, Step
from generator.sop.names import BROKEN

_NAMES = ("id", "no", "nama")


def faults(
    procedure: Source, parts: Mapping[str, Source], sop: Sop
) -> Iterator[tuple[str, Finding]]:
    """Rule name and finding."""
    for source in (procedure, *parts.values()):
        for finding in _repeated(source):
            yield BROKEN, finding
    for finding in _broken_chain(procedure, sop):
        yield "broken_chain", finding
    for finding in _supplements(procedure, sop):
        yield BROKEN, finding
    yield from _serial(procedure, sop)


def _repeated(source: Source) -> Iterator[Finding]:
    """Entries of a list of the file that bear the id of an earlier one."""
    for name, entries in (source.data or {}).items():
        first: dict[str, int] = {}
        for i, entry in enumerate(entries if isinstance(entries, list) else ()):
            key = next((k for k in _NAMES if k in entry), "") if isinstance(entry, dict) else ""
            if not key:
                continue
            before = first.setdefault(entry[key], i)
            if before != i:
                yield Finding(
                    source.value((name, i, key)),
                    f'{key} "{entry[key]}" dipakai dua kali pada {name}',
                    "beri tanda yang berbeda atau hapus salah satunya",
                    (Related(source.value((name, before, key)), "dipakai pertama kali di sini"),),
                )


def _broken_chain(procedure: Source, sop: Sop) -> Iterator[Finding]:
    for i, step in enumerate(sop.steps.values()):
        before = [sop.steps[n] for n in step.waits_for if n in sop.steps]
        outputs = {_plain(text) for other in before for text in other.output}
        for j, requirement in enumerate(step.requirements):
            if before and _plain(requirement) not in outputs:
                yield Finding(
                    procedure.value(("langkah", i, "kelengkapan", j)),
                    f'kelengkapan langkah {step.number} "{requirement}" bukan output {_steps(before)}',
                    "samakan bunyinya dengan output itu, atau lengkapi SOP pada revisi berikutnya",
                )


def _steps(steps: list[Step]) -> str:
    return " atau ".join(f"langkah {step.number}" for step in steps)


def _supplements(procedure: Source, sop: Sop) -> Iterator[Finding]:
    """Kinds of evidence that cannot come after the one that they name."""
    for i, kind in enumerate(sop.kinds.values()):
        if not kind.supplements:
            continue
        main = sop.kinds.get(kind.supplements)
        if (
            main is None
            or main.supplements
            or kind.function is not Function.EVIDENCE
            or (main.function, main.step, main.per_unit)
            != (kind.function, kind.step, kind.per_unit)
        ):
            message = f'jenis "{kind.id}" tidak dapat menyusul "{kind.supplements}"'
            hint = "sebut jenis bukti lain dari langkah yang sama, yang berkasnya juga per unit atau juga tidak"
        elif "{nama}" not in kind.pattern:
            message = (
                f'berkas jenis "{kind.id}" selalu sama, padahal bukti susulan dapat lebih dari satu'
            )
            hint = "tambahkan {nama} pada pola berkasnya"
        else:
            continue
        yield Finding(procedure.value(("jenis", i, "menyusul")), message, hint)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()


def _serial(procedure: Source, sop: Sop) -> Iterator[tuple[str, Finding]]:
    if any(not part.strip() for part in str(sop.identity["nomor"]).split("/")):
        yield (
            "unnumbered_procedure",
            Finding(
                procedure.value(("identitas", "nomor")),
                f'nomor SOP "{sop.identity["nomor"]}" masih kosong sebagian',
                "isi nomor urut sesuai buku agenda",
            ),
        )
