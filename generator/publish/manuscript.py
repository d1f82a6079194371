"""Everything that a PDF is made from, as data that travels to a worker and back unchanged."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SOURCE = "Source"
"""What a file is to a PDF that was made from it, in the words of PDF/A-3."""


@dataclass(frozen=True)
class Attached:
    """A file inside a PDF: its media type, and what it is to the PDF in the words of PDF/A-3."""

    name: str
    data: bytes
    description: str
    media: str = "application/json"
    relationship: str = SOURCE


@dataclass(frozen=True)
class Manuscript:
    """Everything that a PDF is made from. `day` (ISO) is its date; `aset:NAME` in HTML and CSS is an asset.

    What is `following` stands in the same file after it, each on pages of its own under a bookmark
    with its title; `anchor` is what links of the first part may name. A part with a `section` begins
    one, whose bookmark holds those of its parts. In a `bound` one the pages are counted through, and
    after an element of the first part with `data-halaman="3"` stands the page on which the third part
    begins; `pages` of a part is how many it is expected to have, which saves laying it out twice.
    """

    html: str
    style: str
    title: str
    day: str
    attached: tuple[Attached, ...] = ()
    assets: Mapping[str, bytes] = field(default_factory=dict)
    anchor: str = ""
    following: tuple[Manuscript, ...] = ()
    section: str = ""
    bound: bool = False
    pages: int = 0

    def encoded(self) -> bytes:
        """The same manuscript always gives the same bytes."""
        return json.dumps(self._fields(), ensure_ascii=True, sort_keys=True).encode()

    def _fields(self) -> list[Any]:
        attached = [
            [a.name, b64encode(a.data).decode(), a.description, a.media, a.relationship]
            for a in self.attached
        ]
        assets = {name: b64encode(data).decode() for name, data in self.assets.items()}
        following = [part._fields() for part in self.following]
        own = [self.html, self.style, self.title, self.day, attached, assets]
        return [*own, self.anchor, following, self.section, self.bound, self.pages]

    @classmethod
    def decoded(cls, data: bytes) -> Manuscript:
        """The opposite of `encoded`."""
        return cls._of(json.loads(data))

    @classmethod
    def _of(cls, fields: list[Any]) -> Manuscript:
        html, style, title, day, attached, assets, anchor, following, *more = fields
        files = tuple(Attached(name, b64decode(raw), *rest) for name, raw, *rest in attached)
        images = {name: b64decode(raw) for name, raw in assets.items()}
        parts = tuple(map(cls._of, following))
        return cls(html, style, title, day, files, images, anchor, parts, *more)
