"""Progress of long work: a bar on a terminal, silence everywhere else. The only door to Rich."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

Advance = Callable[[str, int, int], None]
"""Tells what is being done, how much of it is done, and of how much."""


@contextmanager
def progress(stream: TextIO) -> Iterator[Advance]:
    """A function that shows progress on a stream while the block runs."""
    if not stream.isatty():
        yield _silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(file=stream), transient=True) as bar:
        tasks: dict[str, object] = {}

        def advance(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=of)
            bar.update(tasks[what], completed=done, total=of)  # type: ignore[arg-type]

        yield advance


def _silent(what: str, done: int, of: int) -> None:
    """Show nothing."""
