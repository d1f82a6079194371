"""The digest of what a document says: equal values give equal digests, whatever the formatting.

Version 1 is SHA-256 over `kinerja-v1`, a line feed, and the typed data as canonical JSON: keys
sorted, no spaces, UTF-8, whole numbers without a decimal part. Key order, comments, quoting, line
ends and the spelling of a number (80.10 or 80.1) do not count; every value, its type and its place do.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

VERSION = "v1"

_JSON = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
)
_WHOLE_FLOAT = re.compile(r"\.0[,}\]]|e\+|\.0$")
"""Where JSON may show a whole number as a float; only then the data is rebuilt without them."""


def digest(data: Any) -> str:
    """The digest of typed data, with its version: v1: and 64 hexadecimal digits."""
    text = _canonical(data)
    if (".0" in text or "e+" in text) and _WHOLE_FLOAT.search(text):
        text = _canonical(_plain(data))
    whole = f"kinerja-{VERSION}\n{text}".encode()
    return f"{VERSION}:{hashlib.sha256(whole).hexdigest()}"


def _canonical(data: Any) -> str:
    return _JSON.encode(data)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
