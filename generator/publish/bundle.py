"""The prints of a round, or of a unit in it, bound in one file: cover, contents, prints in the SOP's order.

A bundle is made from the manuscripts of the single prints, so it shows what these show and no more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from generator.compile.model import Audience, Edition, RoundRecap, View
from generator.compile.standing import Standing
from generator.publish.holes import filled
from generator.publish.manuscript import SOURCE, Attached, Manuscript
from generator.publish.prints import FOLDER, STYLE, Print, gathering, print_path, recap_name
from generator.publish.render import Templates
from generator.sop.model import Sop, Step, Unit

TEMPLATE = f"{FOLDER}/bundel.html.j2"
MOST_PARTS = 150
"""Prints in one volume: what a worker can hold at once."""


@dataclass(frozen=True)
class Bundle:
    """A volume: where it goes, its round, its unit (empty: all of the round), its prints."""

    path: str
    round: str
    unit: str
    manuscript: Manuscript

    @property
    def parts(self) -> int:
        """How many prints it holds."""
        return len(self.manuscript.following)

    @property
    def volume(self) -> Print:
        """The bundle as a print of no single document."""
        return Print(self.path, "", self.round, self.manuscript)


@dataclass(frozen=True)
class Entry:
    """A line of the contents: a print with its title, its state in a few words, and its step."""

    print: Print
    title: str
    status: str
    step: Step | None


def bundle_path(round_: str, unit: str = "", volume: int = 0) -> str:
    """Where a bundle is; names of rounds and units hold neither `_` nor a full stop."""
    whose = f"{round_}_{unit}" if unit else round_
    return f"{FOLDER}/bundel-{whose}{f'.{volume}' if volume else ''}.pdf"


def bundle_title(own: RoundRecap, unit: Unit | None) -> str:
    """What a bundle of a round, or of a unit in it, is called."""
    return f"Bundel {own.title}{f', {unit.name}' if unit else ''}"


def volume_title(title: str, volume: tuple[int, int]) -> str:
    """What a volume (its number, out of how many) of a bundle is called; number 0: the only one."""
    number, count = volume
    return f"{title}, Jilid {number} dari {count}" if number else title


def whole_title(title: str) -> str:
    """The title of the bundle that a volume belongs to: the opposite of `volume_title`."""
    return _VOLUME.sub("", title)


_VOLUME = re.compile(r", Jilid [0-9]+ dari [0-9]+$")


def bundles(
    edition: Edition,
    sop: Sop,
    templates: Templates,
    prints: Sequence[Print],
    pages: Mapping[str, int],
) -> tuple[Bundle, ...]:
    """The bundles of an edition, the largest first. `pages`: how many each single print has.

    Raises `render.TemplateFault`.
    """
    work = _Work(edition, sop, templates, prints, pages)
    found = [bundle for own in edition.recap.rounds for bundle in work.round(own)]
    return tuple(sorted(found, key=lambda bundle: -bundle.parts))


@dataclass(frozen=True)
class _Work:
    edition: Edition
    sop: Sop
    templates: Templates
    prints: Sequence[Print]
    pages: Mapping[str, int]

    @cached_property
    def style(self) -> str:
        return self.templates.render(STYLE)

    @cached_property
    def views(self) -> dict[str, View]:
        return {print_path(view): view for view in self.edition.views}

    @cached_property
    def names(self) -> dict[str, str]:
        """Whose a document is, where the edition says it."""
        rows = (row for own in self.edition.recap.rounds for row in own.people)
        return {c.document: row.name for row in rows for c in row.cells if c.document}

    def round(self, own: RoundRecap) -> Iterator[Bundle]:
        """The bundle of a round, and of each unit in it that has more than one print."""
        made = [p for p in self.prints if p.round == own.round and p.path in self.pages]
        ordered = sorted(map(self._entry, made), key=self._order)
        yield from self._volumes(own, None, ordered)
        for unit in self.sop.organisation.units.values():
            mine = [e for e in ordered if (v := self._view(e)) is not None and v.unit == unit.id]
            if mine and len(mine) < len(ordered):
                yield from self._volumes(own, unit, mine)

    def _view(self, entry: Entry) -> View | None:
        return self.views.get(entry.print.path) if entry.print.document else None

    def _entry(self, print_: Print) -> Entry:
        view = self.views.get(print_.path) if print_.document else None
        if view is None:
            title = f"{recap_name(self.sop)}, {print_.manuscript.title}"
            return Entry(print_, title, "", gathering(self.sop))
        step = self.sop.steps.get(self.sop.kinds[view.kind].step or 0)
        return Entry(print_, view.title, _status(view), step)

    def _order(self, entry: Entry) -> tuple[int, int, int, str]:
        """By step; the round's own before those of units, units and kinds as the SOP lists them."""
        view, units = self._view(entry), list(self.sop.organisation.units)
        number = entry.step.number if entry.step else 0
        if view is None:
            return (number, len(units), 0, _natural(entry.print.path))
        unit = units.index(view.unit) if view.unit in units else -1
        return (number, unit, list(self.sop.kinds).index(view.kind), _natural(entry.print.path))

    def _volumes(
        self, own: RoundRecap, unit: Unit | None, entries: Sequence[Entry]
    ) -> Iterator[Bundle]:
        if len(entries) < 2:
            return
        count = -(-len(entries) // MOST_PARTS)
        size = -(-len(entries) // count)
        for number in range(count):
            some = self._told_apart(entries[number * size : (number + 1) * size])
            volume = number + 1 if count > 1 else 0
            manuscript = self._manuscript(own, unit, some, (volume, count))
            path = bundle_path(own.round, unit.id if unit else "", volume)
            yield Bundle(path, own.round, unit.id if unit else "", manuscript)

    def _told_apart(self, entries: Sequence[Entry]) -> list[Entry]:
        """Entries of which no two have the same title where the names of their owners may be said."""
        counts = Counter(entry.title for entry in entries)
        return [
            replace(entry, title=f"{entry.title} ({name})")
            if counts[entry.title] > 1 and (name := self.names.get(entry.print.document))
            else entry
            for entry in entries
        ]

    def _manuscript(
        self,
        own: RoundRecap,
        unit: Unit | None,
        entries: Sequence[Entry],
        volume: tuple[int, int],
    ) -> Manuscript:
        title = volume_title(bundle_title(own, unit), volume)
        html = self.templates.render(
            TEMPLATE,
            judul=title,
            putaran=own,
            untuk_unit=unit,
            isi_bundel=entries,
            jilid=volume,
            internal=self.edition.audience is Audience.INTERNAL,
            hari_data=self.edition.recap.today,
            sop=self.sop,
            kop=filled(self.sop.organisation.letterhead),
            bukti=None,
            aset=sorted({name for e in entries for name in e.print.manuscript.assets}),
        )
        parts = tuple(self._parts(entries))
        attached = tuple(_attached(entry.print for entry in entries))
        days = (entry.print.manuscript.day for entry in entries)
        first = Manuscript(html, self.style, title, max(days), attached)
        return replace(first, following=parts, bound=True)

    def _parts(self, entries: Sequence[Entry]) -> Iterator[Manuscript]:
        step: Step | None = None
        for number, entry in enumerate(entries, 1):
            begins = entry.step is not None and entry.step != step
            section = (
                f"Langkah {entry.step.number} {entry.step.name}" if begins and entry.step else ""
            )
            step = entry.step
            yield replace(
                entry.print.manuscript,
                title=entry.title,
                attached=(),
                anchor=anchor(number),
                following=(),
                section=section,
                pages=self.pages[entry.print.path],
            )


def _natural(path: str) -> str:
    """A path in the order of versions: `pk-2` after `pk`, and `pk-10` after that."""
    return re.sub("[0-9]+", lambda match: match[0].zfill(9), path.removesuffix(".pdf"))


def _status(view: View) -> str:
    """The SOP's word for a document's state, and what became of it since."""
    if view.newer is not None:
        return f"{view.status}, digantikan"
    return f"berubah sesudah {view.status}" if view.standing is Standing.CHANGED else view.status


def anchor(number: int) -> str:
    """What the contents' links name: the beginning of a part, counted from 1."""
    return f"bagian-{number}"


def _attached(prints: Iterator[Print]) -> Iterator[Attached]:
    """The documents that prints carry; of equal names the later ones get a number.

    What a print carries of its own proof is left out: a bundle is judged by its bytes alone.
    """
    seen: Counter[str] = Counter()
    every = (item for p in prints for item in p.manuscript.attached)
    for item in (item for item in every if item.relationship == SOURCE):
        seen[item.name] += 1
        number = seen[item.name]
        yield item if number == 1 else replace(item, name=f"{number}-{item.name}")
