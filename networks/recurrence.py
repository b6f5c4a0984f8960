"""Recurrence of session series: the dates a frequency gives, and the moments that follow.

Members agree on a time of day in London. Dates are therefore computed without a time zone, and the
zone is attached to each date separately: computed in hours, a series would shift by one hour at
each change between summer and winter time.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekdays
from django.utils.formats import time_format

LONDON = ZoneInfo("Europe/London")
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}


@dataclass(frozen=True)
class LondonDateTime:
    """A date and a time of day in London."""

    day: date
    time_of_day: time

    @classmethod
    def from_datetime(cls, value: datetime) -> "LondonDateTime":
        """Return the date and time in London at an aware datetime."""
        local = value.astimezone(LONDON)
        return cls(local.date(), local.time())

    @property
    def utc(self) -> datetime:
        """Return the aware datetime in UTC.

        A time that occurs twice in autumn is the first of the two; a time that is skipped in
        spring is one hour later.
        """
        return datetime.combine(self.day, self.time_of_day, tzinfo=LONDON).astimezone(UTC)


def is_repeated_time(value: datetime) -> bool:
    """Return whether the time of day in London at an aware datetime occurs twice on that day."""
    local = value.astimezone(LONDON)
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def occurrence_dates(
    frequency: str, first_date: date, start: date, end: date, last_date: date | None = None
) -> list[date]:
    """Return the dates of a recurrence between two dates, both included.

    Args:
        frequency: `weekly`, `fortnightly` or `monthly`, as in `SessionSeries.Frequency`.
        first_date: The first occurrence, whose weekday all others have.
        start: The first date to return.
        end: The last date to return.
        last_date: The date after which the series ends.
    """
    end = min(end, last_date) if last_date else end
    rule = rrule(
        dtstart=datetime.combine(first_date, time()), **_rrule_arguments(frequency, first_date)
    )
    occurrences = rule.between(
        datetime.combine(start, time()), datetime.combine(end, time()), inc=True
    )
    return [occurrence.date() for occurrence in occurrences]


def describe_recurrence(frequency: str, first_date: date, start_time: time) -> str:
    """Return a recurrence in words: "Every month on the second Friday at 1pm"."""
    weekday = f"{first_date:%A}"
    descriptions = {
        "weekly": f"Every week on {weekday}",
        "fortnightly": f"Every other week on {weekday}",
        "monthly": f"Every month on the {_ORDINALS[weekday_ordinal(first_date)]} {weekday}",
    }
    return f"{descriptions[frequency]} at {time_format(start_time)}"


def weekday_ordinal(day: date) -> int:
    """Return the position of a date among the same weekdays of its month, from 1.

    A fifth is -1, the last, since not every month has five.
    """
    number = (day.day - 1) // 7 + 1
    return number if number < 5 else -1


def _rrule_arguments(frequency: str, first_date: date) -> dict:
    if frequency == "monthly":
        weekday = weekdays[first_date.weekday()]
        return {"freq": MONTHLY, "byweekday": weekday(weekday_ordinal(first_date))}
    return {"freq": WEEKLY, "interval": {"weekly": 1, "fortnightly": 2}[frequency]}
