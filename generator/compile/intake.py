"""Documents as the rows of a workbook say they should be, and the cell of every value.

What the workbook does not have stays as it is: a document without a row, a list without a sheet, a
field without a column. A blank cell says that a field is absent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from generator.compile.cells import plain_name
from generator.compile.filling import Filler, Filling, Wanted
from generator.compile.given import FIRST, CellFault, Given, Place, described, odd_cells
from generator.compile.layout import ID, KIND, SEAL, layouts
from generator.compile.recognized import recognized
from generator.compile.rows import unfit
from generator.load.corpus import Document
from generator.load.digest import digest
from generator.load.workbook import Sheet
from generator.rules.context import Context
from generator.rules.naming import listing
from generator.rules.phrase import spoken
from generator.rules.wording import options, quote
from generator.sop.model import Kind

_SLUG = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True)
class Intake:
    """Everything a workbook says."""

    documents: tuple[Wanted, ...]
    faults: tuple[CellFault, ...]
    unsure: tuple[str, ...]
    """The ids of documents that are not among the others, because a fault leaves open what they should say."""
    formulas: tuple[Place, ...]
    """Cells whose value a formula made."""
    notes: tuple[str, ...] = ()
    """What is no fault and should be known: what was not read, and what is not there."""


def intake(context: Context, sheets: tuple[Sheet, ...]) -> Intake:
    """The documents of a workbook, each with everything that its sheets say of it. Raises `Unreadable`."""
    whole = recognized(sheets, context.sop)
    found = tuple(whole.sheets)
    lost = frozenset(layout.machine for layout in whole.lost)
    zone, people = context.sop.calendar.zone, _by_name(context)
    filling = Filling(found, zone, whole.faults, lost, people=people)
    documents = list(_Reader(context, filling).documents())
    by_name = {given.sheet.name: given for given in found}
    unsure = {
        (given.layout.kind.id, given.text(fault.place.row, 0))
        for fault in filling.faults
        if (given := by_name.get(fault.place.sheet)) and fault.place.row >= FIRST
    }
    unsure |= {(g.layout.kind.id, g.text(row, 0)) for g in found for row in g.merged_rows}
    formulas = [
        given.at(*spot)
        for given in found
        for spot in sorted(given.sheet.formulas - given.sheet.errors)
        if spot[0] >= FIRST and given.sheet.value(0, spot[1]) is not None
    ]
    return Intake(
        documents=tuple(d for d in documents if (d.kind.id, d.data[ID[0]]) not in unsure),
        faults=tuple(sorted({*filling.faults})),
        unsure=tuple(sorted({id for _, id in unsure if id})),
        formulas=tuple(formulas),
        notes=(*whole.notes, *_percentages(found)),
    )


def _percentages(found: tuple[Given, ...]) -> Iterator[str]:
    """How cells were read that show a percentage."""
    cells = [
        f"{given.at(*spot)} ({spoken(value)})"
        for given in found
        for spot in sorted(given.sheet.percents)
        if spot[0] >= FIRST and spot[1] in given.fields
        if isinstance(value := given.value(*spot), float)
    ]
    if cells:
        yield f"sel berformat persen dibaca seperti yang tampak, tanpa tanda %: {listing(cells, 10)}"


def _by_name(context: Context) -> dict[str, str]:
    """The ids of people by their plain names, where a name is only one person's and no id."""
    names = [(plain_name(p.name), p.id) for p in context.people.values() if p.name]
    count = Counter(name for name, _ in names)
    return {name: id for name, id in names if count[name] == 1 and name not in context.people}


@dataclass
class _Reader:
    context: Context
    filling: Filling
    built: set[tuple[str, str]] = field(default_factory=set)
    """Kind and id of the documents whose lists were filled."""

    def documents(self) -> Iterator[Wanted]:
        for given in self.filling.sheets:
            self.filling.faults += odd_cells(given)
        seen: dict[str, Place] = {}
        for given in self.filling.sheets:
            if given.layout.address:
                continue
            for row in given.rows:
                id, place = given.text(row, 0), given.at(row)
                if not id:
                    self.filling.fault(
                        place, "kolom id dokumen kosong", "tulis id dokumen, atau kosongkan baris"
                    )
                elif id in seen:
                    hint = "satukan kedua baris itu, atau beri id lain"
                    self.filling.fault(place, f"dokumen {quote(id)} sudah ada di {seen[id]}", hint)
                elif wanted := self._document(given, row, id):
                    yield wanted
                seen.setdefault(id, place)
        self._orphans()

    def _orphans(self) -> None:
        """Rows of items whose document, or item above, is not there; for each of these one fault."""
        told: dict[tuple[str, ...], list[Place]] = {}
        headless = self._headless()
        for given in self.filling.sheets:
            if given.layout.kind.id in headless:
                continue
            for row in given.rows if given.layout.address else ():
                if (given.sheet.name, row) not in self.filling.taken:
                    cause, place = self._cause(given, row, given.text(row, 0))
                    told.setdefault(cause, []).append(place)
        for cause, places in told.items():
            more = f" ({len(places)} baris)" if len(places) > 1 else ""
            self.filling.fault(places[0], *_orphaned(*cause, more=more))

    def _headless(self) -> set[str]:
        """The kinds whose lists are here without the sheet of their documents; one fault for each."""
        found: dict[str, Given] = {}
        for given in self.filling.sheets:
            kind = given.layout.kind.id
            if kind not in self.filling.by_address and any(given.rows):
                found.setdefault(kind, given)
        for kind, given in found.items():
            if kind not in self.filling.lost:
                main = described(layouts(given.layout.kind)[0])
                message = f"{main} tidak ada lagi, padahal lembar ini memuat isi dokumennya"
                hint = "kembalikan lembar itu, atau hapus juga lembar ini; dokumennya tetap seperti semula"
                self.filling.fault(given.at(0), message, hint)
        return {*found}

    def _cause(self, given: Given, row: int, id: str) -> tuple[tuple[str, ...], Place]:
        """What a row lacks: an id, its document, or the item that should hold it."""
        kind = given.layout.kind
        if not id:
            return (given.sheet.name, "", "", str(row)), given.at(row)
        if (kind.id, id) not in self.built:
            first = self.filling.by_address.get(kind.id)
            return (first.sheet.name if first else kind.name, id), given.at(row)
        columns = [given.above.get(one.address) for one in given.layout.above]
        texts = [given.text(row, column) for column in columns]
        blank = next((c for c, text in zip(columns, texts, strict=True) if not text), columns[-1])
        return (given.sheet.name, id, " / ".join(texts)), given.at(row, blank or 0)

    # -- one document -------------------------------------------------------------------------

    def _document(self, given: Given, row: int, id: str) -> Wanted | None:
        kind = given.layout.kind
        before = self.context.corpus.find(id)
        path = f"content/{self._path(given, row, id)}" if before is None else before.path
        if path == "content/" or not self._is_usable(given, row, before, path):
            self.filling.take(kind, id)
            return None
        data = deepcopy(before.data) if before else {KIND[0]: kind.id, ID[0]: id}
        wanted = Wanted(kind, path, data, before, {(): (given, row)})
        self.built.add((kind.id, id))
        filler = Filler(self.filling, wanted, id)
        filler.fill(given, row)
        kind.form.typed(data)
        if filler.meant and digest(data) != given.text(row, given.places.get(SEAL[1:])):
            filler.understand()
            kind.form.typed(data)
        if before and self._is_stale(given, row, before, digest(data)):
            message = f"{before.path} sudah berubah sejak lembar kerja ini dibuat"
            hint = "buat lembar kerja baru dengan kinerja export, lalu pindahkan perubahan Anda"
            self.filling.fault(given.at(row), message, hint)
        return wanted

    def _is_stale(self, given: Given, row: int, before: Document, wanted: str) -> bool:
        """Whether somebody else changed the document meanwhile, and the row would take that back."""
        seal, now = given.text(row, given.places.get(SEAL[1:])), digest(before.data)
        return bool(seal) and now not in (seal, wanted)

    def _is_usable(self, given: Given, row: int, before: Document | None, path: str) -> bool:
        place, kind = given.at(row), given.layout.kind
        corpus = self.context.corpus
        if before is None:
            there = path in corpus.by_path or any(e.path == path for e in corpus.strangers)
            if there:
                hint = "betulkan id di kolom ini, atau berkasnya dulu"
                self.filling.fault(place, f"berkas {path} sudah ada dan berisi hal lain", hint)
            return not there
        if before.kind != kind.id:
            hint = "pakai id lain"
            self.filling.fault(place, f"id {quote(before.id)} sudah dipakai {before.path}", hint)
            return False
        if reason := unfit(self.context, before):
            self.filling.fault(
                place, f"{before.path} tidak dapat diubah: {reason}", "perbaiki berkasnya dulu"
            )
            return False
        return self._stays(given, row, before)

    def _stays(self, given: Given, row: int, before: Document) -> bool:
        """Whether the row leaves the document where it is."""
        now = {"putaran": before.round, "unit": before.unit, "nama": before.name}
        for name in given.layout.places:
            column = given.places.get(name)
            text = given.text(row, column)
            if text and text != now.get(name):
                message = (
                    f"dokumen ini ada di {before.path}; lembar kerja tidak memindahkan dokumen"
                )
                place = given.at(row, column or 0)
                self.filling.fault(place, message, f"tulis lagi {quote(now.get(name))}")
                return False
        return True

    def _path(self, given: Given, row: int, id: str) -> str:
        """Where a new document belongs; empty, with a fault, when that cannot be known."""
        kind = given.layout.kind
        names = self._implied(kind, id)
        for name in given.layout.places:
            column = given.places.get(name)
            text = given.text(row, column) or names.get(name, "")
            place = given.at(row, column or 0)
            if not _SLUG.fullmatch(text):
                message = f"tempat dokumen baru {quote(id)} belum jelas: {name} kosong"
                if text:
                    message = (
                        f"{name} {quote(text)} tidak dapat dipakai pada nama folder atau berkas"
                    )
                known = self._known.get(name)
                such = f", misalnya {options(sorted(known))}" if known else ""
                hint = f"isi dengan huruf kecil, angka, dan tanda hubung{such}"
                self.filling.fault(place, message, hint)
                return ""
            names[name] = text
        return kind.path(**names)

    @property
    def _known(self) -> dict[str, Collection[str]]:
        """The rounds and units that there are."""
        return {
            "putaran": self.context.corpus.rounds,
            "unit": self.context.sop.organisation.units,
        }

    def _implied(self, kind: Kind, id: str) -> dict[str, str]:
        """The parts of a document's path that its id tells."""
        pattern = str(kind.form.at(("id",)).get("x-pola", ""))
        parts = re.split(r"\{(\w+)\}", pattern)
        known = self._known
        if pattern.count("{") == 1:  # nothing to confuse it with, so it may be a new name
            known = {}
        texts = []
        for i, part in enumerate(parts):
            words = "|".join(map(re.escape, sorted(known.get(part, ()), key=len, reverse=True)))
            texts.append(f"(?P<{part}>{words or _SLUG.pattern})" if i % 2 else re.escape(part))
        found = re.fullmatch("".join(texts), id) if pattern else None
        return found.groupdict() if found else {}


def _orphaned(sheet: str, id: str, item: str | None = None, *_: str, more: str) -> tuple[str, str]:
    """The message and the remedy for rows that belong to nothing."""
    if not id:
        return "kolom id dokumen kosong", "tulis id dokumen yang memuat baris ini"
    if item is None:
        message = f"dokumen {quote(id)} tidak ada di lembar {quote(sheet)}{more}"
        return message, "tambahkan baris dokumennya di lembar itu, atau hapus baris ini"
    message = f"butir {quote(item)} tidak ada pada dokumen {quote(id)}{more}"
    return message, "tulis id butir yang memuat baris ini, atau hapus baris ini"
