"""The versions of the libraries that decide how a print looks, Python's and the system's.

Asked without loading WeasyPrint, which costs half a second: a build whose prints are all kept needs
only these.
"""

from __future__ import annotations

import ctypes
from functools import cache
from importlib.metadata import PackageNotFoundError, version

PACKAGES = (
    "cssselect2",
    "fonttools",
    "pillow",
    "pydyf",
    "pyphen",
    "tinycss2",
    "tinyhtml5",
    "weasyprint",
)
# Names of a library on Linux and macOS, and its function that answers its version as text.
NATIVE = (
    (("libharfbuzz.so.0", "libharfbuzz.0.dylib"), "hb_version_string"),
    (("libpango-1.0.so.0", "libpango-1.0.0.dylib"), "pango_version_string"),
)


@cache
def library_versions() -> dict[str, str]:
    """Name -> version, empty for what cannot be found."""
    found = {name: _package(name) for name in PACKAGES}
    return found | {names[0]: _native(names, function) for names, function in NATIVE}


def _package(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _native(names: tuple[str, ...], function: str) -> str:
    for name in names:
        try:
            ask = getattr(ctypes.CDLL(name), function)
        except (OSError, AttributeError):
            continue
        ask.restype = ctypes.c_char_p
        return str((ask() or b"").decode())
    return ""
