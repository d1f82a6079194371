"""Compiling a checked corpus into an edition: the recap and the documents that may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.check import Checked
from generator.compile.access import verify
from generator.compile.cascade import Cascade
from generator.compile.model import (
    VERSION,
    Audience,
    Edition,
    FindingRow,
    KindName,
    OwedRow,
    Recap,
    RoundRecap,
    Seats,
    StageName,
    View,
)
from generator.compile.passage import newer, passages, signed_at, standing
from generator.compile.projection import Projector
from generator.compile.proven import Provenance, UnverifiedRow
from generator.compile.provenance import covered, unverified
from generator.compile.standing import Standing
from generator.compile.state import RoundState, moment, moment_text
from generator.compile.table import owed, people, total, units, unread
from generator.compile.timeline import supplements, timeline
from generator.diagnostic import Diagnostic, Severity
from generator.load.corpus import Document
from generator.load.digest import digest, sealed
from generator.load.dump import dumped
from generator.rules import RULES
from generator.rules.context import Context
from generator.sop.concept import stages
from generator.sop.facts import Facts
from generator.sop.model import Function, Kind


class Uncompilable(Exception):
    """The rule book cannot be used, so there is nothing to compile; its findings say why."""


def compile_edition(
    checked: Checked,
    audience: Audience,
    numbers: Mapping[str, str] | None = None,
    revision: str = "",
    provenance: Provenance | None = None,
    commits: Mapping[str, str] | None = None,
) -> Edition:
    """The edition of a checked corpus for an audience.

    `numbers` joins people to their NIP and is used only internally. What `provenance` does not prove
    of the rounds that need it stays out, and is listed. `commits` names the one that last changed each
    file. Raises `Uncompilable`, and
    `access.Unclassified` for a field or kind without access mark, also of a form that no document uses.
    """
    context = checked.context
    if context is None:
        raise Uncompilable
    verify(context.sop)
    proven = covered(context, provenance) if provenance else context
    whole = _Whole(context, checked.diagnostics, provenance, commits or {})
    work = _Compilation(proven, whole, audience, numbers or {})
    recap = Recap(
        version=VERSION,
        audience=audience.value,
        sop=context.sop.id,
        sop_name=context.sop.identity["nama"],
        today=context.today.isoformat(),
        revision=revision,
        kinds=tuple(
            KindName(kind.id, kind.name, kind.short)
            for kind in context.sop.kinds_of(Function.DOCUMENT)
        ),
        stages=tuple(StageName(*pair) for pair in work.stages.items()),
        rounds=tuple(work.round(name) for name in reversed(list(context.round_facts))),
    )
    return Edition(
        audience,
        recap,
        views=tuple(work.views()),
        owed=tuple(work.owed()),
        approver=dict(work.approver()),
        sealed=tuple(sorted(work.sealed(former=False))),
        sealed_former=tuple(sorted(work.sealed(former=True))),
        seats=dict(work.seats(recap.rounds)),
        errors=checked.errors,
    )


@dataclass(frozen=True)
class _Whole:
    """Everything that was checked, also what may not be shown, with what history says and proves of it."""

    context: Context
    diagnostics: tuple[Diagnostic, ...]
    provenance: Provenance | None
    commits: Mapping[str, str]


@dataclass(frozen=True)
class _Compilation:
    context: Context
    whole: _Whole
    audience: Audience
    numbers: Mapping[str, str]

    @cached_property
    def projector(self) -> Projector:
        return Projector(self.context, self.audience, self.numbers)

    @cached_property
    def by_path(self) -> dict[str, list[Diagnostic]]:
        found: dict[str, list[Diagnostic]] = {}
        for diagnostic in self.whole.diagnostics:
            found.setdefault(diagnostic.location.path, []).append(diagnostic)
        return found

    @cached_property
    def stages(self) -> dict[str, str]:
        """The parts of the year that plans speak of, with their titles."""
        return stages(kind.form.schema for kind in self.context.sop.kinds.values())

    @cached_property
    def _states(self) -> dict[str, RoundState]:
        return {}

    def state(self, document: Document) -> RoundState:
        """The state of the round that a document belongs to."""
        return self._round_state(document.round or "")

    def _round_state(self, name: str) -> RoundState:
        return self._states.setdefault(name, RoundState(self.context, name))

    @property
    def pulls(self) -> Mapping[str, int]:
        """The numbers of the pull requests that brought documents, where a record tells them."""
        return self.whole.provenance.pulls if self.whole.provenance else {}

    def counts(self, paths: Iterable[str]) -> tuple[int, int]:
        """Errors and warnings in some files."""
        severities = [d.severity for path in paths for d in self.by_path.get(path, ())]
        return severities.count(Severity.ERROR), severities.count(Severity.WARNING)

    @property
    def internal(self) -> bool:
        return self.audience is Audience.INTERNAL

    def round(self, name: str) -> RoundRecap:
        state = self._round_state(name)
        own = self.projector.facts(self.context.round_facts[name].document)
        steps = timeline(state, self.projector)
        rows = units(state, steps, self.counts)
        cascade = Cascade(state, self.projector, tuple(self.stages))
        return RoundRecap(
            round=name,
            title=own.get("nama") or name,
            note=own.get("keterangan"),
            started=moment_text(moment(own.get("mulai"))),
            finished=all(step.finished for step in steps),
            steps=steps,
            units=rows,
            total=total(rows),
            people=people(state, self.counts) if self.internal else (),
            measures=cascade.measures(),
            money=cascade.money(),
            findings=tuple(self.findings(name)),
            unread=unread(self.whole.context, name),
            unverified=tuple(self.unverified(name)),
            supplements=supplements(state, self.projector),
        )

    def approver(self) -> Mapping[str, str]:
        """Who holds the position that approves the SOP; no field of a public document names him."""
        sop = self.context.sop
        position, today = str(sop.identity["disahkan_oleh"]), self.context.today.isoformat()
        held = self.context.tenures(position, today) if self.internal else []
        if not held:
            return {}
        person, tenure = held[0]
        return {**self.projector.person(person.id), "awalan": sop.tenures.get(tenure.status, "")}

    def unverified(self, name: str) -> Iterable[UnverifiedRow]:
        provenance = self.whole.provenance
        projector = Projector(self.whole.context, self.audience, {})
        return unverified(self.whole.context, provenance, name, projector) if provenance else ()

    def seats(self, rounds: Iterable[RoundRecap]) -> Iterator[tuple[tuple[str, int], Seats]]:
        """The holders of each step that is done once, on the day that its row names them for."""
        today = self.context.today.isoformat()
        for own in rounds:
            state = self._round_state(own.round)
            for row in own.steps:
                if not row.unit:
                    step, day = self.context.sop.steps[row.step], row.finished[:10] or today
                    yield (own.round, row.step), state.seats(step, None, day, names=self.internal)

    def owed(self) -> Iterable[OwedRow]:
        for name in self.context.round_facts:
            yield from owed(self._round_state(name), names=self.internal)

    def findings(self, name: str) -> Iterable[FindingRow]:
        context = self.whole.context
        documents = {facts.document.path: facts for facts in context.by_round.get(name, ())}
        for diagnostic in self.whole.diagnostics:
            path = diagnostic.location.path
            document = context.corpus.by_path.get(path)
            if document is None:
                if name in path.split("/")[1:]:
                    yield self._finding(diagnostic, None, "")
            elif document.round == name:
                yield self._finding(diagnostic, documents.get(path), document.unit or "")

    def _finding(self, diagnostic: Diagnostic, facts: Facts | None, unit: str) -> FindingRow:
        return FindingRow(
            code=diagnostic.code,
            severity=diagnostic.severity.value,
            title=TITLES.get(diagnostic.code, diagnostic.code),
            unit=unit,
            document=facts.document.id if facts and self.internal else "",
            path=diagnostic.location.path if self.internal else "",
            line=diagnostic.location.line if self.internal else 0,
            message=diagnostic.message if self.internal else "",
        )

    def _filed(self) -> Iterable[tuple[Facts, Kind]]:
        """Everything that people write or that steps leave as evidence."""
        for facts in self.context.every:
            kind = self.context.kind(facts.document)
            if kind.function in (Function.DOCUMENT, Function.EVIDENCE):
                yield facts, kind

    def views(self) -> Iterable[View]:
        for facts, kind in self._filed():
            if self.projector.shows(facts.document):
                yield self._view(facts, kind)

    def sealed(self, *, former: bool) -> Iterable[str]:
        """The sealed digests of valid documents that are not shown: they tell nothing without the file."""
        gone = self.context.versions.gone
        for facts, _ in self._filed():
            document = facts.document
            if self.projector.shows(document) or (document.id in gone) is not former:
                continue
            if standing(self.state(document), facts) is Standing.VALID:
                yield sealed(digest(document.as_read))

    def _view(self, facts: Facts, kind: Kind) -> View:
        document, organisation = facts.document, self.context.sop.organisation
        unit = organisation.units.get(document.unit or "")
        state = self.state(document)
        revealed = self.projector.reveals(document)
        errors, warnings = self.counts([document.path])
        return View(
            id=document.id or document.path,
            kind=kind.id,
            kind_name=kind.name,
            kind_short=kind.short,
            round=document.round or "",
            unit=document.unit or "",
            unit_name=unit.name if unit else "",
            title=self.projector.title(document),
            version=" ".join(self.projector.version(document)),
            owner=self.projector.owner(document),
            status=state.status(facts),
            stage=state.stage(facts),
            digest=digest(document.as_read) if revealed else "",
            template=(kind.print_template or "") if revealed else "",
            path=document.path,
            signed_at=signed_at(self.projector, document.id),
            withheld=not revealed,
            data=self.projector.data(document),
            errors=errors,
            warnings=warnings,
            standing=standing(state, facts),
            passages=passages(state, self.projector, facts, self.pulls) if revealed else (),
            source=self._source(document) if revealed else "",
            open_digest=digest(self.projector.open_data(document)) if revealed else "",
            revision=self.whole.commits.get(document.path, "") if revealed else "",
            newer=newer(self.projector, document) if revealed else None,
        )

    def _source(self, document: Document) -> str:
        """The document as it was written, publicly only what may be shown."""
        if self.internal:
            return document.source.text
        return dumped(self.projector.open_data(document))


TITLES: dict[str, str] = {rule.code: rule.title for rule in RULES}
