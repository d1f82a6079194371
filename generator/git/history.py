"""How revisions follow each other, and what differs between them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.git.process import GitError, commit, is_shallow, run


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


@dataclass(frozen=True, slots=True)
class Landing:
    """A commit and what it changed (a merge: against its first parent): the author's address, its
    committer's time (ISO 8601), its message, and the paths that differ."""

    address: str
    time: str
    message: str
    differences: tuple[Difference, ...]


_RAW = re.compile(rb"\n?:[0-7]{6} [0-7]{6} [0-9a-f]{40} [0-9a-f]{40} [A-Z]")


def merge_base(root: Path, one: str, other: str) -> str:
    """The newest common ancestor of two commits; empty when their histories have none."""
    try:
        return run(root, "merge-base", commit(root, one), commit(root, other)).decode().strip()
    except GitError as error:
        if str(error):
            raise
        return ""


def differences(root: Path, old: str, new: str, *folders: str) -> list[Difference]:
    """What differs between two commits (below some folders), as paths: a renamed file is two of them."""
    between = (commit(root, old), commit(root, new))
    out = run(root, "diff-tree", "-r", "-z", "--no-renames", "--raw", *between, "--", *folders)
    return list(_raw_differences(out.split(b"\0")[:-1]))


def _raw_differences(fields: list[bytes]) -> Iterator[Difference]:
    pairs = zip(fields[::2], fields[1::2], strict=True)
    return (_difference(head, path) for head, path in pairs)


def _difference(head: bytes, path: bytes) -> Difference:
    old_mode, new_mode, old, new, _ = head.decode().removeprefix(":").split()
    return Difference(
        os.fsdecode(path), _there(old_mode), _there(new_mode), _there(old), _there(new)
    )


def _there(text: str) -> str:
    """A mode or object name; empty for the zeros that stand for nothing."""
    return text if text.strip("0") else ""


def commits(root: Path, base: str, head: str) -> list[Commit]:
    """The commits of head that base does not have, oldest first."""
    return _log(root, f"{commit(root, base)}..{commit(root, head)}")


def history(root: Path, head: str) -> list[Commit]:
    """Every commit of a history, each after its parents."""
    return _log(root, commit(root, head), "--topo-order")


def _log(root: Path, span: str, *options: str) -> list[Commit]:
    form = ("--no-show-signature", "--format=%H%n%P%n%ae%n%cI")
    out = run(root, "log", "-z", "--reverse", *options, *form, span, "--")
    found = []
    for entry in out.decode("utf-8", "replace").split("\0"):
        if entry:
            name, parents, address, time = entry.strip("\n").split("\n")
            found.append(Commit(name, tuple(parents.split()), address, time))
    return found


def landings(root: Path, head: str, *folders: str) -> list[tuple[str, list[Difference]]]:
    """The commits of the main line that change something (below some folders), oldest first.

    Each with what differs from its first parent, which is all that a merge brought into the line.
    """
    options = ("--first-parent", "--diff-merges=first-parent", "--reverse", "-z", "--raw")
    form = ("--no-renames", "--no-abbrev", "--no-show-signature", "--format=%x01%H")
    # A clone's own settings must not hide the beginning of its history.
    command = ("-c", "log.showRoot=true", "log", *options, *form)
    out = run(root, *command, commit(root, head), "--", *folders)
    return _grouped(out)


def changes(root: Path, pairs: Iterable[tuple[str, str]], *folders: str) -> list[list[Difference]]:
    """For each pair of commits, older and newer, what differs between them; by one process."""
    asked = "".join(f"{new} {old}\n" for old, new in pairs)
    options = ("--stdin", "--always", "-r", "-z", "--no-renames", "--raw", "--format=%x01%H")
    out = run(root, "diff-tree", *options, "--", *folders, given=asked.encode()) if asked else b""
    return [found for _, found in _grouped(out)]


def _grouped(out: bytes) -> list[tuple[str, list[Difference]]]:
    """Raw differences under the names of their commits, which a byte of their own introduces."""
    found: list[tuple[str, list[Difference]]] = []
    fields = iter(out.split(b"\0"))
    for field in fields:
        head = field.strip(b"\n")
        if head.startswith(b"\x01"):
            found.append((head[1:].decode(), []))
        elif head:
            found[-1][1].append(_difference(head, next(fields)))
    return found


def mainline(root: Path, revision: str, folder: str) -> list[Landing]:
    """What came to the main line below a folder, newest first: a merge counts as one."""
    return _landings(root, revision, folder, "--first-parent", "--diff-merges=first-parent")


def written(root: Path, revision: str, folder: str) -> list[Landing]:
    """Every commit but merges that changed something below a folder, newest first."""
    return _landings(root, revision, folder, "--no-merges", "--full-history")


def _landings(root: Path, revision: str, folder: str, *which: str) -> list[Landing]:
    form = ("--no-renames", "--no-abbrev", "--no-show-signature", "--format=%x01%ae%n%cI%n%B")
    # A clone's own settings must not hide the beginning of its history.
    command = ("-c", "log.showRoot=true", "log", "-z", "--raw", *which, *form)
    out = run(root, *command, commit(root, revision), "--", folder)
    found: list[tuple[list[str], list[bytes]]] = []
    # Of a commit first what the format says, behind a sign; then a head and a path for each difference.
    tokens = iter(out.split(b"\0"))
    for token in tokens:
        text = token.lstrip(b"\n")
        if text.startswith(b"\x01"):
            found.append((text[1:].decode("utf-8", "replace").split("\n", 2), []))
        elif _RAW.match(token):
            found[-1][1].extend((token.strip(), next(tokens, b"")))
    return [
        Landing(address, time, "".join(message).strip(), tuple(_raw_differences(raw)))
        for (address, time, *message), raw in found
    ]


def last_changes(root: Path, revision: str, folder: str) -> dict[str, str]:
    """For each path below a folder, the commit on the main line that changed it last, merges included.

    Nothing in a clone whose history is cut: there its first commit seems to have changed everything.
    """
    if is_shallow(root):
        return {}
    line = ("--first-parent", "--diff-merges=first-parent", "--no-renames", "--no-show-signature")
    shown = ("--name-only", "--relative", "-z", "--format=%x01%H")
    out = run(root, "log", *line, *shown, commit(root, revision), "--", folder)
    found: dict[str, str] = {}
    name = ""
    # A path begins with its folder, so only a commit's name can begin with the sign.
    for token in out.split(b"\0"):
        text = token.lstrip(b"\n")
        if text.startswith(b"\x01"):
            name = text[1:].decode()
        elif text:
            found.setdefault(os.fsdecode(text), name)
    return found


def own_changes(root: Path, merge: str) -> list[str]:
    """Paths in a merge commit that are as in none of its parents: what the merge itself changed."""
    out = run(
        root, "diff-tree", "-c", "-r", "-z", "--name-only", "--no-commit-id", commit(root, merge)
    )
    return [os.fsdecode(path) for path in out.split(b"\0") if path]
