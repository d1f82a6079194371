"""Diagnostics as GitHub workflow commands, which the forge shows at their lines."""

from __future__ import annotations

from collections.abc import Iterable

from generator.diagnostic import Diagnostic, Severity
from generator.report.text import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def report(diagnostics: Iterable[Diagnostic]) -> str:
    """One workflow command a line. Every untrusted part is escaped, so none can start a command."""
    return "".join(f"{_command(d)}\n" for d in diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    place = diagnostic.location
    properties = {
        "file": place.path,
        "line": str(place.line),
        "endLine": str(place.end_line or place.line),
        "col": str(place.column),
        "endColumn": str(place.end_column or place.column),
        "title": f"{diagnostic.code} {diagnostic.clause}".strip(),
    }
    if properties["endLine"] != properties["line"]:
        del properties["endColumn"]
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = diagnostic.message + (f" — {diagnostic.hint}" if diagnostic.hint else "")
    return f"::{_COMMANDS[diagnostic.severity]} {given}::{_data(message)}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
