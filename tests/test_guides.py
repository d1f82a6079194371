"""The hand-written guides: commands that exist, pictures that are there, names that the rule book has."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from generator.cli import kinerja
from tests.tree import ROOT

GUIDES = sorted((ROOT / "site" / "panduan").rglob("*.md"))
WRITTEN = [*GUIDES, ROOT / "README.md"]
PICTURES = ROOT / "site" / "gambar"
LARGEST = 120_000

CODE = re.compile(r"^```\w*\n(?P<block>.*?)^```|`(?P<span>[^`\n]+)`", re.MULTILINE | re.DOTALL)
PICTURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<path>[^)]+)\)")
FILE = re.compile(r".*\.(?:json|p12|pdf|xlsx|yaml)|BERKAS|FILE")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines(text: str) -> Iterator[str]:
    """What stands in code, line by line; a line that ends with a backslash goes on."""
    for found in CODE.finditer(text):
        block = found["block"]
        yield from (block.replace("\\\n", " ").splitlines() if block else [found["span"]])


def commands(text: str) -> Iterator[list[str]]:
    """The words of every `kinerja` command; an option alone belongs to the command before it."""
    last: list[str] = []
    for line in lines(text):
        words = line.split()
        if words[:1] == ["kinerja"] and len(words) > 1:
            last = words[1:]
            yield last
        elif line.startswith("--") and last:
            yield [last[0], *words]


def complaint(words: list[str]) -> str:
    """What click says against a command; nothing where it would run."""
    known = kinerja.commands.get(words[0])
    if known is None:
        return f"no command {words[0]}"
    rest = [__file__ if FILE.fullmatch(word) else word for word in words[1:]]
    options = {option for param in known.params for option in param.opts}
    if len(rest) == 1 and rest[0].startswith("--"):
        return "" if rest[0] in options else f"no option {rest[0]}"
    try:
        if rest:  # a command may be named alone, without what it needs
            known.make_context(words[0], rest)
    except click.UsageError as error:
        return error.format_message()
    return ""


@pytest.mark.parametrize("path", WRITTEN, ids=name)
def test_every_command_in_a_guide_is_one_that_the_program_takes(path: Path) -> None:
    told = [(words, complaint(words)) for words in commands(path.read_text("utf-8"))]
    assert [(" ".join(words), why) for words, why in told if why] == []


@pytest.mark.parametrize(
    "text",
    [
        "`kinerja nul`",
        "`kinerja check --bukan`",
        "`kinerja next` dan `--bukan`",
        "`kinerja gate --base main`",
        "`kinerja sheet --format doc`",
    ],
)
def test_a_command_that_does_not_exist_is_noticed(text: str) -> None:
    assert any(complaint(words) for words in commands(text))


def test_every_picture_exists_is_told_in_words_is_small_and_is_used() -> None:
    used = set()
    for path in GUIDES:
        for found in PICTURE.finditer(path.read_text("utf-8")):
            picture = (path.parent / found["path"]).resolve()
            assert len(found["alt"].split()) >= 5, f"{name(path)}: {found[0]}"
            assert picture.is_file(), f"{name(path)}: {found['path']}"
            used.add(picture)
    assert used == set(PICTURES.iterdir())
    assert [p.name for p in used if p.stat().st_size > LARGEST] == []


def test_the_guide_for_admins_names_every_team_and_every_ruleset_that_sync_makes() -> None:
    text = (ROOT / "site" / "panduan" / "admin" / "menyiapkan.md").read_text("utf-8")
    owners = (ROOT / ".github" / "CODEOWNERS").read_text("utf-8")
    teams = set(re.findall(r"@[a-z-]+/([a-z-]+)", owners))
    rulesets = sorted((ROOT / ".github").glob("ruleset*.json"))
    assert teams
    assert rulesets
    wanted = teams | {name(path) for path in rulesets}
    assert {word for word in wanted if f"`{word}`" not in text} == set()


def test_the_checks_that_the_guides_name_are_those_that_a_merge_waits_for() -> None:
    rules = json.loads((ROOT / ".github" / "ruleset.json").read_text("utf-8"))["rules"]
    (checks,) = (r["parameters"] for r in rules if r["type"] == "required_status_checks")
    text = (ROOT / "site" / "panduan" / "admin" / "menyiapkan.md").read_text("utf-8")
    names = {check["context"] for check in checks["required_status_checks"]}
    assert {check for check in names if f"**{check}**" not in text} == set()
