"""The only module that writes: a file only if its bytes change, a tree whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_file(path: Path, data: bytes) -> bool:
    """Write a file atomically if it differs; whether it did."""
    try:
        if path.read_bytes() == data:
            return False
    except OSError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = _beside(path, data)
    try:
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    return True


def _beside(path: Path, data: bytes) -> Path:
    """A new file with some bytes beside the one that it is to become."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".baru")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        fresh.chmod(0o644)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    return fresh


def write_new(path: Path, data: bytes) -> None:
    """Write a file atomically where none is. Raises FileExistsError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = _beside(path, data)
    try:
        os.link(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def write_all(root: Path, files: Mapping[str, bytes]) -> None:
    """Write several files, or none: when one cannot be written, all are as they were before."""
    before = {path: _bytes(root / path) for path in files}
    try:
        for path, data in files.items():
            write_file(root / path, data)
    except BaseException:
        for path, data_before in before.items():
            if data_before is None:
                (root / path).unlink(missing_ok=True)
            else:
                write_file(root / path, data_before)
        raise


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def write_tree(root: Path, files: Mapping[str, bytes]) -> int:
    """Make a folder hold exactly some files; how many were written or removed."""
    changed = sum(write_file(root / path, data) for path, data in files.items())
    wanted = {root / path for path in files}
    for path in sorted(root.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted:
            path.unlink()
            changed += 1
    return changed


def touch(path: Path) -> None:
    """Note that a file was used now."""
    path.touch()


def prune(folder: Path, most: int) -> int:
    """Keep only so many files of a folder, those used last; how many were removed."""
    try:
        files = [path for path in folder.iterdir() if path.is_file()]
    except OSError:
        return 0
    newest = sorted(files, key=lambda path: (-path.stat().st_mtime_ns, path.name))
    for path in newest[most:]:
        path.unlink(missing_ok=True)
    return len(newest[most:])


def swap(new: Path, old: Path) -> None:
    """Put a finished folder in the place of another; the other is gone only when the new one stands."""
    away = old.with_name(f".{old.name}.lama")
    shutil.rmtree(away, ignore_errors=True)
    if old.exists():
        old.replace(away)
    try:
        new.replace(old)
    except OSError:
        if away.exists():
            away.replace(old)
        raise
    shutil.rmtree(away, ignore_errors=True)
