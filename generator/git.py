"""The only module that runs git: typed questions, read-only, with a clean environment.

Output is asked for with -z, so no file name can break it. Configuration of the user and hooks are
kept out, because a repository under review must not decide what runs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


class GitError(Exception):
    """Git could not answer; the message is what it said."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A path in a revision: mode as git writes it (100644, 120000, ...) and object name."""

    path: str
    mode: str
    object: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A path that differs between two trees: modes and object names, empty where it is not there."""

    path: str
    old_mode: str
    new_mode: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its full name, its parents, the author's address, and its time (ISO 8601)."""

    name: str
    parents: tuple[str, ...]
    address: str
    time: str


_FULL = re.compile("[0-9a-f]{40}")
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
    return _named(root, revision) if _FULL.fullmatch(revision) else _parsed(root, revision)


@lru_cache(maxsize=64)
def _named(root: Path, name: str) -> str:
    """A full name means the same commit forever, so it is looked up once."""
    return _parsed(root, name)


def _parsed(root: Path, revision: str) -> str:
    asked = f"{revision}^{{commit}}"
    return _run(root, "rev-parse", "--verify", "--end-of-options", asked).decode().strip()


def commit_time(root: Path, revision: str) -> str:
    """The committer's date of a commit, ISO 8601 with its offset."""
    return _run(root, "show", "-s", "--format=%cI", commit(root, revision), "--").decode().strip()


def is_changed(root: Path, folders: Iterable[str]) -> bool:
    """Whether the work tree differs from the commit below some folders."""
    return bool(_run(root, "status", "--porcelain", "-z", "--", *folders))


def entries(root: Path, revision: str, *paths: str) -> list[Entry]:
    """Everything below some folders (or files) of a revision, submodules and symlinks included."""
    out = _run(root, "ls-tree", "-rz", "--full-tree", commit(root, revision), "--", *paths)
    found = []
    for line in out.split(b"\0")[:-1]:
        head, _, path = line.partition(b"\t")
        mode, _, name = head.decode().split()
        found.append(Entry(os.fsdecode(path), mode, name))
    return found


def sizes(root: Path, names: Iterable[str]) -> list[int]:
    """The sizes of objects in bytes, in the order of their names; 0 for what is not there."""
    wanted = "".join(f"{name}\n" for name in names).encode()
    out = _run(root, "cat-file", "--batch-check=%(objectsize)", given=wanted) if wanted else b""
    return [int(line) if line.isdigit() else 0 for line in out.splitlines()]


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


def merge_base(root: Path, one: str, other: str) -> str:
    """The newest common ancestor of two commits; empty when their histories have none."""
    try:
        return _run(root, "merge-base", commit(root, one), commit(root, other)).decode().strip()
    except GitError as error:
        if str(error):
            raise
        return ""


def is_ancestor(root: Path, one: str, other: str) -> bool:
    """Whether a commit is part of another's history."""
    return merge_base(root, one, other) == commit(root, one)


def differences(root: Path, old: str, new: str, *folders: str) -> list[Difference]:
    """What differs between two commits (below some folders), as paths: a renamed file is two of them."""
    between = (commit(root, old), commit(root, new))
    out = _run(root, "diff-tree", "-r", "-z", "--no-renames", "--raw", *between, "--", *folders)
    return list(_raw_differences(out.split(b"\0")[:-1]))


def _raw_differences(fields: list[bytes]) -> Iterator[Difference]:
    for head, path in zip(fields[::2], fields[1::2], strict=True):
        old_mode, new_mode, old, new, _ = head.decode().removeprefix(":").split()
        yield Difference(
            os.fsdecode(path), _there(old_mode), _there(new_mode), _there(old), _there(new)
        )


def _there(text: str) -> str:
    """A mode or object name; empty for the zeros that stand for nothing."""
    return text if text.strip("0") else ""


def commits(root: Path, base: str, head: str) -> list[Commit]:
    """The commits of head that base does not have, oldest first."""
    span = f"{commit(root, base)}..{commit(root, head)}"
    out = _run(root, "log", "-z", "--reverse", "--format=%H%n%P%n%ae%n%cI", span, "--")
    found = []
    for entry in out.decode("utf-8", "replace").split("\0"):
        if entry:
            name, parents, address, time = entry.strip("\n").split("\n")
            found.append(Commit(name, tuple(parents.split()), address, time))
    return found


def last_changes(root: Path, revision: str, folder: str) -> dict[str, str]:
    """For each path below a folder, the commit on the main line that changed it last, merges included.

    Nothing in a clone whose history is cut: there its first commit seems to have changed everything.
    """
    if _run(root, "rev-parse", "--is-shallow-repository").strip() == b"true":
        return {}
    line = ("-m", "--first-parent", "--no-renames")
    shown = ("--name-only", "--relative", "-z", "--format=%x01%H")
    out = _run(root, "log", *line, *shown, commit(root, revision), "--", folder)
    found: dict[str, str] = {}
    for entry in out.split(b"\x01")[1:]:
        name, _, paths = entry.partition(b"\0")
        for path in filter(None, paths.removeprefix(b"\n").split(b"\0")):
            found.setdefault(os.fsdecode(path), name.decode())
    return found


def own_changes(root: Path, merge: str) -> list[str]:
    """Paths in a merge commit that are as in none of its parents: what the merge itself changed."""
    out = _run(
        root, "diff-tree", "-c", "-r", "-z", "--name-only", "--no-commit-id", commit(root, merge)
    )
    return [os.fsdecode(path) for path in out.split(b"\0") if path]


def mentioning(root: Path, revision: str, folder: str, texts: Iterable[str]) -> list[str]:
    """The files below a folder of a revision that hold one of some texts."""
    wanted = [word for text in texts for word in ("-e", text)]
    name = commit(root, revision)
    try:
        out = _run(root, "grep", "-l", "-z", "-F", *wanted, name, "--", folder) if wanted else b""
    except GitError as error:
        if str(error):
            raise
        return []
    return [os.fsdecode(path.partition(b":")[2]) for path in out.split(b"\0") if path]
