"""One YAML file: its data as text, its faults, and on demand the place of every value.

The only door to ruamel.yaml. Reading uses the events of its C parser, never compose or load, which
recurse. The first pass keeps no marks; places are made by a second pass, asked for only where a
finding needs one. Accepted is a strict subset of YAML: one document, a mapping at the root, no
anchor, alias, tag, merge key, directive or duplicate key, bounded depth, nodes and size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import count
from sys import intern
from typing import Any

from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from generator.diagnostic import Location
from generator.load.text import Problem, Span, decode, faults_of_text, lines, unwanted_character

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
        """The file's bytes as long as there is no data; of a file that is read only `text` is kept."""
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
            self.raw = b""
            self.problems = tuple(builder.problems)
            self.has_blanks = builder.has_blanks

    @cached_property
    def places(self) -> Places:
        """For each path the span of its key (None in lists and at the root) and of its value."""
        return {} if self.data is None else _places(self.text, None)

    @cached_property
    def _first_places(self) -> Places:
        return {}

    def _place(self, path: Path) -> tuple[Span | None, Span] | None:
        """One place. Most files have one finding, so the first search stops where it succeeds."""
        found = self._first_places.get(path)
        if found is None and not self._first_places and self.data is not None:
            self._first_places.update(_places(self.text, path))
            found = self._first_places.get(path)
        return found or self.places.get(path)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The text's lines without their ends."""
        return lines(self.text)

    def at(self, span: Span) -> Location:
        """The location of a span of this file."""
        return Location(self.path, *span)

    def value(self, path: Path) -> Location:
        """Where the value of a path stands; the nearest place above it when it is absent."""
        while (place := self._place(path)) is None and path:
            path = path[:-1]
        return self.at(place[1]) if place else Location(self.path)

    def key(self, path: Path) -> Location:
        """Where the key of a path stands; its value's place when it has no key."""
        place = self._place(path)
        if place is None:
            return self.key(path[:-1]) if path else Location(self.path)
        return self.at(place[0] or place[1])


class _Builder:
    """Builds the data of one document from parser events, by descent of at most `MAX_DEPTH`."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self.has_blanks = False
        self.escapes = "\\" in text
        self.nodes = 0
        self.get = CParser(text).get_event

    def build(self) -> dict[str, Data]:
        """The root mapping; a fault that leaves nothing to read raises `Stop`."""
        with _faults_stop():
            self.get()
            start = self.get()
            if type(start) is StreamEndEvent:
                raise Stop(Problem("empty_file", (1, 1, 1, 1)))
            _no_directive(start)
            root = self._root(self.get())
            self.get()
            end = self.get()
            if type(end) is not StreamEndEvent:
                raise Stop(Problem("second_document", span(end)))
            return root

    def _root(self, event: Any) -> dict[str, Data]:
        self._check(event)
        if type(event) is MappingStartEvent:
            return self._mapping(1)
        empty = type(event) is ScalarEvent and not event.value and not event.style
        raise Stop(Problem("empty_file" if empty else "root_not_mapping", span(event)))

    def _mapping(self, depth: int) -> dict[str, Data]:
        data: dict[str, Data] = {}
        blanks: set[str] = set()
        get, escapes = self.get, self.escapes
        while True:
            event = get()
            if type(event) is not ScalarEvent:
                if type(event) is MappingEndEvent:
                    return data
                self._check(event)
                raise Stop(Problem("complex_key", span(event)))
            self.nodes += 2
            if escapes or event.anchor or event.ctag or self.nodes > MAX_NODES:
                self._check(event)
            key = intern(event.value)
            if key == "<<" or key in data or key in blanks:
                self._odd_key(event, {*data, *blanks})
            event = get()
            if type(event) is not ScalarEvent:
                data[key] = self._inner(event, depth)
                continue
            if escapes or event.anchor or event.ctag:
                self._check(event)
            if event.value or event.style:
                data[key] = event.value
            else:
                blanks.add(key)
                self.has_blanks = True

    def _sequence(self, depth: int) -> list[Data]:
        items: list[Data] = []
        get, escapes = self.get, self.escapes
        while True:
            event = get()
            if type(event) is SequenceEndEvent:
                return items
            self.nodes += 1
            if type(event) is ScalarEvent:
                if escapes or event.anchor or event.ctag or self.nodes > MAX_NODES:
                    self._check(event)
                items.append(event.value)
            else:
                items.append(self._inner(event, depth))

    def _inner(self, event: Any, depth: int) -> Data:
        """The data of a mapping or a sequence."""
        self._check(event)
        if depth >= MAX_DEPTH:
            raise Stop(Problem("too_deep", span(event), {"batas": str(MAX_DEPTH)}))
        if type(event) is MappingStartEvent:
            return self._mapping(depth + 1)
        return self._sequence(depth + 1)

    def _odd_key(self, event: Any, known: set[str]) -> None:
        key = event.value
        if key == "<<" and not event.style:
            raise Stop(Problem("merge_key", span(event)))
        if key in known:
            self.problems.append(Problem("duplicate_key", span(event), {"kunci": key}))

    def _check(self, event: Any) -> None:
        kind = type(event)
        if kind is AliasEvent:
            raise Stop(Problem("alias", span(event), {"nama": event.anchor}))
        if event.anchor is not None:
            raise Stop(Problem("anchor", span(event), {"nama": event.anchor}))
        if event.ctag is not None:
            raise Stop(Problem("tag", span(event), {"nama": str(event.tag)}))
        if self.nodes > MAX_NODES:
            raise Stop(Problem("too_many_values", span(event), {"batas": str(MAX_NODES)}))
        if self.escapes and kind is ScalarEvent and event.style == '"':
            facts = unwanted_character(event.value)
            if facts:
                raise Stop(Problem("control_character", span(event), facts))


@contextmanager
def _faults_stop() -> Iterator[None]:
    """The parser's own faults as `Stop`."""
    try:
        yield
    except MarkedYAMLError as error:
        raise Stop(_syntax(error)) from None
    except YAMLError as error:
        raise Stop(Problem("syntax", (1, 1, 1, 1), {"rincian": str(error)})) from None


def _no_directive(event: Any) -> None:
    if event.version or event.tags:
        raise Stop(Problem("directive", span(event)))


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


Places = dict[Path, tuple[Span | None, Span]]


def _places(text: str, until: Path | None) -> Places:
    """The places of a document that has been built before, up to a path; of a key given twice the first."""
    get = CParser(text).get_event
    get(), get()
    places: Places = {}
    for path, key, event in _walk(get, get(), (), None):
        if path not in places:
            places[path] = (key, _value_span(event, type(event), key))
        if path == until:
            break
    return places


def _walk(
    get: Callable[[], Any], event: Any, path: Path, key: Span | None
) -> Iterator[tuple[Path, Span | None, Any]]:
    """A value and all values in it: path, span of the key, first event."""
    yield path, key, event
    if type(event) is MappingStartEvent:
        while type(name := get()) is ScalarEvent:
            yield from _walk(get, get(), (*path, name.value), span(name))
    elif type(event) is SequenceStartEvent:
        for i in count():
            item = get()
            if type(item) is SequenceEndEvent:
                break
            yield from _walk(get, item, (*path, i), None)


def _value_span(event: Any, kind: type, key_span: Span | None) -> Span:
    """A value's span; an empty value has its key's, a collection only its first character."""
    found = span(event)
    if kind is ScalarEvent:
        return key_span if key_span and not event.value and not event.style else found
    return (found[0], found[1], found[0], found[1] + 1)
