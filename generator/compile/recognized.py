"""Which list of which form each sheet of a workbook is, and what its columns are.

What the office added for itself is left aside, and what it took away says nothing; both are told in a
note. A sheet or column that was ours and lost its mark is a fault, because its content would be lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.compile.given import GUIDE, OWN, CellFault, Given, Place, described, is_filled
from generator.compile.layout import (
    ABOVE,
    FIELD,
    ID,
    KIND,
    PLACE,
    Column,
    Layout,
    keys,
    layouts,
)
from generator.load.faults import closest
from generator.load.package import Unreadable
from generator.load.workbook import Sheet
from generator.rules.naming import listing
from generator.rules.wording import quote
from generator.sop.model import Sop

MOST_NAMES = 10
_TOP = 3
"""Rows among which the marks and headings of a sheet may have moved."""
_AGAIN = "salin isinya ke lembar kerja baru dari kinerja export"
_STAYS = "isinya pada dokumen tetap seperti semula dan tidak ada yang dihapus"


@dataclass
class Recognized:
    """The sheets that hold documents, the faults of sheets and headings, and what else is to be told."""

    sheets: list[Given] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lost: list[Layout] = field(default_factory=list)
    """The sheets that have such a fault."""


def recognized(sheets: tuple[Sheet, ...], sop: Sop) -> Recognized:
    """What the sheets of a workbook are. Raises `Unreadable` when none holds documents."""
    known = {one.machine: one for kind in sop.kinds.values() for one in layouts(kind)}
    filled = [s for s in sheets if any(is_filled(v) for row in s.rows for v in row)]
    made = {str(v) for s in filled if _address(s) == GUIDE for v in s.rows[0]}
    found: dict[str, Given] = {}
    whole, others = Recognized(), list[Sheet]()
    for sheet in filled:
        address = _address(sheet)
        if address in found:
            whole.faults.append(_copied(sheet, found[address].sheet))
        elif address in known:
            found[address] = Given(sheet, known[address])
        elif not address.startswith(OWN):
            others.append(sheet)
    absent = _absent(known, found, made)
    lost = list(_lost(others, absent, sop))
    whole.sheets, whole.faults = list(found.values()), [*whole.faults, *(f for _, f in lost)]
    if not found and not whole.faults:
        raise Unreadable(
            "berkas ini tidak memuat lembar isian satu pun; pakai berkas dari kinerja export"
        )
    whole.lost = [layout for layout, _ in lost if layout]
    told = {fault.place.sheet for _, fault in lost}
    own = [quote(sheet.name) for sheet in others if sheet.name not in told]
    gone = [described(one) for one in absent if one not in whole.lost]
    whole.notes += _notes(own, gone)
    for given in found.values():
        _columns(given, whole)
    return whole


def _address(sheet: Sheet) -> str:
    return str(sheet.value(0, 0) or "")


def _absent(known: dict[str, Layout], found: dict[str, Given], made: set[str]) -> list[Layout]:
    """The sheets that the workbook had when it was made, as far as that is known, and has no more."""
    kinds = {given.layout.kind.id for given in found.values()}
    had = made & {*known} or {name for name, one in known.items() if one.kind.id in kinds}
    return [one for name, one in known.items() if name in (had or known) and name not in found]


def _notes(own: list[str], gone: list[str]) -> Iterator[str]:
    if own:
        yield f"lembar tambahan yang bukan dari templat tidak dibaca: {listing(own, MOST_NAMES)}"
    if gone:
        yield (
            f"lembar templat yang tidak ada di berkas ini: {listing(gone, MOST_NAMES)}; {_STAYS}. "
            "Untuk mengubahnya, buat lembar kerja baru dengan kinerja export"
        )


def _copied(sheet: Sheet, other: Sheet) -> CellFault:
    hint = f"satukan barisnya ke lembar {quote(other.name)}, lalu hapus lembar ini"
    message = f"isi lembar ini sama dengan lembar {quote(other.name)}"
    return CellFault(Place(sheet.name, 0, 0), message, hint)


# -- sheets that lost their mark ---------------------------------------------------------------


def _lost(
    sheets: list[Sheet], absent: list[Layout], sop: Sop
) -> Iterator[tuple[Layout | None, CellFault]]:
    """Sheets that were ours although their address does not say so, each with its fault."""
    free = list(absent)
    for sheet in sheets:
        place, address = Place(sheet.name, 0, 0), _address(sheet)
        kind = sop.kinds.get(address.partition("/")[0])
        moved = next((one for one in free if _is_moved(sheet, one)), None)
        alike = moved or next((one for one in free if _is_alike(sheet, one)), None)
        if kind is not None and address:
            message = f"daftar {quote(address)} tidak ada pada formulir {kind.name}"
            yield None, CellFault(place, message, f"hapus lembar ini, atau {_AGAIN}")
        elif alike:
            free.remove(alike)
            message = f"ini tampaknya lembar {described(alike)}, tetapi {_WHY[moved is not None]}"
            yield alike, CellFault(place, message, _REMEDIES[moved is not None])


_WHY = (
    "baris pertamanya yang tersembunyi hilang atau terhapus isinya",
    "ada baris atau kolom yang disisipkan di depan baris pertamanya yang tersembunyi",
)
_REMEDIES = (
    f"urungkan (Ctrl+Z) sampai baris itu kembali, atau {_AGAIN}",
    "hapus sisipan itu; kolom tambahan boleh di sebelah kanan kolom terakhir",
)


def _is_moved(sheet: Sheet, layout: Layout) -> bool:
    """Whether the address stands near the first cell."""
    return any(layout.machine in row[:_TOP] for row in sheet.rows[:_TOP])


def _is_alike(sheet: Sheet, layout: Layout) -> bool:
    """Whether a sheet has the name, the marks or most of the headings of one that is missing."""
    if sheet.name.casefold() == layout.tab.casefold():
        return True
    titles = {column.title.casefold() for column in layout.columns}
    marks = {column.machine for column in layout.columns}
    for row in sheet.rows[:_TOP]:
        texts = {str(value).strip() for value in row if isinstance(value, str)}
        same = max(len(marks & texts), len(titles & {text.casefold() for text in texts}))
        if same > 1 and same * 5 >= len(titles) * 3:
            return True
    return False


# -- columns -----------------------------------------------------------------------------------


def _columns(given: Given, whole: Recognized) -> None:
    """Finds out what the columns are, with the faults of those that lost their mark."""
    layout, sheet = given.layout, given.sheet
    known = {column.machine: column for column in layout.columns}
    seen: set[str] = set()
    own: list[int] = []
    for index in range(1, max(map(len, sheet.rows))):
        machine = str(sheet.value(0, index) or "")
        if machine in seen and machine:
            whole.faults.append(_doubled(given, index, machine))
        elif machine.startswith(ABOVE):
            given.above[keys(machine[1:])] = index
        elif machine.startswith(PLACE):
            given.places[machine[1:]] = index
        elif machine.startswith(FIELD) and (layout.address or keys(machine[1:]) not in (ID, KIND)):
            path = keys(machine[1:])
            strange = Column(path, machine[1:], layout.schema_at(path))
            given.fields[index] = known.get(machine, strange)
        elif any(is_filled(sheet.value(row, index)) for row in range(1, len(sheet.rows))):
            own.append(index)
        seen.add(machine)
    whole.faults += [
        CellFault(given.at(1), f"kolom id untuk {quote(one.title)} hilang", _AGAIN)
        for one in layout.above
        if one.address not in given.above
    ]
    _strange(given, own, whole)


def _doubled(given: Given, index: int, machine: str) -> CellFault:
    first = next(i for i in range(index) if given.sheet.value(0, i) == machine)
    same = f"{quote(_heading(given, first))} ({given.at(1, first)})"
    message = f"tanda kolom ini di baris pertama yang tersembunyi sama dengan kolom {same}"
    return CellFault(given.at(1, index), message, "hapus salah satu kolomnya")


def _heading(given: Given, index: int) -> str:
    return str(given.sheet.value(1, index) or "").strip()


def _strange(given: Given, own: list[int], whole: Recognized) -> None:
    """Columns without a mark: one that is missing has lost it, any other is the office's own."""
    missing = [c.title for c in given.layout.columns if c not in given.fields.values()]
    free: list[str] = []
    for index in own:
        title = _heading(given, index)
        near = closest(title, missing) if title else None
        if near:
            missing.remove(near)
            message = f"ini tampaknya kolom {quote(near)}, tetapi tandanya di baris pertama yang tersembunyi hilang"
            hint = f"urungkan (Ctrl+Z) sampai tandanya kembali, atau {_AGAIN}"
            whole.faults.append(CellFault(given.at(1, index), message, hint))
        else:
            free.append(f"{quote(title) if title else 'tanpa judul'} ({given.at(1, index)})")
    sheet = quote(given.sheet.name)
    if free:
        told = listing(free, MOST_NAMES)
        whole.notes.append(f"kolom tambahan yang bukan dari templat tidak dibaca: {told}")
    if missing:
        told = listing(list(map(quote, missing)), MOST_NAMES)
        whole.notes.append(f"kolom templat yang tidak ada di lembar {sheet}: {told}; {_STAYS}")
