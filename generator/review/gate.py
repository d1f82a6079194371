"""The decision about a proposal: accepted, or refused with every reason.

Reasons are the findings of the V family, and the errors of the joint tree that stand in a file of
the proposal or that the base does not have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.check import check, judge, run
from generator.diagnostic import Diagnostic, Severity
from generator.load.tree import Tree
from generator.rules import RULES, changed_after_signing, changed_signed
from generator.rules.proposal import Proposal
from generator.sop.reader import FOLDER

_CODES = {rule.module: rule.code for rule in RULES}
_LOCKED, _BROKEN_LOCK = _CODES[changed_signed], _CODES[changed_after_signing]

_Key = tuple[str, str, str]


@dataclass(frozen=True)
class Verdict:
    """What the gate says of a proposal: the diagnostics that concern it, errors and others."""

    proposal: Proposal
    diagnostics: tuple[Diagnostic, ...]

    @cached_property
    def refusals(self) -> tuple[Diagnostic, ...]:
        """The errors among them."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)

    @property
    def accepted(self) -> bool:
        """Whether it may be merged."""
        return not self.refusals


def decide(proposal: Proposal, joint: Tree) -> Verdict:
    """Judge a proposal; `joint` is the tree that would stand after the merge."""
    own = judge(proposal)
    content = _unsaid(own, _content(proposal, joint))
    return Verdict(proposal, tuple(sorted({*own, *content})))


def _unsaid(own: Iterable[Diagnostic], content: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Findings of the content without the broken locks that are named value by value already."""
    named = {d.location.path for d in own if d.code == _LOCKED}
    for diagnostic in content:
        targets = {related.location.path for related in diagnostic.related}
        if diagnostic.code != _BROKEN_LOCK or not targets & named:
            yield diagnostic


def _content(proposal: Proposal, joint: Tree) -> Iterator[Diagnostic]:
    """Findings of the joint tree in the proposal's files, and errors elsewhere that are new.

    A proposed rule book must itself be sound, and the documents must still be right by it.
    """
    changed = {file.path for file in proposal.files}
    if any(path.startswith(f"{FOLDER}/") for path in changed):
        after = check(joint, proposal.base.today).diagnostics
    else:
        after = run(proposal.joint)
    elsewhere = [
        d for d in after if d.severity is Severity.ERROR and d.location.path not in changed
    ]
    yield from (d for d in after if d.location.path in changed)
    if elsewhere:
        codes = {diagnostic.code for diagnostic in elsewhere}
        rules = [rule for rule in RULES if rule.code in codes]
        known = Counter(map(_key, run(proposal.base, rules)))
        for diagnostic in elsewhere:
            known[_key(diagnostic)] -= 1
            if known[_key(diagnostic)] < 0:
                yield diagnostic


def _key(diagnostic: Diagnostic) -> _Key:
    return diagnostic.location.path, diagnostic.code, diagnostic.message
