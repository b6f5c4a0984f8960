"""Cancels pending notifications whose recipient is no longer to read them."""

from collections.abc import Iterable
from typing import Any

from outbox.models import Notification


def cancel_pending(user: Any, kind: str, event_keys: Iterable[str]) -> int:
    """Cancel the pending notifications of some events to one user, and empty their content.

    A notification that the worker is handing to the mail server at this moment is sent.

    Args:
        user: The recipient.
        kind: The kind, as given to `outbox.services.notify_users`.
        event_keys: The events, as given to `outbox.services.notify_users`.

    Returns:
        The number of notifications cancelled.
    """
    return _cancel(kind, user=user, event_key__in=list(event_keys))


def cancel_pending_by_prefix(kind: str, event_key_prefix: str, user: Any = None) -> int:
    """Cancel the pending notifications of all events whose key has a prefix.

    Args:
        kind: The kind, as given to `outbox.services.notify_users`.
        event_key_prefix: What the keys of the events begin with.
        user: The recipient; None for all.

    Returns:
        The number of notifications cancelled.
    """
    recipient = {"user": user} if user else {}
    return _cancel(kind, event_key__startswith=event_key_prefix, **recipient)


def _cancel(kind: str, **conditions: Any) -> int:
    pending = [Notification.Status.QUEUED, Notification.Status.DIGEST]
    return Notification.objects.filter(kind=kind, status__in=pending, **conditions).update(
        status=Notification.Status.CANCELLED, text="", html="", last_error="Cancelled."
    )
