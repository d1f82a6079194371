"""Running the rules over a corpus: order, severity, options and exemptions come from `sop/aturan.yaml`.

The checker never writes, never asks the network and never looks at the clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from generator.diagnostic import Diagnostic, Finding, Severity
from generator.load.corpus import Corpus, Slot, load
from generator.load.tree import Tree
from generator.rules import RULES, Rule
from generator.rules.context import Context, Register
from generator.sop.model import Exemption, Kind, RuleSetting, Sop
from generator.sop.reader import RuleBook, read

_DEFAULT = RuleSetting(Severity.ERROR)


@dataclass(frozen=True)
class Checked:
    """What a check found. `context` is None when the rule book cannot be used."""

    book: RuleBook
    context: Context | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(1 for d in self.diagnostics if d.severity is Severity.ERROR)


def check(tree: Tree, today: date | None = None, register: Register | None = None) -> Checked:
    """Read a tree's rule book and documents and run every rule.

    Without `today` the day comes from the rounds' own reference day (`acuan`); a caller gives it.
    """
    book = read(tree)
    if book.sop is None:
        return Checked(book, None, tuple(sorted(_without_sop(book))))
    corpus = load(tree, slots(book.sop))
    context = Context(book.sop, corpus, today or date.min, book, register)
    if today is None:
        context = replace(context, today=reference_day(context) or date.min)
    return Checked(book, context, run(context))


def run(context: Context, rules: Iterable[Rule] = RULES) -> tuple[Diagnostic, ...]:
    """Run rules over a context."""
    found: set[Diagnostic] = set()
    for rule in rules:
        setting = context.sop.settings.get(rule.code, _DEFAULT)
        if setting.severity is None:
            continue
        for finding in rule.check(context):
            found.add(_diagnostic(rule.code, finding, setting))
    exempt = _exempted(context.sop.exemptions, context.today)
    return tuple(sorted(d for d in found if (d.code, d.location.path) not in exempt))


def reference_day(context: Context) -> date | None:
    """The latest reference day that a round gives itself (samples and archives do)."""
    days = [facts.get("acuan") for facts in context.round_facts.values()]
    real = [day for day in days if len(day) == 10 and day[:4].isdigit()]
    try:
        return max((date.fromisoformat(day) for day in real), default=None)
    except ValueError:
        return None


def slots(sop: Sop) -> tuple[Slot, ...]:
    """Where the documents of each kind live; the pattern with the longest fixed text is tried first."""
    kinds = sorted(sop.kinds.values(), key=_fixed, reverse=True)
    return tuple(Slot(kind.id, kind.form, kind.regex) for kind in kinds)


def _fixed(kind: Kind) -> int:
    return len(kind.pattern)


def _diagnostic(code: str, finding: Finding, setting: RuleSetting) -> Diagnostic:
    return Diagnostic(
        location=finding.location,
        code=code,
        message=finding.message,
        severity=setting.severity or Severity.NOTE,
        hint=finding.hint,
        clause=", ".join(setting.clauses),
        related=finding.related,
        fix=finding.fix,
    )


def _exempted(exemptions: Iterable[Exemption], today: date) -> set[tuple[str, str]]:
    return {(e.code, e.path) for e in exemptions if e.until >= today.isoformat()}


def _without_sop(book: RuleBook) -> Iterable[Diagnostic]:
    for rule in RULES:
        for finding in rule.check_book(book):
            yield _diagnostic(rule.code, finding, _DEFAULT)
