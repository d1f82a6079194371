"""`kinerja verify`: whether files are what was published and how that stands, offline."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from generator.commands.fault import UsageFault
from generator.commands.outcome import CLEAN, FINDINGS
from generator.commands.project import Project, context_of
from generator.commands.proven import proof
from generator.compile.model import Audience
from generator.publish.authenticity import WORDS, Judge, Judgement, carried
from generator.publish.ledger import Ledger, Made, NoLedger, ledger
from generator.publish.remake import Remaking, title_of
from generator.publish.render import Templates
from generator.publish.signature import signer_of_rest
from generator.report.text import visible


@dataclass(frozen=True)
class Wanted:
    """What to judge: files and typed digests, and by what (a published ledger, else the project)."""

    files: tuple[Path, ...]
    marks: tuple[str, ...] = ()
    published: Path | None = None
    revision: str | None = None
    site: str = ""


def verify(project: Project | None, wanted: Wanted, *, out: TextIO) -> int:
    """Print the verdict on each file; without a published ledger a project is needed."""
    if not wanted.files and not wanted.marks:
        raise UsageFault("sebut berkas yang hendak diperiksa, atau --digest SIDIK")
    judges = _judges(project, wanted)
    clean = True
    for name, found, raw in _judged(wanted, judges):
        out.writelines(f"{line}\n" for line in _lines(name, found, judges))
        by_present = found.verdict == "differs" and not (wanted.revision or wanted.published)
        if by_present and (revision := carried(raw).revision):
            out.write(
                f"  Cetakan ini menyebut revisi {revision}. Bila ia cetakan lama, bandingkan dengan isi revisi itu: "
                f"--revision {revision}\n"
            )
        clean = clean and found.holds
    return CLEAN if clean else FINDINGS


def _judges(project: Project | None, wanted: Wanted) -> _Published | _Remade:
    if wanted.published:
        return _Published(wanted.published)
    if project is None:
        raise UsageFault("sebut proyeknya dengan --root, atau daftar terbitan dengan --published")
    return _Remade(project, wanted)


def _judged(wanted: Wanted, judges: _Published | _Remade) -> Iterator[tuple[str, Judgement, bytes]]:
    """Name, judgement, and the bytes that it is on; none for a digest."""
    for path in wanted.files:
        raw = path.read_bytes()
        yield path.name, judges.of(raw).file(raw), raw
    for mark in wanted.marks:
        yield mark, judges.of(b"").mark(mark), b""


def _lines(name: str, found: Judgement, judges: _Published | _Remade) -> Iterator[str]:
    yield f"{visible(name)}: {judges.words['verdicts'][found.verdict]}"
    if found.title:
        yield f"  {visible(found.title)}"
    yield f"  {visible(found.reason)}"
    if found.document is None or found.verdict == "differs":
        return
    for step in found.document["steps"]:
        proposal = f", usulan {step['proposal']}" if step["proposal"] else ""
        when = f", {step['when']}" if step["when"] else ""
        yield visible(f"  {step['step']}. {step['name']}: {step['who']}{when}{proposal}")


@dataclass(frozen=True)
class _Published:
    """Judges by a ledger that was published."""

    path: Path

    @property
    def words(self) -> dict[str, dict[str, str]]:
        return _words(Templates())

    def of(self, _raw: bytes) -> Judge:
        try:
            return Judge(Ledger.read(self.path.read_bytes()), self.words, signer_of_rest)
        except NoLedger as fault:
            raise UsageFault(f"{self.path}: {fault}") from None


@dataclass(frozen=True)
class _Remade:
    """Judges by the project: values against its documents, a print against the same print made again."""

    project: Project
    wanted: Wanted
    _editions: dict[Audience, Remaking] = field(default_factory=dict)

    @property
    def words(self) -> dict[str, dict[str, str]]:
        return _words(Templates(self.project.root))

    def of(self, raw: bytes) -> Judge:
        """A judge whose ledger has the print that a file says it is."""
        audience, id = carried(raw)[:2]
        if not id and (title := title_of(raw)):
            return self._titled(raw, title)
        remaking = self._remaking(audience or Audience.INTERNAL)
        return self._judge(remaking, remaking.document(id) if id else ())

    def _titled(self, raw: bytes, title: str) -> Judge:
        """A judge by the edition that makes a recap or a bundle as it is, else by the internal one."""
        for audience in Audience:
            remaking = self._remaking(audience)
            judge = self._judge(remaking, remaking.titled(title))
            if judge.is_print(raw):
                break
        return judge

    def _judge(self, remaking: Remaking, made: tuple[Made, ...]) -> Judge:
        known = ledger(remaking.edition, remaking.sop, made)
        return Judge(Ledger(known, remade=True), self.words, signer_of_rest)

    def _remaking(self, audience: Audience) -> Remaking:
        if audience not in self._editions:
            project, revision = self.project, self.wanted.revision
            checked = project.checked(revision)
            sop, root = context_of(checked).sop, project.root
            edition = proof(project, checked, revision).edition(checked, audience)
            self._editions[audience] = Remaking(edition, sop, root, self.wanted.site)
        return self._editions[audience]


def _words(templates: Templates) -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = json.loads(templates.render(WORDS))
    return words
