"""Distance of a session from now in words, counted in calendar days."""

from datetime import datetime, timedelta

from django.utils import timezone

_ADJACENT_DAYS = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_UNITS = (("year", 365, 730), ("month", 30, 60), ("week", 7, 14), ("day", 1, 2))
"""Each unit, its length in days, and the number of days from which it is used."""


def relative_time(start: datetime, end: datetime) -> str:
    """Return the distance of an event from now: "now", "tomorrow", "in 3 days", "2 weeks ago".

    Args:
        start: When the event begins.
        end: When it ends.
    """
    now = timezone.now()
    if start <= now < end:
        return "now"
    days = (timezone.localdate(start) - timezone.localdate(now)) // timedelta(days=1)
    if days in _ADJACENT_DAYS:
        return _ADJACENT_DAYS[days]
    duration = _rounded_duration(abs(days))
    return f"in {duration}" if days > 0 else f"{duration} ago"


def _rounded_duration(days: int) -> str:
    unit, length = next((unit, length) for unit, length, least in _UNITS if days >= least)
    return f"{days // length} {unit}s"
