"""The workflows under .github/ are valid, pinned and granted no more than they use."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PUBLICATION, BUILD = ROOT / ".github/workflows/terbit.yml", "Bangun situs"
TOOLS = Path(sys.executable).parent
KEEPING = "github.event_name == 'push' && github.ref == 'refs/heads/main'"

PINNED = re.compile(r"uses: [\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
TAGGED = """\
name: Tagged
on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: echo "${{ github.event.head_commit.message }}"
"""

SCHEMA = ("check-jsonschema", "--builtin-schema", "vendor.github-workflows")
ACTIONLINT = ("actionlint", "-no-color")
ZIZMOR = ("zizmor", "--offline", "--persona=pedantic", "--no-progress", "--quiet")


def run(command: tuple[str, ...], *files: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        name: os.environ[name] for name in ("HOME", "LANG", "PATH") if name in os.environ
    }
    return subprocess.run(
        [TOOLS / command[0], *command[1:], *files],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def parse(path: Path) -> dict[str, Any]:
    workflow = YAML(typ="safe", pure=True).load(path)
    assert isinstance(workflow, dict)
    return workflow


def jobs() -> list[Any]:
    return [
        pytest.param(job, id=f"{path.stem}-{name}")
        for path in WORKFLOWS
        for name, job in parse(path)["jobs"].items()
    ]


TRUSTED = {"catatan", "gerbang"}
"""Run on events of proposals with the rights of the default branch: nothing of a proposal may run there."""


def test_all_workflows_are_there() -> None:
    named = {"catatan", "gerbang", "pengingat", "periksa", "terbit", "tinjauan", "uji"}
    assert {path.stem for path in WORKFLOWS} == named


@pytest.mark.parametrize("command", [SCHEMA, ACTIONLINT, ZIZMOR], ids=lambda command: command[0])
def test_a_tool_finds_nothing(command: tuple[str, ...]) -> None:
    result = run(command, *WORKFLOWS)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("command", "text"),
    [
        (SCHEMA, TAGGED.replace("runs-on: ubuntu-latest", "runs-at: ubuntu-latest")),
        (ACTIONLINT, TAGGED),
        (ZIZMOR, TAGGED),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_tool_refuses_a_bad_workflow(command: tuple[str, ...], text: str, tmp_path: Path) -> None:
    workflow = tmp_path / ".github/workflows/bad.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(text, encoding="utf-8")
    assert run(command, workflow).returncode != 0


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_by_commit_with_its_version(path: Path) -> None:
    uses = [line.strip() for line in path.read_text("utf-8").splitlines() if " uses: " in line]
    assert uses or path.stem == "tinjauan"
    assert [line for line in uses if not PINNED.fullmatch(line.removeprefix("- "))] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_nothing_is_granted_at_the_top_and_runs_do_not_pile_up(path: Path) -> None:
    workflow = parse(path)
    assert workflow["permissions"] == {}
    assert "concurrency" in workflow
    assert path.stem in TRUSTED or not {"pull_request_target", "workflow_run"} & {*workflow["on"]}


@pytest.mark.parametrize("job", jobs())
def test_every_job_has_a_time_limit_and_names_what_it_may_do(job: dict[str, Any]) -> None:
    assert job["timeout-minutes"] <= 30
    assert "permissions" in job


@pytest.mark.parametrize("job", jobs())
def test_a_checkout_keeps_no_credentials(job: dict[str, Any]) -> None:
    checkouts = [step for step in job["steps"] if "actions/checkout@" in step.get("uses", "")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@pytest.mark.parametrize("job", jobs())
def test_no_expression_stands_in_a_command(job: dict[str, Any]) -> None:
    assert not any("${{" in step.get("run", "") for step in job["steps"])


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://situs.invalid/", ["build", "--site", "https://situs.invalid/"]),
        ("$(touch dibobol) '", ["build", "--site", "$(touch dibobol) '"]),
        ("", ["build"]),
    ],
)
def test_the_build_is_told_the_address_of_the_site_where_one_is_set(
    address: str, told: list[str], tmp_path: Path
) -> None:
    (step,) = [s for s in parse(PUBLICATION)["jobs"]["bangun"]["steps"] if s["name"] == BUILD]
    assert (step["env"], step["run"]) == (
        {"ALAMAT_SITUS": "${{ vars.ALAMAT_SITUS }}"},
        "make build",
    )
    kinerja = tmp_path / "kinerja"
    kinerja.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    kinerja.chmod(0o755)
    done = subprocess.run(
        ["make", "--silent", "--old-file=run-ready", f"BIN={tmp_path}", "build"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "ALAMAT_SITUS": address},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == told


def test_prints_are_kept_by_pushes_to_main_alone_and_never_where_a_proposal_is_trusted() -> None:
    for path in WORKFLOWS:
        steps = [step for job in parse(path)["jobs"].values() for step in job["steps"]]
        cached = [step for step in steps if "actions/cache" in step.get("uses", "")]
        assert not (cached and path.stem in TRUSTED)
        for step in cached:
            restores = step["uses"].startswith("actions/cache/restore@")
            assert restores or step["uses"].startswith("actions/cache/save@")
            wanted = None if restores else KEEPING
            assert (step.get("if"), step["with"]["path"]) == (wanted, "build/.cache")


def test_only_these_jobs_may_write_and_only_this() -> None:
    writers = {
        name: sorted(what for what, how in job["permissions"].items() if how == "write")
        for path in WORKFLOWS
        for name, job in parse(path)["jobs"].items()
        if "write" in job["permissions"].values()
    }
    assert writers == {
        "catat": ["contents"],
        "ingatkan": ["issues"],
        "lanjutkan": ["contents", "pull-requests"],
        "putuskan": ["pull-requests", "statuses"],
        "terbit": ["contents", "id-token", "pages"],
    }


@pytest.mark.parametrize("name", sorted(TRUSTED))
def test_a_trusted_workflow_checks_out_nothing_but_the_default_branch(name: str) -> None:
    jobs = parse(ROOT / f".github/workflows/{name}.yml")["jobs"].values()
    steps = [step for job in jobs for step in job["steps"]]
    checkouts = [step["with"] for step in steps if "actions/checkout@" in step.get("uses", "")]
    assert checkouts
    assert all(c["ref"] == "${{ github.event.repository.default_branch }}" for c in checkouts)
    assert not any("git checkout" in step.get("run", "") for step in steps)


def test_a_proposal_is_judged_by_the_tool_of_its_base() -> None:
    steps = parse(ROOT / ".github/workflows/periksa.yml")["jobs"]["periksa"]["steps"]
    tool = next(step for step in steps if step.get("with", {}).get("path") == "alat")
    assert tool["with"]["ref"] == "${{ github.event.pull_request.base.sha || github.sha }}"
    judging = steps[-2:]
    assert all(step["working-directory"] == "dokumen" for step in judging)
    assert [step["run"].split(" ")[:2] for step in judging] == [
        ["../alat/.venv/bin/kinerja", "check"],
        ["../alat/.venv/bin/kinerja", "sync"],
    ]
