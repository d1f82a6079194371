"""recap.json is canonical, agrees with its published schema, and the schema explains every field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import jsonschema_rs
import pytest

from generator.compile import model
from generator.compile.model import SPARSE, VERSION, Audience, Recap
from generator.publish.feed import SCHEMA_PATH, feed, schema
from tests.compile.editions import project, sample

SCHEMA: dict[str, Any] = json.loads(schema())
VALIDATOR = jsonschema_rs.Draft202012Validator(SCHEMA)


def faults(data: object) -> list[str]:
    return [f"{list(e.instance_path)}: {e.message}" for e in VALIDATOR.iter_errors(data)]


@pytest.mark.parametrize("edition", [project, sample])
@pytest.mark.parametrize("audience", Audience)
def test_the_feed_agrees_with_its_schema(edition: Any, audience: Audience) -> None:
    assert faults(json.loads(feed(edition(audience).recap))) == []


def test_the_feed_is_canonical() -> None:
    raw = feed(sample(Audience.PUBLIC).recap)
    data = json.loads(raw)
    again = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2) + "\n"
    assert raw == again.encode()
    assert b"\\u" not in raw
    assert ".0," not in again


def test_the_feed_names_its_schema_and_version() -> None:
    data = json.loads(feed(sample(Audience.PUBLIC).recap))
    assert (data["$schema"], data["version"]) == (SCHEMA_PATH, VERSION)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["properties"]["version"]["const"] == VERSION


# --- The schema ------------------------------------------------------------------------------------


def parts() -> Iterator[tuple[str, type]]:
    """Every dataclass that a recap is made of, by name."""
    known = {n: t for n, t in vars(model).items() if isinstance(t, type) and is_dataclass(t)}
    pending, seen = ["Recap"], set[str]()
    while pending:
        name = pending.pop()
        if name not in seen:
            seen.add(name)
            yield name, known[name]
            types = " ".join(str(field.type) for field in fields(known[name]))
            pending += [other for other in known if other in types]


@pytest.mark.parametrize(("name", "part"), list(parts()))
def test_every_field_is_required_titled_and_described(name: str, part: type) -> None:
    described = SCHEMA if part is Recap else SCHEMA["$defs"][name]
    names = {field.name for field in fields(part)} | ({"$schema"} if part is Recap else set())
    assert set(described["properties"]) == names
    sparse = {field.name for field in fields(part) if SPARSE in field.metadata}
    assert set(described["required"]) == names - sparse
    assert described["additionalProperties"] is False
    for inner in (described, *described["properties"].values()):
        assert inner["title"].strip()
        assert len(inner["description"].split()) >= 3


def test_the_schema_knows_nothing_else() -> None:
    assert set(SCHEMA["$defs"]) == {name for name, _ in parts()} - {"Recap"} | {"Link"}


@pytest.mark.parametrize(
    "field", [("people", [{}]), ("findings", [{"document": "pk-2026-kabag-rbak"}])]
)
def test_the_schema_refuses_a_public_feed_with_internal_parts(field: tuple[str, Any]) -> None:
    data = json.loads(feed(sample(Audience.INTERNAL).recap))
    data["audience"] = "publik"
    assert faults(data)
    for current in data["rounds"]:
        current["people"] = current["findings"] = []
    assert faults(data) == []
    data["rounds"][0][field[0]] = field[1]
    assert faults(data)
