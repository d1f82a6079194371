"""docs/format.md tells of every annotation, concept and option, and of none that does not exist."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.load.source import Source

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/format.md").read_text("utf-8")
SOPS = (ROOT / "sop", ROOT / "tests/sop_kedua/sop")
# Functions whose string arguments are concepts.
READERS = {
    "has",
    "integer",
    "items",
    "mapping",
    "meaning",
    "object",
    "path",
    "spot",
    "text",
    "texts",
}


def section(title: str) -> str:
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def forms(sop: Path) -> Iterator[dict[str, Any]]:
    for path in sorted((sop / "formulir").glob("*.yaml")):
        data = Source(path.name, path.read_bytes()).data
        assert data is not None
        yield data


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, list):
        for item in schema:
            yield from nodes(item)
    elif isinstance(schema, dict):
        yield schema
        for item in schema.values():
            yield from nodes(item)


def used(sop: Path) -> list[dict[str, Any]]:
    return [node for form in forms(sop) for node in nodes(form)]


def code() -> Iterator[ast.AST]:
    for path in sorted((ROOT / "generator").rglob("*.py")):
        yield from ast.walk(ast.parse(path.read_text("utf-8")))


def annotations_of_the_page() -> set[str]:
    return set(re.findall(r"^\| `(x-[a-z-]+)` \|", section("Annotations"), re.MULTILINE))


def concepts_of_the_page() -> set[str]:
    return set(re.findall(r"`([a-z_]+)`", section("Concepts")))


def test_annotations_are_those_that_the_code_reads() -> None:
    read = {
        node.value
        for node in code()
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"x-[a-z]+(?:-[a-z]+)*", node.value)
    }
    assert annotations_of_the_page() == read


@pytest.mark.parametrize("sop", SOPS, ids=lambda path: path.parent.name)
def test_forms_use_only_what_the_page_tells(sop: Path) -> None:
    marks = {key for node in used(sop) for key in node if key.startswith("x-")}
    assert marks <= annotations_of_the_page()
    concepts = {node["x-konsep"] for node in used(sop) if isinstance(node.get("x-konsep"), str)}
    assert concepts <= concepts_of_the_page()


def test_concepts_that_the_code_asks_for_are_on_the_page() -> None:
    asked = set()
    for node in code():
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        name, owner = node.func.attr, node.func.value
        if (
            name in READERS
            and isinstance(owner, ast.Name)
            and owner.id in ("item", "reader", "r", "facts")
        ):
            asked |= {a.value for a in node.args if isinstance(a, ast.Constant)}
    assert {"selesai", "tujuan", "ukuran_rujukan", "masa_jabatan"} <= asked
    assert asked <= concepts_of_the_page()


def test_meanings_are_those_of_the_forms_and_the_code() -> None:
    table = dict(re.findall(r"^\| `([a-z]+)` \| (.*) \|$", section("Meanings"), re.MULTILINE))
    told = {concept: set(re.findall(r"`([a-z_0-9]+)`", text)) for concept, text in table.items()}
    for sop in SOPS:
        for node in used(sop):
            if isinstance(node.get("x-arti"), dict):
                assert set(node["x-arti"].values()) <= told[node["x-konsep"]], node["title"]


def test_options_are_those_that_rules_read() -> None:
    read = set()
    for node in code():
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="context"), attr="option"),
                args=[_, ast.Constant(value=str(name)), *_],
            ):
                read.add(name)
    rows = re.findall(
        r"^\| ([A-Z]\d{3}.*?) \| (.*?) \|$", section("Options of rules"), re.MULTILINE
    )
    told = {name for _, text in rows for name in re.findall(r"`([a-z_]+)`", text.partition(":")[0])}
    assert told == read
    codes = {code for codes, _ in rows for code in re.findall(r"[A-Z]\d{3}", codes)}
    settings = Source("aturan.yaml", (ROOT / "sop/aturan.yaml").read_bytes()).data
    assert settings is not None
    assert {code for code, entry in settings["aturan"].items() if "opsi" in entry} == codes
