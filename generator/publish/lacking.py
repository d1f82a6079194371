"""What is still missing for a step, in sentences: earlier steps, evidence, documents, findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.publish.format import day
from generator.publish.piece import Piece, Sentence, joined, loose, lowered, name, quote
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


def _step(step: Step, *units: Unit | None) -> Sentence:
    places = joined((name(unit.short),) for unit in units if unit)
    where: Sentence = (Piece(" di "), *places) if places else ()
    return (Piece(f"langkah {step.number} ("), name(step.name), Piece(")"), *where)


@dataclass(frozen=True)
class Lack:
    """What is missing, in one sentence, with sentences of the same kind."""

    sentence: Sentence
    others: tuple[Sentence, ...] = ()

    @property
    def short(self) -> Sentence:
        """The first sentence, and how many are like it."""
        count = len(self.others)
        return (*self.sentence, *((Piece(f"; ada {count} temuan serupa"),) if count else ()))


def missing(turns: tuple[Turn, ...], remarks: tuple[tuple[Remark, ...], ...]) -> list[Lack]:
    """Everything that is missing, the gravest first."""
    found = [Lack(sentence) for turn in turns for sentence in _before(turn)]
    told = [_lack(group) for group in remarks]
    grave = sum(group[0].severity is remarks[0][0].severity for group in remarks)
    owed = [Lack(_owed(turn)) for turn in turns if turn.debtors]
    return [*found, *told[:grave], *owed, *told[grave:]]


def _lack(group: tuple[Remark, ...]) -> Lack:
    first, *others = (tuple(_remark(remark)) for remark in group)
    return Lack(first, tuple(others))


def _before(turn: Turn) -> Iterator[Sentence]:
    if turn.waiting:
        units: dict[int, list[Unit | None]] = {}
        for step, unit in turn.waiting:
            units.setdefault(step.number, []).append(unit)
        steps = {step.number: step for step, _ in turn.waiting}
        yield (Piece("Belum selesai "), *joined(_step(steps[n], *units[n]) for n in units))
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
        yield name(remark.document)
