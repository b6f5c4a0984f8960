"""When members last read in a space: what they never opened counts as new only since then."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from community.models import Space, SpaceVisit

PAUSE = timedelta(minutes=30)
"""After how long without a page of the space the next one begins a new visit."""
PRECISION = timedelta(minutes=5)
"""How precisely the end of a visit is stored, so that not every page writes to the database."""
MAX_AGE = timedelta(days=90)
"""For how long posts are new in a space where a member never was."""


def record_visit(user: Any, space: Space | None = None) -> None:
    """Store that a member reads in a space, or on the page of all that is new.

    The first page after a pause begins a visit. What is new stays the same while it lasts.

    Args:
        user: The reader; nothing is stored of visitors.
        space: The space; None for all.
    """
    if not user.is_authenticated:
        return
    now = timezone.now()
    visit, is_new = SpaceVisit.objects.get_or_create(
        user=user, space=space, defaults={"visited_at": now}
    )
    since = now - visit.visited_at
    if is_new or since < PRECISION:
        return
    changes = {"visited_at": now}
    if since > PAUSE:
        changes["seen_until"] = visit.visited_at
    SpaceVisit.objects.filter(pk=visit.pk).update(**changes)


def set_seen(user: Any, until: datetime, space: Space | None = None) -> None:
    """Store that a member has seen what was there at a time, in a space or in all.

    Args:
        user: The member.
        until: The time.
        space: The space; None for all.
    """
    SpaceVisit.objects.update_or_create(
        user=user, space=space, defaults={"visited_at": timezone.now(), "seen_until": until}
    )


def get_start(user: Any) -> datetime:
    """Return since when posts can be new for a member, in a space that they never visited."""
    everywhere = SpaceVisit.objects.filter(user=user, space=None).first()
    times = [user.date_joined, timezone.now() - MAX_AGE]
    if everywhere and everywhere.seen_until:
        times.append(everywhere.seen_until)
    return max(times)
