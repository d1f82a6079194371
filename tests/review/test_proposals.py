"""Forty proposals as people make them: each sheet is short, complete, and free of YAML."""

from __future__ import annotations

import copy
import html
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random
from typing import Any

import pytest
from markdown_it import MarkdownIt

from generator.load.corpus import Document
from generator.publish.decision import MOST_BYTES, MOST_LINES, Links, sheet
from generator.publish.piece import plain
from generator.publish.sentences import lines
from generator.review.change import Changes, DocumentChange, Verb
from generator.review.changes import changes
from tests.review.test_changes import leaves, other, place_of, sample
from tests.tree import overlay

DAY = date(2026, 1, 20)
Files = dict[str, str | bytes | None]
Edit = Callable[[Random, Any], None]
SECONDS = 1.0
NAMING = [
    "jenis",
    "id",
    "sidik",
    "indikator",
    "kode",
    "dokumen",
    "pegawai",
    "jabatan",
    "uraian",
    "nama",
]
"""Fields that name an item: two of them changed at once make another item of it."""
KEYS = re.compile(r"\w+:(?:\s|$)|[{}\[\]]|\w/\w+/|\.ya?ml")


@dataclass(frozen=True)
class Case:
    """A proposal with the sheet that it gives."""

    name: str
    found: Changes
    text: str
    seconds: float


def written(data: Any) -> str:
    """A document as YAML; JSON is."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def documents(*kinds: str) -> list[Document]:
    """The sample's documents of some kinds, of all without."""
    return [d for d in sample()[1] if not kinds or d.kind in kinds]


def edited(random: Random, document: Document, edit: Edit) -> Files:
    data = copy.deepcopy(document.data)
    edit(random, data)
    return {document.path: written(data)}


def turn(count: int) -> Edit:
    """Change some values, anywhere."""

    def edit(random: Random, data: Any) -> None:
        places = [p for p in leaves(data) if p[-1] not in NAMING]
        for place in random.sample(places, min(count, len(places))):
            place_of(data, place[:-1])[place[-1]] = other(place_of(data, place))

    return edit


def shorten(random: Random, data: Any) -> None:
    """Take an item out of a list."""
    lists = [value for value in data.values() if isinstance(value, list) and len(value) > 1]
    if lists:
        chosen = random.choice(lists)
        del chosen[random.randrange(len(chosen))]


def seal(_: Random, data: Any) -> None:
    """Sign everything anew."""
    for row in data["dokumen"]:
        row["sidik"] = f"v1:{row['sidik'][:2:-1].rjust(64, 'a')}"


def proposals() -> Iterator[tuple[str, Files, Files]]:
    """A name, and what to change in the sample to get the base and the head."""
    random = Random(2026)
    owed = documents("pk", "skp", "ra_pk", "ra_skp")
    for i in range(12):
        document = random.choice(owed)
        yield f"{i + 1} values", {}, edited(random, document, turn(i + 1))
    for i in range(6):
        chosen = random.sample(documents(), i + 2)
        head: Files = {}
        for document in chosen:
            head |= edited(random, document, turn(2))
        yield f"{i + 2} documents", {}, head
    for document in random.sample(documents(), 7):
        yield f"new {document.path}", {document.path: None}, {}
    for document in random.sample(owed, 3):
        yield f"gone {document.path}", {}, {document.path: None}
    for size in (3, 8):
        chosen = random.sample(owed, size)
        yield f"{size} new", {d.path: None for d in chosen}, {}
    for document in random.sample(owed, 4):
        yield f"shorter {document.path}", {}, edited(random, document, shorten)
    for document in random.sample(documents(), 4):
        yield f"format {document.path}", {}, {document.path: written(document.data)}
    for document in documents("pengesahan", "pegawai"):
        edit = seal if document.kind == "pengesahan" else turn(5)
        yield f"{document.kind}", {}, edited(random, document, edit)


@cache
def cases() -> tuple[Case, ...]:
    found = []
    for name, base, head in proposals():
        before = overlay(base)
        start = time.perf_counter()
        one = changes(before, overlay(head), DAY, DAY)
        text = sheet(one, "text")
        found.append(Case(name, one, text, time.perf_counter() - start))
    return tuple(found)


def test_there_are_forty() -> None:
    assert len(cases()) >= 40


def test_nineteen_sheets_of_twenty_fit_on_a_phone_and_are_quick() -> None:
    lengths = sorted(case.text.count("\n") for case in cases())
    assert lengths[len(lengths) * 95 // 100] <= MOST_LINES
    assert sorted(case.seconds for case in cases())[len(cases()) // 2] <= SECONDS


def test_no_key_brace_path_or_digest_is_in_a_sheet() -> None:
    for case in cases():
        assert not re.search(r"[0-9a-f]{16}", case.text), case.name
        assert not KEYS.search(re.sub("“[^”]*”", "", case.text)), (case.name, case.text)


def test_changes_of_form_alone_are_no_changes() -> None:
    formal = [case for case in cases() if case.name.startswith("format")]
    assert len(formal) == 4
    for case in formal:
        assert "Tidak ada perubahan isi; hanya tata tulis 1 dokumen yang berubah" in case.text


def changed_leaves(case: Case, change: DocumentChange) -> int:
    """How many values differ, counted without the program: by path, an absent one as None."""
    old, new = case.found.versions.old.corpus, case.found.versions.new.corpus
    before, after = (corpus.by_path.get(change.document.path) for corpus in (old, new))
    if before and after:
        one, two = ({p: place_of(d.data, p) for p in leaves(d.data)} for d in (before, after))
        return sum(one.get(path) != two.get(path) for path in {**one, **two})
    whole = (before or after).data  # type: ignore[union-attr]
    return sum(place[0] not in ("jenis", "id") for place in leaves(whole))


def test_every_changed_value_is_counted_once() -> None:
    for case in cases():
        if case.name.startswith("shorter"):  # the rest of a list moves up: paths say nothing
            continue
        for change in case.found.documents:
            total = changed_leaves(case, change)
            assert sum(c.leaves for c in change.changes) == total, (case.name, change.title)
            assert sum(line.leaves for line in lines(change.changes)) == total, case.name


def test_every_sentence_is_shown_or_its_values_are_counted() -> None:
    for case in cases():
        sections = case.text.split("\n\n")
        for change in case.found.documents:
            told = lines(change.changes)
            section = next(s for s in sections if f"“{change.title}”" in s)
            row = next(r for r in section.splitlines() if f"“{change.title}”" in r)
            place = row if row.startswith("- ") else section
            hidden = [x for x in told if "".join(map(plain, x.sentence)) not in place]
            if sum(line.leaves for line in hidden):
                counts = re.findall(r"(?:dan|seluruhnya|^-) (\d+) isian", place, re.MULTILINE)
                assert counts, (case.name, place)
                assert int(counts[-1]) >= sum(x.leaves for x in hidden), (case.name, place)


@pytest.mark.parametrize("form", ["md", "html", "pdf"])
def test_every_form_tells_the_same(form: str) -> None:
    for case in cases()[::7]:
        whole = sheet(case.found, form)
        for change in case.found.documents:
            assert change.title in whole.replace("&amp;", "&")
        assert (form == "pdf") == ("<style" not in whole and "<html" in whole)


HOSTILE = (
    "](javascript:alert(1)) [x](http://contoh.invalid)",
    "<img src=x onerror=alert(1)>",
    "`` ` ![x](http://contoh.invalid/y) @org/team #12 https://contoh.invalid",
    "*a* _b_ ~~c~~ | d | --- <!-- x --> &lt;b&gt; {{ 7 * 7 }}",
    "# a - b 1. c > d",
)


@pytest.mark.parametrize("value", HOSTILE)
def test_names_and_values_of_people_stay_text_wherever_a_sheet_puts_them(value: str) -> None:
    head: Files = {}
    for document in documents("pegawai", "skp", "penugasan", "pengesahan"):
        text = json.dumps(document.data, ensure_ascii=False)
        head[document.path] = re.sub(
            r'("(?:nama|rencana|uraian|alasan|satuan|jabatan|status)": )"[^"]*"',
            lambda found: found[1] + json.dumps(value, ensure_ascii=False),
            text,
        )
    links = Links("https://contoh.invalid/situs", "https://contoh.invalid/usul.pdf")
    found = changes(overlay({}), overlay(head), DAY, DAY)
    page = MarkdownIt().render(sheet(found, "md", links=links))
    tags = set(re.findall(r"<(/?[a-z][a-z0-9]*)", re.sub(r"<!--.*?-->", "", page, count=1)))
    assert tags - {f"/{tag}" for tag in tags} <= {"h2", "h3", "ul", "li", "code", "p", "a"}
    for address in re.findall(r'(?:href|src)="([^"]*)"', page):
        assert address.startswith(("https://contoh.invalid/situs/", "https://contoh.invalid/usul"))
    assert value in html.unescape(re.sub(r"</?[a-z][^>]*>", "", page))


def test_a_comment_stays_small_whatever_it_quotes() -> None:
    document = documents("skp")[0]
    head = copy.deepcopy(document.data)
    head |= {f"isian_{i}": "`\U0001f4dd" * 195 for i in range(900)}
    head["daftar"] = ["\U0001f4dd" * 390] * 300
    found = changes(overlay({}), overlay({document.path: written(head)}), DAY, DAY)
    assert len(sheet(found, "md").encode()) <= MOST_BYTES


def test_new_documents_say_whose_they_are() -> None:
    for case in cases():
        for change in case.found.documents:
            if change.verb is Verb.ADDED and change.document.kind == "pk" and "3 new" in case.name:
                assert "pihak kedua" in case.text
