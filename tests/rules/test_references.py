"""Rules on references and cascading: boundaries, silence on good input, leniency with drafts."""

from __future__ import annotations

from datetime import date

import pytest

from generator.rules.naming import listing
from generator.rules.wording import quote
from tests.rules.judge import (
    AGREEMENT,
    APPRAISAL,
    HEAD_AGREEMENT,
    HEAD_PLAN,
    LETTER,
    ORDER,
    PEOPLE,
    PLAN,
    RATIFICATION,
    RECAP,
    ROUND,
    STAFF_PLAN,
    edited,
    judge,
    messages,
    repaired,
)
from tests.tree import text_of

HEAD_APPRAISAL = ROUND + "biro/4-dokumen/skp-p001.yaml"
MIDDLE_APPRAISAL = ROUND + "rbak/4-dokumen/skp-p003.yaml"
HANDED_IN = "diserahkan: 2026-01-15T11:00+07:00\n"


def test_the_sample_gives_no_rule_on_references_a_reason() -> None:
    for number in range(1, 20):
        assert judge(f"R2{number:02}") == []


# -- R201 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        (APPRAISAL, "pegawai: p003", "pegawai: p033", 'pegawai "p033" tidak ada di daftar pegawai'),
        (
            LETTER,
            "  - kabag-kaj",
            "  - kabag-kja",
            'jabatan "kabag-kja" tidak ada di susunan organisasi',
        ),
        (LETTER, "unit: kaj", "unit: kajj", 'unit "kajj" tidak ada di susunan organisasi'),
        (
            ORDER,
            "[skp, ra_skp]",
            "[skp, ra_skpp]",
            'jenis dokumen "ra_skpp" tidak dikenal',
        ),
        (ORDER, "[skp, ra_skp]", "[skp, rekap]", 'jenis dokumen "rekap" tidak dikenal'),
        (
            PLAN,
            "- indikator: s1-i2",
            "- indikator: s1",
            "butir s1 di dokumen pk-2026-kabag-rbak bukan indikator",
        ),
        (
            PLAN,
            "induk: pk-2026-kabag-rbak",
            "induk: skp-2026-p003",
            "dokumen skp-2026-p003 adalah Sasaran Kinerja Pegawai, yang diminta Perjanjian Kinerja",
        ),
    ],
)
def test_every_space_of_references_is_searched(path: str, old: str, new: str, message: str) -> None:
    assert message in messages(judge("R201", edited(path, (old, new))))


def test_the_meant_name_is_offered_and_replaces_the_wrong_one() -> None:
    files = edited(
        PLAN, ("penanggung_jawab: analis-kebijakan-rbak", "penanggung_jawab: analis-kebijakn-rbak")
    )
    (found,) = judge("R201", files)
    assert found.hint == 'pilih "analis-kebijakan-rbak"'
    assert judge("R201", repaired(files, found)) == []


def test_drafts_are_searched_too() -> None:
    files = edited(APPRAISAL, (HANDED_IN, ""), ("butir: rhk1}", "butir: rhk2}"))
    assert len(judge("R201", files)) == 1


def test_what_the_form_refuses_is_left_to_the_form() -> None:
    assert judge("R201", edited(APPRAISAL, ("pegawai: p003", "pegawai: P 003"))) == []
    assert judge("R201", edited(STAFF_PLAN, ("level: jf", "level: staf"))) == []


def test_an_unreadable_document_is_not_called_missing() -> None:
    broken = {HEAD_AGREEMENT: "jenis: [\n"}
    assert judge("R201", broken) == []


def test_without_a_people_register_nobody_is_called_unknown() -> None:
    assert judge("R201", {PEOPLE: "jenis: [\n"}) == []
    assert judge("R201", {PEOPLE: None}) == []


def test_personal_numbers_are_not_repeated() -> None:
    (found,) = judge("R201", edited(APPRAISAL, ("pegawai: p003", "pegawai: 198001012005011991")))
    assert "198001012005011991" not in found.message + found.hint


def test_items_of_a_plan_that_details_the_wrong_document_are_not_judged() -> None:
    files = edited(PLAN, ("induk: pk-2026-kabag-rbak", "induk: pk-2026-kepala-biro"))
    assert judge("R201", files) == []
    assert len(judge("R209", files)) == 1


# -- R202 ----------------------------------------------------------------------------------------


def test_the_same_id_in_another_folder_is_reported_with_both_places() -> None:
    copy = ROUND + "ttl/4-dokumen/skp-p016.yaml"
    (found,) = judge("R202", {copy: text_of(APPRAISAL)})
    assert found.location.path == copy
    assert found.related[0].location.path == APPRAISAL


def test_an_id_that_does_not_suit_its_file_name_is_left_to_the_rule_on_names() -> None:
    assert judge("R202", {ROUND + "rbak/4-dokumen/skp-p017.yaml": text_of(APPRAISAL)}) == []


# -- R203, R204, R205 ----------------------------------------------------------------------------


def test_only_the_position_is_repaired_when_the_person_is_the_right_one() -> None:
    files = edited(APPRAISAL, ("jabatan: kabag-rbak", "jabatan: kabag-ttl"))
    (found,) = judge("R203", files)
    assert judge("R204", files) == []
    assert judge("R203", repaired(files, found)) == []


def test_no_repair_is_offered_when_the_person_is_wrong_as_well() -> None:
    files = edited(
        APPRAISAL, ("pegawai: p003\n  jabatan: kabag-rbak", "pegawai: p002\n  jabatan: kabag-ttl")
    )
    (found,) = judge("R203", files)
    assert found.fix is None


def test_the_highest_official_needs_no_superior_in_the_chart() -> None:
    files = edited(HEAD_APPRAISAL, ("jabatan: kepala-biro", "jabatan: sekda"))
    assert judge("R203", files) == []


@pytest.mark.parametrize(
    ("end", "found"), [("2026-01-15", 0), ("2026-01-14", 1), ("2026-12-31", 0)]
)
def test_the_last_day_of_a_tenure_counts(end: str, found: int) -> None:
    people = edited(PEOPLE, ("mulai: 2020-03-02", f"mulai: 2020-03-02\n        selesai: {end}"))
    appraisal = [f for f in judge("R204", people) if f.location.path == APPRAISAL]
    assert len(appraisal) == found


def test_a_draft_without_a_date_is_judged_only_by_positions_ever_held() -> None:
    undated = ("tanggal: 2026-01-15\ndiserahkan: 2026-01-15T11:00+07:00\n", "")
    assert judge("R204", edited(APPRAISAL, undated)) == []
    stranger = edited(APPRAISAL, undated, ("pegawai: p016", "pegawai: p002"))
    assert messages(judge("R204", stranger)) == [
        "Upik Misalnya, S.STP., M.A.P. tidak menjabat Analis Kebijakan Ahli Pertama"
    ]


def test_a_substitute_is_accepted_with_his_own_status() -> None:
    people = edited(
        PEOPLE,
        (
            "mulai: 2022-09-01",
            "mulai: 2022-09-01\n      - jabatan: kabag-rbak\n        status: plt\n        mulai: 2026-01-01",
        ),
    )
    right = edited(
        APPRAISAL,
        (
            "pegawai: p003\n  jabatan: kabag-rbak\n  status: definitif",
            "pegawai: p002\n  jabatan: kabag-rbak\n  status: plt",
        ),
    )
    assert judge("R204", people | right) == []
    wrong = {APPRAISAL: right[APPRAISAL].replace("status: plt", "status: plh")}
    (found,) = judge("R204", people | wrong)
    assert judge("R204", people | repaired(wrong, found)) == []


def test_one_person_on_both_sides_is_one_finding() -> None:
    files = edited(APPRAISAL, ("pegawai: p003", "pegawai: p016"))
    assert len(judge("R205", files)) == 1
    assert judge("R203", files) == judge("R204", files) == []


# -- R206, R207, R208 ----------------------------------------------------------------------------


def test_only_leaders_agreements_can_be_supported_by_appraisals() -> None:
    link = ("{dokumen: skp-2026-p001, butir: rhk1}", "{dokumen: pk-2026-kepala-biro, butir: s1-i1}")
    assert judge("R206", edited(MIDDLE_APPRAISAL, link)) == []


def test_a_document_that_supports_itself_is_reported() -> None:
    link = ("{dokumen: skp-2026-p003, butir: rhk1}", "{dokumen: skp-2026-p016, butir: rhk1}")
    assert messages(judge("R206", edited(APPRAISAL, link))) == [
        "dokumen ini mendukung dirinya sendiri"
    ]


RESULT = """  - id: rhk2
    kelompok: {}
    intervensi: {{dokumen: skp-2026-p001, butir: rhk1}}
    rencana: Meningkatnya mutu evaluasi
    indikator:
      - {{id: rhk2-i1, nama: Mutu evaluasi, target: {{nilai: 80, satuan: persen}}}}
lampiran:
"""


def _second_result(group: str = "utama") -> dict[str, str]:
    return edited(MIDDLE_APPRAISAL, ("lampiran:\n", RESULT.format(group)))


def test_nobody_is_missed_while_subordinates_still_write() -> None:
    assert len(judge("R207", _second_result())) == 1
    assert judge("R207", _second_result() | edited(APPRAISAL, (HANDED_IN, ""))) == []


def test_nobody_is_missed_in_a_past_round_or_for_additional_results() -> None:
    assert judge("R207", _second_result(), today=date(2027, 1, 5)) == []
    assert judge("R207", _second_result("tambahan")) == []


def test_a_link_that_leads_astray_is_one_cause() -> None:
    link = ("{dokumen: skp-2026-p003, butir: rhk1}", "{dokumen: skp-2026-p003, butir: rhk7}")
    assert judge("R207", edited(APPRAISAL, link)) == []


IDENTICAL = "cascading: identik\n        dari: {dokumen: pk-2026-kepala-biro, butir: s1-i1}"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("{nilai: 79.6, satuan: nilai}", []),
        ("{nilai: 79.60, satuan: nilai, teks: lain}", []),
        (
            "{nilai: 79.61, satuan: nilai}",
            ["target 79,61 berbeda dari target indikator asalnya, 79,6"],
        ),
        (
            "{nilai: 79.6, satuan: persen}",
            ['satuan "persen" berbeda dari satuan indikator asalnya, "nilai"'],
        ),
    ],
)
def test_identical_measures_have_equal_numbers_and_units(target: str, expected: list[str]) -> None:
    files = edited(
        AGREEMENT, ("{nilai: 85, satuan: persen}", target), ("cascading: csf", IDENTICAL)
    )
    assert messages(judge("R208", files)) == expected


# -- R209 ... R213 -------------------------------------------------------------------------------


def test_a_draft_plan_may_lack_rows() -> None:
    row = text_of(PLAN).split("  - indikator: s1-i2")[1].split("tanda_tangan:")[0]
    short = {PLAN: text_of(PLAN).replace("  - indikator: s1-i2" + row, "")}
    assert len(judge("R210", short)) == 1
    unlisted = edited(
        RATIFICATION, ("{dokumen: ra-pk-2026-kabag-rbak", "{dokumen: ra-pk-2026-kepala-biro")
    )
    draft = {PLAN: short[PLAN].replace("diserahkan: 2026-01-15T09:45+07:00\n", "")}
    assert judge("R210", draft | unlisted) == []


def test_a_measure_with_the_agreements_name_needs_no_reference() -> None:
    origin = "        dari: {dokumen: pk-2026-kepala-biro, butir: s1-i1}\n"
    assert judge("R211", edited(HEAD_APPRAISAL, (origin, ""))) == []


def test_levels_and_kinds_of_appraisals_are_options() -> None:
    files = edited(HEAD_APPRAISAL, ("{nilai: 79.60,", "{nilai: 70,"))
    assert len(judge("R211", files)) == 1
    assert judge("R211", files, options={"R211": {}}) == []
    assert judge("R211", files, options={"R211": {"pasangan": [{"dari": "pk"}]}}) == []


SECOND = ROUND + "rbak/4-dokumen/skp-p016-b.yaml"


def _second(start: str) -> dict[str, str]:
    text = text_of(APPRAISAL).replace("id: skp-2026-p016", "id: skp-2026-p016-b")
    return {SECOND: text.replace("mulai: 2026-01-01", f"mulai: {start}")}


@pytest.mark.parametrize(("start", "found"), [("2026-06-30", 1), ("2026-07-01", 0)])
def test_appraisals_of_one_person_may_follow_each_other(start: str, found: int) -> None:
    first = edited(APPRAISAL, ("selesai: 2026-12-31", "selesai: 2026-06-30"))
    assert len(judge("R212", first | _second(start))) == found


def test_a_replaced_document_does_not_count() -> None:
    new = text_of(AGREEMENT).replace("id: pk-2026-kabag-rbak", "id: pk-2026-kabag-rbak-1")
    path = ROUND + "rbak/4-dokumen/pk-kabag-rbak-1.yaml"
    assert len(judge("R212", {path: new})) == 1
    replacing = new.replace("versi: murni", "versi: perubahan\nmenggantikan: pk-2026-kabag-rbak")
    assert judge("R212", {path: replacing}) == []
    assert judge("R217", {path: replacing})  # of the same day
    later = replacing.replace("\ntanggal: 2026-01-14", "\ntanggal: 2026-06-14")
    assert judge("R217", {path: later}) == []


def test_a_document_cannot_replace_itself() -> None:
    files = edited(AGREEMENT, ("versi: murni", "versi: murni\nmenggantikan: pk-2026-kabag-rbak"))
    assert messages(judge("R217", files)) == ["dokumen ini menggantikan dirinya sendiri"]


def test_the_form_of_an_appraisal_suits_the_level() -> None:
    files = edited(MIDDLE_APPRAISAL, ("format: ja_jf", "format: jpt"))
    (found,) = judge("R213", files)
    assert found.message == 'Bentuk formulir "jpt" bukan untuk Administrator'
    assert judge("R213", repaired(files, found)) == []


# -- R214 ... R219 -------------------------------------------------------------------------------


def test_a_plan_of_the_bureau_may_name_positions_of_its_units() -> None:
    inside = ("penanggung_jawab: kabag-rbak", "penanggung_jawab: arsiparis-ttl")
    assert judge("R214", edited(HEAD_PLAN, inside)) == []
    outside = ("penanggung_jawab: kabag-rbak", "penanggung_jawab: sekda")
    assert len(judge("R214", edited(HEAD_PLAN, outside))) == 1


def test_an_unknown_addressee_is_not_reported_as_a_missing_head() -> None:
    assert judge("R215", edited(LETTER, ("  - kabag-kaj", "  - kabag-kja"))) == []


def test_the_giver_of_an_order_is_not_his_own_subordinate() -> None:
    files = edited(ROUND + "1-disposisi.yaml", ("  - kabag-ttl", "  - kepala-biro"))
    assert len(judge("R216", files)) == 1


TENURE = "      - jabatan: kabag-rbak\n        status: {}\n        mulai: {}\n"


@pytest.mark.parametrize(
    ("status", "start", "found"),
    [
        ("definitif", "2025-06-30", 1),
        ("definitif", "2025-07-01", 0),
        ("plt", "2025-01-01", 0),
    ],
)
def test_full_holders_follow_each_other_and_substitutes_stand_beside(
    status: str, start: str, found: int
) -> None:
    ended = ("mulai: 2021-12-31\n", "mulai: 2021-12-31\n        selesai: 2025-06-30\n")
    added = ("mulai: 2022-01-03\n", "mulai: 2022-01-03\n" + TENURE.format(status, start))
    assert len(judge("R218", edited(PEOPLE, ended, added))) == found


def test_shared_positions_have_many_holders() -> None:
    shared = TENURE.replace("kabag-rbak", "analis-kebijakan-rbak").format("definitif", "2025-01-01")
    added = ("mulai: 2022-01-03\n", "mulai: 2022-01-03\n" + shared)
    assert judge("R218", edited(PEOPLE, added)) == []


def test_a_folder_that_is_no_unit_or_does_not_take_the_step_is_named() -> None:
    unknown = {ROUND + "rbk/4-dokumen/skp-p016.yaml": text_of(APPRAISAL)}
    assert messages(judge("R219", unknown)) == ['folder "rbk" bukan unit yang dikenal']
    head = {ROUND + "biro/5-pengesahan.yaml": "jenis: pengesahan\nid: pengesahan-2026-biro\n"}
    assert messages(judge("R219", head)) == ["langkah 5 (Validasi Bagian) tidak dikerjakan Biro"]


# -- words ---------------------------------------------------------------------------------------


def test_quotations_hide_personal_numbers_and_are_short() -> None:
    assert "1991" not in quote("NIP 19800101 200501 1 991")
    assert len(quote("x" * 1000)) < 70


def test_long_lists_say_how_many_more_there_are() -> None:
    assert listing(["a"]) == "a"
    assert listing(["a", "b"]) == "a dan b"
    assert listing("abc") == "a, b, dan c"
    assert listing("abcdefgh") == "a, b, c, d, e, dan 3 lainnya"


def test_recap_refers_only_to_kinds_that_it_takes() -> None:
    files = edited(RECAP, ("{dokumen: pengesahan-2026-rbak", "{dokumen: skp-2026-p003"))
    assert len(judge("R201", files)) == 1


def test_another_persons_id_is_never_offered() -> None:
    (found,) = judge("R201", edited(APPRAISAL, ("pegawai: p003", "pegawai: p404")))
    assert (found.fix, found.hint) == (None, "lihat id pegawai di content/pegawai.yaml")


def test_a_persons_name_leads_to_his_id() -> None:
    files = edited(APPRAISAL, ("pegawai: p003", "pegawai: Siti Umpama"))
    (found,) = judge("R201", files)
    assert found.hint == 'pilih "p004"'
    assert judge("F106", files) == []
