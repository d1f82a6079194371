"""Every rule's page is executed: its wrong example gives exactly the findings that it names."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache

import pytest

from generator.check import Checked, check
from generator.diagnostic import Diagnostic
from generator.rules import RULES, Rule
from generator.rules.page import Example, Page, page_of
from tests.tree import Sample, changed, fixed, overlay, position, replaced, text_of

RESEALED = "L302"
"""A changed document no longer has the digest that its evidence records; only this rule's page says so."""

PROPOSALS = "V"
"""The family that judges proposals; tests/review/test_refusals.py executes its pages."""

Key = tuple[str, str, str]


@cache
def base(today: str | None) -> Checked:
    return check(Sample(), _day(today))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _key(found: Diagnostic) -> Key:
    return found.location.path, found.code, found.message


def news(checked: Checked, before: Checked) -> list[Diagnostic]:
    """The findings that the other check does not have, wherever their lines moved."""
    known = Counter(map(_key, before.diagnostics))
    fresh = []
    for found in checked.diagnostics:
        known[_key(found)] -= 1
        if known[_key(found)] < 0:
            fresh.append(found)
    return fresh


@cache
def _judged(code: str, number: int) -> tuple[Checked, list[Diagnostic]]:
    return judged(page(code).examples[number], code)


def replaced_in(example: Example) -> dict[str, bool]:
    """The documents that have a newer version in an example, and whether that is signed."""
    named = {"berganti": True, "menunggu": False}
    return {text: named[name] for name, text in example.known if name in named}


def judged(example: Example, code: str) -> tuple[Checked, list[Diagnostic]]:
    """The check of an example, and what it finds beyond the base."""
    tree, register = changed(example.changes, replaced_in(example))
    checked = check(tree, _day(example.today), register)
    before = base(example.today if example.changes else None)
    return checked, [d for d in news(checked, before) if d.code == code or d.code != RESEALED]


PAGES = {rule.code: rule for rule in RULES}


def page(code: str) -> Page:
    rule = PAGES[code]
    found = page_of(rule.code, rule.module)
    assert found.written, f"{code} {rule.name} is not written"
    return found


def _examples() -> list[tuple[str, int]]:
    cases = []
    for rule in RULES:
        if rule.code.startswith(PROPOSALS):
            continue
        try:
            count = len(page_of(rule.code, rule.module).examples)
        except ValueError:
            count = 1
        cases += [(rule.code, i) for i in range(count)]
    return cases


CASES = [pytest.param(*case, id=f"{case[0]}-{case[1] + 1}") for case in _examples()]


def test_the_sample_is_clean() -> None:
    assert base(None).context is not None
    assert [str(d) for d in base(None).diagnostics if d.severity.value != "catatan"] == []


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_every_rule_has_a_page(rule: Rule) -> None:
    found = page(rule.code)
    assert found.why
    assert found.examples
    assert all(example.expected for example in found.examples)
    assert all(example.good for example in found.examples)


@pytest.mark.parametrize(("code", "number"), CASES)
def test_wrong_example_gives_exactly_its_findings(code: str, number: int) -> None:
    example = page(code).examples[number]
    _, found = _judged(code, number)
    assert [f"{d.code} {d.location}: {d.message}" for d in found] == sorted(
        (f"{code} {line}" for line in example.expected), key=_by_place
    )


def _by_place(line: str) -> tuple[str, int, int, str]:
    match = re.match(r"\S+ (.*?):(\d+):(\d+): (.*)", line)
    assert match, line
    return match[1], int(match[2]), int(match[3]), match[4]


@pytest.mark.parametrize(("code", "number"), CASES)
def test_right_example_is_silent(code: str, number: int) -> None:
    """Lines of the sample, or lines that take the place of the wrong ones without any finding."""
    example = page(code).examples[number]
    changing = [change for change in example.changes if change.new and change.old]
    if len(changing) != 1 or len(example.changes) != 1 or changing[0].whole or example.known:
        pytest.skip("the right way is a sentence")
    change = changing[0]
    text, lines = text_of(change.path), tuple(example.good.split("\n"))
    if position(text.split("\n"), lines) is not None:
        return
    tree = overlay({change.path: replaced(text, change.old, lines)})
    found = news(check(tree, _day(example.today)), base(example.today))
    assert [str(d) for d in found if d.code != RESEALED] == []


@pytest.mark.parametrize(("code", "number"), CASES)
def test_fix_removes_its_finding_and_brings_no_other(code: str, number: int) -> None:
    example = page(code).examples[number]
    checked, found = _judged(code, number)
    tree, register = changed(example.changes, replaced_in(example))
    for finding in (d for d in found if d.fix):
        assert finding.fix
        path = finding.location.path
        ((_, raw),) = tree.read([path])
        after = overlay({path: fixed(raw.decode(), finding.fix, path)}, tree)
        left = check(after, _day(example.today), register)
        assert _key(finding) not in map(_key, left.diagnostics)
        assert [d for d in news(left, checked) if d.code != RESEALED] == []
