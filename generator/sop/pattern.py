"""Patterns of paths such as {putaran}/{unit}/4-dokumen/pk-{nama}.yaml."""

from __future__ import annotations

import re

WORD, NUMBER = "[a-z0-9-]+", "[1-9][0-9]{0,3}"
"""What parts of a path may be: ids, and the numbers of evidence that comes after."""


def pattern_regex(pattern: str, name: str = WORD) -> re.Pattern[str]:
    """The regular expression of a path pattern such as {putaran}/{unit}/4-dokumen/pk-{nama}.yaml.

    `name`: what {nama} may be.
    """
    parts = re.split(r"\{(\w+)\}", pattern)
    free = {"nama": name}
    texts = [
        f"(?P<{part}>{free.get(part, WORD)})" if i % 2 else re.escape(part)
        for i, part in enumerate(parts)
    ]
    return re.compile("".join(texts))
