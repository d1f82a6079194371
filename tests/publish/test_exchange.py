"""Documents as workbooks and back: nothing gets lost, for any kind of any SOP."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.check import slots
from generator.compile.intake import Intake, intake
from generator.compile.rows import Contents, contents
from generator.load import workbook as file
from generator.load.corpus import Corpus, Document
from generator.load.digest import digest
from generator.load.source import Source
from generator.load.tree import Folder, Tree
from generator.publish.exchange import Subject, workbook
from generator.publish.outcome import proposed
from generator.publish.render import Templates
from generator.rules.context import Context
from tests.compile.editions import PROJECT, context_of
from tests.tree import ROOT, overlay, text_of
from tests.workbooks import sheet

SECOND = Folder(ROOT / "tests" / "sop_kedua")
AGREEMENT = "content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml"
TREES: dict[str, Tree] = {"bundled": PROJECT, "second SOP": SECOND}


@cache
def context(name: str) -> Context:
    return context_of(TREES[name])


def export(whole: Context) -> tuple[Contents, bytes]:
    filled = contents(whole, whole.sop.kinds.values(), whole.corpus.documents)
    subject = Subject("uji", None, date(2026, 1, 23))
    return filled, workbook(filled, whole, subject, Templates())


@cache
def exported(name: str) -> tuple[Contents, bytes]:
    return export(context(name))


def back(whole: Context, data: bytes) -> Intake:
    return intake(whole, file.read(data))


def into_empty(whole: Context, data: bytes) -> dict[str, str]:
    """The digest of every file that an import writes into an empty folder."""
    empty = replace(whole, corpus=Corpus((), ()))
    found = back(empty, data)
    assert found.faults == ()
    files = proposed(found.documents)
    written = context_of(overlay(files, Bare(whole)))
    return {d.path: digest(d.data) for d in written.corpus.documents}


class Bare:
    """The rule book of a project without any documents."""

    def __init__(self, whole: Context) -> None:
        self.tree = next(t for name, t in TREES.items() if context(name).sop.id == whole.sop.id)

    def entries(self, folder: str) -> Any:
        return [] if folder == "content" else self.tree.entries(folder)

    def read(self, paths: Any) -> Any:
        return self.tree.read(paths)


# --- Nothing gets lost ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TREES)
def test_every_document_comes_back_into_an_empty_folder_with_the_same_digest(name: str) -> None:
    whole = context(name)
    filled, data = exported(name)
    assert filled.left_out == ()
    before = {d.path: digest(d.data) for d in whole.corpus.documents}
    assert into_empty(whole, data) == before


@pytest.mark.parametrize("name", TREES)
def test_an_import_into_the_same_folder_changes_no_byte(name: str) -> None:
    whole = context(name)
    found = back(whole, exported(name)[1])
    assert len(found.documents) == len(whole.corpus.documents)
    assert (proposed(found.documents), found.faults) == ({}, ())


EXAMPLES = 25

ODD = (
    "",
    "=1+1",
    "+62",
    "-",
    "- butir",
    "{}",
    "[]",
    '""',
    '"kutip"',
    "'apostrof",
    "007",
    "4.10",
    "1.000",
    "no",
    "2026-02-30",
    " depan",
    "belakang ",
    "dua\nbaris",
    "akhir\n",
    "\n",
    "  - a\n  b",
    "tab\tdi tengah",
    "a: b # c",
    "_x0041_",
    "é 🙂 ½",
    "<b>&amp;</b>",
    "x" * 5_000,
)
texts = st.one_of(
    st.sampled_from(ODD),
    st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=20),
)
fields = st.fixed_dictionaries(
    {},
    optional={
        "tempat": texts,
        "catatan_internal": texts,
        "versi": st.sampled_from(["murni", "murni ", "'murni", "1"]),
        "jumlah_anggaran": st.one_of(st.integers(-(10**17), 10**17), texts),
        "tanggal": st.sampled_from(["2026-01-13", "1899-12-31", "13/1/2026", "46035"]),
        "diserahkan": st.sampled_from(
            ["2026-01-13T14:20+07:00", "2026-01-13T14:20:00+07:00", "2026-01-13T07:20Z", "kemarin"]
        ),
        "pihak_pertama": st.one_of(texts, st.just({}), st.just({"pegawai": "p003", "lain": "x"})),
        "sasaran": st.one_of(
            st.just([]),
            texts,
            st.lists(
                st.fixed_dictionaries(
                    {}, optional={"id": texts, "indikator": st.lists(st.just({}), max_size=2)}
                ),
                max_size=4,
            ),
        ),
        "catatan baru": texts,
        "a/b~c": texts,
    },
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(fields)
def test_any_document_comes_back_or_is_left_out_by_name(values: dict[str, Any]) -> None:
    base = context("bundled")
    text = json.dumps({"jenis": "pk", "id": "pk-2026-kabag-rbak", **values}, ensure_ascii=False)
    slot = next(slot for slot in slots(base.sop) if slot.kind == "pk")
    names = {"putaran": "2026", "unit": "rbak", "nama": "kabag-rbak"}
    document = Document(Source(AGREEMENT, text.encode()), slot, names)
    whole = replace(base, corpus=Corpus((document,), ()))
    filled = contents(whole, [base.sop.kinds["pk"]], [document])
    data = workbook(filled, whole, Subject("uji", None, date(2026, 1, 23)), Templates())
    if filled.left_out:
        assert [path for path, _ in filled.left_out] == [AGREEMENT]
        return
    empty = back(replace(whole, corpus=Corpus((), ())), data)
    assert [digest(wanted.data) for wanted in empty.documents] == [digest(document.data)]
    assert proposed(back(whole, data).documents) == {}


# --- What the office sees ---------------------------------------------------------------------------


def column(data: bytes, name: str, machine: str) -> list[Any]:
    rows = sheet(data, name)
    return [row[rows[0].index(machine)] for row in rows[2:]]


def test_codes_stay_text_days_are_days_and_numbers_are_numbers() -> None:
    data = exported("bundled")[1]
    assert "4.01.02" in column(data, "PK_anggaran", "/kode")
    assert all(isinstance(code, str) for code in column(data, "PK_anggaran", "/kode"))
    assert 560_000_000.0 in column(data, "PK_anggaran", "/rupiah")
    assert date(2026, 1, 13) in column(data, "PK", "/tanggal")
    assert datetime.fromisoformat("2026-01-13T14:20") in column(data, "PK", "/diserahkan")
    assert "09.00" in column(data, "Rapat", "/rapat/mulai")
    assert "pk\nra_pk\nskp" in column(data, "Penugasan_tugas", "/dokumen")


def test_the_first_sheet_says_who_may_have_it_and_headings_are_the_forms_titles() -> None:
    data = exported("bundled")[1]
    front = sheet(data, "Petunjuk")
    assert front[0][0] == "kinerja/petunjuk"
    assert any("internal" in str(row[0]) and "NIP" in str(row[0]) for row in front)
    assert sheet(data, "PK_indikator")[1][:4] == [
        "Id dokumen",
        "Pada Sasaran (id)",
        "Id indikator",
        "Indikator kinerja",
    ]


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_words_and_references_can_be_chosen_and_headings_explain_themselves() -> None:
    whole = parts(exported("bundled")[1])
    text = "".join(whole.values())
    assert "&quot;naik,turun&quot;" in text or '"naik,turun"' in text
    assert "'Daftar'!$" in text
    assert "naik bila makin besar makin baik" in text
    assert 'r="1"' in whole["xl/worksheets/sheet2.xml"]
    assert 'hidden="1"' in whole["xl/worksheets/sheet2.xml"].partition("</row>")[0]
    assert not any("<f>" in sheet and "<v>" in sheet.partition("<f>")[2][:40] for sheet in whole)


def test_the_same_documents_give_the_same_bytes() -> None:
    assert exported("second SOP")[1] == export(context_of(SECOND))[1]


def test_a_document_with_a_personal_number_is_left_out() -> None:
    text = text_of(AGREEMENT) + 'catatan_internal: "NIP 198503152010011001"\n'
    filled, data = export(context_of(overlay({AGREEMENT: text})))
    assert [path for path, _ in filled.left_out] == [AGREEMENT]
    assert "198503152010011001" not in "".join(parts(data).values())
