"""The only module that runs git: typed questions, read-only, with a clean environment.

Output is asked for with -z, so no file name can break it. Configuration of the user and hooks are
kept out, because a repository under review must not decide what runs.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


class GitError(Exception):
    """Git could not answer; the message is what it said."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A path in a revision: mode as git writes it (100644, 120000, ...), object name, size."""

    path: str
    mode: str
    object: str
    size: int


_OPTIONS = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-optional-locks")


def _environment() -> dict[str, str]:
    kept = {
        name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ
    }
    return kept | {
        "LC_ALL": "C",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        # A repository owned by another user is readable here, because nothing of it is run.
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "safe.directory",
        "GIT_CONFIG_VALUE_0": "*",
    }


def _run(root: Path, *arguments: str, given: bytes | None = None) -> bytes:
    import subprocess

    try:
        done = subprocess.run(
            ["git", *_OPTIONS, *arguments],
            cwd=root,
            env=_environment(),
            input=given,
            stdin=subprocess.DEVNULL if given is None else None,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise GitError(str(error)) from None
    if done.returncode:
        raise GitError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


def top(folder: Path) -> Path | None:
    """The root of the work tree that holds a folder, None outside any."""
    try:
        return Path(os.fsdecode(_run(folder, "rev-parse", "--show-toplevel").rstrip(b"\n")))
    except GitError:
        return None


def commit(root: Path, revision: str) -> str:
    """The full name of the commit that a revision means."""
    asked = f"{revision}^{{commit}}"
    return _run(root, "rev-parse", "--verify", "--end-of-options", asked).decode().strip()


def commit_time(root: Path, revision: str) -> str:
    """The committer's date of a commit, ISO 8601 with its offset."""
    return _run(root, "show", "-s", "--format=%cI", commit(root, revision), "--").decode().strip()


def is_changed(root: Path, folders: Iterable[str]) -> bool:
    """Whether the work tree differs from the commit below some folders."""
    return bool(_run(root, "status", "--porcelain", "-z", "--", *folders))


def entries(root: Path, revision: str, folder: str) -> list[Entry]:
    """Everything below a folder of a revision, submodules and symlinks included."""
    out = _run(root, "ls-tree", "-rlz", "--full-tree", commit(root, revision), "--", folder)
    found = []
    for line in out.split(b"\0")[:-1]:
        head, _, path = line.partition(b"\t")
        mode, _, name, size = head.decode().split()
        found.append(Entry(os.fsdecode(path), mode, name, int(size) if size != "-" else 0))
    return found


def blobs(root: Path, names: Iterable[str]) -> Iterator[bytes]:
    """The contents of objects, in the order of their names, by one process."""
    wanted = "".join(f"{name}\n" for name in names).encode()
    out = _run(root, "cat-file", "--batch", given=wanted)
    position = 0
    while position < len(out):
        end = out.index(b"\n", position)
        head = out[position:end].decode().split()
        if len(head) != 3:
            raise GitError(" ".join(head))
        size = int(head[2])
        yield out[end + 1 : end + 1 + size]
        position = end + 2 + size
