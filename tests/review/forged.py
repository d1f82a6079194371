"""What goes wrong in the histories of the rule pages: each `riwayat:` line is one of these."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.rules.proposal import Turn
from tests.review.history import STORE, History, Pull, _git, later
from tests.review.rounds import EVIDENCE, ROUND, STEPS, part, until

FIFTH = 7
"""The pull request that brings the validation of a unit; what goes wrong goes wrong with it."""
AUTHOR, APPROVER, AT = STEPS[FIFTH - 1][2:]
REMARK = "catatan_internal: Diperiksa ulang\n"


def history(twist: str, folder: Path) -> History:
    """The history of a `riwayat:` line."""
    return TWISTS[twist](folder)


def _proposed(folder: Path, before: int = FIFTH - 1, author: str = AUTHOR) -> Pull:
    return until(before, folder).propose("langkah-5-rbak", part("rbak/5-"), author)


def _approved(folder: Path, before: int = FIFTH - 1) -> Pull:
    return _proposed(folder, before).review(APPROVER, at=later(AT, -30)).merge(AT)


def _claimed(pull: Pull, **changes: object) -> History:
    pull.office.write(pull.claim(**changes))
    return pull.office


def _edited(office: History, path: str, old: str, new: str) -> dict[str, bytes]:
    raw = office.recorded()[path].replace(old.encode(), new.encode())
    assert raw != office.recorded()[path]
    return {path: raw}


def without_store(folder: Path) -> History:
    office = until(FIFTH, folder)
    _git(office.root, "update-ref", "-d", STORE)
    return office


def unrecorded(folder: Path) -> History:
    return _approved(folder).office


def pushed(folder: Path) -> History:
    office = until(FIFTH - 1, folder)
    office.push_to_main(part("rbak/5-"), AT)
    return office


def squashed(folder: Path) -> History:
    pull = _proposed(folder).review(APPROVER, at=later(AT, -30)).merge(AT, squash=True)
    return _claimed(pull)


def by_hand(folder: Path) -> History:
    pull = _approved(folder)
    pull.office.append({f"2026/{FIFTH:06}.json": f'"gabungan": "{pull.merged}", disetujui!\n'})
    return pull.office


def rewritten_store(folder: Path) -> History:
    office = until(FIFTH, folder)
    path = "2026/000006.json"
    office.rewrite(_edited(office, path, '"usulan": 6', '"usulan": 60'))
    return office


def dropped(folder: Path) -> History:
    office = until(FIFTH, folder)
    office.rewrite({"2026/000006.json": None})
    return office


def edited(folder: Path) -> History:
    office = until(FIFTH, folder)
    office.append(_edited(office, f"2026/{FIFTH:06}.json", '"usulan": 7', '"usulan": 70'))
    return office


def deleted(folder: Path) -> History:
    office = until(FIFTH, folder)
    office.append({f"2026/{FIFTH:06}.json": None})
    return office


def turned_back(folder: Path) -> History:
    office = until(FIFTH, folder)
    office.move_main(until(FIFTH - 1, folder / "lama").main)
    return office


def evil(folder: Path) -> History:
    text = part("rbak/5-")[EVIDENCE].decode() + REMARK
    pull = _proposed(folder).review(APPROVER, at=later(AT, -30)).merge(AT, {EVIDENCE: text})
    return _claimed(pull)


def other_digest(folder: Path) -> History:
    pull = _approved(folder)
    (listed,) = pull.claim().documents
    return _claimed(pull, documents=(listed._replace(digest=f"v1:{'0' * 64}"),))


def copied(folder: Path) -> History:
    pull = _approved(folder)
    return _claimed(pull, documents=())


def other_parents(folder: Path) -> History:
    return _claimed(_approved(folder), head="0" * 40)


def other_unit(folder: Path) -> History:
    return _claimed(_approved(folder), turn=Turn("2026", 5, "ttl"))


def two_steps(folder: Path) -> History:
    office = until(FIFTH - 1, folder)
    path = f"{ROUND}/rbak/3-penugasan.yaml"
    files = {**part("rbak/5-"), path: part("rbak/3-")[path].decode() + REMARK}
    pull = office.propose("dua", files, AUTHOR).review(APPROVER, at=later(AT, -30)).merge(AT)
    return _claimed(pull)


def unapproved(folder: Path) -> History:
    return _claimed(_proposed(folder).merge(AT))


def stale(folder: Path) -> History:
    pull = _proposed(folder).review(APPROVER, at=later(AT, -30))
    text = part("rbak/5-")[EVIDENCE].decode() + REMARK
    return _claimed(pull.push({EVIDENCE: text}).merge(AT))


def own(folder: Path) -> History:
    pull = _proposed(folder, author=APPROVER)
    return _claimed(pull.review(APPROVER, at=later(AT, -30)).merge(AT))


def also_written(folder: Path) -> History:
    text = part("rbak/5-")[EVIDENCE].decode() + REMARK
    pull = _proposed(folder).push({EVIDENCE: text}, APPROVER)
    return _claimed(pull.review(APPROVER, at=later(AT, -30)).merge(AT))


def stranger(folder: Path) -> History:
    return _claimed(_proposed(folder).review("contoh-p002", at=later(AT, -30)).merge(AT))


def too_early(folder: Path) -> History:
    pull = _proposed(folder).review(APPROVER, at="2021-12-30T09:00:00+07:00").merge(AT)
    return _claimed(pull)


def other_seat(folder: Path) -> History:
    pull = _approved(folder)
    (approval,) = pull.claim().approvals
    seat = approval.seat._replace(position="kabag-ttl")
    return _claimed(pull, approvals=(approval._replace(seat=seat),))


def late(folder: Path) -> History:
    pull = _proposed(folder).review(APPROVER, at="2026-01-20T09:00:00+07:00").merge(AT)
    return _claimed(pull)


def skipped(folder: Path) -> History:
    return _claimed(_approved(folder, before=5))


def reopened(folder: Path) -> History:
    office = until(FIFTH, folder)
    path = f"{ROUND}/rbak/3-penugasan.yaml"
    files = {path: part("rbak/3-")[path].decode() + REMARK}
    pull = office.propose("lama", files, AUTHOR).review(APPROVER).merge("2026-01-20T10:00:00+07:00")
    return _claimed(pull)


def twice(folder: Path) -> History:
    pull = _approved(folder)
    assert pull.record() == 0
    return _claimed(pull)


TWISTS: dict[str, Callable[[Path], History]] = {
    "bukti lama diubah": reopened,
    "cabang catatan ditulis ulang": rewritten_store,
    "cabang catatan tidak ada": without_store,
    "cabang utama diundurkan": turned_back,
    "catatan dihapus sesudahnya": deleted,
    "catatan disalin dari langkah lain": copied,
    "catatan ditulis tangan": by_hand,
    "catatan diubah sesudahnya": edited,
    "catatan menyebut induk lain": other_parents,
    "catatan menyebut jabatan lain": other_seat,
    "catatan menyebut sidik lain": other_digest,
    "catatan tanpa persetujuan": unapproved,
    "catatan untuk unit lain": other_unit,
    "dicatat dua kali": twice,
    "digabung dengan squash": squashed,
    "disetujui pengusulnya": own,
    "disetujui sebelum menjabat": too_early,
    "disetujui sesudah digabung": late,
    "disetujui yang bukan pemegang": stranger,
    "disetujui yang ikut menulis": also_written,
    "dua langkah dalam satu usulan": two_steps,
    "isi diubah saat digabung": evil,
    "langsung ke cabang utama": pushed,
    "melompati langkah": skipped,
    "satu catatan dibuang": dropped,
    "setuju atas versi lama": stale,
    "tidak dicatat": unrecorded,
}
