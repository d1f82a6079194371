"""Running the rules over a corpus: order, severity, options and exemptions come from `sop/aturan.yaml`.

The checker never writes, never asks the network and never looks at the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.diagnostic import Diagnostic, Finding, Said, Severity
from generator.load.collection import uncollected
from generator.load.corpus import Slot, load
from generator.load.personal import mask
from generator.load.scalar import is_date
from generator.load.tree import Tree
from generator.rules import RULES, Rule
from generator.rules.context import Context, Outcome
from generator.rules.history import History
from generator.rules.meant import meant
from generator.rules.proposal import Proposal
from generator.rules.register import Register
from generator.sop.model import Exemption, RuleSetting, Sop
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


@uncollected()
def check(
    tree: Tree,
    today: date | None = None,
    register: Register | None = None,
    *,
    fallback: Callable[[], date] = lambda: date.min,
) -> Checked:
    """Read a tree's rule book and documents and run every rule.

    The day is `today`; without it the newest round's own reference day, else what `fallback` says.
    """
    book = read(tree)
    if book.sop is None:
        return Checked(book, None, tuple(sorted(_without_sop(book))))
    corpus = load(tree, slots(book.sop))
    context = Context(book.sop, corpus, today or date.min, book, register)
    if today is None:
        context = replace(context, today=reference_day(context) or fallback())
    return Checked(book, context, run(context))


def run(context: Context, rules: Iterable[Rule] = RULES) -> tuple[Diagnostic, ...]:
    """Run rules over a context."""
    context = meant(context)
    given = tuple(rules)
    found = {d for rule in given for d in _judged(context, rule, rule.check(context))}
    codes = frozenset(rule.code for rule in given)
    outcome = Outcome(codes, frozenset((d.code, d.location.path) for d in found))
    found |= {d for rule in given for d in _judged(context, rule, rule.after(context, outcome))}
    exempt = _exempted(context.sop.exemptions, context.today)
    return tuple(sorted(d for d in found if (d.code, d.location.path) not in exempt))


def judge(proposal: Proposal, rules: Iterable[Rule] = RULES) -> tuple[Diagnostic, ...]:
    """What is wrong with a proposal itself; severities and exemptions are those of the base."""
    base = proposal.base
    found = {d for rule in rules for d in _judged(base, rule, rule.judge(proposal))}
    exempt = _exempted(base.sop.exemptions, base.today)
    return tuple(sorted(d for d in found if (d.code, d.location.path) not in exempt))


@dataclass(frozen=True)
class Audited:
    """What an audit found: everything, and by the commit of each merge what makes it unsound.

    `records` holds the same for records by their place, where the record itself cannot be relied on.
    """

    diagnostics: tuple[Diagnostic, ...]
    merges: Mapping[str, tuple[Diagnostic, ...]]
    records: Mapping[str, tuple[Diagnostic, ...]]


def audit(history: History, rules: Iterable[Rule] = RULES) -> Audited:
    """What is wrong with the records of a history; a merge is judged only by a record that is sound itself."""
    given, base = tuple(rule for rule in rules if rule.audits), history.context
    stored = [d for rule in given for d in _judged(base, rule, rule.audit(history))]
    at: dict[str, list[Diagnostic]] = {}
    for diagnostic in stored:
        at.setdefault(diagnostic.location.path, []).append(diagnostic)
    merges: dict[str, tuple[Diagnostic, ...]] = {}
    for landing in history.landings:
        record = landing.record
        place = record.place.path if record else history.doubtful.get(landing.commit, "")
        found = at.get(place) or [
            d for rule in given for d in _judged(base, rule, rule.audit_landing(history, landing))
        ]
        if found:
            merges[landing.commit] = tuple(found)
    every = {*stored, *(d for found in merges.values() for d in found)}
    exempt = _exempted(base.sop.exemptions, base.today)
    kept = tuple(sorted(d for d in every if (d.code, d.location.path) not in exempt))
    return Audited(kept, merges, {path: tuple(found) for path, found in at.items()})


def _judged(context: Context, rule: Rule, findings: Iterable[Finding]) -> Iterator[Diagnostic]:
    setting = context.sop.settings.get(rule.code, _DEFAULT)
    if setting.severity is not None:
        yield from (_diagnostic(rule.code, finding, setting) for finding in findings)


def reference_day(context: Context) -> date | None:
    """The day that the newest round calls today (samples and archives do), else None."""
    newest = max(context.round_facts, default="")
    given = context.round_facts[newest].get("acuan") if newest else ""
    return date.fromisoformat(given) if is_date(given) else None


def slots(sop: Sop) -> tuple[Slot, ...]:
    """Where the documents of each kind live; the pattern with the longest fixed text is tried first."""
    kinds = sorted(sop.kinds.values(), key=lambda kind: len(kind.pattern), reverse=True)
    return tuple(Slot(kind.id, kind.form, kind.regex) for kind in kinds)


def _diagnostic(code: str, finding: Finding, setting: RuleSetting) -> Diagnostic:
    return Diagnostic(
        location=finding.location,
        code=code,
        message=mask(finding.message),
        severity=setting.severity or Severity.NOTE,
        hint=mask(finding.hint),
        clause=", ".join(setting.clauses),
        related=finding.related,
        fix=finding.fix,
        in_cells=Said(*map(mask, finding.in_cells)) if finding.in_cells else None,
    )


def _exempted(exemptions: Iterable[Exemption], today: date) -> set[tuple[str, str]]:
    return {(e.code, e.path) for e in exemptions if e.until >= today.isoformat()}


def _without_sop(book: RuleBook) -> Iterable[Diagnostic]:
    for rule in RULES:
        for finding in rule.check_book(book):
            yield _diagnostic(rule.code, finding, _DEFAULT)
