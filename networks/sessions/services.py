"""Changing one session: its words, its time, whether it takes place, and what is told of it after.

Each act asks anew whether the person organises the network, holds the session while it acts, and
tells those who signed up in the same transaction.
"""

from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from networks.models import Network, Session
from networks.optimistic_lock import EditConflictError
from networks.sessions.notifications import ChangeKind, SessionChange, notify_changes


@transaction.atomic
def create_session(user: Any, network: Network, fields: dict[str, Any]) -> Session:
    """Make a session by itself; the same one sent twice is one.

    Args:
        user: An organiser of the network.
        network: The network.
        fields: What it holds: title, starts_at and the rest, by the names of `Session`.
    """
    organised = Network.objects.organised_by(user)
    held = get_object_or_404(organised.select_for_update(of=("self",)), pk=network.pk)
    sessions = Session.objects.organised_by(user).filter(network=held, series=None)
    same = sessions.not_cancelled().filter(**fields)
    return same.first() or Session.objects.organised_by(user).create(network=held, **fields)


@transaction.atomic
def update_session(user: Any, pk: int, fields: dict[str, Any], seen: str) -> Session:
    """Give a session words, a time or notes of its own.

    Args:
        user: An organiser.
        pk: The session.
        fields: What it is to hold, by the names of `Session`.
        seen: The version of the session when this person began to write.

    Returns:
        The session as it is now.

    Raises:
        ChangedMeanwhileError: Somebody else was faster.
    """
    session = _lock_organised_session(user, pk)
    before = {name: getattr(session, name) for name in fields}
    if before == fields:
        return session
    if session.version != seen:
        raise EditConflictError
    was, length = session.starts_at, session.minutes
    for name, value in fields.items():
        setattr(session, name, value)
    _save_change(session)
    if (was, length) != (session.starts_at, session.minutes) and not session.is_cancelled:
        notify_changes([SessionChange(session, ChangeKind.MOVED, was)])
    return session


@transaction.atomic
def cancel_session(user: Any, pk: int, why: str) -> Session:
    """Cancel a session that is not over; one that is cancelled already stays as it is."""
    session = _lock_organised_session(user, pk)
    if not session.is_cancelled and not session.is_over:
        session.cancelled_at, session.cancellation_reason = timezone.now(), why
        _save_change(session)
        notify_changes([SessionChange(session, ChangeKind.CANCELLED, session.starts_at)])
    return session


@transaction.atomic
def reinstate_session(user: Any, pk: int) -> Session:
    """Let a cancelled session take place after all, unless it would be over."""
    session = _lock_organised_session(user, pk)
    if session.is_cancelled and not session.is_over:
        session.cancelled_at, session.cancellation_reason = None, ""
        _save_change(session)
        notify_changes([SessionChange(session, ChangeKind.BACK, session.starts_at)])
    return session


def _lock_organised_session(user: Any, pk: int) -> Session:
    """Hold a session while it is changed; a 404 if it is gone, or no longer this person's."""
    sessions = Session.objects.organised_by(user).select_related("network")
    return get_object_or_404(sessions.select_for_update(of=("self",)), pk=pk)


def _save_change(session: Session) -> None:
    """Save a change that calendars are to see (RFC 5545, 3.8.7.4), and its series to respect."""
    session.is_customised = session.series_id is not None
    session.sequence += 1
    session.changed_at = timezone.now()
    session.save()


@transaction.atomic
def sign_up(user: Any, pk: int) -> bool:
    """Note that a person means to come.

    Returns:
        Whether they are on the list now: not where the session is over or was cancelled.
    """
    session = _lock_visible_session(user, pk)
    if session.is_over or session.is_cancelled:
        return False
    session.sign_ups.get_or_create(user=user)
    return True


@transaction.atomic
def cancel_sign_up(user: Any, pk: int) -> None:
    """Note that a person does not come after all."""
    _lock_visible_session(user, pk).sign_ups.filter(user=user).delete()


def _lock_visible_session(user: Any, pk: int) -> Session:
    """Hold the session, so that nobody signs up between its cancellation and the letters."""
    visible = Session.objects.visible_to(user)
    return get_object_or_404(visible.select_for_update(of=("self",)), pk=pk)
