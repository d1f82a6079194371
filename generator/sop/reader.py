"""Reading `sop/`: the rule book from YAML, and its own faults as findings.

A fault here never stops the reading: what is wrong is left out and named, so that the admin sees
all of it at once. `read` answers with None instead of a rule book only when a whole file is missing
or unreadable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any

from generator.diagnostic import Finding, Location
from generator.load.faults import faults_of
from generator.load.schema import Fault, Form, read_form
from generator.load.source import Path, Source
from generator.load.tree import Entry, Sort, Tree
from generator.sop import assemble, names
from generator.sop.calendar import YearCalendar, read_calendar
from generator.sop.model import Sop

FOLDER = "sop"
FORMS = f"{FOLDER}/formulir/"
CALENDARS = f"{FOLDER}/kalender/"
FORM_END = ".schema.yaml"
SHAPES = FilePath(__file__).parent / "bentuk"
PARTS = ("organisasi", "peran", "satuan", "aturan")
KEPT = 8
"""How many rule books are kept: two revisions that are compared, and some that a history passes through."""

Files = tuple[tuple[str, bytes], ...]
"""Paths with their bytes."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A file of `sop/` with the problem or fault found in it, for the rules that word it."""

    source: Source
    form: Form | None
    fault: Fault | None


@dataclass(frozen=True)
class RuleBook:
    """What reading gave, and what is wrong with the files.

    The SOP is None when it cannot be used: a file is missing or breaks its form, a form cannot be
    read, or a part uses a name that no other defines.

    `faults` are breaches of the files' form; `findings` what only the whole can show, by rule name.
    """

    sop: Sop | None
    faults: tuple[Unread, ...]
    findings: tuple[tuple[str, Finding], ...]
    strangers: tuple[Entry, ...] = ()
    """Entries of `sop/` that are no plain files; never opened."""
    settings: Source | None = None
    """The file of the rules' settings."""

    def setting(self, code: str) -> Location:
        """Where the setting of a rule stands."""
        return self._place("aturan", code)

    def exemption(self, index: int, part: str = "kode") -> Location:
        """Where a part of an exemption stands."""
        return self._place("pengecualian", index, part)

    def _place(self, *path: str | int) -> Location:
        if self.settings is None:
            return Location(FOLDER)
        return self.settings.key(path) if len(path) == 2 else self.settings.value(path)


def read(tree: Tree) -> RuleBook:
    """Read the rule book of a tree. The same files are the same book: it is made once and kept."""
    entries = tuple(tree.entries(FOLDER))
    wanted = [e.path for e in entries if e.sort is Sort.FILE and e.path.endswith(".yaml")]
    return _read(entries, tuple(tree.read(wanted)))


@lru_cache(maxsize=KEPT)
def _read(entries: tuple[Entry, ...], files: Files) -> RuleBook:
    return _Reading(entries, files).result()


@dataclass(frozen=True)
class _Forms:
    """The files of the folder of forms, those that are forms, and what is wrong with the others."""

    sources: Mapping[str, Source]
    forms: Mapping[str, tuple[Source, Form]]
    findings: tuple[tuple[str, Finding], ...]


@lru_cache(maxsize=KEPT)
def _forms(files: Files) -> _Forms:
    sources = {path: Source(path, raw) for path, raw in files}
    others = {p.removeprefix(FORMS): s.data for p, s in sources.items() if s.data}
    forms: dict[str, tuple[Source, Form]] = {}
    findings = []
    for path, source in sources.items():
        if not path.endswith(FORM_END) or not source.data or "properties" not in source.data:
            continue
        try:
            forms[_form_name(path)] = (source, read_form(source.data, others))
        except ValueError as error:
            fault = Finding(Location(path), f"formulir tidak sah: {error}")
            findings.append(("bad_form", fault))
    return _Forms(sources, forms, tuple(findings))


def _form_name(path: str) -> str:
    return path.removeprefix(FORMS).removesuffix(FORM_END)


class _Reading:
    def __init__(self, entries: tuple[Entry, ...], files: Files) -> None:
        self.strangers = tuple(e for e in entries if e.sort is not Sort.FILE)
        self.forms = _forms(tuple(f for f in files if f[0].startswith(FORMS)))
        known = self.forms.sources
        self.sources = {path: known.get(path) or Source(path, raw) for path, raw in files}
        self.faults: list[Unread] = []
        self.findings: list[tuple[str, Finding]] = []
        for source in self.sources.values():
            if source.problems:
                self.faults.append(Unread(source, None, None))

    def result(self) -> RuleBook:
        parts = {name: self._part(f"{FOLDER}/{name}.yaml", name) for name in PARTS}
        procedure = self._procedure()
        self.findings += self.forms.findings
        years = self._calendars()
        sop = None
        if procedure is not None and all(part is not None for part in parts.values()):
            given = {k: v for k, v in parts.items() if v}
            whole = assemble.Whole(procedure, given, self.forms.forms, years, self._broken_forms())
            sop, findings = assemble.assemble(whole)
            self.findings += findings
            if len(sop.kinds) < len((procedure.data or {})["jenis"]) or any(
                rule == names.BROKEN for rule, _ in findings
            ):
                sop = None
        settings = self.sources.get(f"{FOLDER}/aturan.yaml")
        return RuleBook(sop, tuple(self.faults), tuple(self.findings), self.strangers, settings)

    def _note(self, rule: str, location: Location, message: str, hint: str = "") -> None:
        self.findings.append((rule, Finding(location, message, hint)))

    def _procedure(self) -> Source | None:
        known = {f"{FOLDER}/{name}.yaml" for name in PARTS}
        own = [p for p in self.sources if p.count("/") == 1 and p not in known]
        if len(own) != 1:
            self._note(
                "missing_rule_file",
                Location(own[1] if own else FOLDER),
                f"folder {FOLDER}/ harus berisi tepat satu berkas SOP, sekarang ada {len(own)}",
                "simpan satu berkas yang memuat identitas dan langkah SOP",
            )
            return None
        return self._part(own[0], "sop")

    def _part(self, path: str, shape: str) -> Source | None:
        source = self.sources.get(path)
        if source is None:
            self._note(
                "missing_rule_file",
                Location(path),
                f"berkas {path} tidak ada",
                "salin dari contoh lalu sesuaikan isinya",
            )
            return None
        if source.data is None or source.problems:
            return None
        form = shape_form(shape)
        form.typed(source.data)
        faults = [Unread(source, form, fault) for fault in faults_of(source, form, 0)]
        self.faults += faults
        return None if faults else source

    def _broken_forms(self) -> frozenset[str]:
        return frozenset(map(_form_name, self.sources)) - self.forms.forms.keys()

    def _calendars(self) -> list[YearCalendar]:
        years = []
        for path, source in self.sources.items():
            if not path.startswith(CALENDARS) or source.data is None:
                continue
            year, problems = read_calendar(source.data)
            for problem in problems:
                self._note("bad_calendar", source.value(problem.path), problem.message)
            if year is not None:
                years.append(year)
        return years


_SHAPES: dict[str, Form] = {}


def shape_form(name: str) -> Form:
    """The form that a file of `sop/` itself must follow."""
    found = _SHAPES.get(name)
    if found is None:
        path = SHAPES / f"{name}.schema.yaml"
        data: Mapping[str, Any] | None = Source(path.name, path.read_bytes()).data
        found = _SHAPES[name] = read_form(data or {}, {})
    return found


__all__ = ["Path", "RuleBook", "Unread", "read", "shape_form"]
