"""The rhythm of a series: which days it gives, and which moments come of them.

People agree on a time of day in London. Days are therefore counted without any time zone, and the
zone is attached to each day by itself: counted in hours, a series would slip at each change of
the clocks.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekdays

LONDON = ZoneInfo("Europe/London")
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}


@dataclass(frozen=True)
class LondonDateTime:
    """A moment as a clock and a calendar in London show it."""

    day: date
    at: time

    @classmethod
    def of(cls, moment: datetime) -> "LondonDateTime":
        """Return what London shows at a moment."""
        local = moment.astimezone(LONDON)
        return cls(local.date(), local.time())

    @property
    def moment(self) -> datetime:
        """Return the moment, in UTC.

        An hour that comes twice in autumn is the first one; an hour that spring leaves out is
        the one after it, as clocks show it.
        """
        return datetime.combine(self.day, self.at, tzinfo=LONDON).astimezone(UTC)


def occurrence_dates(
    rhythm: str, first_date: date, begin: date, end: date, last_date: date | None = None
) -> list[date]:
    """Return the days that a rhythm gives between two days, both of them included.

    Args:
        rhythm: `weekly`, `fortnightly` or `monthly`, as in `SessionSeries.Rhythm`.
        first_date: The first day, whose weekday is the rhythm's.
        begin: The first day that is asked for.
        end: The last day that is asked for.
        last_date: The day after which nothing is due.
    """
    last = min(end, last_date) if last_date else end
    rule = rrule(
        dtstart=datetime.combine(first_date, time()), **_rrule_arguments(rhythm, first_date)
    )
    found = rule.between(datetime.combine(begin, time()), datetime.combine(last, time()), inc=True)
    return [moment.date() for moment in found]


def describe_recurrence(rhythm: str, first_date: date, at: time) -> str:
    """Return a rhythm as people say it: "Every month on the second Friday at 13:00"."""
    day = f"{first_date:%A}"
    said = {
        "weekly": f"Every week on {day}",
        "fortnightly": f"Every other week on {day}",
        "monthly": f"Every month on the {_ORDINALS[weekday_ordinal(first_date)]} {day}",
    }
    return f"{said[rhythm]} at {at:%H:%M}"


def weekday_ordinal(day: date) -> int:
    """Return which of its weekday a day is in its month, from 1.

    A fifth is -1, the last: not every month has five.
    """
    number = (day.day - 1) // 7 + 1
    return number if number < 5 else -1


def _rrule_arguments(rhythm: str, first_date: date) -> dict:
    if rhythm == "monthly":
        weekday = weekdays[first_date.weekday()]
        return {"freq": MONTHLY, "byweekday": weekday(weekday_ordinal(first_date))}
    return {"freq": WEEKLY, "interval": {"weekly": 1, "fortnightly": 2}[rhythm]}
