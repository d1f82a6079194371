"""One print: HTML in, the bytes of a PDF/A-3a and PDF/UA-1 file out. The only door to WeasyPrint.

Run as a module it is a worker: it reads manuscripts from its standard input and answers PDFs (see
press.py). What the bytes depend on is in the manuscript: no clock, no file, no font of the machine.
"""

from __future__ import annotations

import gc
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, lru_cache, partial
from itertools import accumulate
from typing import Any, BinaryIO

from generator.publish import fonts
from generator.publish.archival import finish, with_accessibility
from generator.publish.bounds import limit_memory
from generator.publish.manuscript import Attached, Manuscript

VARIANT = "pdf/a-3a"
SCHEME = "aset:"
# Who made the file; the version is not named, so that only what a file says changes its bytes.
CREATOR = "kinerja"
MOST_PASSES = 4


@dataclass(frozen=True)
class Rendered:
    """A PDF, the characters that no bundled font has, the addresses that were refused, and how many
    pages the first part has."""

    pdf: bytes
    missing: tuple[str, ...]
    refused: tuple[str, ...]
    pages: int


def render(manuscript: Manuscript) -> Rendered:
    """Lay out a manuscript and what follows it. Raises what WeasyPrint raises."""
    configuration = _configuration(manuscript)
    parts = _parts(manuscript, configuration)
    document = parts[0].document
    for part in parts[1:]:
        _bookmark(part, 1 + any(m.section for m in manuscript.following))
    if manuscript.following:
        document = document.copy([page for part in parts for page in part.document.pages])
    _describe(document.metadata, manuscript)
    identifier = hashlib.sha256(manuscript.encoded()).digest()[:16]
    pdf = document.write_pdf(
        finisher=finish,
        pdf_variant=VARIANT,
        pdf_tags=True,
        pdf_identifier=identifier,
        custom_metadata=False,
    )
    missing = dict.fromkeys(letter for part in parts for letter in part.missing)
    refused = [address for part in parts for address in part.fetcher.refused]
    return Rendered(bytes(pdf), tuple(missing), tuple(refused), len(parts[0].document.pages))


def _configuration(manuscript: Manuscript) -> Any:
    """The fonts: the process's own set, but a new one where a manuscript brings a font face."""
    every = (manuscript, *manuscript.following)
    brings = any("@font-face" in text.casefold() for m in every for text in (m.html, m.style))
    return _fonts.__wrapped__() if brings else _fonts()


@cache
def _fonts() -> Any:
    """Set up once: each set holds 200 KiB until the process ends."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


_OUTSIDE = ("@font-face", "@import", "url(", "\\")
"""What a style sheet that names other files must hold; an escape can hide the others."""


@lru_cache(maxsize=8)
def _style(text: str) -> Any:
    """A style sheet that names nothing outside itself, read once for all prints that have it."""
    from weasyprint import CSS

    return CSS(string=text, url_fetcher=_fetcher({}))


@dataclass(frozen=True)
class _Part:
    manuscript: Manuscript
    document: Any
    missing: tuple[str, ...]
    fetcher: Any


def _parts(manuscript: Manuscript, configuration: Any) -> list[_Part]:
    """Everything laid out; what is bound again until the pages are as many as it says."""
    every = (manuscript, *manuscript.following)
    if not manuscript.bound:
        return [_laid_out(m, configuration) for m in every]
    counts = [max(m.pages, 1) for m in every]
    for _ in range(MOST_PASSES):
        # The pages of contents first: all other numbers follow from theirs.
        first = _laid_out(_numbered(every, counts, 0), configuration)
        if len(first.document.pages) != counts[0]:
            counts[0] = len(first.document.pages)
            continue
        rest = (_numbered(every, counts, n) for n in range(1, len(every)))
        parts = [first, *(_laid_out(m, configuration) for m in rest)]
        found = [len(part.document.pages) for part in parts]
        if found == counts:
            return parts
        counts = found
    raise ValueError("the pages cannot be counted")


def _numbered(every: Sequence[Manuscript], counts: Sequence[int], number: int) -> Manuscript:
    """A part whose pages are counted on from those before it, out of all."""
    starts = list(accumulate(counts, initial=1))
    style = every[number].style.replace("counter(pages)", f'"{sum(counts)}"')
    style += f"@page :first {{ counter-increment: page {starts[number]} }}"
    for n in range(1, len(every)) if number == 0 else ():
        style += f'[data-halaman="{n}"]::after {{ content: "{starts[n]}" }}'
    return replace(every[number], style=style)


def _laid_out(manuscript: Manuscript, configuration: Any) -> _Part:
    from weasyprint import CSS, HTML

    html, missing = fonts.boxed(manuscript.html)
    fetcher = _fetcher(manuscript.assets)
    if any(mark in manuscript.style.casefold() for mark in _OUTSIDE):
        style = CSS(string=manuscript.style, url_fetcher=fetcher, font_config=configuration)
    else:
        style = _style(manuscript.style)
    page = HTML(string=html, base_url=SCHEME, url_fetcher=fetcher)
    document = page.render(
        font_config=configuration, stylesheets=[style], pdf_variant=VARIANT, pdf_tags=True
    )
    return _Part(manuscript, document, missing, fetcher)


def _bookmark(part: _Part, level: int) -> None:
    """Give a part one bookmark of a level with its title, its headings below it, and its start's anchor."""
    pages = part.document.pages
    for page in pages:
        page.bookmarks[:] = [(inner + level, *rest) for inner, *rest in page.bookmarks]
    pages[0].bookmarks.insert(0, (level, part.manuscript.title, (0, 0), "closed"))
    if part.manuscript.section:
        pages[0].bookmarks.insert(0, (1, part.manuscript.section, (0, 0), "open"))
    if part.manuscript.anchor:
        pages[0].anchors[part.manuscript.anchor] = (0, 0, 0, 0)


def _fetcher(assets: Mapping[str, bytes]) -> Any:
    """A fetcher that knows the assets and remembers every other address."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Assets(URLFetcher):  # type: ignore[misc]
        refused: list[str]

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002
            name = url.removeprefix(SCHEME)
            if url.startswith(SCHEME) and name in assets:
                return URLFetcherResponse(url, assets[name])
            self.refused.append(url[:200])
            raise ValueError("alamat ditolak")

    fetcher = Assets(allowed_protocols=())
    fetcher.refused = []
    return fetcher


def _describe(metadata: Any, manuscript: Manuscript) -> None:
    moment = f"{manuscript.day}T00:00:00Z"
    stamp = datetime.fromisoformat(moment)
    metadata.title = manuscript.title
    metadata.lang = "id"
    metadata.generator = CREATOR
    metadata.created = metadata.modified = moment
    # Links to attachments written in the HTML are not ours.
    metadata.attachments = [_attachment(item, stamp) for item in manuscript.attached]
    plain = metadata.generate_rdf_metadata
    metadata.generate_rdf_metadata = partial(with_accessibility, plain)


def _attachment(item: Attached, stamp: datetime) -> Any:
    """An attachment with the media type that is given, not the one that this machine would guess."""
    from weasyprint import Attachment
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Given(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002
            return URLFetcherResponse(url, item.data, {"Content-Type": item.media})

    return Attachment(
        url=f"{SCHEME}lampiran",
        name=item.name,
        description=item.description,
        created=stamp,
        modified=stamp,
        relationship=item.relationship,
        url_fetcher=Given(allowed_protocols=()),
    )


# --- The worker: frames of a length and bytes, one manuscript in, a report and a PDF out ----------


def write_frame(stream: BinaryIO, data: bytes) -> None:
    """Send bytes with their length before them."""
    stream.write(len(data).to_bytes(8, "big") + data)
    stream.flush()


def read_frame(stream: BinaryIO) -> bytes | None:
    """What `write_frame` sent; None when the other side is gone."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    size = int.from_bytes(head, "big")
    data = stream.read(size)
    return data if len(data) == size else None


def serve(source: BinaryIO, sink: BinaryIO, memory: int) -> None:
    """Say that it is ready, then answer manuscripts until the source ends, a failed one with why."""
    import weasyprint  # noqa: F401 -- loaded before the first manuscript's time begins

    limit_memory(memory)
    fonts.coverage()
    gc.freeze()
    write_frame(sink, b"")
    while (data := read_frame(source)) is not None:
        report, pdf = _answer(data)
        write_frame(sink, json.dumps(report).encode())
        write_frame(sink, pdf)
        if report.get("error") == MemoryError.__name__:
            return


def _answer(data: bytes) -> tuple[dict[str, Any], bytes]:
    try:
        found = render(Manuscript.decoded(data))
    except BaseException as error:  # noqa: BLE001 -- WeasyPrint raises anything, also its own fatal errors
        name = type(error).__name__
        return {"error": name, "missing": [], "refused": [], "pages": 0}, b""
    report = {"missing": found.missing, "refused": found.refused, "pages": found.pages}
    return {"error": "", **report}, found.pdf


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer, int(sys.argv[1]))
