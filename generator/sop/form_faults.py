"""What a form of `sop/formulir/` must say beside being a valid JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.load.schema import SINCE, WHEN, Form, Schema
from generator.load.source import Path
from generator.sop import suggestion
from generator.sop.model import Sop

ACCESS = "x-akses"
LEVELS = ("publik", "internal")
ENVELOPE = ("jenis", "id")

Fault = tuple[Path, str, str]


def faults(form: Form, sop: Sop) -> Iterator[Fault]:
    """Path in the form, sentence, remedy."""
    schema = form.schema
    for name in ENVELOPE:
        if name not in schema.get("properties", {}) or name not in schema.get("required", ()):
            yield (), f'formulir tidak mewajibkan "{name}"', f"tambahkan {name} pada required"
    yield from _access(schema, ())
    yield from _inner(schema, (), schema, sop)


def _access(schema: Schema, path: Path) -> Iterator[Fault]:
    if schema.get(ACCESS) not in LEVELS:
        what = f'isian "{path[-1]}"' if path else "formulir ini"
        yield path, f"{what} belum menyatakan {ACCESS}", f"tulis {ACCESS}: {' atau '.join(LEVELS)}"


def _inner(schema: Schema, path: Path, root: Schema, sop: Sop) -> Iterator[Fault]:
    for name, inner in schema.get("properties", {}).items():
        here = (*path, "properties", name)
        yield from _access(inner, here)
        yield from _words(inner, here, root, sop)
        yield from ((here, *fault) for fault in suggestion.faults(inner, root, sop))
        yield from _inner(inner, here, root, sop)
    items = schema.get("items")
    if isinstance(items, dict):
        yield from _inner(items, (*path, "items"), root, sop)


def _words(inner: Schema, path: Path, root: Schema, sop: Sop) -> Iterator[Fault]:
    if not inner.get("title"):
        yield path, f'isian "{path[-1]}" belum punya judul', "tulis title dalam bahasa Indonesia"
    since: Any = inner.get(SINCE)
    if since is not None and since not in sop.steps:
        yield path, f"{SINCE} menyebut langkah {since} yang tidak ada", "pilih nomor langkah"
    for name in inner.get(WHEN, {}):
        if not name.startswith("./") and name not in root.get("properties", {}):
            yield (
                path,
                f'{WHEN} menyebut "{name}" yang tidak ada',
                "pilih nama isian formulir",
            )
