"""A document's text with some values changed: comments, order, quoting and every other line stay as they are.

Works on the text by the places of its values. The result is read again; where it does not say just
what was wanted (YAML allows stranger manners than people use), the document is written anew.
"""

from __future__ import annotations

from typing import Any

from generator.load.corpus import Document
from generator.load.digest import digest
from generator.load.extent import Extent
from generator.load.schema import Form, Schema
from generator.load.source import Path, Source
from generator.publish import written
from generator.review.naming import ordered
from generator.review.pairing import pair

Edit = tuple[int, int, str]
"""Begin and end in the text, and what is to stand there."""


def amended(document: Document, wanted: dict[str, Any]) -> str:
    """The text of a document that says what is wanted, changed no more than needed."""
    source, schema = document.source, document.form.schema
    if _same(document.data, wanted):
        return source.text
    work = _Work(source)
    work.value((), document.data, wanted, schema)
    text = work.applied(0, len(source.text), work.edits)
    return text if says(text, wanted, document.form) else _anew(source, wanted, schema)


def says(text: str, wanted: dict[str, Any], form: Form) -> bool:
    """Whether a text is read as just these values."""
    source = Source("", text.encode())
    if source.data is None or source.problems:
        return False
    return digest(form.typed(source.data)) == digest(wanted)


def _anew(source: Source, wanted: dict[str, Any], schema: Schema) -> str:
    head = []
    for line in source.lines:
        if not line.startswith("#"):
            break
        head.append(line)
    return written.document(wanted, schema, head)


def _same(old: Any, new: Any) -> bool:
    return digest(old) == digest(new)


class _Work(Extent):
    """Collects the edits that make a text say something else."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.newline = "\r\n" if "\r\n" in source.text else "\n"
        self.edits: list[Edit] = []

    def applied(self, start: int, end: int, edits: list[Edit]) -> str:
        """A part of the text with edits applied."""
        out, at = [], start
        for begin, finish, text in sorted(edits, key=lambda edit: edit[:2]):
            out += [self.text[at:begin], text]
            at = finish
        return "".join([*out, self.text[at:end]])

    def _joined(self, lines: list[str]) -> str:
        return "".join(f"{line}{self.newline}" for line in lines)

    # -- changes ------------------------------------------------------------------------------

    def value(self, path: Path, old: Any, new: Any, schema: Schema) -> None:
        """Make a value another one."""
        if _same(old, new):
            return
        in_lines = path in self.inside and not self.is_flow(path)
        if isinstance(old, dict) and isinstance(new, dict) and in_lines:
            self._group(path, old, new, schema)
        elif isinstance(old, list) and isinstance(new, list) and in_lines and new:
            self._list(path, old, new, schema.get("items", {}))
        elif isinstance(old, dict) and isinstance(new, dict) and old:
            braces = self._braces(path, old, new, schema)
            self.edits.append((self.start(path), self.end(path), braces))
        elif isinstance(old, list) and isinstance(new, list) and old and not in_lines:
            self.edits.append((self.start(path), self.end(path), written.flow(new, schema)))
        else:
            self._other(path, new, schema)

    def _other(self, path: Path, new: Any, schema: Schema) -> None:
        """Write a value in the place of another, or behind a key that has none."""
        end = self.end(path)
        if not isinstance(new, dict | list) and not self.inside.get(path):
            text = self._in_style(path, new, schema)
            begin = end if self.is_blank(path) else self.start(path)
            self.edits.append((begin, end, f" {text}" if self.is_blank(path) else text))
            return
        name, indent = path[-1], self.key(path) - self.line(self.key(path))
        if isinstance(name, int):
            self.edits.append((self.start(path), end, written.flow(new, schema)))
            return
        first, *rest = written.entry(name, new, schema, indent)
        begin = self.colon(path)
        tail = first[len(written.key(name)) + indent + 1 :]
        if self.rest(end) and rest:
            self.edits.append((begin, end, ""))
            at = self.next_line(end)
            self.edits.append((at, at, self._joined(rest)))
        else:
            self.edits.append((begin, end, self.newline.join([tail, *rest])))

    def _in_style(self, path: Path, new: Any, schema: Schema) -> str:
        """A single value in the manner of the one whose place it takes."""
        raw = "" if self.is_blank(path) else self.text[self.start(path) : self.end(path)]
        line = written.scalar(new, schema)
        if raw[:1] == '"' or (raw[:1] == "'" and line[:1] == '"'):
            return written.quoted(new if isinstance(new, str) else line)
        if raw[:1] == "'":
            return "'{}'".format(line.replace("'", "''"))
        if self.rest(self.end(path)):
            return line
        at = self.start(path) if raw else self.end(path) + 1
        key = self.key(path)
        indent = key - self.line(key) + (2 if isinstance(path[-1], str) else 0)
        return self.newline.join(written.scalar_lines(new, schema, indent, at - self.line(at)))

    def _braces(self, path: Path, old: dict[str, Any], new: dict[str, Any], schema: Schema) -> str:
        """A group in braces; what did not change in it is written as it was."""
        parts = []
        for name, inner in self._in_order(path, new, schema):
            here = (*path, name)
            text = written.flow(new[name], inner)
            if name in old and _same(old[name], new[name]):
                text = self.text[self.start(here) : self.end(here)]
            parts.append(f"{written.key(name)}: {text}")
        return f"{{{', '.join(parts)}}}"

    def _in_order(
        self, path: Path, new: dict[str, Any], schema: Schema
    ) -> list[tuple[str, Schema]]:
        """The fields of a group as they stand, and each new one behind the one it follows in the form."""
        formal = ordered(new, schema)
        names = [str(p[-1]) for p in self.inside.get(path, []) if p[-1] in new]
        for position, (name, _) in enumerate(formal):
            if name not in names:
                before = [one for one, _ in formal[:position]]
                names.insert(names.index(before[-1]) + 1 if before else 0, name)
        schemas = dict(formal)
        return [(name, schemas[name]) for name in names]

    # -- groups and lists in lines ------------------------------------------------------------

    def _group(self, path: Path, old: dict[str, Any], new: dict[str, Any], schema: Schema) -> None:
        fields = schema.get("properties", {})
        kept: list[Path] = []
        for here in self.inside[path]:
            name = here[-1]
            if name in new:
                kept.append(here)
                self.value(here, old.get(name), new[name], fields.get(name, {}))
            elif name not in old:
                kept.append(here)
        if not kept:
            self._other(path, new, schema)
            return
        self._remove(path, kept)
        self._add(kept, new, schema)

    def _remove(self, path: Path, kept: list[Path]) -> None:
        """Take out the lines of fields; a first field behind a dash gives its place to the next."""
        every = self.inside[path]
        first = self.key(every[0])
        if every[0] not in kept and self.text[self.line(first) : first].strip():
            self.edits.append((first, self.key(kept[0]), ""))
            every = every[every.index(kept[0]) :]
        for here in every:
            if here not in kept:
                begin = self.line(self.key(here))
                self.edits.append((begin, self.next_line(self.end(here)), ""))

    def _add(self, kept: list[Path], new: dict[str, Any], schema: Schema) -> None:
        indent = self.key(kept[0]) - self.line(self.key(kept[0]))
        there = {here[-1]: here for here in kept}
        before: Path | None = None
        for name, inner in ordered(new, schema):
            if name in there:
                before = there[name]
                continue
            lines = written.entry(name, new[name], inner, indent)
            if before is None:
                at = self.key(kept[0])
                self.edits.append((at, at, self._joined(lines).lstrip(" ") + " " * indent))
            else:
                at = self.next_line(self.end(before))
                gap = "" if self.text[at - 1] == "\n" else self.newline
                self.edits.append((at, at, gap + self._joined(lines)))

    def _list(self, path: Path, old: list[Any], new: list[Any], items: Schema) -> None:
        """Put a list together from the lines of its old items and of new ones."""
        begins = self._items(path)
        pairs = pair(old, new, items)
        was = {after: before for before, after in pairs.kept}
        indent = self.start(path) - self.line(self.start(path))
        in_braces = self.is_flow((*path, 0))
        out = []
        for position, value in enumerate(new):
            if position in was:
                out.append(self._item((*path, was[position]), begins, old, value, items))
            elif in_braces and isinstance(value, dict | list):
                out.append(self._joined([f"{' ' * indent}- {written.flow(value, items)}"]))
            else:
                out.append(self._joined(written.item(value, items, indent)))
        self.edits.append((begins[0], begins[-1], "".join(out)))

    def _item(self, path: Path, begins: list[int], old: list[Any], new: Any, items: Schema) -> str:
        number = int(path[-1])
        outer, self.edits = self.edits, []
        self.value(path, old[number], new, items)
        inner, self.edits = self.edits, outer
        text = self.applied(begins[number], begins[number + 1], inner)
        return text if text.endswith("\n") else text + self.newline

    def _items(self, path: Path) -> list[int]:
        """Where the lines of each item begin, with the comments above it, and where the last one ends."""
        dash = self.start(path) - self.line(self.start(path))
        begins = [self.line(self.start(path))]
        for here, following in zip(self.inside[path], self.inside[path][1:], strict=False):
            begins.append(min(self.next_line(self.end(here)), self._dash(following, dash)))
        return [*begins, self.next_line(self.end(self.inside[path][-1]))]

    def _dash(self, path: Path, column: int) -> int:
        """Where the line with the dash of an item begins."""
        line = self.line(self.start(path))
        while line and self.text[line : line + column + 1].strip() != "-":
            line = self.line(line - 1)
        return line
