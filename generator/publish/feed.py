"""The recap as one JSON file that other programs can read, and the schema published beside it.

The bytes are canonical: keys sorted, two spaces, UTF-8, whole numbers without a decimal part, a line
feed at the end. The names are those of `compile/model.py`; the schema explains each in Indonesian.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from generator.compile.model import SPARSE, VERSION, Recap

SCHEMA_PATH = f"skema/recap-{VERSION}.json"


def feed(recap: Recap) -> bytes:
    """The bytes of recap.json."""
    data = {"$schema": SCHEMA_PATH, **_plain(recap)}
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False)
    return f"{text}\n".encode()


def schema() -> bytes:
    """The JSON Schema (2020-12) of recap.json."""
    return Path(__file__).with_name("recap.schema.json").read_bytes()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        shown = ((field, getattr(value, field.name)) for field in fields(value))
        return {f.name: _plain(inner) for f, inner in shown if inner or SPARSE not in f.metadata}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
