"""Taking letters back that wait: what somebody is not to read any more is not sent."""

from collections.abc import Iterable
from typing import Any

from editorial.models import Notice


def drop_waiting(user: Any, kind: str, occasions: Iterable[str]) -> int:
    """Drop what waits for a person, at once or for their daily letter, and forget its words.

    One that the worker is handing to the mail server at this moment can no longer be held.

    Args:
        user: Whose letters.
        kind: Of which kind, as they were written; see `editorial.notices.writing.write_to`.
        occasions: The keys under which they were written.

    Returns:
        How many were dropped.
    """
    waiting = [Notice.Status.QUEUED, Notice.Status.DAILY]
    found = Notice.objects.filter(user=user, kind=kind, status__in=waiting)
    return found.filter(occasion__in=list(occasions)).update(
        status=Notice.Status.DROPPED, text="", html="", trouble="Taken back."
    )
