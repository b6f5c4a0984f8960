"""Services that change one session, and the sign-ups of members.

Each service checks the permission anew, locks the session's row until the transaction ends, and
notifies the members who signed up in the same transaction.
"""

from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from networks.models import Network, Session
from networks.optimistic_lock import EditConflictError
from networks.sessions.guest_notifications import notify_new_link
from networks.sessions.notifications import ChangeKind, SessionChange, notify_changes


@transaction.atomic
def create_session(user: Any, network: Network, fields: dict[str, Any]) -> Session:
    """Create a session outside any series; the same fields sent twice create one.

    Args:
        user: An organiser of the network.
        network: The network.
        fields: Values by the field names of `Session`.
    """
    organised = Network.objects.organised_by(user)
    locked = get_object_or_404(organised.select_for_update(of=("self",)), pk=network.pk)
    sessions = Session.objects.organised_by(user).filter(network=locked, series=None)
    same = sessions.not_cancelled().filter(**fields)
    return same.first() or Session.objects.organised_by(user).create(network=locked, **fields)


@transaction.atomic
def update_session(user: Any, pk: int, fields: dict[str, Any], expected_version: str) -> Session:
    """Change fields of a session.

    Args:
        user: An organiser.
        pk: The session's primary key.
        fields: New values by the field names of `Session`.
        expected_version: The session's version when the organiser opened the form.

    Returns:
        The session as saved.

    Raises:
        EditConflictError: Another organiser has saved the session since.
    """
    session = _lock_organised_session(user, pk)
    current = {name: getattr(session, name) for name in fields}
    if current == fields:
        return session
    if session.edit_version != expected_version:
        raise EditConflictError
    previous_start, previous_minutes = session.starts_at, session.minutes
    for name, value in fields.items():
        setattr(session, name, value)
    _save_change(session)
    is_moved = (previous_start, previous_minutes) != (session.starts_at, session.minutes)
    if is_moved and not session.is_cancelled:
        notify_changes([SessionChange(session, ChangeKind.MOVED, previous_start)])
    elif current.get("join_link") != fields.get("join_link"):
        notify_new_link(session)
    return session


@transaction.atomic
def cancel_session(user: Any, pk: int, reason: str) -> Session:
    """Cancel a session that is not over; one that is already cancelled stays unchanged."""
    session = _lock_organised_session(user, pk)
    if not session.is_cancelled and not session.is_over:
        session.cancelled_at, session.cancellation_reason = timezone.now(), reason
        _save_change(session)
        notify_changes([SessionChange(session, ChangeKind.CANCELLED, session.starts_at)])
    return session


@transaction.atomic
def reinstate_session(user: Any, pk: int) -> Session:
    """Withdraw the cancellation of a session, unless its time has passed."""
    session = _lock_organised_session(user, pk)
    if session.is_cancelled and not session.is_over:
        session.cancelled_at, session.cancellation_reason = None, ""
        _save_change(session)
        notify_changes([SessionChange(session, ChangeKind.REINSTATED, session.starts_at)])
    return session


@transaction.atomic
def sign_up(user: Any, pk: int) -> bool:
    """Sign a member up for a session; repeated, it has no further effect.

    Returns:
        Whether the member is signed up: not when the session is over or cancelled.
    """
    session = _lock_visible_session(user, pk)
    if session.is_over or session.is_cancelled:
        return False
    session.sign_ups.get_or_create(user=user)
    return True


@transaction.atomic
def cancel_sign_up(user: Any, pk: int) -> None:
    """Withdraw a member's sign-up; repeated, it has no further effect."""
    _lock_visible_session(user, pk).sign_ups.filter(user=user).delete()


def _lock_organised_session(user: Any, pk: int) -> Session:
    """Lock the row of a session in a network that the user organises.

    Raises:
        Http404: The session is gone, or the user no longer organises its network.
    """
    sessions = Session.objects.organised_by(user).select_related("network")
    return get_object_or_404(sessions.select_for_update(of=("self",)), pk=pk)


def _lock_visible_session(user: Any, pk: int) -> Session:
    """Lock the row, so that no sign-up falls between a cancellation and its notifications."""
    visible = Session.objects.visible_to(user)
    return get_object_or_404(visible.select_for_update(of=("self",)), pk=pk)


def _save_change(session: Session) -> None:
    """Save a session with the next sequence number for calendars (RFC 5545, section 3.8.7.4).

    A session of a series is marked as customised, so that the series no longer overwrites it.
    """
    session.is_customised = session.series_id is not None
    session.sequence += 1
    session.changed_at = timezone.now()
    session.save()
