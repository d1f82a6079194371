"""Where the pages of the site stand, and how one page points at another.

A page is named by its Markdown file below `build/docs`, always with forward slashes. Document pages
are named after the document's file, whose name the tree has checked, never after what stands in it.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable
from typing import Protocol

AUTHENTICITY = "keaslian/index.md"
HOME = "index.md"
ROUNDS = "putaran/index.md"
SOP = "sop/index.md"
RULES = "aturan/index.md"
FORMS = "formulir/index.md"
_LINE_END = re.compile(r"\s*[\r\n\f\v\x1c-\x1e\x85\u2028\u2029]\s*")
# What a value may hold that means something where generators do not escape a page's title.
_TITLE = {"<": "‹", ">": "›", '"': "”", "&": "＆"}


def round_page(round_: str, part: str = "index") -> str:
    """The page of a round, or of one part of it."""
    return f"putaran/{round_}/{part}.md"


def unit_page(round_: str, unit: str) -> str:
    """The page of a unit in a round."""
    return f"putaran/{round_}/unit/{unit}.md"


def rule_page(code: str) -> str:
    """The page of a rule."""
    return f"aturan/{code}.md"


def form_page(kind: str) -> str:
    """The page of a form."""
    return f"formulir/{kind}.md"


class Placed(Protocol):
    """What has the path of a document's file."""

    @property
    def path(self) -> str:
        """The path, from `content/` on."""
        ...


def document_page(document: Placed) -> str:
    """The page of a document."""
    return f"dokumen/{document.path.removeprefix('content/').removesuffix('.yaml')}.md"


def history_page(document: Placed) -> str:
    """The page of a document's change history."""
    return f"riwayat/{document_page(document).removeprefix('dokumen/')}"


def url(page: str) -> str:
    """The address below the site's root at which a page is served: a folder, empty for the home page."""
    if not page.endswith(".md"):
        return page
    stem = page.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{stem}/" if stem else ""


def linker(page: str) -> Callable[[str], str]:
    """A function from a page, or another file of the site, to its address as seen from a page."""
    here = url(page) or "./"

    def link(target: str) -> str:
        there = url(target)
        shown = posixpath.relpath(there or ".", here)
        return f"{shown}/" if not there or there.endswith("/") else shown

    return link


def front_matter_title(text: str) -> str:
    """A title as a quoted YAML scalar on one line, with nothing in it that HTML could read as markup."""
    plain = "".join(_TITLE.get(c, c) for c in " ".join(str(text).split()) if c.isprintable())
    return json.dumps(plain.replace("＆ ", "& "), ensure_ascii=False)


def one_line(text: str) -> str:
    """Rendered HTML without line ends, so that no line of a value can begin a Markdown construct."""
    return _LINE_END.sub(" ", text).strip()
