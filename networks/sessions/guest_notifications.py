"""Emails to the guests of open sessions: the link to join, a reminder, and changes.

The emails contain no text that a visitor typed, so that no one can have the hub send a text of
their own to another person's address.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from networks.models import Membership, Session, SessionGuest
from outbox.cancellation import cancel_pending_by_prefix
from outbox.models import Notification
from outbox.services import notify_external_contact, notify_users

LINK_KIND = "networks/guest_link"
REMINDER_KIND = "networks/guest_reminder"
CHANGE_KIND = "networks/guest_session_changed"
QUARANTINE_KIND = "networks/guest_quarantined"
_BATCH_SIZE = 100
"""How many key prefixes one query names."""


def notify_link(guest: SessionGuest, submission: str) -> None:
    """Email a guest the link to join, or that it follows once the organisers have added it.

    Args:
        guest: The guest.
        submission: Identifies what the email answers. A repeated call with it sends nothing.
    """
    _notify(guest, LINK_KIND, f"link-{submission}")


def is_link_queued(guest: SessionGuest, submission: str) -> bool:
    """Return whether an email was queued by `notify_link` with the same arguments."""
    key = f"{guest.event_key_prefix}link-{submission}"
    return Notification.objects.filter(idempotency_key=key).exists()


def notify_quarantined(guest: SessionGuest) -> None:
    """Notify the organisers that a guest is to be checked, unless another is to be already.

    So a flood of submissions that look like spam is one email.
    """
    session = guest.session
    if session.guests.quarantined().exclude(pk=guest.pk).exists():
        return
    organisers = Membership.objects.organisers().filter(network=session.network_id)
    notify_users(
        get_user_model().objects.filter(pk__in=organisers.values("user")),
        QUARANTINE_KIND,
        f"{guest.event_key_prefix}quarantined",
        {"title": session.title, "session": session, "network": session.network},
    )


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
    for guest in SessionGuest.objects.admitted().filter(session__in=by_session):
        guest.session, previous_start = by_session[guest.session_id]
        cancel_pending_by_prefix(REMINDER_KIND, guest.event_key_prefix)
        concerns_guests = guest.session.is_open or guest.session.is_cancelled
        if concerns_guests and not guest.session.is_over:
            event = f"change-{guest.session.sequence}"
            _notify(guest, CHANGE_KIND, event, {"previous_start": previous_start})


@transaction.atomic
def delete_guests(guests: Any) -> int:
    """Delete guests with the emails to them, and return how many there were."""
    deleted = list(guests.select_related("session"))
    delete_guest_emails(deleted)
    return SessionGuest.objects.filter(pk__in=[guest.pk for guest in deleted]).delete()[0]


def delete_guest_emails(guests: list[SessionGuest]) -> None:
    """Delete the emails to guests, sent or not."""
    prefixes = [guest.event_key_prefix for guest in guests]
    for start in range(0, len(prefixes), _BATCH_SIZE):
        batch = prefixes[start : start + _BATCH_SIZE]
        events = reduce(or_, (Q(event_key__startswith=prefix) for prefix in batch))
        Notification.objects.filter(events).delete()


def _guests(session: Session) -> list[SessionGuest]:
    """Return the guests who may still join a session: none if it is closed to them or over."""
    if not session.is_open or session.is_cancelled or session.is_over:
        return []
    guests = list(session.guests.admitted())
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
