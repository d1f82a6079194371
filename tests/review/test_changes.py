"""What changed between two trees: every change is told, once, by what it concerns."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from generator.check import check
from generator.compile.model import Audience
from generator.compile.projection import Projector
from generator.load.corpus import Document
from generator.load.tree import Tree
from generator.publish.decision import sheet
from generator.publish.piece import plain
from generator.publish.sentences import lines
from generator.review.change import Change, Changes, Sort, Verb, Weight
from generator.review.changes import changes
from generator.review.difference import Comparison
from generator.review.naming import Side
from generator.review.pairing import pair
from generator.review.versions import Unjudged
from generator.sop.long_date import MONTHS
from tests.tree import SUPPLEMENT, Sample, overlay, succeeded, text_of

DAY = date(2026, 1, 20)
UNIT = "content/2026/rbak/4-dokumen"
AGREEMENT = f"{UNIT}/pk-kabag-rbak.yaml"


def edited(path: str, *edits: tuple[str, str]) -> Tree:
    text = text_of(path)
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return overlay({path: text})


def compared(head: Tree, base: Tree | None = None) -> Changes:
    return changes(base or Sample(), head, DAY, DAY)


def told(head: Tree, base: Tree | None = None) -> str:
    return sheet(compared(head, base), "text")


def weights(found: Changes) -> list[Weight]:
    return [change.weight for document in found.documents for change in document.changes]


def test_nothing_changed() -> None:
    found = compared(Sample())
    assert (found.documents, found.rules, found.strangers, found.rewritten) == ((), False, 0, 0)


def test_a_newer_version_is_told_by_what_differs_from_the_former_one() -> None:
    files = {path: text for path, text in succeeded(AGREEMENT).items() if path != SUPPLEMENT}
    (path,) = files
    files[path] = (files[path] or "").replace("nilai: 85,", "nilai: 80,", 1)
    (document,) = compared(overlay(files)).documents
    assert (document.verb, document.weight) == (Verb.ADDED, Weight.LOWERED)
    text = told(overlay(files))
    assert (
        "Perubahan ke-1 Kepala Bagian Reformasi Birokrasi dan Akuntabilitas Kinerja 2026” "
        "(baru, diserahkan; yang berbeda dari versi sebelumnya)\n"
        "- Target “Persentase perangkat daerah dengan nilai SAKIP minimal BB” turun dari 85 menjadi 80 persen"
    ) in text
    assert "1 dokumen baru, dengan 1 target melonggar atau hilang" in text
    assert "Alasan perubahan" in text
    assert "Id dokumen" not in text
    assert "Persentase rekomendasi" not in text


def test_a_word_that_is_also_a_files_id_stays_a_word() -> None:
    text = told(edited(AGREEMENT, ("pegawai: p003", "pegawai: p999")))
    assert "pegawai “p999” tidak ada di daftar pegawai" in text


def test_an_item_that_is_gone_is_called_by_its_own_name() -> None:
    whole = text_of(AGREEMENT)
    start, end = whole.index("      - id: s1-i1"), whole.index("      - id: s1-i2")
    name = re.search(r"nama: (.*)", whole[start:end])
    assert name
    text = told(overlay({AGREEMENT: whole[:start] + whole[end:]}))
    (line,) = [x for x in text.splitlines() if "butir" in x and "tidak ada" in x]
    assert f"butir “{name[1]}” tidak ada" in line


def test_key_order_and_comments_are_no_change() -> None:
    lines = text_of(AGREEMENT).splitlines()
    at = lines.index("tempat: Padang")
    moved = ["# catatan", *lines[:at], *lines[at + 1 :], lines[at], ""]
    found = compared(overlay({AGREEMENT: "\n".join(moved)}))
    assert (found.documents, found.rewritten) == ((), 1)


def test_a_rule_book_that_changed_is_told_and_not_used() -> None:
    rules = text_of("sop/aturan.yaml")
    found = compared(overlay({"sop/aturan.yaml": f"# ubah\n{rules}"}))
    assert (found.documents, found.rules) == ((), True)
    assert "Buku aturan juga diubah" in sheet(found, "text")


def test_a_broken_rule_book_of_the_base_cannot_judge() -> None:
    with pytest.raises(Unjudged):
        compared(Sample(), overlay({"sop/organisasi.yaml": None}))


def test_an_unreadable_document_is_told() -> None:
    found = told(overlay({AGREEMENT: "jenis: [pk"}))
    assert "tidak dapat dibaca" in found


def test_a_moved_document_is_no_removal() -> None:
    text = text_of(AGREEMENT)
    found = compared(overlay({AGREEMENT: None, f"{UNIT}/pk-lain.yaml": text}))
    assert [document.verb for document in found.documents] == [Verb.CHANGED]
    assert [change.verb for change in found.documents[0].changes] == [Verb.MOVED]


def test_heavier_changes_come_first() -> None:
    head = edited(
        AGREEMENT,
        ("rupiah: 1150000000", "rupiah: 1100000000"),
        ("pegawai: p001", "pegawai: p016"),
        ("{nilai: 85,", "{nilai: 80,"),
        ("\ntanggal: 2026-01-14", "\ntanggal: 2026-01-16"),
        ("{nilai: 48,", "{nilai: 50,"),
        ("tempat: Padang", "tempat: Bukittinggi"),
    )
    assert weights(compared(head)) == [
        Weight.LOWERED,
        Weight.DATE,
        Weight.PARTY,
        Weight.MONEY,
        Weight.TARGET,
        Weight.TEXT,
    ]


def test_items_are_matched_by_id_and_not_by_place() -> None:
    text = text_of(AGREEMENT)
    start, end = text.index("      - id: s1-i1"), text.index("      - id: s1-i2")
    stop = text.index("\nanggaran:\n") + 1
    swapped = text[:start] + text[end:stop] + text[start:end] + text[stop:]
    found = compared(overlay({AGREEMENT: swapped.replace("nilai: 85", "nilai: 84")}))
    assert sorted(change.verb.value for change in found.documents[0].changes) == [
        "changed",
        "ordered",
    ]


def test_items_without_an_id_are_matched_by_what_they_share() -> None:
    items = {"type": "object", "properties": {}}
    old = [{"a": 1, "b": 2, "c": 3}, {"a": 7, "b": 8, "c": 9}]
    new = [{"a": 7, "b": 8, "c": 0}, {"a": 1, "b": 2, "c": 4}]
    assert pair(old, new, items).kept == ((0, 1), (1, 0))
    assert pair(old, [{"a": 5, "b": 5, "c": 5}], items).removed == (0, 1)


def test_a_changed_item_counts_those_below_once() -> None:
    skp = f"{UNIT}/skp-p003.yaml"
    found = compared(edited(skp, ("{nilai: 85,", "{nilai: 80,")))
    assert found.documents[0].changes[0].affected == (("SKP", 1), ("RA SKP", 1))


def test_what_check_finds_in_a_changed_document_is_told() -> None:
    found = told(edited(AGREEMENT, ("{nilai: 85,", "{nilai: delapan,")))
    assert "Galat – nilai target harus angka, bukan “delapan”, pada indikator “Persentase" in found
    assert "berubah sesudah disahkan oleh Datuak Rekaan, S.Sos., M.Si. pada langkah 5" in found


def test_a_list_in_place_of_a_date_is_told_and_judged() -> None:
    found = told(
        edited("content/2026/1-disposisi.yaml", ("\ntanggal: 2026", "\ntanggal: [2026]\n#"))
    )
    assert "Tanggal berubah dari 12 Januari 2026 menjadi “2026”" in found
    assert "Galat – tanggal harus teks, bukan daftar" in found


def test_a_target_whose_text_stays_tells_its_figure_alone() -> None:
    path = "content/2026/biro/4-dokumen/pk-kepala-biro.yaml"
    found = told(edited(path, ("nilai: 79.60", "nilai: 78.60")))
    assert (
        "turun dari 79,6 menjadi 78,6 nilai, sedangkan target berupa teks masih tertulis" in found
    )


def test_a_large_change_stays_within_a_comment() -> None:
    rows = "".join(f"\n  - kode: '4.{i}'\n    nama: {'x' * 300}" for i in range(900))
    head = edited(AGREEMENT, ("\nanggaran:", f"\nanggaran:{rows}"))
    found = sheet(compared(head), "md")
    assert len(found.encode()) < 65_536
    assert "Anggaran bertambah 900, yaitu" in found
    assert "dan 897 lainnya" in found


# --- Every value ----------------------------------------------------------------------------------


@cache
def sample() -> tuple[Projector, tuple[Document, ...]]:
    context = check(Sample(), DAY).context
    assert context is not None
    return Projector(context, Audience.INTERNAL, {}), context.readable


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in pairs:
            yield from leaves(inner, (*path, key))
    else:
        yield path


def other(value: Any) -> Any:
    """Another value of the same type."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    try:
        return (date.fromisoformat(value) + timedelta(days=40)).isoformat()
    except ValueError:
        return f"{value}9z"


def indonesian(value: Any) -> set[str]:
    """The forms in which a reader may meet a value; one of them must be there."""
    if isinstance(value, bool):
        return {"ya" if value else "tidak"}
    if isinstance(value, int | float):
        whole, _, rest = f"{value:,}".partition(".")
        dotted = whole.replace(",", ".")
        return {f"{dotted},{rest}" if rest.strip("0") else dotted, f"Rp{dotted},00", str(value)}
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return {value, value.replace("_", " ")}
    return {f"{day.day} {MONTHS[day.month - 1]} {day.year}"}


def told_of(change: Change) -> str:
    return "".join(plain(piece) for line in lines([change]) for piece in line.sentence)


def place_of(data: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        data = data[part]
    return data


@pytest.mark.parametrize("path", [document.path for document in sample()[1]])
def test_every_changed_value_is_told_alone_with_old_and_new(path: str) -> None:
    projector, documents = sample()
    document = next(d for d in documents if d.path == path)
    for leaf in leaves(document.data):
        old = place_of(document.data, leaf)
        head = copy.copy(document)
        head.data = copy.deepcopy(document.data)
        place_of(head.data, leaf[:-1])[leaf[-1]] = other(old)
        found = list(
            Comparison(Side(projector, document), Side(projector, head), frozenset()).run()
        )
        assert len(found) == 1, leaf
        change = found[0].change
        assert change.leaves == 1
        text = told_of(change)
        if Sort.SEAL in (change.old and change.old.sort, change.new and change.new.sort):
            assert old not in text
            continue
        assert any(form in text for form in indonesian(other(old))), (leaf, text)
        named = change.old is not None and change.old.raw != change.old.value
        if not named and not change.old.parts:  # type: ignore[union-attr]
            assert any(form in text for form in indonesian(old)), (leaf, text)


@pytest.mark.parametrize("path", [document.path for document in sample()[1]])
def test_every_value_taken_away_or_given_is_told(path: str) -> None:
    projector, documents = sample()
    document = next(d for d in documents if d.path == path)
    for leaf in leaves(document.data):
        head = copy.copy(document)
        head.data = copy.deepcopy(document.data)
        del place_of(head.data, leaf[:-1])[leaf[-1]]
        sides = Side(projector, document), Side(projector, head)
        for pairing in (sides, sides[::-1]):
            found = list(Comparison(pairing[0], pairing[1], frozenset()).run())
            assert sum(f.change.leaves for f in found) == 1, leaf
            assert all(told_of(f.change) for f in found)
