"""A rule: its code, and what its module can find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType

from generator.diagnostic import Finding
from generator.rules.context import Context, Outcome
from generator.rules.history import History, Landing
from generator.rules.proposal import Proposal
from generator.sop.reader import RuleBook


@dataclass(frozen=True)
class Rule:
    """A code and the module that finds its fault.

    A module has `check(context)`, `check_book(book)` for what needs no usable rule book,
    `check_after(context, outcome)` for what only the whole run shows, `check_proposal(proposal)`,
    `check_history(history)` for the records as a whole, or `check_landing(history, landing)` for a merge.
    """

    code: str
    module: ModuleType

    @property
    def name(self) -> str:
        """The fault in two or three words."""
        return self.module.__name__.rpartition(".")[2]

    @property
    def title(self) -> str:
        """The first line of the rule's page."""
        return (self.module.__doc__ or "").strip().partition("\n")[0].rstrip(".")

    def check(self, context: Context) -> Iterator[Finding]:
        """All findings of the rule."""
        if hasattr(self.module, "check_book"):
            yield from self.module.check_book(context.book)
        if hasattr(self.module, "check"):
            yield from self.module.check(context)

    def check_book(self, book: RuleBook) -> Iterator[Finding]:
        """The findings that need no usable rule book."""
        if hasattr(self.module, "check_book"):
            yield from self.module.check_book(book)

    def judge(self, proposal: Proposal) -> Iterator[Finding]:
        """The findings about a proposal."""
        if hasattr(self.module, "check_proposal"):
            yield from self.module.check_proposal(proposal)

    @property
    def audits(self) -> bool:
        """Whether it judges a history or its merges."""
        return hasattr(self.module, "check_history") or hasattr(self.module, "check_landing")

    def audit(self, history: History) -> Iterator[Finding]:
        """The findings about the records of a history."""
        if hasattr(self.module, "check_history"):
            yield from self.module.check_history(history)

    def audit_landing(self, history: History, landing: Landing) -> Iterator[Finding]:
        """The findings about one merge of a history."""
        if hasattr(self.module, "check_landing"):
            yield from self.module.check_landing(history, landing)

    def after(self, context: Context, outcome: Outcome) -> Iterator[Finding]:
        """The findings about what all rules together found."""
        if hasattr(self.module, "check_after"):
            yield from self.module.check_after(context, outcome)
