"""The digest of what a document says: equal values give equal digests, whatever the formatting.

Version 1 is SHA-256 over `kinerja-v1`, a line feed, and the typed data as canonical JSON: keys
sorted, no spaces, UTF-8, whole numbers without a decimal part. Key order, comments, quoting, line
ends and the spelling of a number (80.10 or 80.1) do not count; every value, its type and its place do.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache
from typing import Any

VERSION = "v1"
SEAL, ROUNDS = b"kinerja-segel-v1", 10_000
"""What `sealed` salts with, and how often it goes round: about five milliseconds a guess."""

_JSON = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
)
_WHOLE_FLOAT = re.compile(r"\.0[,}\]]|e\+|\.0$")
"""Where JSON may show a whole number as a float; only then the data is rebuilt without them."""


def digest(data: Any) -> str:
    """The digest of typed data, with its version: v1: and 64 hexadecimal digits."""
    whole = f"kinerja-{VERSION}\n{canonical(data)}".encode()
    return f"{VERSION}:{hashlib.sha256(whole).hexdigest()}"


def canonical(data: Any) -> str:
    """Typed data as canonical JSON."""
    text = _JSON.encode(data)
    if (".0" in text or "e+" in text) and _WHOLE_FLOAT.search(text):
        return _JSON.encode(_plain(data))
    return text


@lru_cache(maxsize=10_000)
def sealed(digest: str) -> str:
    """A digest from which nobody can try out guesses quickly: 64 hexadecimal digits (PBKDF2)."""
    return hashlib.pbkdf2_hmac("sha256", digest.encode(), SEAL, ROUNDS).hex()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
