"""One YAML file: its data as text, its faults, and on demand the place of every value.

The only door to ruamel.yaml. Reading uses the events of its C parser, never compose or load, which
recurse. The first pass keeps no marks; places are made by a second pass, asked for only where a
finding needs one. Accepted is a strict subset of YAML: one document, a mapping at the root, no
anchor, alias, tag, merge key, directive or duplicate key, bounded depth, nodes and size.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from _ruamel_yaml import CParser
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from generator.diagnostic import Location
from generator.load.text import Problem, Span, decode, faults_of_text, unwanted_character

Data = Any
Path = tuple[str | int, ...]

MAX_DEPTH = 40
MAX_NODES = 50_000


class Stop(Exception):
    """The file cannot be read further; carries the one problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.name)
        self.problem = problem


class Source:
    """A YAML file as read: `data` (dicts, lists and text) or None, and `problems`."""

    def __init__(self, path: str, raw: bytes) -> None:
        self.path = path
        self.raw = raw
        self.data: dict[str, Data] | None = None
        self.problems: tuple[Problem, ...] = ()
        self.has_blanks = False
        """Whether some key stands without a value; such a key is in `places` and not in `data`."""
        text, problem = decode(raw)
        self.text = text
        if problem is None:
            problem = faults_of_text(text)
        if problem is not None:
            self.problems = (problem,)
            return
        builder = _Builder(text)
        try:
            self.data = builder.build()
        except Stop as stop:
            self.problems = (stop.problem,)
        else:
            self.problems = tuple(builder.problems)
            self.has_blanks = bool(builder.blanks)

    @cached_property
    def places(self) -> dict[Path, tuple[Span | None, Span]]:
        """For each path the span of its key (None in lists and at the root) and of its value."""
        if self.data is None:
            return {}
        return _places(self.text)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The text's lines without their ends."""
        return tuple(self.text.replace("\r\n", "\n").split("\n"))

    def at(self, span: Span) -> Location:
        """The location of a span of this file."""
        return Location(self.path, *span)

    def value(self, path: Path) -> Location:
        """Where the value of a path stands; the nearest place above it when it is absent."""
        while path and path not in self.places:
            path = path[:-1]
        place = self.places.get(path)
        return self.at(place[1]) if place else Location(self.path)

    def key(self, path: Path) -> Location:
        """Where the key of a path stands; its value's place when it has no key."""
        place = self.places.get(path)
        if place is None:
            return self.key(path[:-1]) if path else Location(self.path)
        return self.at(place[0] or place[1])


class _Builder:
    """Builds the data of one document from parser events."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.problems: list[Problem] = []
        self.stack: list[dict[str, Data] | list[Data]] = []
        self.keys: list[str | None] = []
        self.escapes = "\\" in text
        self.root: dict[str, Data] | None = None
        self.nodes = 0
        self.blanks: set[tuple[int, str]] = set()

    def build(self) -> dict[str, Data]:
        for event in events(self.text):
            kind = type(event)
            if kind is ScalarEvent:
                self._scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._open(event, {} if kind is MappingStartEvent else [])
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self.stack.pop()
                self.keys.pop()
            elif kind is AliasEvent:
                raise Stop(Problem("alias", span(event), {"nama": event.anchor}))
        if self.root is None:
            raise Stop(Problem("empty_file", (1, 1, 1, 1)))
        return self.root

    def _open(self, event: Any, container: dict[str, Data] | list[Data]) -> None:
        self._check(event)
        stack = self.stack
        if not stack:
            if self.root is not None or not isinstance(container, dict):
                raise Stop(Problem("root_not_mapping", span(event)))
            self.root = container
        else:
            parent = stack[-1]
            if isinstance(parent, list):
                parent.append(container)
            else:
                key = self.keys[-1]
                if key is None:
                    raise Stop(Problem("complex_key", span(event)))
                parent[key] = container
                self.keys[-1] = None
        stack.append(container)
        self.keys.append(None)
        if len(stack) > MAX_DEPTH:
            raise Stop(Problem("too_deep", span(event), {"batas": str(MAX_DEPTH)}))

    def _scalar(self, event: Any) -> None:
        self._check(event)
        stack = self.stack
        value: str = event.value
        if self.escapes and event.style == '"' and unwanted_character(value):
            raise Stop(Problem("control_character", span(event), unwanted_character(value)))
        if not stack:
            name = "empty_file" if not value and not event.style else "root_not_mapping"
            raise Stop(Problem(name, span(event)))
        parent = stack[-1]
        if isinstance(parent, list):
            parent.append(value)
        elif self.keys[-1] is None:
            self._key(event, value, parent)
        else:
            if value or event.style:
                parent[self.keys[-1]] = value
            else:
                self.blanks.add((id(parent), self.keys[-1]))
            self.keys[-1] = None

    def _key(self, event: Any, value: str, parent: dict[str, Data]) -> None:
        if value == "<<" and not event.style:
            raise Stop(Problem("merge_key", span(event)))
        if value in parent or (self.blanks and (id(parent), value) in self.blanks):
            self.problems.append(Problem("duplicate_key", span(event), {"kunci": value}))
        self.keys[-1] = value

    def _check(self, event: Any) -> None:
        self.nodes += 1
        if event.anchor is not None:
            raise Stop(Problem("anchor", span(event), {"nama": event.anchor}))
        if event.tag is not None:
            raise Stop(Problem("tag", span(event), {"nama": str(event.tag)}))
        if self.nodes > MAX_NODES:
            raise Stop(Problem("too_many_values", span(event), {"batas": str(MAX_NODES)}))


def events(text: str) -> Any:
    """The parser's events; a syntax fault, a directive or a second document raises `Stop`."""
    parser = CParser(text)
    documents = 0
    try:
        get = parser.get_event
        while True:
            event = get()
            kind = type(event)
            if kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise Stop(Problem("second_document", span(event)))
                if event.version or event.tags:
                    raise Stop(Problem("directive", span(event)))
            elif kind is StreamEndEvent:
                return
            yield event
    except MarkedYAMLError as error:
        raise Stop(_syntax(error)) from None
    except YAMLError as error:
        raise Stop(Problem("syntax", (1, 1, 1, 1), {"rincian": str(error)})) from None


_OPENED = ("quoted scalar", "flow mapping", "flow sequence")
"""What a fault may leave open: its beginning says more than the place where the end was missed."""


def _syntax(error: MarkedYAMLError) -> Problem:
    inside = any(name in (error.context or "") for name in _OPENED)
    mark = (inside and error.context_mark) or error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Problem(
        "syntax",
        (line, column, line, column + 1),
        {"rincian": error.problem or "", "konteks": error.context or ""},
    )


def span(event: Any) -> Span:
    """An event's range, 1-based."""
    start, end = event.start_mark, event.end_mark
    return (start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _places(text: str) -> dict[Path, tuple[Span | None, Span]]:
    places: dict[Path, tuple[Span | None, Span]] = {}
    paths: list[Path] = []
    keys: list[tuple[str, Span] | None] = []
    counts: list[int] = []
    for event in events(text):
        kind = type(event)
        if kind is MappingEndEvent or kind is SequenceEndEvent:
            paths.pop(), keys.pop(), counts.pop()
        elif kind in (ScalarEvent, MappingStartEvent, SequenceStartEvent):
            path: Path = ()
            key_span = None
            if paths:
                if counts[-1] >= 0:
                    path = (*paths[-1], counts[-1])
                    counts[-1] += 1
                elif (key := keys[-1]) is None:
                    keys[-1] = (event.value, span(event))
                    continue
                else:
                    path, key_span = (*paths[-1], key[0]), key[1]
                    keys[-1] = None
            places.setdefault(path, (key_span, _value_span(event, kind, key_span)))
            if kind is not ScalarEvent:
                paths.append(path)
                keys.append(None)
                counts.append(0 if kind is SequenceStartEvent else -1)
    return places


def _value_span(event: Any, kind: type, key_span: Span | None) -> Span:
    """A value's span; an empty value has its key's, a block collection only its first character."""
    found = span(event)
    if kind is ScalarEvent:
        return key_span if key_span and not event.value and not event.style else found
    return (found[0], found[1], found[0], found[1] + 1) if found[2] != found[0] else found
