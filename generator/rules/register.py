"""The table that joins people to their numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.diagnostic import Location
from generator.load.source import Source


@dataclass(frozen=True)
class Register:
    """The table that joins people to their numbers; kept outside the repository, None when not given."""

    path: str
    numbers: Mapping[str, str]
    source: Source | None = None
    """The file as read, so that findings know their line; None when the table came from elsewhere."""

    @classmethod
    def read(cls, path: str, raw: bytes) -> Register:
        """The register of a YAML file: one line `id: number` for each person."""
        source = Source(path, raw)
        data = source.data or {}
        return cls(path, {k: v for k, v in data.items() if isinstance(v, str)}, source)

    def at(self, id: str) -> Location:
        """Where a person's number stands."""
        return self.source.value((id,)) if self.source else Location(self.path)

    @cached_property
    def digits(self) -> dict[str, str]:
        """The numbers without the spaces, dots and apostrophes that offices write in them."""
        return {id: re.sub(r"[ .'\u00a0]", "", number) for id, number in self.numbers.items()}
