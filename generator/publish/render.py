"""The only door to Jinja2: templates in, text out, everything escaped.

A template that uses a name nobody gave is an error, not an empty place. Templates come from the
project's own `templates/` folder where it has them, else from the bundled one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    select_autoescape,
)
from jinja2.bccache import Bucket

from generator.publish.format import DAY_MINUTES, FILTERS, working_time

BUNDLED = Path(__file__).resolve().parents[2] / "templates"
ASSETS = "aset"


class TemplateFault(Exception):
    """A template is missing or wrong; the message names it."""


class _Compiled(BytecodeCache):
    """Compiled templates by name and text, so that a second build compiles none of them again."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key, bucket.checksum] = bucket.code


_COMPILED: defaultdict[int, _Compiled] = defaultdict(_Compiled)
"""By the working day's length: Jinja applies filters to constants when it compiles, and one knows it."""


TRIPPED = (
    TemplateFault,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a template may raise over a document of another shape than its form's."""


class Templates:
    """The templates of a project."""

    def __init__(
        self,
        root: Path | None = None,
        extra: Mapping[str, Any] | None = None,
        day_minutes: int = DAY_MINUTES,
    ) -> None:
        """`day_minutes` is the length of the office's ordinary working day."""
        folders = [*([root / "templates"] if root else []), BUNDLED]
        self._folders = tuple(dict.fromkeys(folders))
        self._environment = Environment(
            loader=FileSystemLoader(self._folders),
            undefined=StrictUndefined,
            autoescape=select_autoescape(default=True, default_for_string=True),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            bytecode_cache=_COMPILED[day_minutes],
            extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
        )
        self._environment.filters.update(FILTERS)
        self._environment.filters["jam_kerja"] = partial(working_time, day_minutes=day_minutes)
        self._environment.globals["lama_sehari"] = working_time(day_minutes, day_minutes + 1)
        self._environment.globals.update(extra or {})

    def render(self, name: str, **values: Any) -> str:
        """A template's text. Raises `TemplateFault`."""
        try:
            return self._environment.get_template(name).render(**values)
        except TemplateError as error:
            place = f"{getattr(error, 'name', None) or name}:{getattr(error, 'lineno', '')}"
            raise TemplateFault(f"templat {place.rstrip(':')}: {error.message}") from error

    @cached_property
    def assets(self) -> Mapping[str, bytes]:
        """Files that prints may show as `aset:NAME`, such as the office's emblem: those of `templates/aset/`."""
        found: dict[str, bytes] = {}
        for folder in reversed(self._folders):
            for path in sorted((folder / ASSETS).glob("*")):
                if path.is_file() and not path.is_symlink():
                    found[path.name] = path.read_bytes()
        return found

    def first(self, names: Iterable[str]) -> str | None:
        """The first of some names that exists."""
        for name in names:
            try:
                self._environment.get_template(name)
            except TemplateNotFound:
                continue
            return name
        return None
