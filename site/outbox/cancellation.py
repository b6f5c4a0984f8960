"""Taking letters back that wait: what somebody is not to read any more is not sent."""

from collections.abc import Iterable
from typing import Any

from outbox.models import Notification


def cancel_pending(user: Any, kind: str, occasions: Iterable[str]) -> int:
    """Drop what waits for a person, at once or for their daily letter, and forget its words.

    One that the worker is handing to the mail server at this moment can no longer be held.

    Args:
        user: Whose letters.
        kind: Of which kind, as they were written; see `editorial.notices.writing.write_to`.
        occasions: The keys under which they were written.

    Returns:
        How many were dropped.
    """
    return _cancel(kind, user=user, occasion__in=list(occasions))


def cancel_pending_by_prefix(kind: str, beginning: str, user: Any = None) -> int:
    """Drop what waits under any key that begins alike, as `drop_waiting` does.

    Args:
        kind: Of which kind.
        beginning: How the keys begin under which the letters were written.
        user: Whose letters; everybody's, if it is nobody.

    Returns:
        How many were dropped.
    """
    whose = {"user": user} if user else {}
    return _cancel(kind, occasion__startswith=beginning, **whose)


def _cancel(kind: str, **which: Any) -> int:
    waiting = [Notification.Status.QUEUED, Notification.Status.DAILY]
    return Notification.objects.filter(kind=kind, status__in=waiting, **which).update(
        status=Notification.Status.CANCELLED, text="", html="", trouble="Taken back."
    )
