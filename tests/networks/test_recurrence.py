"""Recurrence keeps the London time across clock changes; relative times in words."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from networks.recurrence import LondonDateTime, describe_recurrence, occurrence_dates
from networks.relative_time import relative_time

LONDON = ZoneInfo("Europe/London")
FRIDAY = date(2026, 1, 2)


@pytest.mark.parametrize(
    ("day", "hour_in_utc"),
    [
        (date(2026, 3, 27), 13),
        (date(2026, 4, 3), 12),
        (date(2026, 10, 23), 12),
        (date(2026, 10, 30), 13),
    ],
)
def test_london_time_is_kept_across_clock_change(day, hour_in_utc):
    assert day in occurrence_dates(
        "weekly", FRIDAY, day - timedelta(days=3), day + timedelta(days=3)
    )
    moment = LondonDateTime(day, time(13)).utc
    assert moment == datetime(day.year, day.month, day.day, hour_in_utc, tzinfo=UTC)
    assert LondonDateTime.from_datetime(moment) == LondonDateTime(day, time(13))


def test_fortnightly_dates_count_from_first_date():
    days = occurrence_dates("fortnightly", FRIDAY, date(2026, 3, 20), date(2026, 4, 20))
    assert days == [date(2026, 3, 27), date(2026, 4, 10)]


def test_monthly_dates_keep_weekday_and_ordinal():
    days = occurrence_dates("monthly", date(2026, 1, 9), date(2026, 1, 1), date(2026, 4, 30))
    assert days == [date(2026, 1, 9), date(2026, 2, 13), date(2026, 3, 13), date(2026, 4, 10)]


def test_monthly_fifth_weekday_becomes_last():
    days = occurrence_dates("monthly", date(2026, 1, 30), date(2026, 1, 1), date(2026, 3, 31))
    assert days == [date(2026, 1, 30), date(2026, 2, 27), date(2026, 3, 27)]
    assert describe_recurrence("monthly", date(2026, 1, 30), time(9, 5)) == (
        "Every month on the last Friday at 9:05am"
    )


def test_no_date_after_last_date():
    days = occurrence_dates(
        "weekly", FRIDAY, FRIDAY, date(2026, 12, 31), last_date=date(2026, 1, 9)
    )
    assert days == [FRIDAY, date(2026, 1, 9)]


def test_skipped_hour_in_spring_is_one_hour_later():
    assert LondonDateTime(date(2026, 3, 29), time(1, 30)).utc == datetime(
        2026, 3, 29, 1, 30, tzinfo=UTC
    )


@given(
    some.dates(date(2000, 1, 1), date(2035, 1, 1)),
    some.times(min_value=time(3)),
    some.sampled_from(["weekly", "fortnightly", "monthly"]),
)
def test_all_dates_have_weekday_and_time_of_the_first(first, at, frequency):
    days = occurrence_dates(frequency, first, first, first + timedelta(days=400))
    assert days[0] == first
    assert {day.weekday() for day in days} == {first.weekday()}
    local = [LondonDateTime(day, at).utc.astimezone(LONDON) for day in days]
    assert [moment.date() for moment in local] == days
    assert {moment.time() for moment in local} == {at}


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (-0.5, "now"),
        (2, "today"),
        (24, "tomorrow"),
        (-24, "yesterday"),
        (72, "in 3 days"),
        (24 * 20, "in 2 weeks"),
        (24 * 90, "in 3 months"),
        (-24 * 800, "2 years ago"),
    ],
)
def test_relative_time_in_words(clock, hours, expected):
    now = datetime(2026, 3, 27, 12, tzinfo=UTC)
    clock(now)
    begins = now + timedelta(hours=hours)
    assert relative_time(begins, begins + timedelta(hours=1)) == expected
