"""What the program has to say about a place: plain values with a total order."""

# Annotations are evaluated here: as texts, each field of a named tuple is compiled when the program starts.

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple


class Severity(Enum):
    """How grave a finding is; the value is the word that users read."""

    ERROR = "galat"
    WARNING = "peringatan"
    NOTE = "catatan"


class Location(NamedTuple):
    """A range of text in a file: 1-based lines and columns (in characters), end exclusive."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether it means a file as a whole, and no place in it."""
        return self[1:] == (1, 1, 0, 0)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Edit(NamedTuple):
    """Replace the text of a range."""

    location: Location
    replacement: str


class Fix(NamedTuple):
    """A change that removes the finding, with the sentence that offers it."""

    title: str
    edits: tuple[Edit, ...]


class Related(NamedTuple):
    """Another place that explains the finding."""

    location: Location
    message: str


class Said(NamedTuple):
    """A fault and its remedy once more, for who sees the cells of a workbook and no YAML."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault as a rule states it: where, what, and what to do; no severity yet."""

    location: Location
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    in_cells: Said | None = None
    """Only where a cell is filled in another way than a line of YAML."""


@dataclass(frozen=True, order=True, slots=True)
class Diagnostic:
    """A finding under its code, with the severity and the clause that the SOP gives it."""

    location: Location
    code: str
    message: str
    severity: Severity = field(compare=False)
    hint: str = ""
    clause: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = field(default=None, compare=False)
    in_cells: Said | None = field(default=None, compare=False)
