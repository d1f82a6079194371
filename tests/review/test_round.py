"""A whole round by pull requests on a real repository, told like minutes: who proposed, decided, was refused."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from generator.check import slots
from generator.commands.gate import Asked, judged
from generator.commands.project import Project
from generator.commands.proven import proof
from generator.compile.model import Audience, Progress, RoundRecap
from generator.compile.recap import compile_edition
from generator.load.corpus import load
from generator.load.digest import digest
from generator.load.tree import Folder, Overlay
from generator.rules.spoken import seat_name
from generator.sop.model import Sop
from generator.sop.reader import read
from tests.review.history import Files, History, Pull
from tests.review.rounds import files_of, rules
from tests.tree import ROOT

ROUND = "content/2025"
REGISTER = "content/pegawai.yaml"
APPRAISAL = f"{ROUND}/rbak/4-dokumen/skp-p016.yaml"
SIGNED = f"{ROUND}/rbak/5-pengesahan.yaml"
RETURNED = (
    "  - dokumen: skp-2025-p016\n    tanggal: 2025-01-09\n    saat: 2025-01-09T14:30+07:00\n"
    "    alasan: Target waktu belum menyebut batas tanggal\n"
)
AFTER = ("-2.yaml", "-susulan-1.yaml")
"""What came in September, after the round was finished."""
RECAP, MEETING = f"{ROUND}/6-rekap.yaml", f"{ROUND}/7-rapat.yaml"

# People by what they are in January 2025.
HEAD, TTL, RBAK, KAJ, OFFICE = (f"contoh-p{n:03d}" for n in (1, 2, 3, 6, 5))
ADMIN, OTHER_ADMIN = "contoh-p011", "contoh-p019"
STAFF = {"kaj": "contoh-p012", "rbak": "contoh-p016", "ttl": "contoh-p026"}
HEADS = {"kaj": KAJ, "rbak": RBAK, "ttl": TTL}


def bundled() -> dict[str, bytes]:
    return files_of(ROOT, "content")


@cache
def round_files() -> dict[str, bytes]:
    """The bundled documents, with one that came anew after it was sent back, and the digests that follow from it."""
    signed = bundled()[SIGNED].decode().replace("pengembalian:\n", f"pengembalian:\n{RETURNED}")
    files = {**bundled(), APPRAISAL: mended().encode(), SIGNED: signed.encode()}
    for path, signer in ((APPRAISAL, SIGNED), (SIGNED, RECAP), (RECAP, MEETING)):
        before, after = (
            load(Overlay(Folder(ROOT), one), slots(rule_book())).by_path[path].as_read
            for one in (bundled(), files)
        )
        files[signer] = files[signer].replace(digest(before).encode(), digest(after).encode())
    return files


def mended() -> str:
    moment = re.search(r"diserahkan: (\S+)", bundled()[APPRAISAL].decode())
    assert moment
    return changed(APPRAISAL, moment[1], "2025-01-09T14:45+07:00")


def rule_book() -> Sop:
    sop = read(Folder(ROOT)).sop
    assert sop is not None
    return sop


def part(*starts: str) -> dict[str, str | bytes | None]:
    """The bundled documents of the round below some places, without what came after it."""
    places = tuple(f"{ROUND}/{start}" for start in starts)
    return {
        path: raw
        for path, raw in round_files().items()
        if path.startswith(places) and not path.endswith(AFTER)
    }


def after(start: str) -> dict[str, str | bytes | None]:
    """What came after the round was finished, below a place."""
    place = f"{ROUND}/{start}"
    found = {p: raw for p, raw in bundled().items() if p.startswith(place) and p.endswith(AFTER)}
    assert found
    return {**found}


def changed(path: str, old: str, new: str) -> str:
    text = bundled()[path].decode()
    assert old in text
    return text.replace(old, new, 1)


@dataclass
class Minutes:
    """The repository, and how things are done in it."""

    office: History

    def judge(self, pull: Pull, day: str) -> tuple[list[str], list[str]]:
        """The codes of what stands against a pull request on a day, and who approved it."""
        reviews = self.office.folder / "tinjauan.json"
        reviews.write_text(json.dumps(pull.reviews))
        project = Project(self.office.root, date.fromisoformat(self.day(day)))
        asked = Asked("main", pull.head, pull.author, (reviews,))
        verdict, _ = judged(project, asked)
        given = [seat_name(verdict.proposal, seat) for _, seat in verdict.proposal.approvals]
        return sorted({d.code for d in verdict.refusals}), given

    def refused(self, pull: Pull, day: str, *codes: str) -> None:
        assert self.judge(pull, day)[0] == list(codes)

    def propose(self, branch: str, files: Files, author: str, at: str) -> Pull:
        return self.office.propose(branch, files, author, self.moment(at))

    def decided(self, pull: Pull, approver: str, at: str) -> list[str]:
        """Approved, judged, merged and recorded at one moment; who approved it."""
        pull.review(approver, at=self.moment(at))
        codes, given = self.judge(pull, at.partition(" ")[0])
        assert codes == []
        pull.merge(self.moment(at, 5))
        assert pull.record() == 0, self.office.said
        return given

    @staticmethod
    def moment(at: str, minutes: int = 0) -> str:
        """Day and hour of 2025 as a moment: `06 09.30` in January, else `09-24 09.30`."""
        day, hour = at.split(" ")
        return f"{Minutes.day(day)}T{hour[:2]}:{int(hour[3:]) + minutes:02d}:00+07:00"

    @staticmethod
    def day(day: str) -> str:
        """A day of 2025, in January where no month is told."""
        return f"2025-{day}" if "-" in day else f"2025-01-{day}"

    def recap(self, day: str) -> RoundRecap:
        """The recap of the round as a build makes it, from documents that history proves."""
        project = Project(self.office.checked_out(), date.fromisoformat(self.day(day)))
        checked = project.checked()
        provenance = proof(project, checked).provenance()
        edition = compile_edition(checked, Audience.INTERNAL, provenance=provenance)
        (found,) = [r for r in edition.recap.rounds if r.round == "2025"]
        return found


@pytest.fixture
def minutes(tmp_path: Path) -> Minutes:
    """The bureau's repository on the eve: its rule book and its people, no round yet."""
    base: dict[str, str | bytes] = {**rules("2025"), REGISTER: bundled()[REGISTER]}
    return Minutes(History(tmp_path, base, "2025-01-03T08:00:00+07:00"))


def test_the_round_of_2025(minutes: Minutes) -> None:
    _opening(minutes)
    _orders(minutes)
    _documents(minutes)
    _a_return_in_rbak(minutes)
    _signatures(minutes)
    _recap_and_meeting(minutes)
    assert minutes.office.codes() == []
    recap = minutes.recap("14")
    assert recap.finished
    assert recap.total.signed == recap.total.required
    assert recap.unverified == ()
    _a_revision_in_september(minutes)
    _what_no_honest_office_does(minutes)


def _opening(minutes: Minutes) -> None:
    """Monday 6 January, before work: an admin opens the round, the other one agrees."""
    pull = minutes.propose("buka-2025", part("periode"), ADMIN, "06 07.30")
    pull.review(ADMIN, at=minutes.moment("06 07.35"))
    minutes.refused(pull, "06", "V412")
    minutes.decided(pull, OTHER_ADMIN, "06 07.50")


def _orders(minutes: Minutes) -> None:
    """The head of the bureau writes the first order himself, so his alternate approves; nobody jumps ahead."""
    order = minutes.propose("langkah-1", part("1-"), HEAD, "06 08.35")
    early = minutes.propose("langkah-3-rbak-dini", part("rbak/3-"), STAFF["rbak"], "06 08.35")
    early.review(RBAK, at=minutes.moment("06 08.40"))
    minutes.refused(early, "06", "L301", "V403")
    assert minutes.decided(order, TTL, "06 08.45") == [
        "Upik Misalnya, S.STP., M.A.P. (Kepala Bagian Tatalaksana, @contoh-p002)"
    ]
    letter = minutes.propose("langkah-2", part("2-"), STAFF["ttl"], "06 09.05")
    letter.review(TTL, at=minutes.moment("06 09.10"))
    minutes.refused(letter, "06", "V411")
    letter.reviews.clear()
    letter.review(OFFICE, at=minutes.moment("06 09.12")).push(
        {f"{ROUND}/2-permintaan.yaml": changed(f"{ROUND}/2-permintaan.yaml", "Padang", "Padang ")}
    )
    minutes.refused(letter, "06", "V415")
    minutes.decided(letter, OFFICE, "06 09.20")
    for unit, hour in (("rbak", "11.25"), ("kaj", "11.40"), ("ttl", "13.10")):
        tasks = minutes.propose(f"langkah-3-{unit}", part(f"{unit}/3-"), STAFF[unit], f"06 {hour}")
        minutes.decided(tasks, HEADS[unit], f"06 {hour[:3]}{int(hour[3:]) + 5}")


def _documents(minutes: Minutes) -> None:
    """9 January: three Bagian and the bureau hand in; two proposals that are right alone are wrong together."""
    for unit in ("biro", "kaj", "ttl"):
        files = part(f"{unit}/4-")
        author = STAFF.get(unit, STAFF["ttl"])
        pull = minutes.propose(f"langkah-4-{unit}", files, author, "09 13.30")
        minutes.decided(pull, HEADS.get(unit, HEAD), "09 14.00")
    rbak = {**part("rbak/4-"), APPRAISAL: bundled()[APPRAISAL]}
    agreement = f"{ROUND}/rbak/4-dokumen/pk-kabag-rbak.yaml"
    second = agreement.replace("pk-kabag", "pk-kepala")
    text = changed(agreement, "id: pk-2025-kabag-rbak", "id: pk-2025-kepala-rbak")
    everything = minutes.propose("langkah-4-rbak", rbak, STAFF["rbak"], "09 13.40")
    alone = minutes.propose("langkah-4-rbak-kembar", {second: text}, STAFF["rbak"], "09 13.45")
    alone.review(RBAK, at=minutes.moment("09 13.50"))
    minutes.refused(alone, "09")
    minutes.decided(everything, RBAK, "09 14.10")
    minutes.refused(alone, "09", "M603", "R212")


def _a_return_in_rbak(minutes: Minutes) -> None:
    """The head of RBAK sends one document back with a reason: its step is open again until it comes anew."""
    lines = bundled()[SIGNED].decode().split("\n")
    head = "\n".join(lines[: next(i for i, x in enumerate(lines) if x.startswith("tanggal:"))])
    sent = f"{head}\npengembalian:\n{RETURNED}"
    pull = minutes.propose("langkah-5-rbak-kembali", {SIGNED: sent}, STAFF["rbak"], "09 14.20")
    minutes.decided(pull, RBAK, "09 14.30")
    state = {(s.step, s.unit): s.progress for s in minutes.recap("09").steps}
    assert state[4, "rbak"] is Progress.RUNNING
    assert state[4, "kaj"] is Progress.DONE
    signing = minutes.propose("langkah-5-rbak-dini", part("rbak/5-"), STAFF["rbak"], "09 14.40")
    signing.review(RBAK, at=minutes.moment("09 14.45"))
    assert "V403" in minutes.judge(signing, "10")[0]
    anew = {APPRAISAL: mended()}
    pull = minutes.propose("langkah-4-rbak-perbaikan", anew, STAFF["rbak"], "09 14.50")
    minutes.decided(pull, RBAK, "09 14.52")


def _signatures(minutes: Minutes) -> None:
    """10 January: two Bagian sign; TTL is a working day late, and no recap leaves it out silently."""
    for unit, at in (("rbak", "10 10.10"), ("kaj", "10 10.20")):
        pull = minutes.propose(f"langkah-5-{unit}", part(f"{unit}/5-"), STAFF[unit], "10 10.05")
        minutes.decided(pull, HEADS[unit], at)
    signed = f"{ROUND}/rbak/4-dokumen/pk-kabag-rbak.yaml"
    quiet = minutes.propose(
        "diam-diam", {signed: changed(signed, "tempat: Padang", "tempat: Solok")}, RBAK, "10 11.00"
    )
    quiet.review(STAFF["rbak"], at=minutes.moment("10 11.05"))
    minutes.refused(quiet, "10", "V405")
    recap = minutes.propose("langkah-6-dini", part("6-"), STAFF["ttl"], "13 09.30")
    recap.review(TTL, at=minutes.moment("13 09.40"))
    codes = minutes.judge(recap, "14")[0]
    assert {"V403", "R201"} <= set(codes)
    late = next(s for s in minutes.recap("13").steps if (s.step, s.unit) == (5, "ttl"))
    assert late.progress is Progress.RUNNING
    assert late.late > 0
    pull = minutes.propose("langkah-5-ttl", part("ttl/5-"), STAFF["ttl"], "13 10.45")
    minutes.decided(pull, TTL, "13 10.50")


def _a_revision_in_september(minutes: Minutes) -> None:
    """An agreement changes after the round is finished: it holds once evidence that comes after signs it."""
    old, new = "pk-2025-kabag-rbak", "pk-2025-kabag-rbak-2"
    pull = minutes.propose("pk-perubahan", after("rbak/4-"), STAFF["rbak"], "09-22 15.20")
    minutes.decided(pull, RBAK, "09-22 15.30")
    waiting = minutes.recap("09-22")
    assert [(s.step, s.unit, s.number, s.progress) for s in waiting.supplements] == [
        (5, "rbak", "1", Progress.RUNNING)
    ]
    assert old in {row.document for row in waiting.measures}
    early = minutes.propose("rekap-susulan-dini", after("6-"), STAFF["ttl"], "09-23 09.00")
    early.review(TTL, at=minutes.moment("09-23 09.10"))
    assert "R201" in minutes.judge(early, "09-23")[0]
    text = bundled()[SIGNED].decode()
    rewritten = text.replace("rak 2", "rak 3")
    quiet = minutes.propose("ubah-pengesahan", {SIGNED: rewritten}, STAFF["rbak"], "09-23 10.00")
    quiet.review(RBAK, at=minutes.moment("09-23 10.10"))
    assert "V405" in minutes.judge(quiet, "09-23")[0]
    signing = after("rbak/5-")
    own = minutes.propose("langkah-5-rbak-susulan-1", signing, RBAK, "09-24 09.20")
    own.review(STAFF["rbak"], at=minutes.moment("09-24 09.21"))
    assert "V411" in minutes.judge(own, "09-24")[0]
    pull = minutes.propose("langkah-5-rbak-susulan", signing, STAFF["rbak"], "09-24 09.16")
    minutes.decided(pull, RBAK, "09-24 09.20")
    signed = {row.document for row in minutes.recap("09-24").measures}
    assert new in signed
    assert old not in signed
    pull = minutes.propose("langkah-6-susulan-1", after("6-"), STAFF["ttl"], "09-25 08.41")
    minutes.decided(pull, TTL, "09-25 08.45")
    recap = minutes.recap("09-25")
    assert {s.progress for s in recap.supplements} == {Progress.DONE}
    assert recap.unverified == ()
    assert minutes.office.codes() == []


def _recap_and_meeting(minutes: Minutes) -> None:
    """14 January: the recap; the head of the bureau is away, and the Plh. whom an admin entered calls the meeting."""
    pull = minutes.propose("langkah-6", part("6-"), STAFF["ttl"], "14 09.45")
    minutes.decided(pull, TTL, "14 09.50")
    tenure = (
        "      - jabatan: kepala-biro\n        status: plh\n        mulai: 2025-01-14\n"
        "        selesai: 2025-01-15\n        sk: SK/FIKTIF/PLH/2025\n"
    )
    own = "      - jabatan: kabag-rbak\n"
    people = {REGISTER: changed(REGISTER, own, f"{tenure}{own}")}
    meeting = minutes.propose("langkah-7", part("7-"), OFFICE, "14 10.30")
    meeting.review(RBAK, at=minutes.moment("14 10.31"))
    minutes.refused(meeting, "14", "V411")
    meeting.reviews.clear()
    selfish = minutes.propose("plh-sendiri", people, RBAK, "14 10.00")
    selfish.review(ADMIN, at=minutes.moment("14 10.05"))
    minutes.refused(selfish, "14", "V418")
    minutes.decided(minutes.propose("plh", people, ADMIN, "14 10.10"), OTHER_ADMIN, "14 10.15")
    assert minutes.decided(meeting, RBAK, "14 10.40") == [
        "Datuak Rekaan, S.Sos., M.Si. (Plh. Kepala Biro Organisasi, @contoh-p003)"
    ]


def _what_no_honest_office_does(minutes: Minutes) -> None:
    """An admin pushes past everything: the audit names it, and the document stays out of the recap."""
    path = f"{ROUND}/kaj/4-dokumen/pk-kabag-kaj.yaml"
    text = changed(path, "tempat: Padang", "tempat: Solok")
    minutes.office.push_to_main({path: text}, minutes.moment("15 08.00"), ADMIN)
    (fault,) = minutes.office.audited().diagnostics
    assert fault.location.path == path
    recap = minutes.recap("15")
    assert [row.path for row in recap.unverified] == [path]
    assert recap.total.signed < recap.total.required
