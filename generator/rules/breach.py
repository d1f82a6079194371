"""A fault of a file against its form, as the rules of family F1 see it; documents and rule book alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.diagnostic import Edit, Finding, Fix, Location
from generator.load.schema import Fault, Form, Schema
from generator.load.source import Source
from generator.rules import wording

Worded = Callable[["Breach"], Iterator[Finding]]


@dataclass(frozen=True)
class Breach:
    """A fault with the file and form in which it stands."""

    source: Source
    form: Form
    fault: Fault

    @property
    def keyword(self) -> str:
        """The keyword of JSON Schema that is broken."""
        return self.fault.keyword

    @property
    def schema(self) -> Schema:
        """What the form says of the value."""
        return self.form.at(self.fault.path)

    @property
    def value(self) -> Any:
        """The value that is wrong."""
        here: Any = self.source.data
        for part in self.fault.path:
            here = here[part]
        return here

    @property
    def limit(self) -> Any:
        """The limit that is broken."""
        return self.fault.facts.get("limit")

    @property
    def field(self) -> str:
        """The field as a clerk knows it."""
        return wording.field(self.form, self.fault.path)

    @property
    def place(self) -> Location:
        """Where the value stands."""
        return self.source.value(self.fault.path)

    @property
    def holder(self) -> Location:
        """Where the key of the value stands: for what a group lacks."""
        return self.source.key(self.fault.path)

    def instead(self, text: str) -> Fix:
        """The fix that writes another text in place of the value."""
        return Fix(f"ganti menjadi {text}", (Edit(self.place, text),))
