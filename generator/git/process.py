"""Running git: the only module that does, read-only, with a clean environment.

Output is asked for with -z, so no file name can break it. Configuration of the user and hooks are
kept out, because a repository under review must not decide what runs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path


class GitError(Exception):
    """Git could not answer; the message is what it said."""


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


def run(root: Path, *arguments: str, given: bytes | None = None) -> bytes:
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
        return Path(os.fsdecode(run(folder, "rev-parse", "--show-toplevel").rstrip(b"\n")))
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
    return run(root, "rev-parse", "--verify", "--end-of-options", asked).decode().strip()


def commit_time(root: Path, revision: str) -> str:
    """The committer's date of a commit, ISO 8601 with its offset."""
    return run(root, "show", "-s", "--format=%cI", commit(root, revision), "--").decode().strip()


def is_shallow(root: Path) -> bool:
    """Whether a clone lacks the beginning of its history."""
    return run(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def parents(root: Path, name: str) -> tuple[str, ...]:
    """The parents of a commit, its first parent first."""
    out = run(root, "show", "-s", "--format=%P", commit(root, name), "--")
    return tuple(out.decode().split())


def is_changed(root: Path, folders: Iterable[str]) -> bool:
    """Whether the work tree differs from the commit below some folders."""
    return bool(run(root, "status", "--porcelain", "-z", "--", *folders))
