"""Laying the sessions of a series: each is a row of its own, for half a year ahead."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from networks.models import Session, SessionSeries
from networks.sessions.rhythm import London, due_days

AHEAD = timedelta(weeks=26)
FROM_SERIES = ("title", "about", "minutes", "join_link", "is_open")
"""What a session takes from its series, until it is given its own."""


def lay_ahead() -> int:
    """Lay what every series of a network that is open lacks. Returns how many were laid."""
    today = timezone.localdate()
    going_on = SessionSeries.objects.exclude(last_on__lt=today).filter(network__live=True)
    return sum(_lay_one(pk) for pk in list(going_on.values_list("pk", flat=True)))


@transaction.atomic
def _lay_one(pk: int) -> int:
    series = SessionSeries.objects.select_for_update().filter(pk=pk).first()
    return lay(series) if series else 0


def lay(series: SessionSeries) -> int:
    """Lay the sessions that a series lacks, from now on.

    A day that has its session keeps it, wherever that was moved to and though it was cancelled.
    Two who lay at once make no double: the second waits for the first, and the database refuses
    what got through all the same.

    Args:
        series: The series, held by the transaction that is open.

    Returns:
        How many were laid.
    """
    days = coming_days(series)
    laid = set(series.sessions.filter(due_on__in=days).values_list("due_on", flat=True))
    new = [_session(series, day) for day in days if day not in laid]
    Session.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def coming_days(series: SessionSeries) -> list[date]:
    """Return the days on which a series is due and has not begun, half a year ahead."""
    now, today = timezone.now(), timezone.localdate()
    days = due_days(series.rhythm, series.first_on, today, today + AHEAD, series.last_on)
    return [day for day in days if London(day, series.at).moment > now]


def _session(series: SessionSeries, day: date) -> Session:
    taken = {name: getattr(series, name) for name in FROM_SERIES}
    starts_at = London(day, series.at).moment
    ends_at = starts_at + timedelta(minutes=series.minutes)
    own = {"due_on": day, "starts_at": starts_at, "ends_at": ends_at}
    return Session(network_id=series.network_id, series=series, **own, **taken)
