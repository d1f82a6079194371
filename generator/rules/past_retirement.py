"""Belum ditulis."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Finding
from generator.rules.context import Context


def check(context: Context) -> Iterator[Finding]:
    """Find the fault."""
    yield from ()
