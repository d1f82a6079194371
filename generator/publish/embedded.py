"""The files inside a PDF, found without a PDF library: their streams are never inside other streams.

Good enough to say which value differs. That a print is the published one is proven by its bytes alone,
so what somebody hides in a PDF can at worst spoil that sentence.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

MOST_FILES, MOST_BYTES = 8, 4 * 1024 * 1024
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)")


def files_in(pdf: bytes) -> Iterator[bytes]:
    """The embedded files of a PDF, the first few and not too large ones, in the order of their streams."""
    found = 0
    for start in _STREAM.finditer(pdf):
        # A stream's dictionary is short; looking further back costs a hostile file's length each time.
        near = max(start.start() - 4096, 0)
        begin = pdf.rfind(b"obj", near, start.start())
        about = pdf[begin : start.start()] if begin >= 0 else b""
        if b"EmbeddedFile" not in about:
            continue
        data = _content(pdf, start.end(), about)
        if data is not None:
            yield data
            found += 1
        if found == MOST_FILES:
            return


def _content(pdf: bytes, start: int, about: bytes) -> bytes | None:
    length = _LENGTH.search(about)
    end = start + int(length[1]) if length else pdf.find(b"endstream", start)
    raw = pdf[start : max(end, start)]
    if b"/Filter" not in about:
        return raw[:MOST_BYTES]
    if b"FlateDecode" not in about:
        return None
    try:
        return zlib.decompressobj().decompress(raw, MOST_BYTES)
    except zlib.error:
        return None
