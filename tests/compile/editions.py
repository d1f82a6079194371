"""Editions of trees, compiled without running the rules: what the compile stage alone makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from generator.check import Checked, reference_day, slots
from generator.compile.model import Audience, Edition, RoundRecap, View
from generator.compile.recap import compile_edition
from generator.compile.state import RoundState
from generator.diagnostic import Diagnostic
from generator.load.corpus import load
from generator.load.tree import Folder, Tree
from generator.rules.context import Context
from generator.sop.reader import read
from tests.tree import ROOT, overlay

PROJECT = Folder(ROOT)
GOLDEN = Path(__file__).parent / "golden"


def context_of(tree: Tree, today: date | None = None) -> Context:
    """A tree's context; the day is the newest round's own reference day unless given."""
    book = read(tree)
    assert book.sop is not None
    context = Context(book.sop, load(tree, slots(book.sop)), today or date.min, book)
    return replace(context, today=today or reference_day(context) or date.min)


def edition_of(
    tree: Tree,
    audience: Audience = Audience.INTERNAL,
    *,
    numbers: Mapping[str, str] | None = None,
    today: date | None = None,
    findings: Iterable[Diagnostic] = (),
) -> Edition:
    """An edition of a tree, with only the findings that are given."""
    context = context_of(tree, today)
    checked = Checked(context.book, context, tuple(findings))
    return compile_edition(checked, audience, numbers)


@cache
def project(audience: Audience) -> Edition:
    """An edition of the project's own documents."""
    return edition_of(PROJECT, audience)


@cache
def sample(audience: Audience) -> Edition:
    """An edition of the small corpus."""
    return edition_of(overlay({}), audience)


def round_of(edition: Edition, name: str) -> RoundRecap:
    """One round of an edition."""
    (found,) = [current for current in edition.recap.rounds if current.round == name]
    return found


def view_of(edition: Edition, id: str) -> View:
    """One document of an edition."""
    (found,) = [view for view in edition.views if view.id == id]
    return found


def state_of(tree: Tree, name: str) -> RoundState:
    """The state of a round of a tree."""
    return RoundState(context_of(tree), name)
