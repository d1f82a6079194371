"""A rule's page: its docstring, parsed. `kinerja explain` and the site show it, a test executes it.

A docstring is a title, then sections whose headings stand at the margin: `Mengapa`, then pairs of
`Salah` (or `Salah juga`) and `Benar`, each indented by four. A wrong example reads

    hari ini: 2026-02-10                 sets the day (optional)
    content/2026/periode.yaml            the file that the next lines change
    - old line                           consecutive lines, compared without indentation
    + new line                           in their place; alone: a new file, or the file's new end
    > 3:7: message                       what the rule finds, with `path:` in front of several files

    berganti: content/...                this document has a newer version, `-2` in its name, which is
                                         signed by evidence that comes after; written before the changes
    menunggu: content/...                the same, but nothing has signed it yet

A proposal is written as changes too; a line `pengusul: @akun` parts those of the base (above) from
its own (below), and these lines say what is known of it:

    aturan: commit_bertanda_tangan       a setting of approvals is on
    bersamaan: content/...               the base changed this file as well
    mendorong: @akun                     a commit of the proposal by this account
    tinjauan: @akun setuju 2026-01-22    a review: setuju, perbaiki, dicabut or komentar on a day;
                                         ` versi lama` after it: of a commit that is not the last

A history is one line `riwayat: what went wrong` in a round that was otherwise brought in as the SOP asks;
tests/review/forged.py says what each of them means.

`- (seluruh berkas)` takes the whole file away. In names and new lines \\t, \\r, \\uXXXX, \\xXX (a byte)
and `(1000 huruf x)` stand for what cannot be printed; `+ (tautan simbolik)` alone makes a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType

WHOLE = "(seluruh berkas)"
STUB = "Belum ditulis"
_HEADINGS = ("Mengapa", "Salah", "Salah juga", "Benar", "Benar juga")
_TODAY = "hari ini: "
_KNOWN = (
    "aturan",
    "berganti",
    "menunggu",
    "bersamaan",
    "mendorong",
    "pengusul",
    "riwayat",
    "tinjauan",
)
_PLACE = re.compile(r"[0-9]+:[0-9]+: ")
_ESCAPE = re.compile(
    r"\\u(?P<code>[0-9A-Fa-f]{4})|\\x(?P<byte>[0-9A-Fa-f]{2})|\\(?P<one>[tr])"
    r"|\((?P<count>[0-9]+) huruf (?P<letter>\S)\)"
)


@dataclass(frozen=True)
class Change:
    """Lines of one file that give way to others; no `old` lines: a new file, or its new end."""

    path: str
    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether the whole file gives way."""
        return self.old == (WHOLE,)


@dataclass(frozen=True)
class Example:
    """A wrong and a right way. `bad` and `good` are the text as written; the rest is parsed from `bad`."""

    bad: str
    good: str
    changes: tuple[Change, ...]
    expected: tuple[str, ...]
    """path:line:column: message"""
    today: str | None
    before: tuple[Change, ...] = ()
    """Of a proposal: what its base has otherwise than the sample."""
    known: tuple[tuple[str, str], ...] = ()
    """Of a proposal: name and text of each line about it."""


@dataclass(frozen=True)
class Page:
    """What a rule's docstring says."""

    code: str
    title: str
    why: str
    examples: tuple[Example, ...]

    @property
    def written(self) -> bool:
        """Whether anybody has written the rule."""
        return self.title != STUB


@cache
def page_of(code: str, module: ModuleType) -> Page:
    """The page of a rule's module; ValueError when its docstring has another shape."""
    return parse(code, module.__doc__ or "")


def parse(code: str, docstring: str) -> Page:
    """The page of a docstring; ValueError when it has another shape."""
    title, *rest = docstring.strip("\n").split("\n")
    if title.removesuffix(".") == STUB:
        return Page(code, STUB, "", ())
    sections = list(_sections(code, rest))
    if not sections or sections[0][0] != "Mengapa":
        raise ValueError(f"{code}: bagian pertama harus Mengapa")
    pairs = sections[1:]
    names = [name.partition(" ")[0] for name, _ in pairs]
    if not pairs or names != ["Salah", "Benar"] * (len(pairs) // 2):
        raise ValueError(f"{code}: sesudah Mengapa harus ada pasangan Salah dan Benar")
    examples = tuple(
        _example(code, bad, good)
        for (_, bad), (_, good) in zip(pairs[::2], pairs[1::2], strict=True)
    )
    return Page(code, title.removesuffix("."), "\n".join(sections[0][1]), examples)


def decoded(text: str) -> str:
    """A text with its escapes replaced; a byte becomes a surrogate (encode with surrogateescape)."""
    return _ESCAPE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    if match["code"]:
        return chr(int(match["code"], 16))
    if match["byte"]:
        byte = int(match["byte"], 16)
        return chr(byte if byte < 0x80 else 0xDC00 + byte)
    if match["one"]:
        return {"t": "\t", "r": "\r"}[match["one"]]
    return match["letter"] * int(match["count"])


def _sections(code: str, lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    name = ""
    body: list[str] = []
    for line in lines:
        if line.strip() and not line.startswith(" "):
            if name:
                yield name, _trimmed(body)
            name, body = line.strip(), []
            if name not in _HEADINGS:
                raise ValueError(f"{code}: judul bagian {name!r} tidak dikenal")
        else:
            body.append(line.removeprefix("    "))
    if name:
        yield name, _trimmed(body)


def _trimmed(lines: list[str]) -> list[str]:
    return "\n".join(line.rstrip() for line in lines).strip("\n").split("\n")


def _example(code: str, bad: list[str], good: list[str]) -> Example:
    start = next((i for i, line in enumerate(bad) if line.startswith("pengusul: ")), 0)
    known = [line.partition(": ")[::2] for line in bad if line.partition(": ")[0] in _KNOWN]
    rest = [line for line in bad[start:] if line.partition(": ")[0] not in _KNOWN]
    above = [line for line in bad[:start] if line.partition(": ")[0] not in _KNOWN]
    changes, found, today = _parsed(code, rest)
    paths = {change.path for change in changes}
    alone = next(iter(paths)) if len(paths) == 1 else None
    return Example(
        "\n".join(bad),
        "\n".join(good),
        changes,
        tuple(_full(code, f, alone) for f in found),
        today,
        _parsed(code, above)[0],
        tuple(known),
    )


def _full(code: str, found: str, alone: str | None) -> str:
    if not _PLACE.match(found):
        return found
    if alone is None:
        raise ValueError(f"{code}: temuan {found!r} perlu nama berkas di depannya")
    return f"{alone}:{found}"


def _parsed(code: str, lines: list[str]) -> tuple[tuple[Change, ...], list[str], str | None]:
    path, today = "", None
    hunks: list[tuple[str, list[str], list[str]]] = []
    found: list[str] = []
    for line in filter(None, lines):
        sign, text = line[0], line[2:]
        if line.startswith(_TODAY):
            today = line.removeprefix(_TODAY)
        elif sign == ">":
            found.append(decoded(text))
        elif sign not in "+-" or line[1:2].strip():
            path = decoded(line)
        elif not path:
            raise ValueError(f"{code}: {line!r} tanpa nama berkas di atasnya")
        else:
            if not hunks or hunks[-1][0] != path or (sign == "-" and hunks[-1][2]):
                hunks.append((path, [], []))
            _, old, new = hunks[-1]
            if sign == "-":
                old.append(text)
            else:
                new.append(decoded(text))
    return tuple(Change(p, tuple(old), tuple(new)) for p, old, new in hunks), found, today
