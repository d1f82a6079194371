"""One print: HTML in, the bytes of a PDF/A-3a and PDF/UA-1 file out. The only door to WeasyPrint.

Run as a module it is a worker: it reads manuscripts from its standard input and answers PDFs (see
press.py). What the bytes depend on is in the manuscript: no clock, no file, no font of the machine.
"""

from __future__ import annotations

import gc
import hashlib
import json
import sys
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, BinaryIO

from generator.publish import fonts

VARIANT = "pdf/a-3a"
SCHEME = "aset:"
# Who made the file; the version is not named, so that only what a file says changes its bytes.
CREATOR = "kinerja"


@dataclass(frozen=True)
class Attached:
    """A file inside a PDF: its media type, and what it is to the PDF in the words of PDF/A-3."""

    name: str
    data: bytes
    description: str
    media: str = "application/json"
    relationship: str = "Source"


@dataclass(frozen=True)
class Manuscript:
    """Everything that a PDF is made from. `day` (ISO) is its date; `aset:NAME` in HTML and CSS is an asset.

    What is `following` stands in the same file after it, each on pages of its own under a bookmark
    with its title; `anchor` is what links of the first part may name.
    """

    html: str
    style: str
    title: str
    day: str
    attached: tuple[Attached, ...] = ()
    assets: Mapping[str, bytes] = field(default_factory=dict)
    anchor: str = ""
    following: tuple[Manuscript, ...] = ()

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
        return [*own, self.anchor, following]

    @classmethod
    def decoded(cls, data: bytes) -> Manuscript:
        """The opposite of `encoded`."""
        return cls._of(json.loads(data))

    @classmethod
    def _of(cls, fields: list[Any]) -> Manuscript:
        html, style, title, day, attached, assets, anchor, following = fields
        files = tuple(Attached(name, b64decode(raw), *rest) for name, raw, *rest in attached)
        images = {name: b64decode(raw) for name, raw in assets.items()}
        parts = tuple(map(cls._of, following))
        return cls(html, style, title, day, files, images, anchor, parts)


@dataclass(frozen=True)
class Rendered:
    """A PDF, the characters that no bundled font has, and the addresses that were refused."""

    pdf: bytes
    missing: tuple[str, ...]
    refused: tuple[str, ...]


def render(manuscript: Manuscript) -> Rendered:
    """Lay out a manuscript and what follows it. Raises what WeasyPrint raises."""
    from weasyprint.text.fonts import FontConfiguration

    configuration = FontConfiguration()
    parts = [_laid_out(m, configuration) for m in (manuscript, *manuscript.following)]
    document = parts[0].document
    for part in parts[1:]:
        _bookmark(part)
    if manuscript.following:
        document = document.copy([page for part in parts for page in part.document.pages])
    _describe(document.metadata, manuscript)
    identifier = hashlib.sha256(manuscript.encoded()).digest()[:16]
    pdf = document.write_pdf(
        pdf_variant=VARIANT, pdf_tags=True, pdf_identifier=identifier, custom_metadata=False
    )
    missing = dict.fromkeys(letter for part in parts for letter in part.missing)
    refused = [address for part in parts for address in part.fetcher.refused]
    return Rendered(bytes(pdf), tuple(missing), tuple(refused))


@dataclass(frozen=True)
class _Part:
    manuscript: Manuscript
    document: Any
    missing: tuple[str, ...]
    fetcher: Any


def _laid_out(manuscript: Manuscript, configuration: Any) -> _Part:
    from weasyprint import CSS, HTML

    html, missing = fonts.boxed(manuscript.html)
    fetcher = _fetcher(manuscript.assets)
    style = CSS(string=manuscript.style, url_fetcher=fetcher, font_config=configuration)
    page = HTML(string=html, base_url=SCHEME, url_fetcher=fetcher)
    document = page.render(
        font_config=configuration, stylesheets=[style], pdf_variant=VARIANT, pdf_tags=True
    )
    return _Part(manuscript, document, missing, fetcher)


def _bookmark(part: _Part) -> None:
    """Give a part one bookmark with its title, its own headings below it, and the anchor of its start."""
    pages = part.document.pages
    for page in pages:
        page.bookmarks[:] = [(level + 1, *rest) for level, *rest in page.bookmarks]
    pages[0].bookmarks.insert(0, (1, part.manuscript.title, (0, 0), "closed"))
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
    metadata.generate_rdf_metadata = partial(_with_accessibility, plain)


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


def _with_accessibility(plain: Any, variant: str, version: int, conformance: str) -> bytes:
    """The XMP packet of PDF/A with the line that also declares PDF/UA-1."""
    xml: bytes = plain(variant, version, conformance)
    claim = (
        b'<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" '
        b'rdf:about="" pdfuaid:part="1" /></rdf:RDF>'
    )
    return xml.replace(b"</rdf:RDF>", claim)


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
        return {"error": type(error).__name__, "missing": [], "refused": []}, b""
    return {"error": "", "missing": found.missing, "refused": found.refused}, found.pdf


def limit_memory(size: int) -> None:
    """Let this process have at most so many bytes, where the system can say so."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    except (ImportError, ValueError, OSError):
        pass


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer, int(sys.argv[1]))
