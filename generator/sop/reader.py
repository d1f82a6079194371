"""Reading `sop/`: the rule book from YAML, and its own faults as findings.

A fault here never stops the reading: what is wrong is left out and named, so that the admin sees
all of it at once. `read` answers with None instead of a rule book only when a whole file is missing
or unreadable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
    """Read the rule book of a tree."""
    return _Reading(tree).result()


class _Reading:
    def __init__(self, tree: Tree) -> None:
        entries = tree.entries(FOLDER)
        self.strangers = tuple(e for e in entries if e.sort is not Sort.FILE)
        files = [e.path for e in entries if e.sort is Sort.FILE]
        wanted = [path for path in files if path.endswith(".yaml")]
        self.sources = {path: Source(path, raw) for path, raw in tree.read(wanted)}
        self.faults: list[Unread] = []
        self.findings: list[tuple[str, Finding]] = []
        for source in self.sources.values():
            if source.problems:
                self.faults.append(Unread(source, None, None))

    def result(self) -> RuleBook:
        parts = {name: self._part(f"{FOLDER}/{name}.yaml", name) for name in PARTS}
        procedure = self._procedure()
        forms = self._forms()
        years = self._calendars()
        sop = None
        if procedure is not None and all(part is not None for part in parts.values()):
            given = {k: v for k, v in parts.items() if v}
            whole = assemble.Whole(procedure, given, forms, years, self._broken_forms(forms))
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

    def _forms(self) -> dict[str, tuple[Source, Form]]:
        read_in = {
            path.removeprefix(FORMS): source
            for path, source in self.sources.items()
            if path.startswith(FORMS) and source.data is not None
        }
        others = {name: source.data for name, source in read_in.items() if source.data}
        found = {}
        for name, source in read_in.items():
            if not name.endswith(FORM_END) or not source.data or "properties" not in source.data:
                continue
            try:
                found[name.removesuffix(FORM_END)] = (source, read_form(source.data, others))
            except ValueError as error:
                self._note("bad_form", Location(source.path), f"formulir tidak sah: {error}")
        return found

    def _broken_forms(self, forms: Mapping[str, object]) -> frozenset[str]:
        names = (path.removeprefix(FORMS).removesuffix(FORM_END) for path in self.sources)
        return frozenset(name for name in names if name not in forms)

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
