"""Rules on measures and money: boundaries, fixes, silence on good input, leniency with drafts."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rules.judge import (
    AGREEMENT,
    APPRAISAL,
    HEAD_AGREEMENT,
    HEAD_PLAN,
    LETTER,
    PLAN,
    ROUND,
    STAFF_PLAN,
    edited,
    judge,
    messages,
    repaired,
)
from tests.tree import text_of

QUARTERS = "tw: {1: 10, 2: 15, 3: 15, 4: 8}"
NATURE = "sifat_target: penjumlahan"
NATURES = ("penjumlahan", "kumulatif", "tetap", "rata_rata", "akhir_tahun")
QUICK = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


def draft(path: str, *changes: tuple[str, str]) -> dict[str, str | None]:
    """A document that nobody has handed in or ratified."""
    lines = text_of(path).split("\n")
    (handed_in,) = (line for line in lines if line.startswith("diserahkan:"))
    files = edited(path, (handed_in + "\n", ""), *changes)
    return {**files, ROUND + "rbak/5-pengesahan.yaml": None, ROUND + "6-rekap.yaml": None}


def row(nature: str, quarters: str, *, direction: str = "naik", extra: str = "") -> dict[str, str]:
    """The second row of the plan (yearly target 48) with another nature and other quarters."""
    plan = edited(
        PLAN, (NATURE, f"sifat_target: {nature}{extra}"), (QUARTERS, f"tw: {{{quarters}}}")
    )
    before = "target: {nilai: 48, satuan: perangkat daerah}\n        arah: "
    return plan | edited(AGREEMENT, (f"{before}naik", f"{before}{direction}"))


def test_the_sample_gives_no_rule_on_measures_a_reason() -> None:
    for number in range(1, 18):
        assert judge(f"M6{number:02}") == []


# -- M601, M602, M603 ----------------------------------------------------------------------------


def test_total_is_repaired() -> None:
    files = edited(AGREEMENT, ("jumlah_anggaran: 1150000000", "jumlah_anggaran: 1150000001"))
    (found,) = judge("M601", files)
    assert judge("M601", repaired(files, found)) == []


@pytest.mark.parametrize("amount", ["1.150.000.000", "banyak", "-"])
def test_total_of_what_is_no_number_is_not_judged(amount: str) -> None:
    assert judge("M601", edited(AGREEMENT, ("rupiah: 1150000000", f"rupiah: {amount}"))) == []


@pytest.mark.parametrize(
    ("code", "foreign"),
    [
        ("4.01.02", False),
        ("4.01.02.1", False),
        ("4.01.021", True),
        ("4.01", True),
        ("4.01.03.1.02", True),
    ],
)
def test_code_is_below_another_by_whole_parts(code: str, foreign: bool) -> None:
    files = edited(AGREEMENT, ('kode: "4.01.02.1.02"', f'kode: "{code}"')) | edited(
        PLAN,
        ('kode_anggaran: "4.01.02.1.02"', f'kode_anggaran: "{code}"'),
        ('"4.01.02.1.02"', f'"{code}"'),
    )
    assert bool(judge("M602", files)) is foreign


def test_draft_of_the_superior_does_not_judge_codes() -> None:
    files = draft(HEAD_AGREEMENT, ('kode: "4.01.02"', 'kode: "4.01.09"'))
    assert judge("M602", files) == []


def test_wrong_code_of_an_agreement_is_not_told_again_at_its_actions() -> None:
    files = edited(AGREEMENT, ('kode: "4.01.02.1.02"', 'kode: "4.01.03.1.02"'))
    assert [found.location.path for found in judge("M602", files)] == [AGREEMENT]


def sibling(amount: int) -> dict[str, str]:
    text = text_of(AGREEMENT).replace("kabag-rbak", "kabag-ttl").replace("p003", "p002")
    return {ROUND + "ttl/4-dokumen/pk-kabag-ttl.yaml": text.replace("1150000000", str(amount))}


def test_ceiling_is_shared_by_all_subordinates_and_reported_once() -> None:
    assert judge("M603", sibling(2450000000 - 1150000000)) == []
    (found,) = judge("M603", sibling(2450000000 - 1150000000 + 1))
    assert found.location.path == ROUND + "ttl/4-dokumen/pk-kabag-ttl.yaml"
    assert "menjadi 2.450.000.001, melampaui 2.450.000.000 pada PK atasan" in found.message
    assert [related.location.path for related in found.related] == [HEAD_AGREEMENT, AGREEMENT]


def test_line_that_details_another_of_the_same_document_is_not_counted_twice() -> None:
    line = '  - {kode: "4.01.02.1.02.01", nama: Rincian, jenis: sub_kegiatan, rupiah: 2000000000}\n'
    files = edited(AGREEMENT, ("jumlah_anggaran: ", f"{line}jumlah_anggaran: "))
    assert judge("M603", files) == []


def test_replaced_agreement_leaves_the_ceiling_to_the_new_one() -> None:
    newer = (
        text_of(AGREEMENT)
        .replace(
            "id: pk-2026-kabag-rbak", "id: pk-2026-kabag-rbak-2\nmenggantikan: pk-2026-kabag-rbak"
        )
        .replace("1150000000", "2000000000")
    )
    assert judge("M603", {AGREEMENT.replace("rbak.yaml", "rbak-2.yaml"): newer}) == []


# -- M604 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nature", "quarters", "told"),
    [
        ("penjumlahan", "1: 10, 2: 15, 3: 15, 4: 8", None),
        ("penjumlahan", "1: 24, 3: 24", None),
        ("penjumlahan", "1: 24, 3: 23", "jumlah Target triwulan 47, padahal target setahun 48"),
        ("kumulatif", "1: 10, 2: 25, 3: 25, 4: 48", None),
        ("kumulatif", "1: 10, 2: 25, 3: 40, 4: 47", "Triwulan IV 47, padahal target setahun 48"),
        ("kumulatif", "1: 10, 2: 25", "Triwulan IV belum diisi, padahal target setahun 48"),
        (
            "kumulatif",
            "1: 10, 2: 25, 3: 20, 4: 48",
            "Triwulan III 20 lebih kecil daripada triwulan sebelumnya, 25, padahal targetnya kumulatif",
        ),
        ("tetap", "1: 48, 4: 48", None),
        ("tetap", "1: 48, 2: 47.5, 4: 48", "Triwulan II 47,5, padahal target setahun 48"),
        ("rata_rata", "1: 46, 2: 47, 3: 49, 4: 50", None),
        ("rata_rata", "1: 46, 2: 50", None),
        ("rata_rata", "1: 46, 2: 47", "rata-rata Target triwulan 46,5, padahal target setahun 48"),
        ("akhir_tahun", "4: 48", None),
        ("akhir_tahun", "1: 0, 2: 0, 3: 0, 4: 48", None),
        ("akhir_tahun", "4: 84", "Triwulan IV 84, padahal target setahun 48"),
        (
            "akhir_tahun",
            "3: 48",
            "Triwulan III berisi 48, padahal target hanya diukur pada akhir tahun",
        ),
    ],
)
def test_quarters_follow_the_nature(nature: str, quarters: str, told: str | None) -> None:
    assert messages(judge("M604", row(nature, quarters))) == ([told] if told else [])


def test_cumulative_target_that_should_fall_may_fall() -> None:
    files = row("kumulatif", "1: 90, 2: 70, 3: 60, 4: 48", direction="turun")
    assert judge("M604", files) == []


def test_reason_excuses_a_difference() -> None:
    files = row("penjumlahan", "1: 1", extra="\n    alasan_selisih: Anggaran triwulan III diblokir")
    assert judge("M604", files) == []


def test_draft_is_judged_once_all_quarters_are_written() -> None:
    assert judge("M604", draft(PLAN, (QUARTERS, "tw: {1: 10, 2: 15}"))) == []
    assert len(judge("M604", draft(PLAN, (QUARTERS, "tw: {1: 10, 2: 15, 3: 0, 4: 0}")))) == 1


def test_row_of_an_unknown_measure_belongs_to_another_rule() -> None:
    files = edited(PLAN, ("indikator: s1-i2", "indikator: s1-i9"), (QUARTERS, "tw: {1: 1}"))
    assert [judge(code, files) for code in ("M604", "M607", "M608")] == [[], [], []]


cents = st.integers(0, 10_000_000).map(lambda n: n / 100)


@QUICK
@given(
    st.lists(cents, min_size=4, max_size=4),
    st.sampled_from(("penjumlahan", "kumulatif")),
    st.booleans(),
)
def test_any_right_division_is_silent_and_any_other_is_found(
    quarters: list[float], nature: str, wrong: bool
) -> None:
    if nature == "kumulatif":
        quarters = sorted(quarters)
    annual = round(sum(quarters), 2) if nature == "penjumlahan" else quarters[-1]
    target = annual + 0.01 if wrong else annual
    plan = row(nature, ", ".join(f"{n}: {value:.2f}" for n, value in enumerate(quarters, 1)))
    files = plan | edited(AGREEMENT, ("nilai: 48", f"nilai: {target:.2f}"))
    assert len(judge("M604", files)) == wrong


@QUICK
@given(
    st.sampled_from(NATURES), st.lists(st.floats(0, 1e9), min_size=0, max_size=4), st.floats(0, 1e9)
)
def test_any_numbers_give_at_most_one_finding_per_row(
    nature: str, quarters: list[float], annual: float
) -> None:
    written = ", ".join(f"{n}: {value:.6f}" for n, value in enumerate(quarters, 1))
    files = row(nature, written) | edited(AGREEMENT, ("nilai: 48", f"nilai: {annual:.6f}"))
    assert len(judge("M604", files)) <= 1


# -- M605 ----------------------------------------------------------------------------------------

amounts = st.dictionaries(st.integers(1, 4), st.integers(0, 10**13), min_size=1)


@QUICK
@given(amounts, st.integers(0, 10**13), st.booleans())
def test_money_is_found_exactly_when_it_differs_and_its_fix_removes_it(
    quarters: dict[int, int], other: int, right: bool
) -> None:
    total = sum(quarters.values())
    amount = total if right else other
    written = ", ".join(f"{n}: {value}" for n, value in sorted(quarters.items()))
    files = edited(
        PLAN,
        ("anggaran: 350000000", f"anggaran: {amount}"),
        ("anggaran_tw: {2: 150000000, 3: 200000000}", f"anggaran_tw: {{{written}}}"),
    )
    found = judge("M605", files)
    assert bool(found) is (amount != total)
    for finding in found:
        assert judge("M605", repaired(files, finding)) == []


def test_quarter_that_is_no_number_belongs_to_another_rule() -> None:
    files = edited(PLAN, ("{2: 150000000, 3: 200000000}", "{2: 150000000, 3: dua ratus juta}"))
    assert judge("M605", files) == []


def test_draft_may_lack_quarters_of_money() -> None:
    assert judge("M605", draft(PLAN, ("{2: 150000000, 3: 200000000}", "{2: 150000000}"))) == []
    full = "{1: 0, 2: 150000000, 3: 0, 4: 0}"
    assert len(judge("M605", draft(PLAN, ("{2: 150000000, 3: 200000000}", full)))) == 1


# -- M606, M607, M608 ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "outside"), [("0", 0), ("100", 0), ("100.01", 1), ("-1", 1), ("1e3", 0)]
)
def test_bounds_belong_to_the_allowed(value: str, outside: int) -> None:
    files = edited(AGREEMENT, ("nilai: 85,", f"nilai: {value},"))
    assert len(judge("M606", files)) == outside


def test_measure_that_may_exceed_is_silent() -> None:
    old = "target: {nilai: 85, satuan: persen}\n"
    files = edited(
        AGREEMENT, (old, "target: {nilai: 120, satuan: persen}\n        boleh_lebih: true\n")
    )
    assert judge("M606", files) == []


def test_unit_is_repaired() -> None:
    files = edited(PLAN, ("satuan: perangkat daerah", 'satuan: "laporan"'))
    (found,) = judge("M607", files)
    after = repaired(files, found)
    assert after[PLAN] == text_of(PLAN)


def test_unknown_unit_belongs_to_another_rule() -> None:
    assert judge("M607", edited(PLAN, ("satuan: perangkat daerah", "satuan: perangkat"))) == []


def test_number_with_comma_is_repaired() -> None:
    files = edited(HEAD_PLAN, ("tw: {4: 79.60}", 'tw: {4: "79,60"}'))
    (found,) = judge("F104", files)
    after = repaired(files, found)
    assert "tw: {4: 79.60}" in after[HEAD_PLAN]
    assert judge("F104", after) == []
    assert [judge(code, files) for code in ("M604", "M608")] == [[], []]


def test_text_beside_a_yearly_number_may_repeat_the_yearly_text() -> None:
    assert judge("M608", edited(HEAD_PLAN, ("tw: {4: 79.60}", 'tw: {4: "79,60 (BB)"}'))) == []


def test_number_does_not_fit_a_yearly_text() -> None:
    late = "2: paling lambat tanggal 10 bulan berikutnya"
    (found,) = judge("M608", edited(STAFF_PLAN, (late, "2: 10")))
    assert found.message.startswith("Triwulan II 10 berbeda dari target setahun")
    (found,) = judge("M608", edited(STAFF_PLAN, (late, "2: 10.5")))
    assert found.message.startswith("Triwulan II 10,5 berbeda dari target setahun")


def test_text_does_not_fit_a_yearly_number_which_is_told_with_a_comma() -> None:
    (found,) = judge("M608", edited(HEAD_PLAN, ("tw: {4: 79.60}", "tw: {4: hampir BB}")))
    assert found.message == 'Triwulan IV "hampir BB" berbeda dari target setahun, 79,6'


def test_ambiguous_number_belongs_to_another_rule() -> None:
    assert judge("M608", edited(HEAD_PLAN, ("tw: {4: 79.60}", "tw: {4: 1.000}"))) == []


# -- M609 to M617 --------------------------------------------------------------------------------


def test_draft_may_lack_primary_measures_and_their_formula() -> None:
    assert judge("M609", draft(HEAD_AGREEMENT, ("iku: true", "iku: false"))) == []
    assert (
        judge(
            "M610", draft(HEAD_AGREEMENT, ("sumber_data: Laporan hasil evaluasi AKIP", "# nanti"))
        )
        == []
    )


def test_primary_measure_is_asked_only_of_the_named_levels() -> None:
    assert judge("M609", options={"M609": {"tingkat": ["jpt_pratama"]}}) == []
    (found,) = judge("M609", options={"M609": {"tingkat": ["administrator"]}})
    assert found.location.path == AGREEMENT


def test_primary_measure_tells_all_that_it_lacks() -> None:
    files = edited(
        HEAD_AGREEMENT,
        ("sumber_data: Laporan hasil evaluasi AKIP", "# nanti"),
        ("formula: Nilai hasil evaluasi AKIP oleh Kementerian PANRB", "# nanti"),
    )
    assert messages(judge("M610", files)) == [
        "Indikator Kinerja Utama belum punya Formula dan Sumber data"
    ]


def test_limit_of_measures_is_an_option() -> None:
    assert judge("M611", options={"M611": {"terbanyak": {"pk": "2"}}}) == []
    (found,) = judge("M611", options={"M611": {"terbanyak": {"pk": "1"}}})
    assert found.message == '"s1" punya 2 indikator, paling banyak 1'


def test_measure_equals_its_goal_whatever_the_capitals_and_spaces() -> None:
    name = "nama: Persentase perangkat daerah dengan nilai SAKIP minimal BB"
    files = edited(AGREEMENT, (name, "nama: meningkatnya  capaian sakip perangkat daerah."))
    assert messages(judge("M612", files)) == ["nama indikator sama dengan uraian sasarannya"]


def test_measures_of_other_kinds_may_share_a_name() -> None:
    files = edited(
        APPRAISAL,
        ("nama: Ketepatan waktu penyampaian laporan", "nama: Jumlah laporan monitoring SAKIP"),
    )
    assert judge("M612", files) == []


def test_activity_is_no_fault_below_the_top() -> None:
    name = "nama: Persentase perangkat daerah dengan nilai SAKIP minimal BB"
    assert judge("M613", edited(AGREEMENT, (name, "nama: Terlaksananya evaluasi SAKIP"))) == []


@pytest.mark.parametrize(
    ("text", "weak"),
    [
        ("Bekerja sama dengan Inspektorat", 0),
        ("menyusun laporan", 0),
        ("Disusunnya laporan", 1),
        ("Rapat", 1),
    ],
)
def test_action_begins_with_an_active_verb(text: str, weak: int) -> None:
    files = edited(
        STAFF_PLAN, ("uraian: Menyampaikan laporan kepada Kepala Bagian", f"uraian: {text}")
    )
    assert len(judge("M614", files)) == weak
    assert (
        judge(
            "M614",
            files,
            options={"M614": {"awalan": ["me", "ber"], "kata": ["Rapat", "disusunnya", "Bekerja"]}},
        )
        == []
    )
    assert judge("M614", files, options={"M614": {}}) == []


def test_unit_may_be_accepted_for_time() -> None:
    files = edited(APPRAISAL, ("berikutnya, satuan: tanggal}", "berikutnya, satuan: persen}"))
    assert len(judge("M615", files)) == 1
    assert judge("M615", files, options={"M615": {"satuan": ["persen"]}}) == []


def test_count_is_repaired() -> None:
    files = edited(LETTER, ("jumlah: 3", "jumlah: 30"))
    (found,) = judge("M616", files)
    assert repaired(files, found)[LETTER] == text_of(LETTER)


def test_wrong_or_missing_group_belongs_to_another_rule() -> None:
    assert judge("M617", edited(APPRAISAL, ("kelompok: utama", "kelompok: utma"))) == []
    assert judge("M617", edited(APPRAISAL, ("    kelompok: utama\n", ""))) == []


def test_draft_may_lack_the_wanted_item() -> None:
    assert judge("M617", draft(APPRAISAL, ("kelompok: utama", "kelompok: tambahan"))) == []
