"""The command line as its user has it: arguments in, exit status and two streams out; and git beside it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from generator.cli import main

ROOT = Path(__file__).parents[1]
Done = subprocess.CompletedProcess[str]


def kinerja(*arguments: str, cwd: Path = ROOT) -> Done:
    """Run the command in a folder, without the half second that a process of its own takes to start."""
    out, err = io.StringIO(), io.StringIO()
    with (
        chdir(cwd),
        redirect_stdout(out),
        redirect_stderr(err),
        patch.object(sys, "argv", ["kinerja", *arguments]),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code
    assert isinstance(code, int)
    return Done(["kinerja", *arguments], code, out.getvalue(), err.getvalue())


def process(*arguments: str, cwd: Path = ROOT) -> Done:
    """The same as `kinerja`, in a process of its own."""
    command = [sys.executable, "-m", "generator.cli", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder, as somebody."""
    identity = ("-c", "user.name=Uji", "-c", "user.email=uji@contoh.invalid")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def save(folder: Path) -> None:
    """Commit whatever a folder holds."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "ubah")
