"""The versions of whatever decides how a print or a page looks: Python's, its packages', the system's libraries.

Asked without loading WeasyPrint, which costs half a second: a build whose prints are all kept needs
only these.
"""

from __future__ import annotations

import ctypes
import platform
import sys
import zlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = (
    "brotli",
    "cffi",
    "cssselect2",
    "fonttools",
    "pillow",
    "pydyf",
    "pyphen",
    "tinycss2",
    "tinyhtml5",
    "weasyprint",
    "zopfli",
)


def _text(library: ctypes.CDLL, name: str) -> str:
    """What a function answers as text."""
    ask = getattr(library, name)
    ask.restype = ctypes.c_char_p
    return str((ask() or b"").decode())


def _number(library: ctypes.CDLL, name: str) -> str:
    """What a function answers as a whole number."""
    return str(getattr(library, name)())


def _constants(library: ctypes.CDLL, names: str) -> str:
    """Some whole numbers that a library holds."""
    return ".".join(str(ctypes.c_uint.in_dll(library, name).value) for name in names.split())


def _freetype(library: ctypes.CDLL, name: str) -> str:
    """The three numbers of FreeType, which tells them only of a set-up."""
    setup, parts = ctypes.c_void_p(), [ctypes.c_int() for _ in range(3)]
    if library.FT_Init_FreeType(ctypes.byref(setup)):
        return ""
    getattr(library, name)(setup, *map(ctypes.byref, parts))
    library.FT_Done_FreeType(setup)
    return ".".join(str(part.value) for part in parts)


Ask = Callable[[ctypes.CDLL, str], str]
# Names of a library on Linux and macOS, how its version is asked for, and by what name.
NATIVE: tuple[tuple[tuple[str, str], Ask, str], ...] = (
    (("libfontconfig.so.1", "libfontconfig.1.dylib"), _number, "FcGetVersion"),
    (("libfreetype.so.6", "libfreetype.6.dylib"), _freetype, "FT_Library_Version"),
    (
        ("libglib-2.0.so.0", "libglib-2.0.0.dylib"),
        _constants,
        "glib_major_version glib_minor_version glib_micro_version",
    ),
    (("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"), _text, "hb_version_string"),
    (("libharfbuzz.so.0", "libharfbuzz.0.dylib"), _text, "hb_version_string"),
    (("libpango-1.0.so.0", "libpango-1.0.0.dylib"), _text, "pango_version_string"),
)


@cache
def library_versions() -> dict[str, str]:
    """Name -> version of what a print passes through, empty for what cannot be found."""
    found = {name: _package(name) for name in PACKAGES}
    found |= {"python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    return found | {names[0]: _native(names, ask, name) for names, ask, name in NATIVE}


@cache
def everything() -> tuple[str, ...]:
    """The versions of everything that a build may pass through: all packages too, sorted."""
    folders = {Path(folder) for folder in sys.path if folder}
    packages = {path.name for folder in folders for path in folder.glob("*.dist-info")}
    return (*sorted(packages), *(f"{name} {v}" for name, v in sorted(library_versions().items())))


def _package(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _native(names: tuple[str, ...], ask: Ask, name: str) -> str:
    for library in names:
        try:
            return ask(ctypes.CDLL(library), name)
        except (OSError, AttributeError, ValueError):
            continue
    return ""
