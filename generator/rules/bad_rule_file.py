"""Berkas SOP tidak sesuai bentuknya.

Mengapa
    Langkah, peran, satuan, dan aturan dibaca dari folder sop/. Isian yang salah di sana berlaku bagi
    semua dokumen, maka pemeriksaan dokumen menunggu sampai berkas itu benar.

Salah
    sop/satuan.yaml
    - - {nama: rupiah, desimal: 0}
    + - {nama: rupiah, desimal: nol}
    > 31:29: banyak desimal harus bilangan bulat, bukan "nol"

Benar
    - {nama: rupiah, desimal: 0}
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.diagnostic import Finding
from generator.rules import (
    ambiguous_number,
    bad_date,
    bad_pattern,
    missing_choice,
    missing_field,
    not_allowed_value,
    out_of_range,
    repeated_item,
    unknown_key,
    wrong_kind,
    wrong_length,
    wrong_type,
)
from generator.rules.breach import Breach
from generator.sop.reader import RuleBook

_RULES = (
    ambiguous_number,
    bad_date,
    bad_pattern,
    missing_choice,
    missing_field,
    not_allowed_value,
    out_of_range,
    repeated_item,
    unknown_key,
    wrong_kind,
    wrong_length,
    wrong_type,
)


def check_book(book: RuleBook) -> Iterator[Finding]:
    """Breaches of the form of the rule book's files, in the words of family F1."""
    for unread in book.faults:
        if unread.fault is not None and unread.form is not None:
            breach = Breach(unread.source, unread.form, unread.fault)
            for worded in _sentences(breach.keyword):
                yield from worded(breach)


def _sentences(keyword: str) -> Iterator[Callable[[Breach], Iterator[Finding]]]:
    return (rule.worded for rule in _RULES if keyword in rule.KEYWORDS)
