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
from networks.sessions.telling import Change, What, tell


@transaction.atomic
def make_session(user: Any, network: Network, fields: dict[str, Any]) -> Session:
    """Make a session by itself; the same one sent twice is one.

    Args:
        user: An organiser of the network.
        network: The network.
        fields: What it holds: title, starts_at and the rest, by the names of `Session`.
    """
    organised = Network.objects.organised_by(user)
    held = get_object_or_404(organised.select_for_update(of=("self",)), pk=network.pk)
    sessions = Session.objects.organised_by(user).filter(network=held, series=None)
    same = sessions.happening().filter(**fields)
    return same.first() or Session.objects.organised_by(user).create(network=held, **fields)


@transaction.atomic
def change_session(user: Any, pk: int, fields: dict[str, Any], seen: str) -> Session:
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
    session = _hold(user, pk)
    before = {name: getattr(session, name) for name in fields}
    if before == fields:
        return session
    if session.version != seen:
        raise EditConflictError
    was, length = session.starts_at, session.minutes
    for name, value in fields.items():
        setattr(session, name, value)
    _save(session)
    if (was, length) != (session.starts_at, session.minutes) and not session.is_cancelled:
        tell([Change(session, What.MOVED, was)])
    return session


@transaction.atomic
def cancel(user: Any, pk: int, why: str) -> Session:
    """Cancel a session that is not over; one that is cancelled already stays as it is."""
    session = _hold(user, pk)
    if not session.is_cancelled and not session.is_over:
        session.cancelled_at, session.why_cancelled = timezone.now(), why
        _save(session)
        tell([Change(session, What.CANCELLED, session.starts_at)])
    return session


@transaction.atomic
def bring_back(user: Any, pk: int) -> Session:
    """Let a cancelled session take place after all, unless it would be over."""
    session = _hold(user, pk)
    if session.is_cancelled and not session.is_over:
        session.cancelled_at, session.why_cancelled = None, ""
        _save(session)
        tell([Change(session, What.BACK, session.starts_at)])
    return session


def _hold(user: Any, pk: int) -> Session:
    """Hold a session while it is changed; a 404 if it is gone, or no longer this person's."""
    sessions = Session.objects.organised_by(user).select_related("network")
    return get_object_or_404(sessions.select_for_update(of=("self",)), pk=pk)


def _save(session: Session) -> None:
    """Save a change that calendars are to see (RFC 5545, 3.8.7.4), and its series to respect."""
    session.is_changed = session.series_id is not None
    session.sequence += 1
    session.changed_at = timezone.now()
    session.save()
