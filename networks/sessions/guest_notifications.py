"""Emails to the guests of open sessions: the link to join, a reminder, and changes.

The emails contain no text that a visitor typed, so that no one can have the hub send a text of
their own to another person's address.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from networks.models import Session, SessionGuest
from outbox.cancellation import cancel_pending_by_prefix
from outbox.models import Notification
from outbox.services import notify_external_contact

LINK_KIND = "networks/guest_link"
REMINDER_KIND = "networks/guest_reminder"
CHANGE_KIND = "networks/guest_session_changed"


def notify_link(guest: SessionGuest) -> None:
    """Email a guest the link to join, or that it follows once the organisers have added it."""
    _notify(guest, LINK_KIND, "link")


def notify_new_link(session: Session) -> None:
    """Email the guests of a session its link, which an organiser has added or changed."""
    if not session.join_link:
        return
    for guest in _guests(session):
        _notify(guest, LINK_KIND, f"link-{session.sequence}")


def remind_guests(session: Session) -> None:
    """Email the guests of a session a reminder with the link, once for each date."""
    for guest in _guests(session):
        _notify(guest, REMINDER_KIND, f"reminder-{timezone.localdate(session.starts_at)}")


def notify_guests_of_changes(changes: Iterable[tuple[Session, datetime]]) -> None:
    """Email the guests of sessions that were moved, cancelled or reinstated.

    Of a session that is closed to guests by now they are only told that it is cancelled.

    Args:
        changes: The changed sessions, each with when it was to begin before the change.
    """
    by_session = {session.pk: (session, start) for session, start in changes}
    for guest in SessionGuest.objects.not_quarantined().filter(session__in=by_session):
        guest.session, previous_start = by_session[guest.session_id]
        cancel_pending_by_prefix(REMINDER_KIND, guest.event_key_prefix)
        concerns_guests = guest.session.is_open or guest.session.is_cancelled
        if concerns_guests and not guest.session.is_over:
            event = f"change-{guest.session.sequence}"
            _notify(guest, CHANGE_KIND, event, {"previous_start": previous_start})


def delete_guests(guests: Any) -> int:
    """Delete guests with the emails to them, and return how many there were."""
    for guest in guests.select_related("session"):
        Notification.objects.filter(event_key__startswith=guest.event_key_prefix).delete()
    return guests.delete()[0]


def _guests(session: Session) -> list[SessionGuest]:
    """Return the guests who may still join a session: none if it is closed to them or over."""
    if not session.is_open or session.is_cancelled or session.is_over:
        return []
    guests = list(session.guests.not_quarantined())
    for guest in guests:
        guest.session = session
    return guests


def _notify(guest: SessionGuest, kind: str, event: str, context: dict | None = None) -> None:
    session = guest.session
    notify_external_contact(
        guest.email,
        kind,
        f"{guest.event_key_prefix}{event}",
        {"title": session.title, "session": session, "network": session.network, **(context or {})},
    )
