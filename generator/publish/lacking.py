"""What is still missing for a step, in sentences: earlier steps, evidence, documents, findings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.publish.format import day
from generator.publish.piece import Piece, Sentence, Voice, joined, loose, lowered, name, quote
from generator.review.remarks import Remark
from generator.review.turn import Debtor, Turn
from generator.sop.model import Step, Unit

MOST_PEOPLE = 4
_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def about(turns: tuple[Turn, ...]) -> Sentence:
    """Which step the proposal belongs to, and what the SOP says that it needs and gives."""
    if not turns:
        return (Piece("Usulan ini tidak termasuk langkah SOP mana pun"),)
    places = joined(_step(turn.step, turn.unit) for turn in turns)
    rounds = joined((Piece(title),) for title in dict.fromkeys(turn.round for turn in turns))
    if len(turns) > 1:
        count = (Piece(f"Usulan ini menyangkut {len(turns)} langkah, yaitu "),)
        return (*count, *places, Piece(", putaran "), *rounds)
    step = turns[0].step
    needs, gives = (
        joined((name(text),) for text in texts) for texts in (step.requirements, step.output)
    )
    return (
        Piece("Usulan ini termasuk "),
        *places,
        Piece(", putaran "),
        *rounds,
        *((Piece("; kelengkapannya "), *needs) if needs else ()),
        *((Piece(f"{',' if needs else ';'} hasilnya "), *gives) if gives else ()),
    )


def _step(step: Step, unit: Unit | None) -> Sentence:
    where: Sentence = (Piece(" di "), name(unit.short)) if unit else ()
    return (Piece(f"langkah {step.number} ("), name(step.name), Piece(")"), *where)


def missing(turns: tuple[Turn, ...], remarks: tuple[Remark, ...]) -> list[Sentence]:
    """Everything that is missing, the gravest first."""
    found = [sentence for turn in turns for sentence in _before(turn)]
    found += [tuple(_remark(r)) for r in remarks if r.severity is remarks[0].severity]
    found += [_owed(turn) for turn in turns if turn.debtors]
    found += [tuple(_remark(r)) for r in remarks if r.severity is not remarks[0].severity]
    return found


def _before(turn: Turn) -> Iterator[Sentence]:
    if turn.waiting:
        steps = joined(_step(*pair) for pair in turn.waiting)
        yield (Piece("Belum selesai "), *steps)
    for names, state in (
        (turn.absent, "belum dibuat"),
        (turn.unfinished, "belum dinyatakan selesai"),
    ):
        for title in names:
            yield (name(title), Piece(f" {state}"))


def _owed(turn: Turn) -> Sentence:
    where: Sentence = (Piece(" "), name(turn.unit.short)) if turn.unit else ()
    people = [tuple(_debtor(debtor)) for debtor in turn.debtors[:MOST_PEOPLE]]
    left = turn.debtors[MOST_PEOPLE:]
    if left:
        documents = sum(len(debtor.owed) for debtor in left)
        people.append((Piece(f"{len(left)} orang lain ({documents} dokumen)"),))
    return (
        Piece(f"Baru {turn.ready} dari {turn.owed} dokumen wajib"),
        *where,
        Piece(f" yang {turn.step.status}; masih ditunggu dari "),
        *joined(people),
    )


def _debtor(debtor: Debtor) -> Iterator[Piece]:
    yield name(debtor.name)
    owed = ", ".join(f"{kind} {state}" for kind, state in debtor.owed)
    yield Piece(f" ({owed})")


def _remark(remark: Remark) -> Iterator[Piece]:
    yield Piece(f"{remark.severity.value.capitalize()}{'' if remark.fresh else ' lama'} – ")
    for text, quoted in remark.words:
        if quoted:
            yield quote(text)
        else:
            yield from loose(_DATE.sub(lambda found: day(found.group()), text))
    if remark.within:
        yield Piece(f", pada {lowered(remark.within[0])} ")
        yield quote(remark.within[1])
    if remark.document:
        yield Piece(", di ")
        yield Piece(quote(remark.document).text, Voice.NAMED)
    if remark.count > 1:
        yield Piece(f"; ada {remark.count - 1} temuan serupa")
