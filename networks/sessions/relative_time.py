"""How people speak of time: by days, as a calendar on the wall counts them."""

from datetime import datetime, timedelta

from django.utils import timezone

_ADJACENT_DAYS = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_UNITS = (("year", 365, 730), ("month", 30, 60), ("week", 7, 14), ("day", 1, 2))
"""Each unit, its days, and from how many days on it is used."""


def relative_time(begins: datetime, ends: datetime) -> str:
    """Return how far away something is: "now", "tomorrow", "in 3 days", "2 weeks ago".

    Args:
        begins: When it begins.
        ends: When it ends.
    """
    now = timezone.now()
    if begins <= now < ends:
        return "now"
    days = (timezone.localdate(begins) - timezone.localdate(now)) // timedelta(days=1)
    if days in _ADJACENT_DAYS:
        return _ADJACENT_DAYS[days]
    number = _rounded_duration(abs(days))
    return f"in {number}" if days > 0 else f"{number} ago"


def _rounded_duration(days: int) -> str:
    unit, length = next((unit, length) for unit, length, least in _UNITS if days >= least)
    return f"{days // length} {unit}s"
