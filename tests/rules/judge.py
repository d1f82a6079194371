"""One rule over the sample with some files changed: quick enough for hundreds of examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from typing import Any

from generator.check import slots
from generator.diagnostic import Finding
from generator.load.corpus import Corpus, load
from generator.rules import RULES
from generator.rules.context import Context
from generator.rules.register import Register
from generator.sop.model import RuleSetting, Sop
from generator.sop.reader import RuleBook, read
from tests.tree import Sample, fixed, overlay, text_of

TODAY = date(2026, 1, 23)
ROUND = "content/2026/"
AGREEMENT = ROUND + "rbak/4-dokumen/pk-kabag-rbak.yaml"
HEAD_AGREEMENT = ROUND + "biro/4-dokumen/pk-kepala-biro.yaml"
PLAN = ROUND + "rbak/4-dokumen/ra-pk-kabag-rbak.yaml"
HEAD_PLAN = ROUND + "biro/4-dokumen/ra-pk-kepala-biro.yaml"
STAFF_PLAN = ROUND + "rbak/4-dokumen/ra-skp-p016.yaml"
APPRAISAL = ROUND + "rbak/4-dokumen/skp-p016.yaml"
LETTER = ROUND + "2-permintaan.yaml"
ORDER = ROUND + "rbak/3-penugasan.yaml"
RATIFICATION = ROUND + "rbak/5-pengesahan.yaml"
RECAP = ROUND + "6-rekap.yaml"
MEETING = ROUND + "7-rapat.yaml"
PEOPLE = "content/pegawai.yaml"

Files = Mapping[str, str | bytes | None]


@cache
def book() -> RuleBook:
    return read(Sample())


def context(
    files: Files | None = None,
    *,
    today: date = TODAY,
    register: Register | None = None,
    options: Mapping[str, Any] | None = None,
) -> Context:
    """The sample's context; `options` are a rule's own: {"T506": {"bulan": "2"}}."""
    sop = book().sop
    assert sop is not None
    if options is not None:
        sop = with_options(sop, options)
    corpus = _corpus(tuple(sorted((files or {}).items())))
    return Context(sop, corpus, today, book(), register)


@lru_cache(16)
def _corpus(files: tuple[tuple[str, str | bytes | None], ...]) -> Corpus:
    sop = book().sop
    assert sop is not None
    return load(overlay(dict(files)), slots(sop))


def with_options(sop: Sop, options: Mapping[str, Any]) -> Sop:
    settings = dict(sop.settings)
    for code, given in options.items():
        settings[code] = replace(settings.get(code, RuleSetting(None)), options=given)
    return replace(sop, settings=settings)


def judge(code: str, files: Files | None = None, **given: Any) -> list[Finding]:
    """What one rule finds, in order of place."""
    (rule,) = (rule for rule in RULES if rule.code == code)
    return sorted(rule.check(context(files, **given)), key=lambda finding: finding.location)


def edited(path: str, *changes: tuple[str, str]) -> dict[str, str]:
    """A file of the sample with texts replaced, each of which must occur."""
    text = text_of(path)
    for old, new in changes:
        assert old in text, f"{old!r} does not occur in {path}"
        text = text.replace(old, new, 1)
    return {path: text}


def messages(findings: list[Finding]) -> list[str]:
    return [finding.message for finding in findings]


def repaired(files: dict[str, str], finding: Finding) -> dict[str, str]:
    """The files after a finding's fix."""
    assert finding.fix is not None
    path = finding.location.path
    return {**files, path: fixed(files[path], finding.fix, path)}
