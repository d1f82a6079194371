"""Python's cyclic garbage collector, kept from searching values that live until the end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No collection while many long-lived values are made, and never a search through these.

    Nothing of them is a cycle, and each search would read all of them again: the more documents,
    the more searches, and each one longer.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()
