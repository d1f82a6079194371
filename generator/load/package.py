"""The parts of a spreadsheet file (.xlsx), unpacked within bounds: the file comes from outside."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, NoReturn
from xml.parsers import expat

MAX_FILE = 20 * 1024 * 1024
MAX_UNPACKED = 64 * 1024 * 1024
MAX_PARTS = 2_000

AGAIN = "buka di program lembar kerja lalu simpan lagi sebagai Excel (.xlsx)"
_UNLOCK = "buka dengan kata sandinya, hapus kata sandi itu, lalu simpan lagi sebagai Excel (.xlsx)"
_WANTED = re.compile(r"(?:xl/.*|_rels/|)[^/]*\.(?:xml|rels)")
_UNWANTED = re.compile(r"xl/(?:charts|comments|drawings|externalLinks|media|pivot|theme|threaded)")
_OLD = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_PERCENTS = ("9", "10")
"""The percent formats that every program knows by number."""
_QUOTED = re.compile(r'"[^"]*"|\\.|_.')


class Unreadable(Exception):
    """The file is no spreadsheet that can be read; the message says in Indonesian why and what to do."""


def unpacked(raw: bytes) -> dict[str, bytes]:
    """The parts that matter, by name; never more than the bounds allow, whatever the file claims."""
    if len(raw) > MAX_FILE:
        refuse_size(f"berkas lebih besar dari {MAX_FILE // 1024**2} MB")
    _refuse_other(raw)
    parts: dict[str, bytes] = {}
    left = MAX_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if len(archive.namelist()) > MAX_PARTS:
                refuse_size(f"berkas terdiri dari lebih dari {MAX_PARTS} potongan")
            for name in archive.NameToInfo:
                if _WANTED.fullmatch(name) and not _UNWANTED.match(name):
                    with archive.open(name) as part:
                        parts[name] = part.read(left + 1)
                    left -= len(parts[name])
                    if left < 0:
                        refuse_size(f"isi berkas lebih dari {MAX_UNPACKED // 1024**2} MB")
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError):
        raise Unreadable(f"berkas bukan lembar kerja Excel (.xlsx), atau rusak; {AGAIN}") from None
    if "xl/workbook.xml" not in parts:
        raise Unreadable(f"berkas bukan lembar kerja Excel (.xlsx); {AGAIN}")
    return parts


def _refuse_other(raw: bytes) -> None:
    """Refuse what is told apart by how it begins."""
    if not raw:
        raise Unreadable(f"berkas kosong; {AGAIN}")
    if raw.startswith(_OLD) and _LOCKED in raw:
        raise Unreadable(f"berkas dikunci kata sandi; {_UNLOCK}")
    if raw.startswith(_OLD):
        raise Unreadable(f"berkas berformat lama (.xls) atau dikunci kata sandi; {AGAIN}")


def refuse_size(reason: str) -> NoReturn:
    """Refuse a file that is too large."""
    raise Unreadable(
        f"{reason}; bagi menjadi beberapa berkas, misalnya satu jenis dokumen tiap berkas"
    )


def packed(parts: dict[str, bytes]) -> bytes:
    """The same parts as a plain archive, whose sizes are true."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def sheets(parts: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Name and part of each worksheet."""
    targets = {
        found.get("Id", ""): found.get("Target", "")
        for found in elements(parts.get("xl/_rels/workbook.xml.rels", b""), "Relationship")
        if found.get("Type", "").endswith("/worksheet")
    }
    for found in elements(parts["xl/workbook.xml"], "sheet"):
        id = next((value for key, value in found.items() if key.endswith(":id")), "")
        if id in targets:
            target = targets[id]
            yield found.get("name", ""), target[1:] if target.startswith("/") else f"xl/{target}"


def percent_styles(data: bytes) -> frozenset[str]:
    """The numbers of the cell styles that show percentages."""
    own = {found.get("numFmtId"): found.get("formatCode", "") for found in elements(data, "numFmt")}
    percent = {*_PERCENTS, *(id for id, code in own.items() if "%" in _QUOTED.sub("", code))}
    styles = enumerate(elements(data, "xf", within="cellXfs"))
    return frozenset(str(number) for number, found in styles if found.get("numFmtId") in percent)


def elements(data: bytes, wanted: str, within: str = "") -> list[dict[str, str]]:
    """The attributes of all elements of a name, or of those right inside another."""
    found: list[dict[str, str]] = []
    around = [""]

    def start(name: str, attributes: dict[str, str]) -> None:
        plain = name.rpartition(":")[2]
        if plain == wanted and within in ("", around[-1]):
            found.append(attributes)
        around.append(plain)

    reader = parser()
    reader.StartElementHandler = start
    reader.EndElementHandler = lambda _: around.pop()
    run(reader, data)
    return found


def parser() -> Any:
    """A parser that refuses declarations, by which a small file can grow without end."""
    made = expat.ParserCreate()
    made.StartDoctypeDeclHandler = _refuse_doctype
    made.buffer_text = True
    return made


def _refuse_doctype(*_: object) -> NoReturn:
    raise Unreadable(f"berkas memuat deklarasi yang tidak ada pada lembar kerja biasa; {AGAIN}")


def run(reader: Any, data: bytes) -> None:
    """Read a part to its end. Raises `Unreadable`."""
    try:
        reader.Parse(data, 1)
    except expat.ExpatError:
        raise Unreadable(f"isi berkas rusak; {AGAIN}") from None
