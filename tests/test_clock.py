"""Working time: the vectors of the domain notes, python-holidays and a minute-by-minute walk as oracles, and laws.

The walk at the bottom shares nothing with the clock: its hours and Ramadan are written here, its days off come from
python-holidays, and it counts minutes one by one.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.sop.calendar import YearCalendar, read_calendar
from generator.sop.clock import (
    Calendar,
    CalendarMissing,
    DayReading,
    Duration,
    Unit,
    join_calendars,
)

FOLDER = Path(__file__).parents[1] / "sop" / "kalender"
WIB = timezone(timedelta(hours=7))


def year_calendar(year: int) -> YearCalendar:
    text = (FOLDER / f"{year}.yaml").read_text(encoding="utf-8")
    calendar, problems = read_calendar(YAML(typ="base").load(text))
    assert calendar is not None, problems
    return calendar


Y2025, Y2026 = year_calendar(2025), year_calendar(2026)
CALENDAR, _ = join_calendars([Y2026, Y2025])
DAY_END, _ = join_calendars([Y2025, Y2026], DayReading.DAY_END)
CATEGORIES = ("public", "government")
DAYS_OFF = holidays.country_holidays("ID", years=(2025, 2026, 2027), categories=CATEGORIES)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


def minutes(value: Decimal | int) -> Duration:
    return Duration(value, Unit.MINUTE)


def days(value: Decimal | int) -> Duration:
    return Duration(value, Unit.DAY)


# --- vectors -------------------------------------------------------------------------------------------------------

STEPS = (minutes(60), minutes(30), minutes(180), days(3), days(1), days(1), minutes(60))


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        (
            "2026-11-02 08:00",
            "11-02 09:00, 11-02 09:30, 11-02 13:30, 11-05 13:30, 11-06 14:00, 11-09 13:30, 11-09 14:30",
        ),
        (
            "2026-11-05 14:00",
            "11-05 15:00, 11-05 15:30, 11-06 10:00, 11-11 10:00, 11-12 10:00, 11-13 10:00, 11-13 11:00",
        ),
        (
            "2026-12-21 13:00",
            "12-21 14:00, 12-21 14:30, 12-22 09:00, 12-29 09:00, 12-30 09:00, 12-31 09:00, 12-31 10:00",
        ),
        (
            "2026-05-13 15:30",
            "05-18 08:00, 05-18 08:30, 05-18 11:30, 05-21 11:30, 05-22 11:30, 05-25 11:30, 05-25 13:30",
        ),
    ],
)
def test_seven_steps_back_to_back_end_when_the_table_says(start: str, ends: str) -> None:
    moment, reached = at(start), []
    for step in STEPS:
        moment = CALENDAR.add(moment, step)
        reached.append(moment)
    assert reached == [at(f"2026-{end}") for end in ends.split(", ")]


@pytest.mark.parametrize(
    ("start", "amount", "end"),
    [
        ("2026-11-06 11:30", 60, "2026-11-06 14:00"),  # over the Friday break
        ("2026-11-07 10:00", 60, "2026-11-09 08:30"),  # Saturday starts on Monday
        ("2026-11-04 12:15", 30, "2026-11-04 13:30"),  # in the break
        ("2026-11-02 07:00", 60, "2026-11-02 08:30"),  # before work
        ("2026-11-02 15:00", 60, "2026-11-02 16:00"),  # to the end of the day, not the next morning
        ("2026-11-02 11:00", 60, "2026-11-02 12:00"),  # to the break, not past it
        ("2026-11-02 16:00", 1, "2026-11-03 07:31"),
        ("2025-12-31 15:30", 60, "2026-01-02 08:00"),  # over New Year, itself a holiday
        ("2026-11-02 08:00:30", 60, "2026-11-02 09:00:30"),  # seconds are kept
        ("2026-11-07 10:00", 0, "2026-11-09 07:30"),
        ("2026-11-04 12:15", 0, "2026-11-04 13:00"),
        ("2026-11-02 10:00", 0, "2026-11-02 10:00"),
        ("2026-11-02 16:00", 0, "2026-11-02 16:00"),  # the end of a span is a place to rest
    ],
)
def test_minutes_run_only_in_work_spans(start: str, amount: int, end: str) -> None:
    assert CALENDAR.add(at(start), minutes(amount)) == at(end)
    assert CALENDAR.between(at(start), at(end)) == amount


@pytest.mark.parametrize("value", [0, Decimal("0.25"), Decimal("1.5"), 3, 40])
def test_an_hour_is_sixty_minutes(value: Decimal | int) -> None:
    start = at("2026-11-05 14:20")
    hours = Duration(value, Unit.HOUR)
    assert CALENDAR.add(start, hours) == CALENDAR.add(start, minutes(value * 60))


def test_half_a_day_is_half_of_that_days_work() -> None:
    half = days(Decimal("0.5"))
    assert CALENDAR.add(at("2026-11-02 07:30"), half) == at("2026-11-02 11:15")
    assert CALENDAR.add(at("2026-03-02 08:00"), half) == at("2026-03-02 11:15")  # of 390
    assert CALENDAR.add(at("2026-11-07 10:00"), days(0)) == at("2026-11-09 07:30")


def test_a_day_from_the_start_of_work_ends_with_that_day() -> None:
    assert CALENDAR.add(at("2026-11-02 07:30"), days(1)) == at("2026-11-02 16:00")
    assert CALENDAR.add(at("2026-11-02 16:00"), days(1)) == at("2026-11-03 16:00")


# --- calendars -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [2025, 2026])
def test_working_days_of_the_year_agree_with_python_holidays(year: int) -> None:
    first = date(year, 1, 1)
    every = [first + timedelta(days=place) for place in range(365)]
    expected = [day for day in every if day.weekday() < 5 and day not in DAYS_OFF]
    assert [day for day in every if CALENDAR.is_working_day(day)] == expected


def test_three_days_over_the_long_leave_of_march_2026_agree_with_python_holidays() -> None:
    day = date(2026, 3, 17)  # in Ramadan, the last working day before the leave; normal hours after
    second, third = DAYS_OFF.get_nth_working_day(day, 2), DAYS_OFF.get_nth_working_day(day, 3)
    assert (second, third) == (date(2026, 3, 26), date(2026, 3, 27))
    assert CALENDAR.add(at("2026-03-17 08:00"), days(3)) == at(f"{second} 16:00")
    # From 11:00, 180 of 390 minutes are gone: the same share of Friday's 450 is left for the 27th.
    share = timedelta(microseconds=round(Fraction(180, 390) * 450 * 60_000_000))
    assert CALENDAR.add(at("2026-03-17 11:00"), days(3)) == at(f"{third} 07:30") + share


@pytest.mark.parametrize(
    ("day", "spans"),
    [
        ("2026-02-18", "07:30-12:00 13:00-16:00"),  # the day before Ramadan
        ("2026-02-19", "08:00-12:00 12:30-15:00"),
        ("2026-02-20", "08:00-12:00 13:00-15:30"),  # Friday
        ("2026-02-21", ""),
        ("2026-03-17", "08:00-12:00 12:30-15:00"),
        ("2026-03-20", ""),  # joint leave on the last day of Ramadan
        ("2026-03-25", "07:30-12:00 13:00-16:00"),
        ("2026-03-27", "07:30-12:00 13:30-16:30"),
        ("2025-02-28", "07:30-12:00 13:30-16:30"),
        ("2025-03-03", "08:00-12:00 12:30-15:00"),
        ("2025-03-27", "08:00-12:00 12:30-15:00"),
        ("2025-04-08", "07:30-12:00 13:00-16:00"),
        ("2025-08-18", ""),  # added to the decree in August
    ],
)
def test_ramadan_and_leave_change_the_hours_of_the_day(day: str, spans: str) -> None:
    found = CALENDAR.spans(date.fromisoformat(day))
    assert " ".join(f"{clock(start)}-{clock(end)}" for start, end in found) == spans
    assert CALENDAR.is_working_day(date.fromisoformat(day)) is bool(spans)


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def test_a_ramadan_day_counts_as_one_day() -> None:
    # Wednesday 18 February 08:00: 30 of 450 minutes are gone, which is 26 of Thursday's 390.
    assert CALENDAR.add(at("2026-02-18 08:00"), days(1)) == at("2026-02-19 08:26")
    assert CALENDAR.add(at("2026-02-18 08:00"), days(2)) == at("2026-02-20 08:26")
    assert CALENDAR.between(at("2026-02-18 08:00"), at("2026-02-19 08:26")) == 446


def test_moments_of_another_offset_are_the_same_moments() -> None:
    start = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)  # 08:00 WIB
    end = CALENDAR.add(start, minutes(60))
    assert end == at("2026-11-02 09:00")
    assert end.utcoffset() == timedelta(hours=7)
    assert CALENDAR.next_working_moment(start).utcoffset() == timedelta(hours=7)
    in_papua = datetime(2026, 11, 2, 12, 0, tzinfo=timezone(timedelta(hours=9)))
    assert CALENDAR.between(start, in_papua) == 120


def test_a_datetime_asks_for_its_day_in_the_calendars_zone() -> None:
    assert not CALENDAR.is_working_day(datetime(2026, 1, 1, 16, 0, tzinfo=UTC))  # still 1 January
    assert CALENDAR.is_working_day(datetime(2026, 1, 1, 17, 0, tzinfo=UTC))  # 2 January in Padang


def test_between_drops_the_minute_that_is_not_full_and_turns_its_sign() -> None:
    assert CALENDAR.between(at("2026-11-02 08:00"), at("2026-11-02 08:01:59")) == 1
    assert CALENDAR.between(at("2026-11-02 08:01:59"), at("2026-11-02 08:00")) == -1
    assert CALENDAR.between(at("2026-11-06 16:30"), at("2026-11-09 07:30")) == 0


@pytest.mark.parametrize(
    ("moment", "following"),
    [
        ("2026-11-02 07:29:59", "2026-11-02 07:30"),
        ("2026-11-02 07:30", "2026-11-02 07:30"),
        ("2026-11-02 11:59:59", "2026-11-02 11:59:59"),
        ("2026-11-02 12:00", "2026-11-02 13:00"),  # no work goes on from the end of a span
        ("2026-11-02 16:00", "2026-11-03 07:30"),
        ("2026-11-07 10:00", "2026-11-09 07:30"),
        ("2026-03-17 15:00", "2026-03-25 07:30"),
        ("2025-12-31 16:00", "2026-01-02 07:30"),
    ],
)
def test_the_next_working_moment_is_one_from_which_work_goes_on(
    moment: str, following: str
) -> None:
    assert CALENDAR.next_working_moment(at(moment)) == at(following)


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        (0, (0, 0, 0)),
        (59, (0, 0, 59)),
        (60, (0, 1, 0)),
        (449, (0, 7, 29)),
        (450, (1, 0, 0)),
        (1000, (2, 1, 40)),
    ],
)
def test_minutes_split_into_ordinary_days_hours_and_minutes(
    total: int, parts: tuple[int, int, int]
) -> None:
    assert CALENDAR.split(total) == parts


def test_negative_minutes_do_not_split() -> None:
    with pytest.raises(ValueError, match="-1"):
        CALENDAR.split(-1)


# --- the other reading of a day ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "value", "end"),
    [
        ("2026-03-17 11:00", 3, "2026-03-27 16:30"),
        ("2026-11-02 08:00", 3, "2026-11-05 16:00"),
        ("2026-11-02 23:00", 1, "2026-11-03 16:00"),  # the day of the start never counts
        ("2026-11-07 10:00", 1, "2026-11-09 16:00"),
        ("2026-11-02 08:00", Decimal("0.5"), "2026-11-03 16:00"),
        ("2026-11-02 08:00", Decimal("1.5"), "2026-11-04 16:00"),
        ("2026-11-07 10:00", 0, "2026-11-09 07:30"),
    ],
)
def test_days_may_be_read_as_the_end_of_the_nth_working_day(
    start: str, value: Decimal | int, end: str
) -> None:
    assert DAY_END.add(at(start), days(value)) == at(end)


def test_the_end_of_the_nth_working_day_agrees_with_python_holidays() -> None:
    for place in range(0, 600, 3):
        day = date(2025, 1, 1) + timedelta(days=place)
        for count in (1, 2, 5):
            end = DAY_END.add(datetime.combine(day, time(9), WIB), days(count))
            assert end.date() == DAYS_OFF.get_nth_working_day(day, count)
            assert end.hour * 60 + end.minute == CALENDAR.spans(end.date())[-1][1]


def test_the_reading_of_days_leaves_minutes_alone() -> None:
    assert DAY_END.add(at("2026-11-06 11:30"), minutes(60)) == at("2026-11-06 14:00")


# --- what is missing is said, never guessed ------------------------------------------------------------------------


def missing(year: int) -> pytest.RaisesExc[CalendarMissing]:
    return pytest.RaisesExc(CalendarMissing, check=lambda error: error.year == year)


def test_a_year_without_calendar_is_an_error_not_a_year_without_holidays() -> None:
    with missing(2027):
        CALENDAR.is_working_day(date(2027, 1, 4))
    with missing(2024):
        CALENDAR.spans(date(2024, 12, 31))
    with missing(2027):
        CALENDAR.add(at("2027-01-04 08:00"), minutes(1))
    with missing(2027):
        CALENDAR.add(datetime(2026, 12, 31, 20, 0, tzinfo=UTC), minutes(1))  # 1 January in Padang
    with missing(2024):
        CALENDAR.between(at("2024-12-31 08:00"), at("2025-01-02 08:00"))
    with missing(2027):
        CALENDAR.between(at("2026-12-31 08:00"), at("2027-01-04 08:00"))
    with missing(2027):
        CALENDAR.next_working_moment(at("2026-12-31 16:00"))


def test_work_may_end_with_the_last_known_day_but_not_go_past_it() -> None:
    late = at("2026-12-31 15:30")
    assert CALENDAR.add(late, minutes(30)) == at("2026-12-31 16:00")
    assert CALENDAR.add(at("2026-12-31 07:30"), days(1)) == at("2026-12-31 16:00")
    assert CALENDAR.add(at("2026-12-31 16:00"), minutes(0)) == at("2026-12-31 16:00")
    huge = Decimal("1e400000")
    for calendar in (CALENDAR, DAY_END):
        for amount in (minutes(31), days(1), days(400), days(huge), minutes(huge)):
            with missing(2027):
                calendar.add(late, amount)
    for amount in (minutes(0), minutes(1), days(0), days(1)):
        with missing(2027):
            CALENDAR.add(at("2026-12-31 17:00"), amount)


def test_a_year_missing_in_the_middle_is_named() -> None:
    gap, problems = join_calendars([Y2025, replace(Y2026, year=2027)])
    assert problems == []
    assert gap.add(at("2025-12-31 08:00"), minutes(60)) == at("2025-12-31 09:00")
    with missing(2026):
        gap.add(at("2025-12-31 15:30"), minutes(31))
    with missing(2026):
        gap.between(at("2025-12-31 08:00"), at("2027-06-01 08:00"))
    with missing(2026):
        gap.between(at("2027-06-01 08:00"), at("2025-12-31 08:00"))
    assert gap.between(at("2027-06-02 08:00"), at("2027-06-02 09:00")) == 60


def test_no_calendar_at_all_is_missing_too() -> None:
    empty, _ = join_calendars([])
    with missing(2026):
        empty.add(at("2026-11-02 08:00"), minutes(1))
    with missing(2026):
        empty.is_working_day(date(2026, 11, 2))
    with missing(9999):
        CALENDAR.add(datetime.max.replace(tzinfo=UTC), minutes(1))
    with missing(1):
        CALENDAR.spans(datetime.min.replace(tzinfo=timezone(timedelta(hours=9))))


def test_calendars_that_do_not_fit_together_are_reported_by_year() -> None:
    other = replace(Y2026, zone=UTC)
    calendar, problems = join_calendars([other, Y2025])
    assert calendar.years == (Y2025,)
    assert [problem.path for problem in problems] == [(2026, "zona")]
    calendar, problems = join_calendars([Y2026, Y2025, Y2026])
    assert calendar.years == (Y2025, Y2026)
    assert [problem.path for problem in problems] == [(2026, "tahun")]


def test_a_moment_without_offset_is_refused() -> None:
    naive = datetime(2026, 11, 2, 8, 0)  # noqa: DTZ001
    for question in (CALENDAR.next_working_moment, CALENDAR.is_working_day):
        with pytest.raises(ValueError, match="offset"):
            question(naive)


@pytest.mark.parametrize("value", [-1, Decimal("-0.5"), Decimal("NaN"), Decimal("Infinity")])
def test_a_duration_is_finite_and_not_negative(value: Decimal | int) -> None:
    with pytest.raises(ValueError, match="finite amount"):
        Duration(value, Unit.DAY)


# --- laws ----------------------------------------------------------------------------------------------------------

LAWS = settings(max_examples=300, deadline=None)
ZONES = st.sampled_from([UTC, WIB, timezone(timedelta(hours=-5))])
STARTS = st.one_of(
    # Anywhere, to the microsecond, and on the quarters, where spans begin and end.
    st.datetimes(datetime(2025, 1, 2), datetime(2026, 9, 30), timezones=ZONES),  # noqa: DTZ001
    st.integers(0, 600 * 96).map(
        lambda quarter: at("2025-01-02") + timedelta(minutes=15 * quarter)
    ),
)
AMOUNTS = st.one_of(st.integers(0, 12_000), st.integers(0, 26).map(lambda count: 450 * count))
DAY_AMOUNTS = st.decimals(0, 25, places=2)


@LAWS
@given(STARTS, AMOUNTS)
def test_what_is_added_is_what_lies_between(start: datetime, amount: int) -> None:
    assert CALENDAR.between(start, CALENDAR.add(start, minutes(amount))) == amount


@LAWS
@given(STARTS, AMOUNTS, AMOUNTS)
def test_two_additions_are_one(start: datetime, one: int, two: int) -> None:
    twice = CALENDAR.add(CALENDAR.add(start, minutes(one)), minutes(two))
    assert twice == CALENDAR.add(start, minutes(one + two))


@LAWS
@given(STARTS, DAY_AMOUNTS, DAY_AMOUNTS)
def test_two_additions_of_days_are_one_but_for_rounding(
    start: datetime, one: Decimal, two: Decimal
) -> None:
    twice = CALENDAR.add(CALENDAR.add(start, days(one)), days(two))
    assert abs(CALENDAR.between(twice, CALENDAR.add(start, days(one + two)))) == 0


@LAWS
@given(STARTS, STARTS, st.sampled_from(Unit), AMOUNTS, AMOUNTS)
def test_a_later_start_or_a_larger_amount_is_never_due_earlier(
    one: datetime, two: datetime, unit: Unit, small: int, large: int
) -> None:
    scale = {Unit.MINUTE: 1, Unit.HOUR: 60, Unit.DAY: 450}[unit]
    early, late = sorted((one, two))
    less, more = sorted((small // scale, large // scale))
    for calendar in (CALENDAR, DAY_END):
        due = calendar.add(early, Duration(less, unit))
        assert due <= calendar.add(late, Duration(less, unit))
        assert due <= calendar.add(early, Duration(more, unit)) or less == 0
        assert due >= early


@LAWS
@given(STARTS, st.sampled_from(Unit), st.decimals(0, 20, places=3))
def test_work_is_due_inside_a_span_or_on_its_end(
    start: datetime, unit: Unit, value: Decimal
) -> None:
    for calendar in (CALENDAR, DAY_END):
        due = calendar.add(start, Duration(value, unit))
        offset = due - datetime.combine(due.date(), time(), WIB)
        spans = calendar.spans(due.date())
        minute = timedelta(minutes=1)
        assert any(begin * minute <= offset <= end * minute for begin, end in spans)
        assert due.utcoffset() == timedelta(hours=7)


@LAWS
@given(STARTS)
def test_no_work_is_lost_before_the_next_working_moment(start: datetime) -> None:
    following = CALENDAR.next_working_moment(start)
    assert following >= start
    assert CALENDAR.between(start, following) == 0
    assert CALENDAR.next_working_moment(following) == following
    # Work goes on from it: a millisecond of work is done a millisecond later.
    soon = CALENDAR.add(following, minutes(Decimal(1) / 60_000))
    assert soon - following == timedelta(milliseconds=1) or following.microsecond > 999_000


# --- a walk, minute by minute --------------------------------------------------------------------------------------

ORIGIN = at("2025-01-01 00:00")
LENGTH = 730 * 1440
HOURS = {  # (Ramadan, Friday): spans of work
    (False, False): ((time(7, 30), time(12)), (time(13), time(16))),
    (False, True): ((time(7, 30), time(12)), (time(13, 30), time(16, 30))),
    (True, False): ((time(8), time(12)), (time(12, 30), time(15))),
    (True, True): ((time(8), time(12)), (time(13), time(15, 30))),
}
RAMADAN = ((date(2025, 3, 1), date(2025, 3, 30)), (date(2026, 2, 19), date(2026, 3, 20)))
# A day is 23,400 shares: 450 minutes of 52, or in Ramadan 390 minutes of 60. A quarter of a day is a whole number.
SHARES = 23_400


def walk_map() -> bytearray:
    """For every minute of two years its share of a working day, 0 outside work."""
    shares = bytearray(LENGTH)
    for place in range(LENGTH // 1440):
        day = ORIGIN.date() + timedelta(days=place)
        if day.weekday() > 4 or day in DAYS_OFF:
            continue
        fasting = any(first <= day <= last for first, last in RAMADAN)
        for begin, end in HOURS[fasting, day.weekday() == 4]:
            for minute in range(begin.hour * 60 + begin.minute, end.hour * 60 + end.minute):
                shares[place * 1440 + minute] = 60 if fasting else 52
    return shares


@pytest.fixture(scope="module")
def shares() -> bytes:
    return bytes(walk_map())


def walk(shares: bytes, start: int, need: int, *, in_days: bool) -> Fraction | None:
    """The minute at which `need` minutes (or shares of a day) are done; None past the last known minute."""
    for minute in range(start, LENGTH):
        if not shares[minute]:
            continue
        unit = shares[minute] if in_days else 1
        if need <= unit:
            return minute + Fraction(need, unit)
        need -= unit
    return None


@pytest.mark.parametrize("in_days", [False, True])
def test_a_thousand_random_additions_agree_with_the_walk(shares: bytes, in_days: bool) -> None:
    dice = random.Random(21)
    beyond = 0
    for _ in range(1000):
        start = dice.randrange(LENGTH)
        count = dice.randint(1, 24) if in_days else dice.randint(1, 2500)
        need = count * SHARES // 4 if in_days else count
        amount = days(Decimal(count) / 4) if in_days else minutes(count)
        end = walk(shares, start, need, in_days=in_days)
        begin = ORIGIN + timedelta(minutes=start)
        if end is None:
            beyond += 1
            with missing(2027):
                CALENDAR.add(begin, amount)
        else:
            due = ORIGIN + timedelta(microseconds=round(end * 60_000_000))
            assert CALENDAR.add(begin, amount) == due, begin
    assert 0 < beyond < 50


def test_a_thousand_random_pairs_have_as_many_minutes_between_as_the_walk(shares: bytes) -> None:
    dice = random.Random(23)
    working = bytes(1 if share else 0 for share in shares)
    for _ in range(1000):
        start = dice.randrange(LENGTH)
        near = min(LENGTH - 1, start + dice.randrange(4000))
        end = dice.choice((near, dice.randrange(LENGTH)))
        first, last = sorted((start, end))
        expected = working.count(1, first, last) * (1 if start <= end else -1)
        found = CALENDAR.between(ORIGIN + timedelta(minutes=start), ORIGIN + timedelta(minutes=end))
        assert found == expected, (start, end)


def test_calendars_are_values() -> None:
    assert join_calendars([Y2025, Y2026])[0] == CALENDAR
    assert hash(CALENDAR) == hash(Calendar(CALENDAR.years, WIB))
