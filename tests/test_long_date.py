"""Days in sentences: as Babel writes them, and nothing else is touched."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from generator.publish.format import day
from generator.sop.long_date import MONTHS, long_date, long_moment


@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_is_written_as_the_prints_write_it(month: int) -> None:
    for number in (1, 9, 10, 28):
        found = date(2026, month, number)
        assert long_date(found) == long_date(found.isoformat()) == day(found.isoformat())
    assert len(MONTHS) == 12


def test_a_moment_is_told_in_its_own_zone() -> None:
    at = datetime.fromisoformat("2026-01-12T08:05+07:00")
    assert long_moment(at) == "12 Januari 2026 pukul 08.05"
    assert long_date(at) == "12 Januari 2026"
    assert at.utcoffset() == timedelta(hours=7)


@pytest.mark.parametrize("text", ["", "kemarin", "2026-02-30", "2026-1-5", "2026-01-05T08:00"])
def test_a_text_that_is_no_day_stays_as_it_is(text: str) -> None:
    assert long_date(text) == text
