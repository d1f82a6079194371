"""Runs the `run:` steps of a workflow in their order, as the forge's runner would, on real repositories.

Expressions are replaced from a prepared event; `uses:` steps are done by what they stand for: a
checkout clones, a set-up of Python and an upload do nothing that later steps need but their outputs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.workflows.forge import REPOSITORY

ROOT = Path(__file__).parents[2]
PROGRAM = (
    ".github",
    "generator",
    "sop",
    "templates",
    "scripts",
    "requirements",
    "pyproject.toml",
    "site",
    "mkdocs.yml",
)
_EXPRESSION = re.compile(r"\$\{\{ *(.*?) *\}\}")


def git(folder: Path, *arguments: str, check: bool = True) -> str:
    identity = ("-c", "user.name=Uji", "-c", "user.email=uji@contoh.invalid")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=check, capture_output=True, text=True
    )
    return done.stdout.strip()


def program(folder: Path) -> None:
    """Put the program with its rule book into a folder, without any document."""
    for name in PROGRAM:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, folder / name)


def prepared(workspace: Path) -> None:
    """A `.venv` that is what the bootstrap makes, with this test's own Python behind it."""
    bin_ = workspace / ".venv/bin"
    bin_.mkdir(parents=True)
    for name, start in (("python", ""), ("kinerja", "-m generator.cli ")):
        script = f'#!/bin/sh\nPYTHONPATH="{workspace}" exec "{sys.executable}" {start}"$@"\n'
        (bin_ / name).write_text(script)
        (bin_ / name).chmod(0o755)
    version = " ".join(map(str, sys.version_info[:2]))
    (workspace / ".venv/made-for").write_text(f"{version} {workspace.resolve()}\n")
    shutil.copyfile(workspace / "requirements/run.txt", workspace / ".venv/run.lock")
    shutil.copyfile(workspace / "pyproject.toml", workspace / ".venv/project.lock")


@dataclass
class Run:
    """One run of a job: where it works, what it was told, what its steps put out."""

    workflow: str
    job: str
    origin: Path
    folder: Path
    event: Mapping[str, Any]
    api: str
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    log: str = ""
    status: int = 0
    failed_at: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)

    def go(self) -> Run:
        """Run every step; after one that fails, none."""
        path = ROOT / f".github/workflows/{self.workflow}.yml"
        steps = YAML(typ="safe", pure=True).load(path)["jobs"][self.job]["steps"]
        self.workspace.mkdir(parents=True)
        for step in steps:
            if "uses" in step:
                self._used(step)
            else:
                self._ran(step)
            if self.status:
                self.failed_at = step["name"]
                break
        return self

    @property
    def workspace(self) -> Path:
        return self.folder / "kerja"

    def _used(self, step: Mapping[str, Any]) -> None:
        name = step["uses"].partition("@")[0]
        if name == "actions/checkout":
            given = step.get("with", {})
            target = self.workspace / self._value(given.get("path", "."))
            git(self.folder, "clone", "-q", str(self.origin), str(target))
            if ref := self._value(given.get("ref", "")):
                git(target, "checkout", "-q", ref)
            if (target / "requirements").is_dir():
                prepared(target)
        elif name == "actions/upload-artifact":
            assert (Path(self._value(step["with"]["path"]))).exists()
            self.outputs[step.get("id", "")] = {"artifact-url": "https://forge.invalid/artefak/1"}

    def _ran(self, step: Mapping[str, Any]) -> None:
        out = self.folder / "keluaran"
        out.write_text("")
        given = {name: self._value(value) for name, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.workspace / self._value(step.get("working-directory", ".")),
            env=self._environment() | given | {"GITHUB_OUTPUT": str(out)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.status = done.returncode
        self.log += f"== {step['name']}\n{done.stdout}"
        lines = (line.partition("=") for line in out.read_text().splitlines())
        self.outputs[step.get("id", "")] = {name: value for name, _, value in lines}

    def _environment(self) -> dict[str, str]:
        temporary = self.folder / "sementara"
        temporary.mkdir(exist_ok=True)
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "CI": "true",
            "GITHUB_API_URL": self.api,
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_SHA": git(self.origin, "rev-parse", "main"),
            "RUNNER_TEMP": str(temporary),
            **self.environment,
        }

    def _value(self, text: Any) -> str:
        return _EXPRESSION.sub(lambda match: self._worked(match[1]), str(text))

    def _worked(self, expression: str) -> str:
        for part in expression.split(" || "):
            if found := self._looked_up(part.strip()):
                return found
        return ""

    def _looked_up(self, name: str) -> str:
        here: Any = {
            "github": {
                "event": self.event,
                "token": "kunci",
                "repository": REPOSITORY,
                "server_url": "https://forge.invalid",
                "run_id": "7",
                "sha": git(self.origin, "rev-parse", "main"),
            },
            "steps": {id: {"outputs": values} for id, values in self.outputs.items()},
            "runner": {"temp": str(self.folder / "sementara")},
            "vars": {"ALAMAT_SITUS": "https://situs.invalid/"},
        }
        for part in name.split("."):
            here = here.get(part, "") if isinstance(here, Mapping) else ""
        return str(here if here is not None else "")
