"""Where things stand on the pages of prints: proofs, signatures, long lists, last rows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from generator.compile.model import Audience
from generator.publish.manuscript import Manuscript
from generator.publish.press import press
from tests.publish.printed import (
    ROUND,
    changed,
    made,
    pdf_of,
    pressed,
    print_of,
    sample_prints,
    sizes,
    text,
    words,
)
from tests.tree import overlay

PUBLIC, INTERNAL = Audience.PUBLIC, Audience.INTERNAL
MM = 72 / 25.4
MEETING = f"{ROUND}/7-rapat.yaml"
ASSIGNMENT = f"{ROUND}/rbak/3-penugasan.yaml"
PROOF = "Keaslian berkas ini dapat diperiksa"
SIGNATURE = '<div class="tanda-tangan">'
VALUES = '<h2 class="bagian">PERILAKU KERJA'
TARGETS = ("skp-2026-p001", "skp-2026-p003", "skp-2026-p016")
COUNTS = (28, 60, 200)
MARKS = ("DRAF", "BELUM DISAHKAN", "BERUBAH SESUDAH DISAHKAN")


def pages(data: bytes) -> list[str]:
    """The text of each page, from above."""
    return text(data, "-layout").split("\f")[:-1]


def opening(page: str) -> str:
    """The first line of a page that is not the mark of a state."""
    lines = (" ".join(line.split()) for line in page.splitlines())
    return next((line for line in lines if line and line not in MARKS), "")


def stretched(manuscript: Manuscript, mark: str, count: int) -> Manuscript:
    """A print with paragraphs before a mark in its HTML."""
    more = "".join(f"<p>alinea {n}</p>" for n in range(count))
    assert mark in manuscript.html
    return replace(manuscript, html=manuscript.html.replace(mark, more + mark, 1), attached=())


@cache
def longer() -> dict[str, bytes]:
    """PDFs of meetings with more and more items, and of documents that grow line by line."""
    plain, *targets = (
        print_of(sample_prints(INTERNAL), id).manuscript for id in ("disposisi-2026", *TARGETS)
    )
    found = {f"alinea {n}": stretched(plain, SIGNATURE, n) for n in range(0, 24, 2)}
    found |= {f"perilaku {n}": stretched(targets[-1], VALUES, n) for n in range(0, 24, 2)}
    for id, own in zip(TARGETS, targets, strict=True):
        apart = own.html.replace(VALUES, VALUES.replace("bagian", "bagian halaman-baru"))
        found[id] = replace(own, html=apart)
    for count in COUNTS:
        items = [f"Acara urutan {n} dengan uraian yang cukup panjang" for n in range(1, count + 1)]
        lists = json.dumps(items)
        for field, pattern in (
            ("acara", r"^  acara:\n(    - .*\n)+"),
            ("instruksi", r"^instruksi:\n(  - .*\n)+"),
        ):
            indent = "  " * (field == "acara")
            tree = overlay(changed(MEETING, pattern, f"{indent}{field}: {lists}\n"))
            found[f"{field} {count}"] = print_of(made(tree, INTERNAL), "rapat-2026").manuscript
    return dict(press(found).files)


def alone() -> Iterator[str]:
    """The prints in which a page opens with the proof."""
    every = {**longer(), **pressed(PUBLIC).files, **pressed(INTERNAL).files}
    for path, data in every.items():
        if any(opening(page).startswith("Langkah Peran") for page in pages(data)):
            yield path


def test_no_page_opens_with_the_proof() -> None:
    assert list(alone()) == []


def test_the_proof_takes_the_signature_along() -> None:
    found = [pages(data) for name, data in longer().items() if name.startswith("alinea ")]
    assert {len(shown) for shown in found} == {1, 2}
    for shown in found:
        (page,) = [page for page in shown if PROOF in page]
        assert "Kepala Biro Organisasi" in page


@pytest.mark.parametrize(
    ("document", "on", "before"),
    [
        ("rapat-2026", "Demikian disampaikan, atas kehadiran", "DAFTAR HADIR"),
        ("permintaan-2026", "Tembusan:", "FORM PERMINTAAN DATA"),
    ],
)
def test_the_proof_ends_what_was_signed_and_blank_forms_follow(
    document: str, on: str, before: str
) -> None:
    shown = pages(pdf_of(document))
    (proof,) = [number for number, page in enumerate(shown) if PROOF in page]
    assert on in shown[proof]
    assert proof < min(number for number, page in enumerate(shown) if before in page)


@pytest.mark.parametrize("field", ["acara", "instruksi"])
@pytest.mark.parametrize("count", COUNTS)
def test_a_long_list_breaks_across_pages_and_stays_between_their_margins(
    field: str, count: int
) -> None:
    data = longer()[f"{field} {count}"]
    shown = sizes(data)
    found = words(data)
    for number, (wide, high) in enumerate(shown):
        here = [word for word in found if word.page == number]
        assert min(word.left for word in here) >= 25 * MM - 1
        assert max(word.right for word in here) <= wide - 20 * MM + 1
        footer = [word for word in here if word.bottom > high - 18 * MM + 1]
        told = " ".join(word.text for word in sorted(footer, key=lambda word: word.left))
        assert re.fullmatch(
            r"rapat-2026 · sidik isi( \w{4}){3}( · [\w ]+)? Halaman \d+ dari \d+", told
        )
    numbers = {int(n) for n in re.findall(r"Acara urutan (\d+)", " ".join(w.text for w in found))}
    assert numbers == set(range(1, count + 1))


def test_the_last_row_of_a_table_stands_with_the_one_before() -> None:
    found = [data for name, data in longer().items() if name.startswith("perilaku ")]
    assert {len(pages(data)) for data in found} == {3, 4}
    for data in found:
        (page,) = [page for page in pages(data) if "Kolaboratif" in page]
        assert "Adaptif" in page


@pytest.mark.parametrize("document", TARGETS)
def test_the_values_of_an_employee_s_targets_fit_on_a_page_with_the_signature(
    document: str,
) -> None:
    (page,) = [page for page in pages(longer()[document]) if "Kolaboratif" in page]
    assert opening(page) == "PERILAKU KERJA**"
    assert "Pejabat Penilai Kinerja," in page


def test_who_has_no_number_has_dashes_in_the_table_and_nothing_under_his_signature() -> None:
    official = changed(
        "content/pegawai.yaml",
        r"pns\n(    jenis_kelamin: l\n)    pangkat: Pembina Utama Madya\n    golongan: IV/d$",
        r"pejabat_negara\n\1",
    )
    own = print_of(made(overlay(official), INTERNAL), "skp-2026-p001").manuscript
    first, second, _ = pages(press({"x": own}).files["x"])
    told = [" ".join(line.split()) for line in first.replace("\u00a0", " ").splitlines()]
    assert "2 NIP 19800101 200501 1 991 2 NIP –" in told
    assert "3 PANGKAT/GOL. RUANG Pembina Utama Muda / IV/c 3 PANGKAT/GOL. RUANG –" in told
    assert second.count("NIP.") == 1
    assert "–" not in second[second.index("Pegawai yang Dinilai") :]


def test_a_recap_that_a_meeting_took_up_is_dated_by_the_meeting_not_by_the_order() -> None:
    (first, *_) = pages(pdf_of("rekap-2026"))
    assert re.search(r"dirapatkan 26 Januari 2026\s+Halaman 1", first)
