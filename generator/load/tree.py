"""Where files come from: a folder, a git revision, or either with some files replaced.

Every tree answers the same two questions: what is there, and what do these files hold. Symbolic
links, submodules and special files are listed with their sort and never opened.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from io import FileIO
from pathlib import Path
from typing import Protocol

from generator import git
from generator.load.text import MAX_BYTES


class Sort(Enum):
    """What an entry is; only plain files are read."""

    FILE = "berkas"
    EXECUTABLE = "berkas yang dapat dijalankan"
    LINK = "tautan simbolik"
    SUBMODULE = "submodul git"
    OTHER = "berkas khusus"


@dataclass(frozen=True, order=True, slots=True)
class Entry:
    """A path (always with /, relative to the tree) and what stands there."""

    path: str
    sort: Sort = Sort.FILE


class Tree(Protocol):
    """A set of files that can be listed and read."""

    def entries(self, folder: str) -> list[Entry]:
        """Everything below a folder, sorted by path."""
        ...

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Each path with its bytes, in the order asked."""
        ...


class Folder:
    """A folder of the file system."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def entries(self, folder: str) -> list[Entry]:
        found = _no_folder(self.root, folder)
        pending = [] if found else [folder.rstrip("/")]
        while pending:
            here = pending.pop()
            try:
                scanned = os.scandir(self.root / here)
            except OSError:
                continue
            with scanned:
                for item in scanned:
                    path = f"{here}/{item.name}"
                    if item.is_symlink():
                        found.append(Entry(path, Sort.LINK))
                    elif not item.is_dir(follow_symlinks=False):
                        found.append(Entry(path, _sort(item.stat(follow_symlinks=False).st_mode)))
                    elif (self.root / path / ".git").exists():
                        found.append(Entry(path, Sort.SUBMODULE))
                    elif item.name != ".git":
                        pending.append(path)
        return sorted(found, key=lambda entry: entry.path)

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        root = str(self.root)
        for path in paths:
            with FileIO(f"{root}/{path}") as file:
                size = os.fstat(file.fileno()).st_size
                yield path, file.read(min(size, MAX_BYTES) + 1)


def _no_folder(root: Path, folder: str) -> list[Entry]:
    """What stands in the place of a folder when it is none: a link is not followed."""
    top = root / folder
    if top.is_symlink():
        return [Entry(folder, Sort.LINK)]
    return [Entry(folder, _sort(top.stat().st_mode))] if top.exists() and not top.is_dir() else []


def _sort(mode: int) -> Sort:
    if not stat.S_ISREG(mode):
        return Sort.OTHER
    return Sort.EXECUTABLE if mode & stat.S_IXUSR else Sort.FILE


_MODES = {
    "100644": Sort.FILE,
    "100755": Sort.EXECUTABLE,
    "120000": Sort.LINK,
    "160000": Sort.SUBMODULE,
}


MOST_NAMED = 1000
"""Files that are asked for by name; of more everything is listed, since a command line has an end."""


class Revision:
    """A git revision, or some of its files; nothing is checked out."""

    def __init__(self, root: Path, revision: str, only: Iterable[str] | None = None) -> None:
        self.root = root
        self.revision = git.commit(root, revision)
        wanted = None if only is None else tuple(only)
        self._only = wanted if wanted is None or len(wanted) <= MOST_NAMED else None
        self._objects: dict[str, git.Entry] = {}
        self._listed: dict[str, list[Entry]] = {}

    def entries(self, folder: str) -> list[Entry]:
        if folder not in self._listed:
            asked = self._asked(folder)
            listed = git.entries(self.root, self.revision, *asked) if asked else []
            self._objects |= {entry.path: entry for entry in listed}
            found = (Entry(entry.path, _MODES.get(entry.mode, Sort.OTHER)) for entry in listed)
            self._listed[folder] = sorted(found)
        return self._listed[folder]

    def _asked(self, folder: str) -> tuple[str, ...]:
        if self._only is None:
            return (folder,)
        return tuple(p for p in self._only if p == folder or p.startswith(f"{folder}/"))

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        wanted = list(paths)
        for path in wanted:
            if path not in self._objects:
                self.entries(path)
        names = [self._objects[path].object for path in wanted]
        sizes = dict(zip(wanted, git.sizes(self.root, names), strict=True))
        large = {path for path in wanted if sizes[path] > MAX_BYTES}
        names = [self._objects[path].object for path in wanted if path not in large]
        contents = git.blobs(self.root, names)
        for path in wanted:
            yield path, b" " * (MAX_BYTES + 1) if path in large else next(contents)


class Snapshot:
    """A tree by the modes and object names of its paths, over contents that were read already."""

    def __init__(self, paths: Mapping[str, tuple[str, str]], contents: Mapping[str, bytes]) -> None:
        self.paths = paths
        self.contents = contents

    def entries(self, folder: str) -> list[Entry]:
        prefix = f"{folder.rstrip('/')}/"
        return sorted(
            Entry(path, _MODES.get(mode, Sort.OTHER))
            for path, (mode, _) in self.paths.items()
            if path.startswith(prefix) or path == folder
        )

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        for path in paths:
            yield path, self.contents[self.paths[path][1]]


def contents(root: Path, names: Iterable[str]) -> dict[str, bytes]:
    """What objects hold, by name; one that is too large is not read, and what stands for it is too large."""
    wanted = list(dict.fromkeys(names))
    sizes = git.objects(root, wanted)
    large = {name for name, size in sizes if size > MAX_BYTES}
    small = [name for name, _ in sizes if name and name not in large]
    return dict(zip(small, git.blobs(root, small), strict=True)) | dict.fromkeys(
        large, b" " * (MAX_BYTES + 1)
    )


class Spliced:
    """A tree in which some paths are as another tree has them (or does not)."""

    def __init__(self, tree: Tree, other: Tree, paths: Iterable[str]) -> None:
        self.tree = tree
        self.other = other
        self.paths = frozenset(paths)

    def entries(self, folder: str) -> list[Entry]:
        kept = [entry for entry in self.tree.entries(folder) if entry.path not in self.paths]
        taken = [entry for entry in self.other.entries(folder) if entry.path in self.paths]
        return sorted(kept + taken, key=lambda entry: entry.path)

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        wanted = list(paths)
        mine = iter(self.tree.read(path for path in wanted if path not in self.paths))
        theirs = iter(self.other.read(path for path in wanted if path in self.paths))
        for path in wanted:
            yield next(theirs if path in self.paths else mine)


class Part:
    """Those files of a tree for which a test of their path holds."""

    def __init__(self, tree: Tree, keeps: Callable[[str], bool]) -> None:
        self.tree = tree
        self.keeps = keeps

    def entries(self, folder: str) -> list[Entry]:
        return [entry for entry in self.tree.entries(folder) if self.keeps(entry.path)]

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        return self.tree.read(paths)


class Overlay:
    """A tree in which some files are replaced, added, or (with None) taken away."""

    def __init__(self, tree: Tree, files: Mapping[str, bytes | None]) -> None:
        self.tree = tree
        self.files = files

    def entries(self, folder: str) -> list[Entry]:
        kept = [entry for entry in self.tree.entries(folder) if entry.path not in self.files]
        prefix = f"{folder.rstrip('/')}/"
        added = [
            Entry(path)
            for path, data in self.files.items()
            if data is not None and (path.startswith(prefix) or path == folder)
        ]
        return sorted(kept + added)

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        for path in paths:
            data = self.files.get(path)
            if data is not None:
                yield path, data
            else:
                yield from self.tree.read([path])
