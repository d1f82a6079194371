"""What stands in a revision: entries, contents, sizes, and which files mention a text."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.git.process import GitError, commit, run


@dataclass(frozen=True, slots=True)
class Entry:
    """A path in a revision: mode as git writes it (100644, 120000, ...) and object name."""

    path: str
    mode: str
    object: str


def entries(root: Path, revision: str, *paths: str) -> list[Entry]:
    """Everything below some folders (or files) of a revision, submodules and symlinks included."""
    out = run(root, "ls-tree", "-rz", "--full-tree", commit(root, revision), "--", *paths)
    found = []
    for line in out.split(b"\0")[:-1]:
        head, _, path = line.partition(b"\t")
        mode, _, name = head.decode().split()
        found.append(Entry(os.fsdecode(path), mode, name))
    return found


def sizes(root: Path, names: Iterable[str]) -> list[int]:
    """The sizes of objects in bytes, in the order of their names; 0 for what is not there."""
    wanted = "".join(f"{name}\n" for name in names).encode()
    out = run(root, "cat-file", "--batch-check=%(objectsize)", given=wanted) if wanted else b""
    return [int(line) if line.isdigit() else 0 for line in out.splitlines()]


def blobs(root: Path, names: Iterable[str]) -> Iterator[bytes]:
    """The contents of objects, in the order of their names, by one process."""
    wanted = "".join(f"{name}\n" for name in names).encode()
    out = run(root, "cat-file", "--batch", given=wanted)
    position = 0
    while position < len(out):
        end = out.index(b"\n", position)
        head = out[position:end].decode().split()
        if len(head) != 3:
            raise GitError(" ".join(head))
        size = int(head[2])
        yield out[end + 1 : end + 1 + size]
        position = end + 2 + size


def objects(root: Path, names: Iterable[str]) -> list[tuple[str, int]]:
    """The object that each expression (a name, REVISION:PATH) means and its size; empty when none."""
    asked = "".join(f"{name}\n" for name in names)
    options = ("cat-file", "--batch-check=%(objectname) %(objectsize)")
    lines = run(root, *options, given=asked.encode()).decode().splitlines() if asked else []
    return [_object(line.rpartition(" ")) for line in lines]


def _object(parts: tuple[str, str, str]) -> tuple[str, int]:
    name, _, size = parts
    return (name, int(size)) if size.isdecimal() else ("", 0)


def mentioning(root: Path, revision: str, folder: str, texts: Iterable[str]) -> list[str]:
    """The files below a folder of a revision that hold one of some texts."""
    wanted = [word for text in texts for word in ("-e", text)]
    name = commit(root, revision)
    try:
        out = run(root, "grep", "-l", "-z", "-F", *wanted, name, "--", folder) if wanted else b""
    except GitError as error:
        if str(error):
            raise
        return []
    return [os.fsdecode(path.partition(b":")[2]) for path in out.split(b"\0") if path]


def patch(root: Path, old: str, new: str, path: str) -> str:
    """How a file changed between two commits, as hunks without any line around them."""
    between = (commit(root, old), commit(root, new))
    options = ("--no-renames", "--no-color", "--no-ext-diff", "--no-textconv", "-U0")
    return run(root, "diff", *options, *between, "--", path).decode("utf-8", "replace")
