"""One slip in a key or a number is one message: nothing that misses the field reports it again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

from generator.check import Checked, check
from generator.diagnostic import Diagnostic
from generator.load.corpus import Document
from generator.load.source import Path
from tests.rules.judge import AGREEMENT, HEAD_PLAN, TODAY, edited
from tests.test_rule_pages import RESEALED, news
from tests.tree import fixed, overlay

SLIP = "F101"


@cache
def clean() -> Checked:
    return check(overlay({}), TODAY)


def found(files: dict[str, str], today: date = TODAY) -> list[Diagnostic]:
    return news(check(overlay(files), today), clean())


def keys(data: Any, path: Path = ()) -> Iterator[Path]:
    """The path of every key; of a list's entries those of the first that has them."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield (*path, name)
            yield from keys(value, (*path, name))
    elif isinstance(data, list):
        for i, item in enumerate(data):
            yield from keys(item, (*path, i))


def misspelt(name: str) -> str:
    return name[0] + name[2:] if len(name) > 4 else name + name[-1]


def slipped(document: Document, path: Path) -> str:
    """The text of a document in which the key at a path is misspelt."""
    at, name = document.key(*path), str(path[-1])
    lines = document.source.text.split("\n")
    line, start = lines[at.line - 1], at.column - 1
    assert line[start:].startswith(name)
    lines[at.line - 1] = line[:start] + misspelt(name) + line[start + len(name) :]
    return "\n".join(lines)


def by_kind() -> dict[str, list[tuple[Document, Path]]]:
    """For each kind one place of every key that its documents have; another number is never guessed."""
    seen: set[Path] = set()
    cases: dict[str, list[tuple[Document, Path]]] = {}
    assert clean().context is not None
    for document in clean().context.corpus.documents:
        for path in keys(document.data):
            general = (document.kind, *("*" if isinstance(part, int) else part for part in path))
            if general not in seen and not path[-1].isdecimal():
                seen.add(general)
                cases.setdefault(document.kind, []).append((document, path))
    return cases


@pytest.mark.parametrize("kind", by_kind())
def test_a_misspelt_key_is_told_once_and_its_name_is_proposed(kind: str) -> None:
    for document, path in by_kind()[kind]:
        diagnostics = found({document.path: slipped(document, path)})
        told = [d for d in diagnostics if d.code != RESEALED]
        assert [(d.code, d.location.path) for d in told] == [(SLIP, document.path)], path
        assert f'maksud Anda "{path[-1]}"' in told[0].hint


def test_what_stands_below_a_misspelt_key_is_judged_at_its_place() -> None:
    files = edited(AGREEMENT, ("\nsasaran:", "\nsasarn:"), ("nilai: 85,", "nilai: 850,"))
    told = {d.code: d.location for d in found(files) if d.location.path == AGREEMENT}
    line = files[AGREEMENT].split("\n")[told["M606"].line - 1]
    assert line[told["M606"].column - 1 :].startswith("850")


def test_a_misspelt_key_still_changes_what_was_signed() -> None:
    assert RESEALED in {d.code for d in found(edited(AGREEMENT, ("\ntempat:", "\ntempt:")))}


def test_of_two_keys_that_resemble_one_field_only_one_stands_for_it() -> None:
    files = edited(AGREEMENT, ("\ntempat: Padang", "\ntempt: Padang\ntmpat: Solok"))
    hints = [d.hint for d in found(files) if d.code == SLIP]
    assert len(hints) == 2
    assert sum('maksud Anda "tempat"' in hint for hint in hints) == 1


@pytest.mark.parametrize(
    ("stages", "whole", "text"),
    [
        ("{4: 79,60}", "79", "79.60"),
        ("{4: 79,6}", "79", "79.6"),
        ("{3: 79,4, 4: 79.60}", "79", "79.4"),
        ("{1: 79,1, 4: 79.60}", "79", "79.1"),
        ("{4: 1.079,60}", "1.079", "1079.60"),
    ],
)
def test_a_number_that_a_decimal_comma_cut_is_explained_and_mended_whatever_its_end(
    stages: str, whole: str, text: str
) -> None:
    files = edited(HEAD_PLAN, ("tw: {4: 79.60}", f"tw: {stages}"))
    (told,) = [d for d in found(files) if d.code in (SLIP, "Y009")]
    assert told.message == f'koma desimal memotong angka: yang terbaca hanya "{whole}"'
    assert told.hint == f"desimal memakai titik: tulis {text}"
    assert told.fix is not None
    mended = {HEAD_PLAN: fixed(files[HEAD_PLAN], told.fix, HEAD_PLAN)}
    wanted = stages.replace(f"{whole},{text.rpartition('.')[2]}", text)
    assert f"tw: {wanted}\n" in mended[HEAD_PLAN]
    assert [d for d in found(mended) if d.code in (SLIP, "Y009")] == []


def test_a_cut_number_counts_whole_for_other_rules_and_not_at_all_in_the_recap() -> None:
    files = edited(HEAD_PLAN, ("tw: {4: 79.60}", "tw: {4: 79,60}"))
    assert {d.code for d in found(files)} == {SLIP, RESEALED}
    context = check(overlay(files), TODAY).context
    assert context is not None
    (plan,) = [d for d in context.corpus.documents if d.path == HEAD_PLAN]
    assert context.facts(plan).rows[0].stages == {}


def test_a_key_given_twice_without_a_cut_is_told() -> None:
    files = edited(HEAD_PLAN, ("tw: {4: 79.60}", "tw: {4: 79.60, 4: 3}"))
    assert "Y009" in {d.code for d in found(files)}
