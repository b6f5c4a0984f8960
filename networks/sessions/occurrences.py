"""Generation of a series' sessions: one database row each, half a year ahead."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from networks.models import Session, SessionSeries
from networks.recurrence import LondonDateTime

GENERATION_HORIZON = timedelta(weeks=26)
SERIES_FIELDS = ("title", "about", "minutes", "join_link", "is_open")
"""The fields that a session copies from its series until an organiser changes them."""


def generate_all_occurrences() -> int:
    """Generate the missing sessions of every series of a published network.

    Returns:
        How many sessions were created.
    """
    today = timezone.localdate()
    active = SessionSeries.objects.exclude(last_date__lt=today).filter(network__live=True)
    return sum(_generate_for_series(pk) for pk in list(active.values_list("pk", flat=True)))


@transaction.atomic
def _generate_for_series(pk: int) -> int:
    series = SessionSeries.objects.select_for_update().filter(pk=pk).first()
    return generate_occurrences(series) if series else 0


def generate_occurrences(series: SessionSeries) -> int:
    """Create the missing sessions of a series from now on.

    A date that has its session keeps it, even if the session was moved or cancelled. Two
    processes that generate at once create no duplicate: the row lock serialises them, and the
    unique constraint ignores what passes the lock.

    Args:
        series: The series, whose row the open transaction has locked.

    Returns:
        How many sessions were created.
    """
    dates = upcoming_dates(series)
    existing = set(
        series.sessions.filter(occurrence_date__in=dates).values_list("occurrence_date", flat=True)
    )
    new = [_build_session(series, day) for day in dates if day not in existing]
    Session.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def upcoming_dates(series: SessionSeries) -> list[date]:
    """Return the occurrence dates of a series that have not begun, half a year ahead."""
    now, today = timezone.now(), timezone.localdate()
    dates = series.occurrence_dates(today, today + GENERATION_HORIZON)
    return [day for day in dates if LondonDateTime(day, series.start_time).utc > now]


def _build_session(series: SessionSeries, day: date) -> Session:
    inherited = {name: getattr(series, name) for name in SERIES_FIELDS}
    starts_at = LondonDateTime(day, series.start_time).utc
    ends_at = starts_at + timedelta(minutes=series.minutes)
    own = {"occurrence_date": day, "starts_at": starts_at, "ends_at": ends_at}
    return Session(network_id=series.network_id, series=series, **own, **inherited)
