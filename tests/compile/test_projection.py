"""What an edition shows of a document: marked fields only, drafts kept back, references named."""

from __future__ import annotations

import re
from typing import Any

import pytest

from generator.compile.access import Unclassified
from generator.compile.model import Audience
from generator.load.tree import Overlay
from tests.compile.editions import PROJECT, edition_of, project, sample, view_of
from tests.tree import ROOT, overlay, text_of

AGREEMENT = "content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml"
FORMS = "sop/formulir"


def form(name: str) -> str:
    return (ROOT / FORMS / f"{name}.schema.yaml").read_text("utf-8")


# --- Kinds and fields ------------------------------------------------------------------------------


def test_the_public_edition_has_public_kinds_only() -> None:
    kinds = {view.kind for view in project(Audience.PUBLIC).views}
    assert kinds == {"disposisi", "permintaan", "pk", "ra_pk"}
    inside = {view.kind for view in project(Audience.INTERNAL).views}
    assert inside > {"skp", "ra_skp", "penugasan", "pengesahan"}


def test_a_document_that_its_level_or_secrecy_makes_internal_is_not_public() -> None:
    levels = {v.data["level"] for v in project(Audience.PUBLIC).views if v.data.get("level")}
    assert levels == {"jpt_pratama", "administrator", "pengawas"}
    path = "content/2026/1-disposisi.yaml"
    secret = re.sub(r"(?m)^sifat: .*$", "sifat: rahasia", text_of(path))
    edition = edition_of(overlay({path: secret}), Audience.PUBLIC)
    assert "disposisi-2026" not in {view.id for view in edition.views}
    assert not any(step.document == "disposisi-2026" for step in edition.recap.rounds[0].steps)


@pytest.mark.parametrize("level", ["", "level: [pengawas]", "level: lurah"])
def test_a_document_whose_level_cannot_be_read_is_not_public(level: str) -> None:
    text = re.sub(r"(?m)^level: .*$", level, text_of(AGREEMENT))
    edition = edition_of(overlay({AGREEMENT: text}), Audience.PUBLIC)
    assert "pk-2026-kabag-rbak" not in {view.id for view in edition.views}


def test_the_public_view_of_a_document_lacks_its_internal_fields() -> None:
    inside = view_of(project(Audience.INTERNAL), "pk-2025-kabag-rbak").data
    outside = view_of(project(Audience.PUBLIC), "pk-2025-kabag-rbak").data
    assert set(inside) - set(outside) == {"tanda_tangan"}


def test_a_value_of_another_shape_than_its_form_is_not_public() -> None:
    text = re.sub(r"(?m)^tempat: .*$", "tempat: {rahasia: ya}", text_of(AGREEMENT))
    text = re.sub(r"(?ms)^dasar_anggaran:.*?^(?=\w)", "dasar_anggaran: teks rahasia\n", text)
    data = view_of(edition_of(overlay({AGREEMENT: text}), Audience.PUBLIC), "pk-2026-kabag-rbak")
    assert "tempat" not in data.data
    assert "dasar_anggaran" not in data.data


def test_internal_fields_of_a_public_kind_do_not_come_back_through_tables() -> None:
    changes = {}
    for name in ("pk", "ra_pk"):
        text = form(name)
        for field in ("sasaran", "baris"):
            text = re.sub(
                rf"(?m)(^  {field}:(?:\n    .*)*?\n    x-akses: )publik", r"\g<1>internal", text
            )
            text = re.sub(rf"(?m)(^  {field}: \{{.*x-akses: )publik", r"\g<1>internal", text)
        assert text != form(name)
        changes[f"{FORMS}/{name}.schema.yaml"] = text
    edition = edition_of(overlay(changes), Audience.PUBLIC)
    (current,) = edition.recap.rounds
    assert current.money
    assert not current.measures
    assert all(row.planned is None and not row.quarters for row in current.money)


# --- Forms are judged before any document ----------------------------------------------------------


@pytest.mark.parametrize("audience", Audience)
def test_an_unmarked_field_stops_the_build_even_where_no_document_uses_it(
    audience: Audience,
) -> None:
    text = form("rapat")
    at = text.index("      catatan:")
    mark = text.index("        x-akses: internal\n", at)
    text = text[:mark] + text[mark:].replace("        x-akses: internal\n", "", 1)
    gone = {f"content/2026/{name}.yaml": None for name in ("6-rekap", "7-rapat")}
    with pytest.raises(Unclassified, match=r"isian rapat\.catatan jenis rapat"):
        edition_of(overlay({f"{FORMS}/rapat.schema.yaml": text, **gone}), audience)


@pytest.mark.parametrize("mark", ["", "x-akses: rahasia"])
def test_an_unmarked_kind_stops_the_build(mark: str) -> None:
    text = re.sub(r"(?m)^x-akses: .*$", mark, form("skp"))
    with pytest.raises(Unclassified, match="jenis skp"):
        edition_of(overlay({f"{FORMS}/skp.schema.yaml": text}))


# --- Drafts ----------------------------------------------------------------------------------------

DRAFT = "pk-2026-kasubag-tu"


def test_a_draft_of_a_public_kind_is_listed_without_its_content() -> None:
    view = view_of(project(Audience.PUBLIC), DRAFT)
    assert view.withheld
    assert (view.stage, view.status) == (0, "draf")
    assert view.title == "Perjanjian Kinerja Kepala Subbagian Tata Usaha 2026"
    assert (view.data, view.digest, view.template) == ({}, "", "")


def test_the_internal_edition_shows_a_draft_in_full() -> None:
    view = view_of(project(Audience.INTERNAL), DRAFT)
    assert not view.withheld
    assert view.data["sasaran"]
    assert view.digest.startswith("v1:")


def test_no_public_table_holds_anything_of_a_draft() -> None:
    rows = [
        row
        for current in project(Audience.PUBLIC).recap.rounds
        for row in (*current.measures, *current.money)
    ]
    assert not any(row.document == DRAFT for row in rows)
    assert not any(DRAFT in str(row) for row in rows)


def test_handing_in_opens_a_draft() -> None:
    path = f"content/2026/ttl/4-dokumen/{DRAFT.replace('-2026', '')}.yaml"
    ((_, raw),) = PROJECT.read([path])
    tree = Overlay(PROJECT, {path: raw + b"\ndiserahkan: 2026-01-22T10:00+07:00\n"})
    view = view_of(edition_of(tree, Audience.PUBLIC), DRAFT)
    assert not view.withheld
    assert view.data


# --- References ------------------------------------------------------------------------------------


def people_in(value: Any) -> list[dict[str, str]]:
    if isinstance(value, dict):
        own = (
            [value]
            if "nama" in value and set(value) <= {"id", "nama", "pangkat", "golongan", "nip"}
            else []
        )
        return own + [found for inner in value.values() for found in people_in(inner)]
    if isinstance(value, list):
        return [found for inner in value for found in people_in(inner)]
    return []


def test_a_person_has_a_number_inside_and_only_a_name_outside() -> None:
    numbers = {"p003": "197706142003121993"}
    inside = edition_of(overlay({}), Audience.INTERNAL, numbers=numbers)
    outside = edition_of(overlay({}), Audience.PUBLIC, numbers=numbers)
    id = "pk-2026-kabag-rbak"
    assert numbers["p003"] in str(view_of(inside, id).data)
    assert numbers["p003"] not in str(outside)
    party = view_of(outside, id).data["pihak_pertama"]
    assert set(party["pegawai"]) == {"nama"}
    assert party["sebutan"] == "Kepala Bagian Reformasi Birokrasi dan Akuntabilitas Kinerja"
    assert people_in(view_of(inside, id).data)


def test_a_reference_says_what_it_names() -> None:
    data = view_of(sample(Audience.PUBLIC), "ra-pk-2026-kabag-rbak").data
    assert data["induk"] == {
        "id": "pk-2026-kabag-rbak",
        "judul": view_of(sample(Audience.PUBLIC), "pk-2026-kabag-rbak").title,
        "terbit": True,
    }
    row = data["baris"][0]["indikator"]
    assert row["teks"]
    assert row["tujuan"]
    assert row["target"]


def test_a_reference_to_a_draft_says_nothing_of_its_content() -> None:
    lines = [li for li in text_of(AGREEMENT).split("\n") if not li.startswith("diserahkan:")]
    tree = overlay({AGREEMENT: "\n".join(lines), "content/2026/rbak/5-pengesahan.yaml": None})
    data = view_of(edition_of(tree, Audience.PUBLIC), "ra-pk-2026-kabag-rbak").data
    assert data["induk"]["terbit"]
    assert all(set(row["indikator"]) == {"id"} for row in data["baris"])


def test_a_reference_to_a_hidden_document_has_no_title() -> None:
    text = re.sub(r"(?m)^level: .*$", "level: jf", text_of(AGREEMENT))
    edition = edition_of(overlay({AGREEMENT: text}), Audience.PUBLIC)
    data = view_of(edition, "ra-pk-2026-kabag-rbak").data
    assert data["induk"] == {"id": "pk-2026-kabag-rbak", "judul": "", "terbit": False}
