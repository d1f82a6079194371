"""A form: a JSON Schema 2020-12 that types a document's text and finds its faults.

The only door to jsonschema-rs. A schema arrives as text like any YAML here; `read_form` types its
own numbers and booleans and replaces every `$ref` by what it names, so that an annotation stands at
the property it concerns. Annotations that change validity:

    x-wajib-sejak: 4           required once the document has reached step 4
    x-wajib-bila: {a: [x, y]}  required only if the root field a (or ./a beside it) is x or y
    x-salah-satu: [a, b]       at least one of these
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import jsonschema_rs

from generator.load.scalar import FORMATS, SCALARS, boolean, integer, number_or_text

Schema = dict[str, Any]
Data = Any
Path = tuple[str | int, ...]

SINCE, WHEN, ONE_OF = "x-wajib-sejak", "x-wajib-bila", "x-salah-satu"

_INTEGERS = frozenset(
    {"minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties", SINCE}
)
_NUMBERS = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"})
_BOOLEANS = frozenset({"additionalProperties", "uniqueItems", "x-hari-kerja"})


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where data breaks its form: the validator's keyword and its facts."""

    path: Path
    keyword: str
    facts: Mapping[str, Any]


def read_form(data: Mapping[str, Any], others: Mapping[str, Mapping[str, Any]]) -> Form:
    """The form of a schema as read from YAML; `others` are the schema files that it refers to.

    Raises ValueError with an Indonesian sentence when the schema itself is wrong.
    """
    schema = _resolved(data, data, others, 0)
    form = Form(_typed(schema))
    form.validator_for(0, {})
    return form


class Form:
    """A compiled form. `schema` is the typed schema with every reference replaced."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self._type = _typer(schema)
        self._conditions = sorted(_root_conditions(schema))
        self._validators: dict[tuple[Any, ...], Any] = {}

    def typed(self, data: dict[str, Data]) -> dict[str, Data]:
        """Text turned into numbers and booleans where the schema asks for them, in place."""
        return data if self._type is None else self._type(data)

    def validator_for(self, stage: int, data: Mapping[str, Data]) -> Any:
        """The validator for a document that has reached a step."""
        given = tuple(str(data.get(name)) for name in self._conditions)
        key = (stage, *given)
        found = self._validators.get(key)
        if found is None:
            schema = _at_stage(self.schema, stage, dict(zip(self._conditions, given, strict=True)))
            try:
                found = jsonschema_rs.Draft202012Validator(
                    schema, validate_formats=True, formats=FORMATS
                )
            except jsonschema_rs.ValidationError as error:
                raise ValueError(f"skema tidak sah: {error.message}") from None
            self._validators[key] = found
        return found

    def faults(self, data: Mapping[str, Data], stage: int) -> Iterator[Fault]:
        """Every place where typed data breaks the form for a step."""
        validator = self.validator_for(stage, data)
        if validator.is_valid(data):
            return
        for error in validator.iter_errors(data):
            facts = error.kind.as_dict()
            yield Fault(_path(data, error.instance_path), error.kind.name, facts)

    def at(self, path: Path) -> Schema:
        """The schema of the value at a path; empty where the schema says nothing."""
        here = self.schema
        for part in path:
            if isinstance(part, int):
                here = here.get("items", {})
            else:
                rest = here.get("additionalProperties")
                here = here.get("properties", {}).get(part, rest if isinstance(rest, dict) else {})
        return here


def typed(value: Data, schema: Schema) -> Data:
    """One value (a list in place) typed as its schema asks."""
    typer = _typer(schema)
    return value if typer is None else typer(value)


def _path(data: Data, parts: Iterable[str | int]) -> Path:
    """A path whose keys are text: the validator takes a key such as "4" for a position in a list."""
    path: list[str | int] = []
    for part in parts:
        path.append(part if isinstance(data, list) else str(part))
        data = data[path[-1]]
    return tuple(path)


def _typer(schema: Schema) -> Callable[[Data], Data] | None:
    """A function that types a value in place, None where everything stays text."""
    kinds = schema.get("type")
    if isinstance(kinds, list):
        return number_or_text if "number" in kinds else None
    if kinds == "object":
        return _object_typer(schema)
    if kinds == "array":
        inner = _typer(schema.get("items", {}))
        return None if inner is None else lambda value: _typed_list(inner, value)
    return SCALARS.get(str(kinds))


def _typed_list(inner: Callable[[Data], Data], value: Data) -> Data:
    if isinstance(value, list):
        value[:] = [inner(item) for item in value]
    return value


def _object_typer(schema: Schema) -> Callable[[Data], Data] | None:
    typers = {name: _typer(inner) for name, inner in schema.get("properties", {}).items()}
    wanted = [(name, inner) for name, inner in typers.items() if inner is not None]
    if not wanted:
        return None

    def typed(value: Data) -> Data:
        if isinstance(value, dict):
            for name, inner in wanted:
                if name in value:
                    value[name] = inner(value[name])
        return value

    return typed


def _typed(schema: Data) -> Data:
    """A schema from text: its own numbers and booleans typed."""
    if isinstance(schema, list):
        return [_typed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    out = {}
    for key, value in schema.items():
        if key in _INTEGERS:
            out[key] = integer(value)
        elif key in _NUMBERS:
            out[key] = number_or_text(value)
        elif key in _BOOLEANS and isinstance(value, str):
            out[key] = boolean(value)
        elif key in ("enum", "const", "required", "description", "title"):
            out[key] = value
        else:
            out[key] = _typed(value)
    return out


def _resolved(node: Data, root: Data, others: Mapping[str, Any], depth: int) -> Data:
    if depth > 40:
        raise ValueError("skema berputar: satu $ref menunjuk dirinya sendiri")
    if isinstance(node, list):
        return [_resolved(item, root, others, depth + 1) for item in node]
    if not isinstance(node, dict):
        return node
    here = {
        k: _resolved(v, root, others, depth + 1)
        for k, v in node.items()
        if k not in ("$ref", "$defs")
    }
    if "$ref" in node:
        file, _, pointer = str(node["$ref"]).partition("#")
        target_root = others.get(file) if file else root
        target = target_root
        for part in pointer.strip("/").split("/"):
            target = target.get(part) if isinstance(target, Mapping) else None
        if target is None:
            raise ValueError(f"skema menunjuk {node['$ref']!r} yang tidak ada")
        base = _resolved(target, target_root, others, depth + 1)
        here = {**base, **here}
    return here


def _root_conditions(schema: Data) -> set[str]:
    if isinstance(schema, list):
        return set().union(*map(_root_conditions, schema), set())
    if not isinstance(schema, dict):
        return set()
    found = {name for name in schema.get(WHEN, {}) if not name.startswith("./")}
    return found.union(*map(_root_conditions, schema.values()))


def _at_stage(schema: Data, stage: int, given: Mapping[str, str]) -> Data:
    """The schema with what is required at a stage under given root fields, without annotations."""
    if isinstance(schema, list):
        return [_at_stage(item, stage, given) for item in schema]
    if not isinstance(schema, dict):
        return schema
    out = {k: _at_stage(v, stage, given) for k, v in schema.items() if not k.startswith("x-")}
    properties = schema.get("properties")
    if isinstance(properties, dict):
        required = list(out.get("required", []))
        rules = []
        for name, inner in properties.items():
            beside = _due(inner, stage, given)
            if beside is None:
                continue
            if beside:
                rules.append(_beside(name, beside))
            elif name not in required:
                required.append(name)
        out["required"] = required
        if rules:
            out["allOf"] = [*out.get("allOf", []), *rules]
    if ONE_OF in schema:
        out["anyOf"] = [{"required": [name]} for name in schema[ONE_OF]]
    return out


def _due(inner: Schema, stage: int, given: Mapping[str, str]) -> dict[str, list[str]] | None:
    """None: not required. Otherwise the conditions on fields beside it that remain."""
    if SINCE not in inner and WHEN not in inner:
        return None
    if stage < inner.get(SINCE, 0):
        return None
    beside = {}
    for name, values in inner.get(WHEN, {}).items():
        if name.startswith("./"):
            beside[name[2:]] = values
        elif given.get(name) not in values:
            return None
    return beside


def _beside(name: str, conditions: Mapping[str, list[str]]) -> Schema:
    tests = {field: {"enum": list(values)} for field, values in conditions.items()}
    return {
        "if": {"properties": tests, "required": sorted(tests)},
        "then": {"required": [name]},
    }
