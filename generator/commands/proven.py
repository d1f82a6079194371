"""What a command that shows a round knows of its proof: nothing where none is needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import git
from generator.check import Checked, audit
from generator.commands.audit import replayed
from generator.commands.fault import UsageFault
from generator.commands.project import Project
from generator.compile.model import Recap
from generator.compile.proven import Doubt, Provenance
from generator.review import ledger
from generator.review.proof import provenance
from generator.review.replay import needing
from generator.rules.naming import listing

UNREAD = "Riwayat persetujuannya tidak dapat dibaca"


@dataclass(frozen=True)
class Proof:
    """The rounds that need records, and the commits that their proof is read from."""

    project: Project
    rounds: tuple[str, ...]
    head: str = ""
    store: str = ""

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
        return provenance(history, audit(history))


def unproven(recap: Recap) -> Iterator[str]:
    """A line for each round with something that is not proven; one reason is said once."""
    for found in recap.rounds:
        if found.unverified:
            reasons = list(dict.fromkeys(row.reason for row in found.unverified))
            yield (
                f"Belum sah pada putaran {found.round}, jadi tidak direkap: {len(found.unverified)} "
                f"({listing(reasons, 3)}); rinciannya: kinerja audit\n"
            )


def proof(project: Project, checked: Checked) -> Proof:
    """Which rounds of a checked project need proof."""
    if checked.context is None:
        return Proof(project, ())
    sop, rounds = checked.context.sop, checked.context.corpus.rounds
    try:
        store = ledger.find(project.root)
        needed = needing(sop, rounds, store)
        head = git.commit(project.root, "HEAD") if needed else ""
    except git.GitError:
        return Proof(project, needing(sop, rounds, None))
    return Proof(project, needed, head, store.revision if store else "")
