"""The bundled fonts: what they cover, their digest, and a fontconfig setup that knows no others.

The only door to fontTools. A letter that no bundled font has would silently take a font of the
machine, so prints see no other fonts, and such a letter is replaced by a box before layout.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "fonts"
BOX = "□"
_UNPRINTED = frozenset("\t\n\r")

_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <config><rescan><int>0</int></rescan></config>
</fontconfig>
"""


def files() -> list[Path]:
    """The font files, sorted by name."""
    return sorted(FOLDER.glob("*.ttf"))


@cache
def digest() -> str:
    """A digest of all fonts."""
    found = hashlib.sha256()
    for path in files():
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


@cache
def coverage() -> frozenset[str]:
    """Every character that some bundled font can draw."""
    return frozenset(chr(code) for path in files() for code in _codes(path)) | _UNPRINTED


def _codes(path: Path) -> Iterator[int]:
    with TTFont(path, lazy=True) as font:
        yield from font.getBestCmap()


@cache
def _advances(bold: bool) -> Mapping[str, float]:  # noqa: FBT001
    """The breadth of every character in ems: the text family's, else the one that stands in for it."""
    names = ("DejaVuSans.ttf", "Arimo-Bold.ttf" if bold else "Arimo-Regular.ttf")
    found: dict[str, float] = {}
    for name in names:
        with TTFont(FOLDER / name, lazy=True) as font:
            size, metrics = font["head"].unitsPerEm, font["hmtx"]
            for code, glyph in font.getBestCmap().items():
                found[chr(code)] = metrics[glyph][0] / size
    return found


def breadth(text: str, *, bold: bool = False) -> float:
    """How wide a text is on one line, in ems, before kerning."""
    known = _advances(bold)
    return sum(known.get(c, known[BOX]) for c in text)


def boxed(text: str) -> tuple[str, tuple[str, ...]]:
    """A text with a box for every character that no font has, and those characters, sorted."""
    missing = sorted(set(text) - coverage())
    return text.translate(dict.fromkeys(map(ord, missing), BOX)), tuple(missing)


def write_config(folder: Path) -> Path:
    """Write a fontconfig file that names only the bundled fonts; where it is."""
    path = folder / "fonts.conf"
    places = {"fonts": escape(str(FOLDER)), "cache": escape(str(folder / "cache"))}
    path.write_text(_CONFIG.format(**places), "utf-8")
    return path
