"""How far the values of a YAML text reach: made from their places, for changing a text here and there."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from generator.load.source import Path, Source


class Extent:
    """Offsets into the text of a source that has data and no problems."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins."""
        return [0, *(i + 1 for i, letter in enumerate(self.text) if letter == "\n")]

    @cached_property
    def inside(self) -> dict[Path, list[Path]]:
        """The paths directly inside each, as they stand."""
        found: dict[Path, list[Path]] = {}
        for path in self.source.places:
            if path:
                found.setdefault(path[:-1], []).append(path)
        return found

    def _offset(self, line: int, column: int) -> int:
        return self.starts[line - 1] + column - 1

    def start(self, path: Path) -> int:
        """Where a value begins."""
        return self._offset(*self.source.places[path][1][:2])

    def key(self, path: Path) -> int:
        """Where the key of a value begins."""
        span = self.source.places[path][0]
        return self._offset(*span[:2]) if span else self.start(path)

    def colon(self, path: Path) -> int:
        """The place behind the colon of a key."""
        span = self.source.places[path][0]
        return self.text.index(":", self._offset(*span[2:]) if span else 0) + 1

    def is_blank(self, path: Path) -> bool:
        """Whether a key stands without a value."""
        key, value = self.source.places[path]
        return key == value

    def is_flow(self, path: Path) -> bool:
        """Whether a group or list stands in braces."""
        return self.text[self.start(path) :][:1] in ("{", "[")

    def end(self, path: Path) -> int:
        """Where a value ends: behind its last character."""
        if self.is_blank(path):
            return self.colon(path)
        start, inside = self.start(path), self.inside.get(path, [])
        if self.is_flow(path):
            return self._closed(self.end(inside[-1]) if inside else start + 1)
        if inside:
            return self.end(inside[-1])
        end = self._offset(*self.source.places[path][1][2:])
        is_block = self.text[start : start + 1] in ("|", ">")
        return len(self.text[:end].rstrip()) if is_block else end

    def _closed(self, at: int) -> int:
        """The place behind the brace that closes a group whose last value ends at a place."""
        while self.text[at] not in "}]":
            at = self.text.index("\n", at) if self.text[at] == "#" else at + 1
        return at + 1

    def line(self, at: int) -> int:
        """Where the line of a place begins."""
        return self.starts[bisect_right(self.starts, at) - 1]

    def next_line(self, at: int) -> int:
        """Where the line after a place begins."""
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found + 1

    def rest(self, at: int) -> str:
        """What else stands on the line behind a place."""
        return self.text[at : self.next_line(at)].strip()
