"""Every page of the rules on proposals is executed: its wrong example gives exactly its findings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.rules import RULES
from generator.rules.page import Example, page_of
from tests.review.proposals import found, judged

PROPOSALS = [rule for rule in RULES if hasattr(rule.module, "check_proposal")]
CASES = [
    pytest.param(rule.code, example, id=f"{rule.code}-{number}")
    for rule in PROPOSALS
    for number, example in enumerate(page_of(rule.code, rule.module).examples, 1)
]


@pytest.mark.parametrize(("code", "example"), CASES)
def test_wrong_example_gives_exactly_its_findings(code: str, example: Example) -> None:
    assert found(example, code) == list(example.expected)


REVIEWED = [case for case in CASES if case.values[1].good.startswith("tinjauan: ")]


@pytest.mark.parametrize(("code", "example"), REVIEWED)
def test_right_review_is_accepted(code: str, example: Example) -> None:
    """The review of the right example comes after those of the wrong one, or in place of the approval."""
    right = ("tinjauan", example.good.removeprefix("tinjauan: "))
    assert found(replace(example, known=(*example.known, right)), code) == []


def test_every_refusal_says_what_to_do() -> None:
    for case in CASES:
        code, example = case.values
        hints = [d.hint for d in judged(example) if d.code == code]
        assert hints
        assert all(hints)
