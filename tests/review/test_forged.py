"""Every forged history is found under its own code, and under that alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.check import Audited
from generator.rules import RULES
from generator.rules.page import Example, page_of
from tests.review.forged import TWISTS, history

HISTORIES = [rule for rule in RULES if rule.audits]
CASES = [
    pytest.param(rule.code, example, id=f"{rule.code}-{number}")
    for rule in HISTORIES
    for number, example in enumerate(page_of(rule.code, rule.module).examples, 1)
]

FOLLOWING = {"satu catatan dibuang": {"V431"}}
"""What a forgery brings about besides: the merge of a record that was thrown away has none."""


def _audited(example: Example, folder: Path) -> Audited:
    ((_, twist),) = example.known
    return history(twist, folder).audited()


@pytest.mark.parametrize(("code", "example"), CASES)
def test_a_forged_history_gives_exactly_its_finding(
    code: str, example: Example, tmp_path: Path
) -> None:
    found = _audited(example, tmp_path).diagnostics
    own = [f"{d.location}: {d.message}" for d in found if d.code == code]
    assert own == list(example.expected)
    assert all(d.hint for d in found)
    assert {d.code for d in found} - {code} == FOLLOWING.get(example.known[0][1], set())


def test_every_forgery_stands_on_a_page() -> None:
    told = [twist for case in CASES for _, twist in case.values[1].known]
    assert sorted(told) == sorted(TWISTS)
