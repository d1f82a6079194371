"""The decision about a proposal: accepted, or refused with every reason.

Reasons are the findings of the V family, and the errors of the joint tree that stand in a file of
the proposal or that the base does not have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from generator.check import check, judge, run
from generator.diagnostic import Diagnostic, Severity
from generator.load.tree import Tree
from generator.review.signing import newly_signed
from generator.rules import (
    RULES,
    bot_approval,
    changed_after_signing,
    changed_signed,
    changes_requested,
    dismissed_approval,
    not_holder,
    not_role_holder,
    own_approval,
    pushed_approval,
    stale_approval,
    unapproved,
    wrong_signer,
    wrong_superior,
)
from generator.rules.proposal import Proposal
from generator.sop.reader import FOLDER

_CODES = {rule.module: rule.code for rule in RULES}
_LOCKED, _BROKEN_LOCK = _CODES[changed_signed], _CODES[changed_after_signing]
_UNAPPROVED = _CODES[unapproved]
_ON_OFFICES = frozenset(_CODES[module] for module in (not_holder, wrong_signer, wrong_superior))
_ON_REVIEWS = frozenset(
    _CODES[module]
    for module in (
        not_role_holder,
        own_approval,
        pushed_approval,
        bot_approval,
        stale_approval,
        dismissed_approval,
        changes_requested,
    )
)

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
    own = _without_echo(judge(proposal))
    content = _unsaid(own, _content(proposal, joint))
    return Verdict(proposal, tuple(sorted({*own, *content})))


def _without_echo(own: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Findings without the missing approval, where another one says why what a reviewer said is none."""
    if any(d.code in _ON_REVIEWS and d.severity is Severity.ERROR for d in own):
        return tuple(d for d in own if d.code != _UNAPPROVED)
    return own


def _unsaid(own: Iterable[Diagnostic], content: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Findings of the content without the broken locks that are named value by value already."""
    named = {d.location.path for d in own if d.code == _LOCKED}
    for diagnostic in content:
        targets = {related.location.path for related in diagnostic.related}
        if diagnostic.code != _BROKEN_LOCK or not targets & named:
            yield diagnostic


def _content(proposal: Proposal, joint: Tree) -> Iterator[Diagnostic]:
    """Findings of the joint tree in the proposal's files, and errors elsewhere that are new.

    A proposed rule book must itself be sound, and the documents must still be right by it. What
    evidence of the proposal signs is judged with it, even if it stood wrong on the base already.
    Who came to which position is a fact: documents that it makes wrong do not keep it out.
    """
    changed = {file.path for file in proposal.files}
    listed = newly_signed(proposal.base, proposal.joint, proposal.changed())
    signed = {document.path for document in listed}
    if any(path.startswith(f"{FOLDER}/") for path in changed):
        after = check(joint, proposal.base.today).diagnostics
    else:
        after = run(proposal.joint)
    errors = [d for d in after if d.severity is Severity.ERROR and d.location.path not in changed]
    elsewhere = [d for d in errors if d.location.path not in signed]
    yield from (d for d in after if d.location.path in changed)
    yield from (d for d in errors if d.location.path in signed)
    if elsewhere:
        codes = {diagnostic.code for diagnostic in elsewhere}
        rules = [rule for rule in RULES if rule.code in codes]
        known = Counter(map(_key, run(proposal.base, rules)))
        for diagnostic in elsewhere:
            known[_key(diagnostic)] -= 1
            if known[_key(diagnostic)] < 0:
                told = proposal.registers and diagnostic.code in _ON_OFFICES
                yield replace(diagnostic, severity=Severity.WARNING) if told else diagnostic


def _key(diagnostic: Diagnostic) -> _Key:
    return diagnostic.location.path, diagnostic.code, diagnostic.message
