"""A document of any shape has findings, and never stops an edition from being made."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from typing import Any

import pytest
from ruamel.yaml import YAML

from generator.check import check
from generator.compile.model import Audience
from generator.compile.recap import compile_edition
from generator.publish.feed import feed
from generator.publish.ledger import encoded, ledger
from generator.publish.pages import pages
from generator.publish.prints import prints
from generator.publish.render import Templates
from generator.publish.sheet import workbook
from tests.publish.hostile import OfDocuments
from tests.tree import ROOT, SAMPLE, overlay, text_of

PATHS = sorted(p.relative_to(SAMPLE).as_posix() for p in (SAMPLE / "content").rglob("*.yaml"))
VALUES = ({}, [], [{}], None, 7, "x" * 3000, [None], [[]])
EACH = 6
"""How many changes of each document are tried; which ones is decided by its name."""


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all values in a document."""
    inside = value.items() if isinstance(value, dict) else ()
    for key, inner in enumerate(value) if isinstance(value, list) else inside:
        yield (*path, key)
        yield from places(inner, (*path, key))


def changed(path: str, place: tuple[Any, ...], value: object) -> str:
    """A document with another value at a place."""
    yaml, out = YAML(), io.StringIO()
    whole = here = yaml.load(text_of(path))
    for key in place[:-1]:
        here = here[key]
    here[place[-1]] = value
    yaml.dump(whole, out)
    return out.getvalue()


@pytest.mark.parametrize("path", PATHS)
def test_an_edition_is_made_of_documents_of_any_shape(path: str) -> None:
    every = list(places(YAML().load(text_of(path))))
    top = [place for place in every if len(place) == 1]
    choice, templates = random.Random(path), Templates(ROOT)
    for number in range(EACH):
        place = choice.choice(top if number % 2 else every)
        value = choice.choice(VALUES)
        checked = check(overlay({path: changed(path, place, value)}))
        assert checked.context is not None
        for audience in Audience:
            edition, sop = compile_edition(checked, audience), checked.context.sop
            made = prints(edition, sop, templates, site="https://situs.invalid/")
            assert made, (place, value)
            assert feed(edition.recap)
            assert workbook(edition, templates)
            assert encoded(ledger(edition, sop, ()))
            assert pages(OfDocuments(edition, sop), templates)
