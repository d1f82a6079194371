"""Steps on the working-time clock: the vectors of the domain notes through a whole synthetic round."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.compile.model import Audience, Progress, RoundRecap, StepRow
from generator.load.tree import Overlay
from generator.sop.clock import Duration, Unit
from tests.compile.editions import PROJECT, context_of, edition_of, project, round_of

UNITS = ("kaj", "rbak", "ttl")
HEADS = {"biro": "kepala-biro", "kaj": "kabag-kaj", "rbak": "kabag-rbak", "ttl": "kabag-ttl"}
PEOPLE = {"biro": "p001", "kaj": "p004", "rbak": "p003", "ttl": "p002"}

# Start, then the end of each of the seven steps, back to back (domain notes, section 7.2).
VECTORS = (
    "11-02T08:00 11-02T09:00 11-02T09:30 11-02T13:30 11-05T13:30 11-06T14:00 11-09T13:30 11-09T14:30",
    "11-05T14:00 11-05T15:00 11-05T15:30 11-06T10:00 11-11T10:00 11-12T10:00 11-13T10:00 11-13T11:00",
    "12-21T13:00 12-21T14:00 12-21T14:30 12-22T09:00 12-29T09:00 12-30T09:00 12-31T09:00 12-31T10:00",
    "05-13T15:30 05-18T08:00 05-18T08:30 05-18T11:30 05-21T11:30 05-22T11:30 05-25T11:30 05-25T13:30",
)
MINUTES = (60, 30, 180, 1350, 450, 450, 60)


def moments(vector: str) -> list[str]:
    return [f"2026-{text}+07:00" for text in vector.split()]


def synthetic(start: str, ends: Mapping[int, str | None]) -> Overlay:
    """A round in which every step ends at a given moment; of four people, one for each unit."""
    files: dict[str, object] = {
        "pegawai.yaml": {
            "jenis": "pegawai",
            "id": "pegawai",
            "pegawai": [
                {"id": PEOPLE[unit], "nama": unit, "status_asn": "pns", "jabatan": [tenure(unit)]}
                for unit in HEADS
            ],
        },
        "2026/periode.yaml": {"jenis": "periode", "id": "periode-2026", "mulai": start},
    }
    once = {1: "disposisi", 2: "permintaan", 6: "rekap", 7: "rapat"}
    for step, kind in once.items():
        if ends.get(step):
            files[f"2026/{step}-{kind}.yaml"] = evidence(kind, kind, ends[step])
    for step, kind in ((3, "penugasan"), (5, "pengesahan")):
        for unit in UNITS if ends.get(step) else ():
            files[f"2026/{unit}/{step}-{kind}.yaml"] = evidence(kind, f"{kind}-{unit}", ends[step])
    for unit, head in HEADS.items():
        for kind, owner in (("pk", "pihak_pertama"), ("ra_pk", "pegawai"), ("skp", "pegawai")):
            path = f"2026/{unit}/4-dokumen/{kind.replace('_', '-')}-{head}.yaml"
            party = {"pegawai": PEOPLE[unit], "jabatan": head, "status": "definitif"}
            data = {"jenis": kind, "id": f"{kind}-{unit}", owner: party}
            files[path] = data | ({"diserahkan": ends[4]} if ends.get(4) else {})
    raw = {f"content/{path}": json.dumps(data).encode() for path, data in files.items()}
    gone = {entry.path: None for entry in PROJECT.entries("content") if entry.path not in raw}
    return Overlay(PROJECT, {**gone, **raw})


def tenure(unit: str) -> dict[str, str]:
    return {"jabatan": HEADS[unit], "status": "definitif", "mulai": "2024-01-01"}


def evidence(kind: str, id: str, moment: str | None) -> dict[str, object]:
    return {"jenis": kind, "id": id, "selesai": moment}


def compiled(start: str, ends: Mapping[int, str | None], today: date) -> RoundRecap:
    return round_of(edition_of(synthetic(start, ends), today=today), "2026")


def rows(current: RoundRecap, step: int) -> list[StepRow]:
    """A step's rows; without the bureau's, whose documents wait for no assignment."""
    return [row for row in current.steps if row.step == step and row.unit != "biro"]


@pytest.mark.parametrize("vector", VECTORS)
def test_each_step_is_due_when_the_vectors_say(vector: str) -> None:
    start, *ends = moments(vector)
    current = compiled(start, dict(enumerate(ends, 1)), date(2026, 12, 31))
    assert current.finished
    begins = start
    for number, (due, minutes) in enumerate(zip(ends, MINUTES, strict=True), 1):
        assert len(rows(current, number)) == (3 if number in (3, 4, 5) else 1)
        for row in rows(current, number):
            assert (row.started, row.due, row.finished) == (begins, due, due)
            assert (row.minutes, row.late) == (minutes, 0)
        begins = due
    assert sum(MINUTES) == 43 * 60


def test_a_step_that_waits_has_no_times() -> None:
    start, *ends = moments(VECTORS[0])
    current = compiled(start, {1: ends[0], 2: ends[1]}, date(2026, 11, 2))
    progress = {row.step: row.progress for row in current.steps if row.unit != "biro"}
    expected = [Progress.DONE] * 2 + [Progress.RUNNING] + [Progress.WAITING] * 4
    assert list(progress.values()) == expected
    for row in current.steps:
        if row.progress is Progress.WAITING:
            assert (row.started, row.due, row.finished, row.minutes, row.late) == ("", "", "", 0, 0)


def test_one_unit_does_not_wait_for_another_but_the_recap_waits_for_all() -> None:
    start, *ends = moments(VECTORS[0])
    tree = synthetic(start, dict(enumerate(ends[:4], 1)))
    signed = json.dumps(evidence("pengesahan", "pengesahan-kaj", ends[4])).encode()
    files = {**tree.files, "content/2026/kaj/5-pengesahan.yaml": signed}
    current = round_of(edition_of(Overlay(PROJECT, files), today=date(2026, 11, 6)), "2026")
    validations = {row.unit: row.progress for row in rows(current, 5)}
    assert validations == {
        "kaj": Progress.DONE,
        "rbak": Progress.RUNNING,
        "ttl": Progress.RUNNING,
    }
    assert rows(current, 6)[0].progress is Progress.WAITING


def test_a_return_opens_its_step_again_and_stops_the_clock_of_the_step_that_sent_it() -> None:
    """Wednesday 12.00: everything is handed in; Thursday 08.30: one document goes back until 13.30."""
    start, *ends = moments(VECTORS[0])
    tree = synthetic(start, dict(enumerate([*ends[:3], "2026-11-04T12:00+07:00"], 1)))
    gone, again = "2026-11-05T08:30+07:00", "2026-11-05T13:30+07:00"
    back = [{"dokumen": "pk-kaj", "tanggal": "2026-11-05", "saat": gone, "alasan": "Target"}]
    opened = evidence("pengesahan", "pengesahan-kaj", None) | {"pengembalian": back}
    files = {**tree.files, "content/2026/kaj/5-pengesahan.yaml": json.dumps(opened).encode()}

    def of(files: Mapping[str, bytes | None], step: int) -> StepRow:
        edition = edition_of(Overlay(PROJECT, files), today=date(2026, 11, 5))
        return next(r for r in rows(round_of(edition, "2026"), step) if r.unit == "kaj")

    assert of(files, 4).progress is Progress.RUNNING
    waiting = of(files, 5)
    assert waiting.progress is Progress.WAITING
    assert waiting.started == "2026-11-04T12:00+07:00"
    assert waiting.minutes == 180 + 60
    path = "content/2026/kaj/4-dokumen/pk-kabag-kaj.yaml"
    mended = {**json.loads(files[path] or b""), "diserahkan": again}
    files[path] = json.dumps(mended).encode()
    assert of(files, 4).finished == again
    # The first moment was overwritten; it was not after the return, so from there the clock counts.
    running = of(files, 5)
    assert (running.progress, running.started) == (Progress.RUNNING, gone)
    assert (running.due, running.minutes) == ("2026-11-06T14:00+07:00", 150)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 4000))
def test_a_finished_step_is_late_by_the_working_minutes_after_it_was_due(late: int) -> None:
    calendar = context_of(PROJECT).sop.calendar
    start, *ends = moments(VECTORS[0])
    due = datetime.fromisoformat(ends[0])
    finished = calendar.add(due, Duration(late, Unit.MINUTE))
    current = compiled(start, {1: finished.isoformat()}, finished.date() + timedelta(days=1))
    (row,) = rows(current, 1)
    assert (row.late, row.minutes) == (late, 60 + late)
    assert row.due == ends[0]


def test_an_open_step_is_late_until_the_end_of_the_recaps_day() -> None:
    start = moments(VECTORS[0])[0]
    (row,) = rows(compiled(start, {}, date(2026, 11, 3)), 1)
    assert (row.progress, row.late) == (Progress.RUNNING, 2 * 450 - 30 - 60)


def test_holders_are_those_of_the_day_on_which_the_step_was_finished() -> None:
    start, *ends = moments(VECTORS[0])
    tree = synthetic(start, {1: ends[0]})
    people = json.loads(tree.files["content/pegawai.yaml"] or b"")
    people["pegawai"][0]["jabatan"][0]["selesai"] = "2026-11-02"
    successor = {**tenure("biro"), "mulai": "2026-11-03"}
    people["pegawai"].append(
        {"id": "p090", "nama": "Penerus", "status_asn": "pns", "jabatan": [successor]}
    )
    files = {**tree.files, "content/pegawai.yaml": json.dumps(people).encode()}
    current = round_of(edition_of(Overlay(PROJECT, files), today=date(2026, 12, 1)), "2026")
    assert rows(current, 1)[0].holders == ("biro (Kepala Biro Organisasi)",)
    assert rows(current, 7)[0].holders == ("Penerus (Kepala Biro Organisasi)",)


def test_the_public_edition_names_positions_and_hides_internal_evidence() -> None:
    inside = round_of(project(Audience.INTERNAL), "2025").steps
    outside = round_of(project(Audience.PUBLIC), "2025").steps
    for known, shown in zip(inside, outside, strict=True):
        assert not any("(" in holder for holder in shown.holders)
        assert (shown.started, shown.due, shown.finished) == (
            known.started,
            known.due,
            known.finished,
        )
        assert shown.document in ("", known.document)
    assert {row.step for row in outside if row.document} == {1, 2}
    assert {row.step for row in inside if row.document} == {1, 2, 3, 5, 6, 7}
