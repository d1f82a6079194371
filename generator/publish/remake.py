"""Making again what a PDF may be: the print of the document that it carries, else what has its title.

A recap and a bundle are of many documents and carry none as their own; they are known by the title in
their metadata, which a print leaves unfiltered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from generator.compile.model import Edition
from generator.publish.bundle import bundle_title, bundles, whole_title
from generator.publish.edition import bundle_limits
from generator.publish.format import ordinary_day
from generator.publish.ledger import Made
from generator.publish.press import press
from generator.publish.prints import Print, made, prints
from generator.publish.render import Templates
from generator.publish.site import site_address
from generator.sop.model import Sop

_TITLE = re.compile(rb'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">([^<]{1,1000})</rdf:li>')


def title_of(pdf: bytes) -> str:
    """The title that a print says it has; empty where it says none."""
    found = _TITLE.search(pdf) if pdf.startswith(b"%PDF-") else None
    return unescape(found[1].decode("utf-8", "replace")) if found else ""


@dataclass(frozen=True)
class Remaking:
    """An edition whose prints are made again, as a build in a project's root makes them."""

    edition: Edition
    sop: Sop
    root: Path
    site: str = ""

    def document(self, id: str) -> tuple[Made, ...]:
        """The print of a document."""
        return self._pressed([one for one in self._prints() if one.document == id])

    def titled(self, title: str) -> tuple[Made, ...]:
        """The recaps, the SOP and the bundles of a title."""
        every = self._prints()
        whole = ("", self.sop.id)
        recaps = [o for o in every if o.document in whole and o.manuscript.title == title]
        units = (None, *self.sop.organisation.units.values())
        known = self.edition.recap.rounds
        bundle = whole_title(title)
        rounds = {own.round for own in known for u in units if bundle_title(own, u) == bundle}
        parts = [one for one in every if one.round in rounds]
        if recaps or not parts:
            return self._pressed(recaps)
        single = press({one.path: one.manuscript for one in parts})
        bound = bundles(self.edition, self.sop, self._templates(), parts, single.pages)
        volumes = [b.volume for b in bound if b.manuscript.title == title]
        return self._pressed(volumes)

    def _templates(self) -> Templates:
        return Templates(self.root, day_minutes=ordinary_day(self.sop.calendar))

    def _prints(self) -> tuple[Print, ...]:
        site = self.site or site_address(self.root)
        return prints(self.edition, self.sop, self._templates(), site=site)

    def _pressed(self, wanted: Iterable[Print]) -> tuple[Made, ...]:
        some = list(wanted)
        limits = bundle_limits(max((len(one.manuscript.following) for one in some), default=0))
        manuscripts = {one.path: one.manuscript for one in some}
        return made(some, press(manuscripts, limits=limits).files) if some else ()
