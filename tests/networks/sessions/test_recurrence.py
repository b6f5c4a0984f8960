"""A series keeps its hour in London, in March and in October."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from networks.sessions.recurrence import LondonDateTime, describe_recurrence, occurrence_dates
from networks.sessions.relative_time import relative_time

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
def test_friday_at_one_is_friday_at_one_across_the_change_of_clocks(day, hour_in_utc):
    assert day in occurrence_dates(
        "weekly", FRIDAY, day - timedelta(days=3), day + timedelta(days=3)
    )
    moment = LondonDateTime(day, time(13)).moment
    assert moment == datetime(day.year, day.month, day.day, hour_in_utc, tzinfo=UTC)
    assert LondonDateTime.of(moment) == LondonDateTime(day, time(13))


def test_every_other_week_is_counted_from_the_first_day():
    days = occurrence_dates("fortnightly", FRIDAY, date(2026, 3, 20), date(2026, 4, 20))
    assert days == [date(2026, 3, 27), date(2026, 4, 10)]


def test_a_month_keeps_the_weekday_and_which_one_it_is():
    days = occurrence_dates("monthly", date(2026, 1, 9), date(2026, 1, 1), date(2026, 4, 30))
    assert days == [date(2026, 1, 9), date(2026, 2, 13), date(2026, 3, 13), date(2026, 4, 10)]


def test_a_fifth_friday_is_the_last_one_of_each_month():
    days = occurrence_dates("monthly", date(2026, 1, 30), date(2026, 1, 1), date(2026, 3, 31))
    assert days == [date(2026, 1, 30), date(2026, 2, 27), date(2026, 3, 27)]
    assert describe_recurrence("monthly", date(2026, 1, 30), time(9, 5)) == (
        "Every month on the last Friday at 09:05"
    )


def test_nothing_is_due_after_the_last_day():
    days = occurrence_dates(
        "weekly", FRIDAY, FRIDAY, date(2026, 12, 31), last_date=date(2026, 1, 9)
    )
    assert days == [FRIDAY, date(2026, 1, 9)]


def test_an_hour_that_spring_leaves_out_is_the_one_after_it():
    assert LondonDateTime(date(2026, 3, 29), time(1, 30)).moment == datetime(
        2026, 3, 29, 1, 30, tzinfo=UTC
    )


@given(
    some.dates(date(2000, 1, 1), date(2035, 1, 1)),
    some.times(min_value=time(3)),
    some.sampled_from(["weekly", "fortnightly", "monthly"]),
)
def test_every_due_day_has_the_weekday_and_the_hour_of_the_first(first, at, rhythm):
    days = occurrence_dates(rhythm, first, first, first + timedelta(days=400))
    assert days[0] == first
    assert {day.weekday() for day in days} == {first.weekday()}
    local = [LondonDateTime(day, at).moment.astimezone(LONDON) for day in days]
    assert [moment.date() for moment in local] == days
    assert {moment.time() for moment in local} == {at}


@pytest.mark.parametrize(
    ("hours", "said"),
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
def test_how_far_away_it_is_is_said_as_people_say_it(clock, hours, said):
    now = datetime(2026, 3, 27, 12, tzinfo=UTC)
    clock(now)
    begins = now + timedelta(hours=hours)
    assert relative_time(begins, begins + timedelta(hours=1)) == said
