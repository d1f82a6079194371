"""What a command that shows a round knows of its proof: nothing where none is needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import git
from generator.check import Checked, audit
from generator.commands.audit import replayed
from generator.commands.fault import UsageFault
from generator.commands.project import Project
from generator.compile.model import Audience, Edition, Recap
from generator.compile.proven import Doubt, Provenance
from generator.review import ledger
from generator.review.proof import provenance
from generator.review.replay import needing
from generator.rules.naming import listing

UNREAD = "Riwayat persetujuannya tidak dapat dibaca"


@dataclass(frozen=True)
class Proof:
    """The rounds that need records, and the commits that their proof is read from.

    `revision` is where the proof ends, if not where the history does.
    """

    project: Project
    rounds: tuple[str, ...]
    head: str = ""
    store: str = ""
    revision: str | None = None

    @property
    def stamp(self) -> str:
        """What the proof depends on; empty where none is needed."""
        return f"{self.head} {self.store}" if self.rounds else ""

    def provenance(self) -> Provenance | None:
        """What history proves; None where nothing need be proven."""
        if not self.rounds:
            return None
        try:
            history = replayed(self.project)
        except UsageFault as reason:
            return Provenance(frozenset(self.rounds), general=Doubt("", UNREAD, str(reason)))
        if self.revision is not None:
            history = history.until(git.commit(self.project.root, self.revision))
        return provenance(history, audit(history))

    def edition(self, checked: Checked, audience: Audience) -> Edition:
        """What is checked, compiled with all that the project, its commits and its records say of it."""
        from generator.compile.recap import compile_edition

        project = self.project
        return compile_edition(
            checked,
            audience,
            project.register.numbers if project.register else {},
            project.revision(self.revision),
            provenance=self.provenance(),
            commits=project.commits(self.revision),
        )


def unproven(recap: Recap) -> Iterator[str]:
    """A line for each round with something that is not proven; one reason is said once."""
    for found in recap.rounds:
        if found.unverified:
            reasons = list(dict.fromkeys(row.reason for row in found.unverified))
            yield (
                f"Belum sah pada putaran {found.round}, jadi tidak direkap: {len(found.unverified)} "
                f"({listing(reasons, 3)}); rinciannya: kinerja audit\n"
            )


def proof(project: Project, checked: Checked, revision: str | None = None) -> Proof:
    """Which rounds of a checked project (or of one revision of it) need proof."""
    if checked.context is None:
        return Proof(project, (), revision=revision)
    sop, rounds = checked.context.sop, checked.context.corpus.rounds
    try:
        store = ledger.find(project.root)
        needed = needing(sop, rounds, store)
        head = git.commit(project.root, "HEAD") if needed else ""
    except git.GitError:
        return Proof(project, needing(sop, rounds, None), revision=revision)
    return Proof(project, needed, head, store.revision if store else "", revision)
