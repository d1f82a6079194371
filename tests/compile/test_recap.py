"""The recap as a whole: the same documents give the same bytes, whatever order or place they come in."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from generator.check import Checked, check
from generator.compile.model import Audience
from generator.compile.recap import Uncompilable, compile_edition
from generator.diagnostic import Diagnostic, Location, Severity
from generator.load.tree import Folder, Overlay, Revision
from generator.publish.feed import feed
from generator.sop.reader import RuleBook
from tests.compile.editions import (
    GOLDEN,
    PROJECT,
    context_of,
    edition_of,
    project,
    round_of,
    sample,
)
from tests.tree import ROOT, SAMPLE, overlay, text_of


@pytest.mark.parametrize("audience", Audience)
def test_the_small_corpus_gives_the_recap_on_file(audience: Audience) -> None:
    """To renew it after a change that is meant: python -m tests.compile.renew"""
    expected = (GOLDEN / f"contoh-{audience.value}.json").read_bytes()
    assert feed(sample(audience).recap) == expected


# --- Same input, same bytes ------------------------------------------------------------------------


def shuffled(text: str, order: random.Random) -> str:
    """A YAML file with its top-level keys in another order."""
    blocks = re.split(r"(?m)^(?=[^\s#-])", text)
    head, keys = blocks[0], blocks[1:]
    order.shuffle(keys)
    return head + "".join(key if key.endswith("\n") else f"{key}\n" for key in keys)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("audience", Audience)
def test_the_order_of_files_and_keys_does_not_matter(seed: int, audience: Audience) -> None:
    order = random.Random(seed)
    files = [(path, raw.decode()) for path, raw in PROJECT.read(paths())]
    order.shuffle(files)
    tree = Overlay(PROJECT, {path: shuffled(text, order).encode() for path, text in files})
    again = edition_of(tree, audience)
    assert feed(again.recap) == feed(project(audience).recap)
    assert [v.digest for v in again.views] == [v.digest for v in project(audience).views]


def paths() -> list[str]:
    return [entry.path for entry in PROJECT.entries("content")]


def test_line_ends_and_comments_do_not_matter() -> None:
    files = {
        path: raw.replace(b"\n", b"\r\n") + b"# catatan\r\n" for path, raw in PROJECT.read(paths())
    }
    again = edition_of(Overlay(PROJECT, files), Audience.PUBLIC)
    assert again == project(Audience.PUBLIC)


def test_a_git_revision_gives_what_the_folder_gives(tmp_path: Path) -> None:
    for folder, source in (("content", SAMPLE), ("sop", ROOT)):
        for entry in Folder(source).entries(folder):
            target = tmp_path / entry.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((source / entry.path).read_bytes())
    settings = ["-c", "user.name=uji", "-c", "user.email=uji@contoh.invalid"]
    for command in (["init", "-q"], ["add", "."], [*settings, "commit", "-qm", "contoh"]):
        subprocess.run(["git", "-C", tmp_path, *command], check=True)
    assert edition_of(Revision(tmp_path, "HEAD")) == sample(Audience.INTERNAL)


SCRIPT = """
import hashlib
from generator.compile.model import Audience
from generator.publish.feed import feed
from generator.publish.render import Templates
from generator.publish.sheet import workbook
from tests.compile.editions import project
for audience in Audience:
    edition = project(audience)
    for data in (feed(edition.recap), workbook(edition, Templates()), repr(edition).encode()):
        print(hashlib.sha256(data).hexdigest())
"""


def test_two_processes_with_other_hash_seeds_give_the_same_bytes() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": zone},
            check=True,
            capture_output=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Jakarta"))
    }
    assert len(outputs) == 1


# --- Findings --------------------------------------------------------------------------------------

WARNED = "content/2026/rbak/4-dokumen/skp-p016.yaml"


def finding(path: str, severity: Severity) -> Diagnostic:
    return Diagnostic(Location(path, 7, 3), "F104", "target harus angka", severity)


def test_a_finding_counts_for_its_unit_and_is_told_by_audience() -> None:
    findings = [
        finding(WARNED, Severity.ERROR),
        finding("content/2026/7-rapat.yaml", Severity.WARNING),
    ]
    inside = edition_of(overlay({}), findings=findings).recap.rounds[0]
    outside = edition_of(overlay({}), Audience.PUBLIC, findings=findings).recap.rounds[0]
    for current in (inside, outside):
        assert {u.unit: (u.errors, u.warnings) for u in current.units}["rbak"] == (1, 0)
        assert [(f.code, f.unit) for f in current.findings] == [("F104", "rbak"), ("F104", "")]
    (row, _) = inside.findings
    assert (row.document, row.path, row.line, row.message) == (
        "skp-2026-p016",
        WARNED,
        7,
        "target harus angka",
    )
    (row, _) = outside.findings
    assert (row.document, row.path, row.line, row.message) == ("", "", 0, "")


# --- The frame -------------------------------------------------------------------------------------


def test_rounds_come_newest_first() -> None:
    assert [current.round for current in project(Audience.PUBLIC).recap.rounds] == ["2026", "2025"]


def test_the_title_of_a_round_is_its_documents() -> None:
    assert sample(Audience.PUBLIC).recap.rounds[0].title == "Pengumpulan Data Kinerja Tahun 2026"


def test_all_kinds_that_people_owe_are_named() -> None:
    names = {kind.kind: kind.short for kind in project(Audience.PUBLIC).recap.kinds}
    assert names == {"pk": "PK", "skp": "SKP", "ra_pk": "RA PK", "ra_skp": "RA SKP"}


def test_without_a_rule_book_there_is_nothing_to_compile() -> None:
    tree = overlay({"sop/pengumpulan-data-kinerja.yaml": None})
    checked = check(tree, date(2026, 1, 23))
    assert checked.context is None
    with pytest.raises(Uncompilable):
        compile_edition(checked, Audience.PUBLIC)


def test_the_revision_is_passed_on() -> None:
    context = context_of(overlay({}))
    checked = Checked(context.book, context, ())
    assert compile_edition(checked, Audience.PUBLIC, revision="abc123").recap.revision == "abc123"
    assert isinstance(context.book, RuleBook)


# --- What the round says, and what cannot be read ---------------------------------------------------

ROUND, FORM = "content/2026/periode.yaml", "sop/formulir/periode.schema.yaml"
NOTE = "keterangan: Contoh, orangnya rekaan\n"
UNIT = "content/2026/rbak/4-dokumen"


@pytest.mark.parametrize("audience", Audience)
def test_a_round_says_its_note_to_every_reader(audience: Audience) -> None:
    tree = overlay({ROUND: text_of(ROUND) + NOTE})
    assert round_of(edition_of(tree, audience), "2026").note == "Contoh, orangnya rekaan"
    assert round_of(sample(audience), "2026").note == ""


def test_a_note_that_the_form_keeps_inside_stays_inside() -> None:
    head, _, tail = text_of(FORM).partition("  keterangan:")
    inside = head + "  keterangan:" + tail.replace("x-akses: publik", "x-akses: internal", 1)
    tree = overlay({ROUND: text_of(ROUND) + NOTE, FORM: inside})
    assert round_of(edition_of(tree, Audience.PUBLIC), "2026").note == ""
    assert round_of(edition_of(tree, Audience.INTERNAL), "2026").note


@pytest.mark.parametrize("audience", Audience)
def test_documents_that_cannot_be_read_are_counted_by_unit_and_kind_alone(
    audience: Audience,
) -> None:
    names = (f"{UNIT}/pk-kabag-rbak.yaml", f"{UNIT}/skp-p003.yaml", f"{UNIT}/skp-p016.yaml")
    broken = dict.fromkeys(names, "a: b: rahasia")
    broken["content/2026/luar-susunan/4-dokumen/pk-rahasia.yaml"] = "- a"
    broken["content/2026/7-rapat.yaml"] = ""
    edition = edition_of(overlay(broken), audience)
    found = [(row.unit, row.kind, row.count) for row in round_of(edition, "2026").unread]
    assert found == [("", "pk", 1), ("", "rapat", 1), ("rbak", "pk", 1), ("rbak", "skp", 2)]
    assert "luar-susunan" not in repr(edition.recap)
    assert "rahasia" not in repr(edition.recap)
    assert round_of(sample(audience), "2026").unread == ()
