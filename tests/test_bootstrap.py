"""`scripts/bootstrap` says in one sentence what it cannot do itself, and nothing when nothing is missing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BORROWED = ("basename", "cat", "cmp", "dirname", "env", "mktemp", "rm", "sh", "tail", "uname")

GOOD_PYTHON_WITHOUT_VENV = """\
case "$*" in
*ensurepip*) exit 1 ;;
*version_info*) exit 0 ;;
esac
"""


class Machine:
    """A clone of the script and the lock, and a PATH with nothing on it but what a test puts there."""

    def __init__(self, folder: Path) -> None:
        self.clone = folder / "clone"
        self.bin = folder / "bin"
        self.bin.mkdir()
        for name in ("scripts/bootstrap", "requirements/run.txt", "pyproject.toml"):
            target = self.clone / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target)
        for name in BORROWED:
            (self.bin / name).symlink_to(shutil.which(name) or "/missing")
        self.add("uname", "echo Linux")

    def add(self, name: str, script: str, *, folder: Path | None = None) -> None:
        path = (folder or self.bin) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    def run(self, mode: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/sh", "scripts/bootstrap", mode],
            cwd=self.clone,
            env={"PATH": str(self.bin), "HOME": str(self.clone)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_without_python_it_names_the_version_and_how_to_get_it(machine: Machine) -> None:
    result = machine.run("run")
    assert result.returncode == 1
    assert "Python 3.11 or newer is needed and no python3 was found" in result.stderr
    assert result.stderr.count("\n") == 1


def test_an_old_python_is_named(machine: Machine) -> None:
    machine.add("python3", '[ "$1" = --version ] && echo Python 3.9.2 && exit 0\nexit 1')
    result = machine.run("run")
    assert result.returncode == 1
    assert "Python 3.9.2 was found" in result.stderr


def test_a_newer_python_beside_an_old_one_is_taken(machine: Machine) -> None:
    machine.add("python3", "exit 1")
    machine.add("python3.12", GOOD_PYTHON_WITHOUT_VENV)
    assert "python3.12-venv" in machine.run("run").stderr


def test_without_apt_it_names_what_is_missing(machine: Machine) -> None:
    machine.add("python3", GOOD_PYTHON_WITHOUT_VENV)
    result = machine.run("dev")
    assert result.returncode == 1
    assert "what these Debian packages hold: python3-venv chromium poppler-utils;" in result.stderr
    assert result.stderr.count("\n") == 1


def test_without_root_and_sudo_it_gives_the_exact_command(machine: Machine) -> None:
    machine.add("python3", GOOD_PYTHON_WITHOUT_VENV)
    machine.add("apt-get", "exit 1")
    machine.add("id", "echo 1000")
    machine.add("sudo", "exit 1")
    result = machine.run("dev")
    assert result.returncode == 1
    assert "'sudo apt-get install --yes python3-venv chromium poppler-utils'" in result.stderr
    assert result.stderr.count("\n") == 1


def test_package_lists_are_fetched_only_when_the_first_try_fails(machine: Machine) -> None:
    machine.add("python3", GOOD_PYTHON_WITHOUT_VENV)
    machine.add("id", "echo 0")
    machine.add(
        "apt-get", f'echo "$*" >>{machine.clone}/calls\necho "E: no route to the mirror"\nexit 1'
    )
    result = machine.run("run")
    assert result.returncode == 1
    assert "no route to the mirror" in result.stderr
    assert result.stderr.endswith("and then this again.\n")
    calls = (machine.clone / "calls").read_text("utf-8").splitlines()
    assert [call.split()[-1] for call in calls] == ["python3-venv", "update"]


@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac may have Pango")
def test_on_a_mac_without_pango_it_names_the_brew_command(machine: Machine) -> None:
    machine.add("python3", "exit 0")
    machine.add("uname", "echo Darwin")
    assert "run 'brew install pango'" in machine.run("run").stderr


def test_an_unknown_mode_is_refused(machine: Machine) -> None:
    assert machine.run("prod").returncode == 1


def test_when_all_is_in_place_it_does_and_says_nothing(machine: Machine) -> None:
    venv = machine.clone / ".venv"
    machine.add("python", f'exec "{sys.executable}" "$@"', folder=venv / "bin")
    machine.add("kinerja", "exit 1", folder=venv / "bin")
    version = f"{sys.version_info.major} {sys.version_info.minor}"
    (venv / "made-for").write_text(f"{version} {machine.clone.resolve()}\n", encoding="utf-8")
    shutil.copyfile(ROOT / "requirements/run.txt", venv / "run.lock")
    shutil.copyfile(ROOT / "pyproject.toml", venv / "project.lock")
    result = machine.run("run")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
