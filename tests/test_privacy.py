"""What is internal never leaves: a canary in every internal field, and none in anything that is public.

The public edition is built whole (pages, search index, feed, prints, spreadsheet) and every file of it
is unpacked. That the search can fail is shown on the internal edition, which must hold every canary.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from generator.compile.access import is_open
from generator.compile.model import Audience, Edition, RoundRecap
from generator.load.source import Source
from generator.load.tree import Overlay, Tree
from generator.publish.chronicle import told
from generator.publish.edition import LEDGER_SCRIPT, Order, publish
from generator.publish.feed import feed
from generator.publish.pdf import render
from generator.publish.prints import prints
from generator.publish.render import Templates
from generator.publish.sheet import workbook
from generator.review.history import Histories, histories
from generator.rules.context import Context
from tests.canary import Cage, internal_fields, spellings
from tests.compile.editions import PROJECT, context_of, edition_of
from tests.review.chronicles import committed, put
from tests.tree import ROOT

NUMBERS: dict[str, str] = Source("nip.yaml", (ROOT / "tests/data/nip.yaml").read_bytes()).data or {}
LETTERS = ("content/2025/1-disposisi.yaml", "content/2026/2-permintaan.yaml")

# What cannot hold a value that occurs nowhere else: patterns too narrow for it, beside the fixed words,
# the years and the ids that the cage itself leaves alone.
NARROW = {
    "pegawai.id",
    "pegawai.pegawai.golongan",
    "pegawai.pegawai.id",
    "ra_pk.baris.aksi.bulan",
    "ra_skp.baris.aksi.bulan",
    "rapat.rapat.mulai",
    "rapat.rapat.selesai",
}


def secretive() -> Tree:
    """The project's documents, two public letters of them made secret."""
    raw = dict(PROJECT.read(LETTERS))
    return Overlay(
        PROJECT, {p: re.sub(rb"(?m)^sifat: .*$", b"sifat: rahasia", t) for p, t in raw.items()}
    )


@cache
def cage(*, references: bool) -> tuple[Cage, Tree]:
    made = Cage(context_of(secretive()), references)
    return made, made.tree(secretive())


@cache
def edition(audience: Audience, *, references: bool) -> Edition:
    return edition_of(cage(references=references)[1], audience, numbers=NUMBERS)


@cache
def secrets(*, references: bool) -> frozenset[str]:
    """Every canary and every number, but not the names that public documents name."""
    made, _ = cage(references=references)
    public = named_people(made.context)
    register = [c.value for c in made.canaries if (c.kind, c.field) == ("pegawai", "pegawai.nama")]
    names = dict(zip(made.context.people, register, strict=True))
    assert 0 < len(public) < len(names)
    every = {c.value for c in made.canaries} | set(NUMBERS.values())
    return frozenset(every - {names[id] for id in public})


def named_people(context: Context) -> set[str]:
    shown = [
        d for d in context.corpus.documents if is_open(d, Audience.PUBLIC) and context.stage(d)
    ]
    return {id for d in shown for id in references_to_people(d.data, d.form.schema)}


def references_to_people(value: Any, schema: dict[str, Any]) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in schema["properties"].items():
            if name in value and inner["x-akses"] == "publik":
                yield from references_to_people(value[name], inner)
    elif isinstance(value, list):
        for item in value:
            yield from references_to_people(item, schema["items"])
    elif schema.get("x-rujukan") == {"ruang": "orang"}:
        yield value


# --- Searching -------------------------------------------------------------------------------------


def plain(text: str) -> str:
    """A text in which a canary is found however it is broken or its digits are grouped."""
    return re.sub(r"(?<=\d)[.,](?=\d)", "", re.sub(r"[\s\u00a0\u00ad\u200b]", "", text)).casefold()


# What canaries and numbers look like once they are plain: how one begins, and the whole. No beginning
# overlaps itself, so that a search for it finds every place.
SHAPES = [
    (re.compile(head), re.compile(shape))
    for head, shape in (
        ("kanari", r"kanari\d{5}x"),
        ("065/7319", r"065/7319\d{5}/org-2026"),
        ("7319", r"7319\d{5}"),
        ("731900", r"731900\d{5}"),
        (r"19[3-6]\d-", r"19[3-6]\d-\d\d-\d\d"),
        (r"(?<!\d)\d{1,2}[a-z]{3,9}", r"\d{1,2}[a-z]{3,9}19[3-6]\d"),
    )
]
# Those that are as long as many others: of a longer run every part counts.
RUNS = [(re.compile(r"[0-9a-f]{64,}"), 64), (re.compile(r"\d{18,}"), 18)]


def tokens(shown: str) -> Iterator[str]:
    """Whatever in a plain text looks like a canary or a number."""
    for head, shape in SHAPES:
        for begun in head.finditer(shown):
            if whole := shape.match(shown, begun.start()):
                yield whole.group()
    for run, size in RUNS:
        for long in run.finditer(shown):
            yield from (long[0][i : i + size] for i in range(len(long[0]) - size + 1))


def found(wanted: frozenset[str], text: str) -> set[str]:
    """Which of some values a text holds in any spelling."""
    places = plain_spellings(wanted)
    return {places[token] for token in tokens(plain(text)) if token in places}


@cache
def plain_spellings(wanted: frozenset[str]) -> dict[str, str]:
    spelled = {
        plain(spelling).removeprefix("v1:"): value
        for value in wanted
        for spelling in spellings(value)
    }
    assert all(set(tokens(text)) >= {text} for text in spelled)
    return spelled


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Everything that a file holds, as text: packed files are opened, prints taken apart."""
    if name.endswith(".gz"):
        yield from unpacked(name[:-3], gzip.decompress(data))
    elif data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for inner in archive.namelist():
                yield from unpacked(f"{name}!{inner}", archive.read(inner))
    elif data[:5] == b"%PDF-":
        yield from taken_apart(name, data)
    else:
        yield name, data.decode("utf-8", "replace")


def taken_apart(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Every object of a print, streams opened (metadata and attachments are streams), and its text."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for part in pdf.objects:
            if isinstance(part, pikepdf.Stream):
                # Tables of other objects' places: numbers in a row, and the objects come by themselves.
                if part.get("/Type") in ("/ObjStm", "/XRef"):
                    continue
                yield name, part.read_bytes().decode("utf-8", "replace") + repr(dict(part.items()))
            else:
                yield name, repr(part)
    shown = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True
    )
    yield name, shown.stdout.decode()


# --- The cage --------------------------------------------------------------------------------------


def test_every_internal_field_of_every_form_holds_a_canary_or_cannot() -> None:
    made, _ = cage(references=True)
    internal, fixed = set(), set(NARROW)
    for id, kind in made.context.sop.kinds.items():
        fields = internal_fields(kind.form.schema, hidden=False)
        internal |= {f"{id}.{name}" for name in fields}
        fixed |= {f"{id}.{name}" for name in fields if is_fixed(kind.form.schema, name)}
    assert len(internal) > 150
    assert internal <= made.filled | made.kept
    assert internal - made.filled <= fixed
    assert len({c.value for c in made.canaries}) == len(made.canaries)


def is_fixed(schema: dict[str, Any], path: str) -> bool:
    """Whether a field holds a fixed word, a year, or a moment that the recap tells."""
    for part in path.split("."):
        schema = schema["properties"][part]
        while schema.get("type") == "array":
            schema = schema["items"]
    told = schema.get("x-konsep") in ("selesai", "mulai", "akhir", "tahun", "jabatan")
    return told or "enum" in schema or "const" in schema


def test_the_public_edition_still_says_something() -> None:
    shown = edition(Audience.PUBLIC, references=False)
    original = edition_of(secretive(), Audience.PUBLIC)
    assert len(shown.views) == len(original.views) > 10
    assert without_sums(shown) == without_sums(original)


def without_sums(edition: Edition) -> list[RoundRecap]:
    """The rounds without the sums that a hidden document's code may take part in."""
    return [
        replace(current, money=tuple(replace(row, below=None) for row in current.money))
        for current in edition.recap.rounds
    ]


# --- Inside ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("references", [False, True])
def test_the_internal_edition_holds_every_canary(references: bool) -> None:
    made, _ = cage(references=references)
    inside = edition(Audience.INTERNAL, references=references)
    text = repr([view.data for view in inside.views]) + feed(inside.recap).decode()
    # Of the register, a reader sees names and ranks; a comment is seen by nobody.
    shown = {"pegawai.nama", "pegawai.pangkat"} if not references else set()
    expected = frozenset(
        c.value for c in made.canaries if c.kind not in ("pegawai", "komentar") or c.field in shown
    )
    assert len(expected) > 1000
    assert expected - found(expected, text) == set()


def test_numbers_are_in_internal_documents_and_prints() -> None:
    inside = edition(Audience.INTERNAL, references=False)
    text = repr([view.data for view in inside.views])
    assert found(frozenset(NUMBERS.values()), text) == set(NUMBERS.values())
    sop = cage(references=False)[0].context.sop
    manuscript = next(
        p.manuscript for p in prints(inside, sop, Templates()) if p.document == "skp-2025-p001"
    )
    *_, (_, printed) = taken_apart("skp", render(manuscript).pdf)
    assert NUMBERS["p001"] in plain(printed)


def test_the_internal_spreadsheet_holds_names() -> None:
    data = workbook(edition(Audience.INTERNAL, references=False), Templates())
    text = "".join(text for _, text in unpacked("recap.xlsx", data))
    made, _ = cage(references=False)
    names = frozenset(c.value for c in made.canaries if c.field == "pegawai.nama")
    assert len(found(names, text)) > 20


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository in which every canary was written, taken back and written again."""
    folder, (_, caged) = tmp_path_factory.mktemp("repositori"), cage(references=True)
    for message, tree in (("ditulis", caged), ("ditarik", secretive()), ("ditulis lagi", caged)):
        put(folder, tree)
        committed(folder, message)
    return folder.resolve()


def past(repository: Path, audience: Audience) -> Histories:
    context = context_of(cage(references=True)[1])
    return histories(repository, context, audience, "content")


def test_the_internal_history_tells_of_canaries(repository: Path) -> None:
    known = past(repository, Audience.INTERNAL)
    text = repr([told(history) for history in known.by_path.values()])
    assert len(found(secrets(references=True), text)) > 1000


# --- Outside ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("references", [False, True])
def test_no_canary_and_no_number_is_in_the_public_edition(references: bool) -> None:
    public = edition(Audience.PUBLIC, references=references)
    assert found(secrets(references=references), repr(public)) == set()


@pytest.mark.slow
def test_no_canary_and_no_number_is_in_any_public_file(repository: Path, tmp_path: Path) -> None:
    made, _ = cage(references=True)
    public = edition(Audience.PUBLIC, references=True)
    known = past(repository, Audience.PUBLIC)
    assert len(known.by_path) > 10
    order = Order(public, made.context.sop, ROOT, tmp_path, known)
    result = publish(order, lambda *_: None)
    assert result.pages > 20
    assert result.prints > 10
    leaks, endings, seen, opened = {}, set(), set[str](), set[bytes]()
    for path in sorted(tmp_path.rglob("*")):
        if path.is_file():
            endings.add(path.suffix)
            name = path.relative_to(tmp_path).as_posix()
            data = path.read_bytes()
            # The same bytes stand in several places (a print beside the site and in it).
            parts = () if data in opened else unpacked(name, data)
            opened.add(data)
            texts = {name, *(part for _, part in parts)} - seen
            seen |= texts
            if leaked := found(secrets(references=True), "\n".join(texts)):
                leaks[name] = leaked
    assert leaks == {}
    assert endings >= {".html", ".js", ".json", ".pdf", ".xlsx", ".xml"}
    assert (tmp_path / "site" / LEDGER_SCRIPT).is_file()
    known_prints = json.loads((tmp_path / "keaslian.json").read_bytes())["prints"]
    pdfs = {path.relative_to(tmp_path).as_posix() for path in (tmp_path / "pdf").rglob("*.pdf")}
    assert {one["path"] for one in known_prints} == pdfs


def test_no_person_is_named_by_id_in_the_public_edition() -> None:
    public = edition_of(PROJECT, Audience.PUBLIC, numbers=NUMBERS)
    assert not re.findall(r"\bp\d{3}\b", repr(public))
