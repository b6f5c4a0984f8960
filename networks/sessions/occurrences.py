"""Laying the sessions of a series: each is a row of its own, for half a year ahead."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from networks.models import Session, SessionSeries
from networks.sessions.recurrence import LondonDateTime, occurrence_dates

GENERATION_HORIZON = timedelta(weeks=26)
SERIES_FIELDS = ("title", "about", "minutes", "join_link", "is_open")
"""What a session takes from its series, until it is given its own."""


def generate_all_occurrences() -> int:
    """Lay what every series of a network that is open lacks. Returns how many were laid."""
    today = timezone.localdate()
    going_on = SessionSeries.objects.exclude(last_on__lt=today).filter(network__live=True)
    return sum(_generate_for_series(pk) for pk in list(going_on.values_list("pk", flat=True)))


@transaction.atomic
def _generate_for_series(pk: int) -> int:
    series = SessionSeries.objects.select_for_update().filter(pk=pk).first()
    return generate_occurrences(series) if series else 0


def generate_occurrences(series: SessionSeries) -> int:
    """Lay the sessions that a series lacks, from now on.

    A day that has its session keeps it, wherever that was moved to and though it was cancelled.
    Two who lay at once make no double: the second waits for the first, and the database refuses
    what got through all the same.

    Args:
        series: The series, held by the transaction that is open.

    Returns:
        How many were laid.
    """
    days = upcoming_dates(series)
    laid = set(series.sessions.filter(due_on__in=days).values_list("occurrence_date", flat=True))
    new = [_build_session(series, day) for day in days if day not in laid]
    Session.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def upcoming_dates(series: SessionSeries) -> list[date]:
    """Return the days on which a series is due and has not begun, half a year ahead."""
    now, today = timezone.now(), timezone.localdate()
    days = occurrence_dates(
        series.rhythm, series.first_date, today, today + GENERATION_HORIZON, series.last_date
    )
    return [day for day in days if LondonDateTime(day, series.at).moment > now]


def _build_session(series: SessionSeries, day: date) -> Session:
    taken = {name: getattr(series, name) for name in SERIES_FIELDS}
    starts_at = LondonDateTime(day, series.at).moment
    ends_at = starts_at + timedelta(minutes=series.minutes)
    own = {"occurrence_date": day, "starts_at": starts_at, "ends_at": ends_at}
    return Session(network_id=series.network_id, series=series, **own, **taken)
