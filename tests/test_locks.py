"""The locks fit `pyproject.toml`, carry hashes, and name no registry."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUN = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]
SIGN = [*RUN, *PROJECT["dependency-groups"]["sign"]]
DEV = [*SIGN, *(d for d in PROJECT["dependency-groups"]["dev"] if isinstance(d, str))]
LOCKS = {"run": RUN, "sign": SIGN, "dev": DEV}

ENTRY = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>\S+)(?P<rest>(?:.*\\\n)+.*--hash=sha256:)", re.MULTILINE
)


def read_lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")


def versions(lock: str) -> dict[str, set[Version]]:
    found: dict[str, set[Version]] = {}
    for entry in ENTRY.finditer(lock):
        found.setdefault(canonicalize_name(entry["name"]), set()).add(Version(entry["version"]))
    return found


@pytest.mark.parametrize(("name", "wanted"), LOCKS.items(), ids=list(LOCKS))
def test_every_dependency_is_locked_at_a_version_that_fits(name: str, wanted: list[str]) -> None:
    locked = versions(read_lock(name))
    for text in wanted:
        requirement = Requirement(text)
        found = locked.get(canonicalize_name(requirement.name), set())
        assert found, f"{text} is not in requirements/{name}.txt: run `make lock`"
        assert all(version in requirement.specifier for version in found), text


@pytest.mark.parametrize("name", LOCKS)
def test_every_entry_has_a_hash_and_no_registry_is_named(name: str) -> None:
    lock = read_lock(name)
    assert len(ENTRY.findall(lock)) == len(re.findall(r"^[^\s#]", lock, re.MULTILINE)) > 0
    assert "://" not in lock
    assert not re.search(r"^\s*-(?!-hash)", lock, re.MULTILINE)


def test_tests_run_on_the_versions_that_the_program_runs_on() -> None:
    run, sign, dev = (versions(read_lock(name)) for name in LOCKS)
    assert {name: sign.get(name) for name in run} == run
    assert {name: dev.get(name) for name in sign} == sign
