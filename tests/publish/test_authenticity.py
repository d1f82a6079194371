"""Judging copies: the genuine are known by their bytes or values, of others the first difference is named."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from generator.compile.model import Audience
from generator.load.digest import digest
from generator.load.dump import dumped
from generator.load.source import Source
from generator.publish.authenticity import Judge
from generator.publish.embedded import files_in
from generator.publish.ledger import PROOF, Ledger, NoLedger
from tests.compile.editions import PROJECT, context_of, project
from tests.publish.copies import (
    DRAFT,
    FILE,
    SECRET,
    SECRET_FORMER,
    SIGNED,
    copies,
    judge,
    known,
    marks,
    printed,
    source,
)
from tests.publish.printed import opened

PUBLIC, INTERNAL = Audience.PUBLIC, Audience.INTERNAL


def test_a_copy_is_judged_by_what_it_is() -> None:
    found = {name: judge().file(raw) for name, (raw, _, _) in copies().items()}
    for name, (_, verdict, part) in copies().items():
        assert (name, found[name].verdict) == (name, verdict), found[name].reason
        assert part in found[name].reason, name
    assert {f.verdict for f in found.values()} == {*judge().words["verdicts"]} - {"known"}
    assert all(f.holds == (f.verdict in ("valid", "same", "former")) for f in found.values())


def test_a_typed_digest_is_judged_by_whose_it_is() -> None:
    for text, (verdict, part) in marks().items():
        found = judge().mark(text)
        assert (text, found.verdict) == (text, verdict)
        assert part in found.reason, text


def test_a_genuine_copy_comes_with_every_step_its_values_went_through() -> None:
    entry = judge().ledger.by_id["pk-2025-kabag-rbak"]
    assert [step["step"] for step in entry["steps"]] == [4, 5, 6, 7]
    assert entry["steps"][1]["when"] == "Jumat, 10 Januari 2025 pukul 10.05"
    assert "Datuak" not in json.dumps(entry["steps"])
    inside = judge(INTERNAL).ledger.by_id["pk-2025-kabag-rbak"]
    assert "(Kepala Bagian" in inside["steps"][1]["who"]


def test_a_print_names_only_the_steps_that_sign_it_so_that_it_stays_the_same() -> None:
    (proof,) = [json.loads(f) for f in files_in(printed(PUBLIC)[SIGNED]) if b'"audience"' in f]
    assert [step["step"] for step in proof["steps"]] == [4, 5]
    assert proof["digest"] == judge().ledger.by_id[SIGNED]["digest"]


def test_a_document_that_changed_after_it_was_signed_is_not_valid() -> None:
    data = json.loads(known())
    (entry,) = [e for e in data["documents"] if e["id"] == SIGNED]
    entry["standing"] = "changed"
    found = Judge(Ledger(data), judge().words).file(source(FILE))
    assert found.verdict == "open"
    assert "berubah sesudah disahkan" in found.reason


def test_the_internal_list_names_what_the_public_one_may_not() -> None:
    raw = source("content/2026/rbak/4-dokumen/skp-p003.yaml") + b"tambahan: ya\n"
    found = judge(INTERNAL).file(raw)
    assert found.verdict == "differs"
    assert "isian yang tidak dikenal formulir (tambahan)" in found.reason


def test_the_public_list_tells_of_hidden_documents_only_that_they_are_sealed() -> None:
    data = json.loads(known())
    shown = {view.id for view in project(PUBLIC).views}
    hidden = [view for view in project(INTERNAL).views if view.id not in shown]
    assert {entry["id"] for entry in data["documents"]} <= shown
    assert len(data["sealed"]) == len(set(data["sealed"])) > 50
    assert data["sealed"] == sorted(data["sealed"])
    assert data["sealed_former"] == sorted(data["sealed_former"]) != []
    assert not {*data["sealed"]} & {*data["sealed_former"]}
    text = known().decode()
    assert not [view.id for view in hidden if view.digest[3:] in text or f'"{view.id}"' in text]
    assert DRAFT not in {entry["id"] for entry in data["documents"]}
    assert not re.search(r"\bp\d{3}\b", text)


def test_a_list_that_knows_no_replaced_seals_is_still_read() -> None:
    data = json.loads(known())
    former = data.pop("sealed_former")
    old = Judge(Ledger.read(json.dumps(data).encode()), judge().words)
    assert old.file(source(SECRET)).verdict == "valid"
    assert old.file(source(SECRET_FORMER)).verdict == "unknown"
    data["sealed"] += former
    old = Judge(Ledger.read(json.dumps(data).encode()), judge().words)
    assert old.file(source(SECRET_FORMER)).verdict == "valid"


def test_a_print_carries_its_yaml_as_source_and_its_proof() -> None:
    for audience, expected in ((PUBLIC, None), (INTERNAL, source(FILE))):
        with opened(printed(audience)[SIGNED]) as pdf:
            specs = {name: pdf.attachments[name] for name in pdf.attachments}
            assert set(specs) == {f"{SIGNED}.yaml", PROOF}
            spec = specs[f"{SIGNED}.yaml"]
            assert spec.obj.AFRelationship == "/Source"
            assert spec.get_file().mime_type == "application/yaml"
            text = spec.get_file().read_bytes()
            assert specs[PROOF].obj.AFRelationship == "/Supplement"
        assert expected in (None, text)
        form = context_of(PROJECT).sop.kinds["pk"].form
        values = form.typed(Source("x", text).data or {})
        assert digest(values) == judge(audience).ledger.by_id[SIGNED]["open_digest"]


def test_what_is_handed_out_reads_back_as_the_same_values() -> None:
    forms = context_of(PROJECT).sop.kinds
    for document in context_of(PROJECT).corpus.documents:
        again = Source("x", dumped(document.data).encode())
        assert not again.problems, document.path
        assert digest(forms[document.kind].form.typed(again.data or {})) == digest(document.data)


def test_texts_that_look_like_something_else_stay_texts() -> None:
    data = {"no": "yes", "a": ["", "1.0", "null", "~", "é\u00a0\u2009x", 'k: "v" # c'], "b": {}}
    assert Source("x", dumped(data).encode()).data == data
    assert dumped({"nilai": [80.1, 1e-09, 12.0, 3, True]}) == (
        "nilai:\n  - 80.1\n  - 0.000000001\n  - 12.0\n  - 3\n  - true\n"
    )


def leaves(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where the values of a ledger stand; of every list only its first entry."""
    yield way
    inside = value.items() if isinstance(value, dict) else ()
    for key, inner in enumerate(value[:1]) if isinstance(value, list) else inside:
        yield from leaves(inner, (*way, key))


def test_a_forged_ledger_is_refused_or_judged_and_never_trips() -> None:
    whole, files = json.loads(known()), (printed(PUBLIC)[SIGNED], source(FILE))
    for way in leaves(whole):
        if "forms" in way and len(way) > 5:
            continue
        for wrong in (None, 7, "x", [], {}, [7], {"a": 7}, True, "\ud83d"):
            forged = json.loads(known())
            here = {"": forged}
            for key in ("", *way)[:-1]:
                here = here[key]
            here[("", *way)[-1]] = wrong
            raw = json.dumps(forged if way else wrong).encode()
            try:
                one = Judge(Ledger.read(raw), judge().words)
            except NoLedger:
                continue
            for file in files:
                assert one.file(file).verdict in judge().words["verdicts"]
            assert one.mark("1a2b3c4d5e6f").verdict in judge().words["verdicts"]


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"version": "2"}'])
def test_a_file_that_is_no_ledger_is_refused(raw: bytes) -> None:
    with pytest.raises(NoLedger, match=r"keaslian\.json versi 1"):
        Ledger.read(raw)
