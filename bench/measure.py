"""Measuring child processes by what they use: processor time on one core, and memory."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

Command = Sequence[str | Path]


class Broken(Exception):
    """A measured process did not do its work."""


@dataclass(frozen=True)
class Use:
    """What a process and its children used: seconds of processor time, bytes of memory at most."""

    seconds: float
    memory: int


def one_core() -> bool:
    """Keep this process and its children on one core, where the system can; whether it could."""
    if not hasattr(os, "sched_setaffinity"):
        return False
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    return True


def use(command: Command, statuses: Iterable[int] = (0,)) -> Use:
    """Run a command to its end. Raises `Broken` for another exit status."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    told = process.stderr.read().decode("utf-8", "replace")
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in statuses:
        raise Broken(f"{' '.join(map(str, command))}: status {process.returncode}\n{told}")
    unit = 1 if os.uname().sysname == "Darwin" else 1024
    return Use(used.ru_utime + used.ru_stime, used.ru_maxrss * unit)


def times(command: Command, reference: Command, runs: int, statuses: Iterable[int] = (0,)) -> float:
    """How many times the processor time of a reference a command takes: the median over turns of both."""
    allowed = tuple(statuses)
    turns = [(use(reference, allowed), use(command, allowed)) for _ in range(runs)]
    return median(own.seconds / other.seconds for other, own in turns)


def uses(commands: Sequence[Command], runs: int, statuses: Iterable[int] = (0,)) -> list[Use]:
    """The medians of commands that take turns, so that a slower minute slows all of them."""
    allowed = tuple(statuses)
    found: list[list[Use]] = [[] for _ in commands]
    for _ in range(runs):
        for command, own in zip(commands, found, strict=True):
            own.append(use(command, allowed))
    return [Use(median(u.seconds for u in own), max(u.memory for u in own)) for own in found]
