"""The block at the end of a print by which it can be checked: code, digest, steps, revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from generator.compile.model import View
from generator.compile.standing import Passage, Standing
from generator.load.digest import VERSION
from generator.publish.address import AUTHENTICITY, url
from generator.publish.format import short_digest
from generator.publish.qr import qr

PICTURE = "kode-qr.svg"
SCHEME = "kinerja:"
"""Begins the text of a code when nobody has told the address of the site."""
LONGEST = 300
"""Letters of an id that a code holds; a longer one is found by the digest alone."""


@dataclass(frozen=True)
class Footing:
    """What the block says. `address` is the page that checks, empty when the site's is not known."""

    address: str
    code: str
    digest: str
    steps: tuple[Passage, ...]
    revision: str

    @property
    def proposals(self) -> bool:
        """Whether a pull request is known for some step."""
        return any(step.proposal for step in self.steps)

    @property
    def assets(self) -> Mapping[str, bytes]:
        """The pictures that the block shows."""
        return {PICTURE: qr(self.code)}


def footing(view: View, site: str) -> Footing | None:
    """The block of a document; None for a draft, which nobody vouches for."""
    if view.standing is Standing.DRAFT or not view.digest:
        return None
    id = quote(view.id)
    # In place of a long id how the text of a digest begins.
    mark = f"{id if len(id) <= LONGEST else VERSION}:{short_digest(view.digest).replace(' ', '')}"
    page = f"{site.rstrip('/')}/{url(AUTHENTICITY)}" if site else ""
    code = f"{page}#{mark}" if page else f"{SCHEME}{mark}"
    # Only what signs the document itself: a signed print stays as it is while the round goes on.
    steps = tuple(step for step in view.passages if step.direct)
    return Footing(page, code, view.digest, steps, view.revision[:12])
