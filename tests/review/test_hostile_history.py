"""History itself is hostile input: names, dates, settings and records that must be named and can never act."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from generator.commands.audit import Asked, audit
from generator.commands.project import Project
from generator.review import ledger
from generator.review.ledger import read
from generator.rules.history import Broken, Record
from tests.review.forged import AT, FIFTH
from tests.review.history import MAIN, History, _git
from tests.review.rounds import EVIDENCE, part, until


def audited(office: History) -> str:
    out = io.StringIO()
    assert audit(Project(office.root), Asked(), form="text", out=out) == 1
    return out.getvalue()


def test_a_hostile_name_and_an_impossible_date_are_named(tmp_path: Path) -> None:
    office = until(2, tmp_path)
    head = (
        f"commit {MAIN}\nauthor x <x@y> 0 +0000\ncommitter x <x@y> 99999999999999 +0000\n"
        f"data 1\n.\nfrom {office.main}\n"
    )
    stream = head.encode() + rb'M 100644 inline "content/2026/\377\033[31m.yaml"' + b"\ndata 1\nx\n"
    _git(office.root, "fast-import", "--quiet", given=stream)
    said = audited(office)
    assert "galat[V432]" in said
    assert "\x1b" not in said
    said.encode()


def test_settings_of_a_clone_hide_nothing(tmp_path: Path) -> None:
    office = until(FIFTH - 1, tmp_path)
    office.push_to_main(part("rbak/5-"), AT)
    for setting in ("log.showRoot=false", "log.diffMerges=off", "log.showSignature=true"):
        _git(office.root, "config", *setting.split("="))
    assert office.codes() == ["V432"]


def _broken(raw: bytes, path: str = "2026/000001.json") -> str:
    found = read(path, raw)
    assert isinstance(found, Broken)
    return found.reason


def test_only_what_the_program_writes_is_a_record(tmp_path: Path) -> None:
    office = until(2, tmp_path)
    path, raw = list(office.recorded().items())[1]
    assert isinstance(read(path, raw), Record)
    assert (
        _broken(raw.replace(b"  ", b" "), path) == "susunannya bukan susunan yang ditulis program"
    )
    doubled = raw.replace(b'  "nomor": 2,\n', b'  "nomor": 2,\n  "nomor": 2,\n')
    assert _broken(doubled, path) == "susunannya bukan susunan yang ditulis program"
    assert _broken(raw, "2025/000002.json") == "isinya untuk tempat lain"
    assert _broken(raw, "2026/2.json") == "namanya bukan nama catatan"
    early = raw.replace(b'"digabung": "2026', b'"digabung": "0001')
    assert _broken(early, path) == "bentuknya bukan bentuk catatan di digabung"


@pytest.mark.parametrize(
    "raw",
    [b"", b"[" * 100_000, b"[]", b"{}", b"NaN", b'{"nomor": 1e999}', b"\xff", b"x" * 2_000_000],
)
def test_hostile_bytes_are_no_record(raw: bytes) -> None:
    assert _broken(raw)


def test_a_record_of_another_unit_or_year_does_not_vouch(tmp_path: Path) -> None:
    """A file copied to another place, with its number and sum made to fit, still names its own merge."""
    office = until(FIFTH, tmp_path)
    last = office.last
    assert last is not None
    copied = last.claim(merge=office.replayed().line[-2])
    office.write(copied)
    assert office.codes() == ["V448"]
    assert EVIDENCE in {listed.path for listed in copied.documents}
    assert ledger.find(office.root) is not None
