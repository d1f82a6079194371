"""Knowing without work that nothing changed: digests of a build's inputs and of its outputs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path


def of_inputs(files: Iterable[Path], root: Path, settings: Iterable[str]) -> str:
    """A digest of some files (their paths below a root and their bytes) and of settings."""
    whole = hashlib.sha256("\0".join(settings).encode())
    for path in sorted(files):
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        data = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"\0{name}\0{data}".encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def of_outputs(folder: Path) -> list[list[object]]:
    """Path, size and digest of every file below a folder, what is hidden at its top left out."""
    found: list[list[object]] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not name.parts[0].startswith("."):
            data = path.read_bytes()
            found.append([name.as_posix(), len(data), hashlib.sha256(data).hexdigest()])
    return found


def of_tree(folder: Path) -> str:
    """A digest of all that `of_outputs` finds."""
    return hashlib.sha256(json.dumps(of_outputs(folder)).encode()).hexdigest()


def unchanged(record: Path, inputs: str, folder: Path) -> bool:
    """Whether a folder still holds what a build with these inputs left in it."""
    try:
        kept = json.loads(record.read_bytes())
    except (OSError, ValueError):
        return False
    return bool(kept == {"inputs": inputs, "outputs": of_outputs(folder)})


def remember(inputs: str, folder: Path) -> bytes:
    """What to keep for `unchanged`."""
    return json.dumps({"inputs": inputs, "outputs": of_outputs(folder)}).encode()
