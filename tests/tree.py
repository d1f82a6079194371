"""A tree made of the project's `sop/` and the small corpus `tests/contoh/content`, and changes to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from generator.check import slots
from generator.diagnostic import Fix
from generator.load.corpus import load
from generator.load.digest import digest
from generator.load.tree import Entry, Folder, Overlay, Sort, Tree
from generator.rules.page import Change
from generator.rules.register import Register
from generator.sop.reader import read

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests" / "contoh"
REGISTER = "nip.yaml"
LINK = "(tautan simbolik)"


class Sample:
    """The project's rule book and the sample's documents, each file read once."""

    def entries(self, folder: str) -> list[Entry]:
        return _folder(folder).entries(folder)

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        for path in paths:
            yield path, _bytes(path)


def _folder(path: str) -> Folder:
    return Folder(SAMPLE if path.split("/", maxsplit=1)[0] in ("content", REGISTER) else ROOT)


@cache
def _bytes(path: str) -> bytes:
    ((_, data),) = _folder(path).read([path])
    return data


class Linked:
    """A tree in which some entries are symbolic links."""

    def __init__(self, tree: Tree, links: frozenset[str]) -> None:
        self.tree = tree
        self.links = links

    def entries(self, folder: str) -> list[Entry]:
        found = [e for e in self.tree.entries(folder) if e.path not in self.links]
        added = [Entry(p, Sort.LINK) for p in self.links if p.startswith(f"{folder}/")]
        return sorted(found + added)

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        return self.tree.read(paths)


def overlay(files: Mapping[str, str | bytes | None], base: Tree | None = None) -> Overlay:
    """The sample (or another tree) with some files replaced, added, or (None) taken away."""
    raw = {p: t.encode() if isinstance(t, str) else t for p, t in files.items()}
    return Overlay(base or Sample(), raw)


def text_of(path: str) -> str:
    """The text of a file of the sample."""
    return _bytes(path).decode()


SUPPLEMENT = "content/2026/rbak/5-pengesahan-susulan-1.yaml"


def succeeded(path: str) -> dict[str, str | None]:
    """Files in which a document of the sample's unit has a newer version, signed by evidence that comes after."""
    text, evidence = text_of(path), text_of("content/2026/rbak/5-pengesahan.yaml")
    id = text.split("\nid: ", 1)[1].split("\n", 1)[0]
    new = text.replace(f"\nid: {id}\n", f"\nid: {id}-2\nmenggantikan: {id}\n", 1)
    new = re.sub(r"\b(tanggal|diserahkan): 2026-01-1[0-9]", r"\1: 2026-01-20", new)
    revised = "versi: perubahan\nke: 1\nalasan: {jenis: perubahan_prioritas_asumsi, uraian: Target disesuaikan}"
    new = new.replace("versi: murni", revised)
    sop = read(Sample()).sop
    assert sop is not None
    document = load(overlay({path: new}), slots(sop)).find(f"{id}-2")
    assert document is not None
    listed = f'dokumen:\n  - {{dokumen: {id}-2, sidik: "{digest(document.as_read)}"}}\ninventaris:'
    after = re.sub(r"(?s)dokumen:\n.*?\ninventaris:", listed, evidence, count=1)
    after = re.sub(
        r"(?s)\npengembalian:.*?\nselesai: .*", "\nselesai: 2026-01-22T09:30+07:00", after
    )
    for old, to in (
        ("jenis: pengesahan\n", "jenis: pengesahan_susulan\n"),
        ("id: pengesahan-2026-rbak", "id: pengesahan-2026-rbak-susulan-1"),
        ("2026-01-19", "2026-01-22"),
        ("jumlah: 5", "jumlah: 1"),
    ):
        after = after.replace(old, to)
    return {path.replace(".yaml", "-2.yaml"): new, SUPPLEMENT: after}


def changed(
    changes: Iterable[Change], replaced: Mapping[str, bool] | None = None
) -> tuple[Tree, Register | None]:
    """The sample with the changes of a rule's example, and the register that they make.

    `replaced`: paths of documents that have a newer version, and whether it is signed.
    """
    files: dict[str, str | None] = {}
    for path, signed in (replaced or {}).items():
        newer = succeeded(path)
        files |= newer if signed else {p: t for p, t in newer.items() if p != SUPPLEMENT}
    links: set[str] = set()
    for change in changes:
        if change.new == (LINK,):
            links.add(change.path)
            continue
        files[change.path] = _after(change, _current(change.path, files))
    numbers = files.pop(REGISTER, None)
    register = None
    if numbers is not None:
        register = Register.read(REGISTER, numbers.encode())
    raw = {p: None if t is None else t.encode("utf-8", "surrogateescape") for p, t in files.items()}
    tree: Tree = Overlay(Sample(), raw)
    return (Linked(tree, frozenset(links)) if links else tree), register


def _current(path: str, files: Mapping[str, str | None]) -> str | None:
    if path in files:
        return files[path]
    return text_of(path) if (_folder(path).root / path).is_file() else None


def _after(change: Change, text: str | None) -> str | None:
    if change.whole:
        return "\n".join([*change.new, ""]) if change.new else None
    if not change.old:
        return (text or "") + "\n".join([*change.new, ""])
    assert text is not None, f"{change.path} does not exist"
    return replaced(text, change.old, change.new)


def replaced(text: str, old: tuple[str, ...], new: tuple[str, ...]) -> str:
    """A text with consecutive lines replaced; the new ones get the indentation of the first old one."""
    lines = text.split("\n")
    start = position(lines, old)
    assert start is not None, f"these lines do not occur: {old}"
    first = lines[start]
    margin = first[: len(first) - len(first.lstrip())]
    lines[start : start + len(old)] = [margin + line if line else line for line in new]
    return "\n".join(lines)


def position(lines: list[str], wanted: tuple[str, ...]) -> int | None:
    """Where consecutive lines first occur, compared without indentation."""
    stripped = [line.strip() for line in lines]
    sought = [line.strip() for line in wanted]
    for start in range(len(lines) - len(sought) + 1):
        if stripped[start : start + len(sought)] == sought:
            return start
    return None


def fixed(text: str, fix: Fix, path: str) -> str:
    """A text with a fix applied."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for edit in sorted(fix.edits, reverse=True):
        at = edit.location
        assert at.path == path, "a fix of another file"
        start = starts[at.line - 1] + at.column - 1
        end = starts[at.end_line - 1] + at.end_column - 1
        text = text[:start] + edit.replacement + text[end:]
    return text
