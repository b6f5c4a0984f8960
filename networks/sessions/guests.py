"""Services for guests of open sessions: asking for the link, and what organisers decide."""

from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.form_token import FormToken
from accounts.rate_limit import RateLimit
from networks.models import Session, SessionGuest
from networks.sessions.guest_notifications import (
    delete_guest_emails,
    is_link_queued,
    notify_link,
    notify_quarantined,
)

LINK_LIMIT = RateLimit("guest-link", max_attempts=3, seconds=24 * 3600)
"""Emails with the link of one session to one address, when it is asked for again."""


class SessionClosedError(Exception):
    """The session takes no guests: it is over, cancelled, for members only, or deleted."""


def open_session(slug: str, pk: int) -> Session | None:
    """Return a session that guests may ask for, with its network; None if there is none."""
    sessions = Session.objects.filter(network__slug=slug, network__live=True, is_open=True)
    return sessions.upcoming().not_cancelled().select_related("network").filter(pk=pk).first()


def request_guest_link(
    session: Session, token: FormToken, fields: dict[str, str], spam_reasons: str
) -> bool:
    """Store a guest of an open session and queue the email with the link.

    A guest who asks again is sent the link again, a few times a day. A submission that looks like
    spam is quarantined: the organisers are notified, and the guest is sent nothing until one of
    them releases it. A guest whom an organiser removed is sent nothing.

    Args:
        session: The session.
        token: The form token; submitted again, it queues no second email.
        fields: The guest's name, and email address in lower case.
        spam_reasons: Why the submission looks like spam.

    Returns:
        Whether the guest is new.

    Raises:
        SessionClosedError: The session no longer takes guests.
    """
    limit_key = f"{session.pk}-{fields['email']}"
    is_limited = LINK_LIMIT.is_exceeded(limit_key)
    with transaction.atomic():
        # The row lock orders it before or after a cancellation, whose notice goes to guests.
        locked = Session.objects.select_for_update(of=("self",)).filter(pk=session.pk).first()
        if locked is None or not open_session(session.network.slug, session.pk):
            raise SessionClosedError
        defaults = {"name": fields["name"], "spam_reasons": spam_reasons[:200]}
        guest, is_new = SessionGuest.objects.get_or_create(
            session=locked, email=fields["email"], defaults=defaults
        )
        is_sent = _answer_request(guest, is_new, token, spam_reasons, is_limited)
    if is_sent:
        LINK_LIMIT.record(limit_key)
    return is_new


def _answer_request(
    guest: SessionGuest, is_new: bool, token: FormToken, spam_reasons: str, is_limited: bool
) -> bool:
    """Queue what follows from a guest's request, and return whether that is a new email to them."""
    if guest.removed_at:
        return False
    if guest.spam_reasons and not spam_reasons:
        guest.spam_reasons = ""
        guest.save(update_fields=["spam_reasons"])
    if guest.spam_reasons:
        if is_new:
            notify_quarantined(guest)
        return False
    if is_limited or is_link_queued(guest, token.key):
        return False
    notify_link(guest, token.key)
    return True


@transaction.atomic
def release_guest(user: Any, session: Session, pk: int) -> None:
    """Email the link to a guest who was quarantined or removed; to others it has no effect."""
    guest = _lock_guest(user, session, pk)
    if guest.spam_reasons or guest.removed_at:
        guest.spam_reasons, guest.removed_at = "", None
        guest.save(update_fields=["spam_reasons", "removed_at"])
        notify_link(guest, f"released-{timezone.now().timestamp():.0f}")


@transaction.atomic
def remove_guest(user: Any, session: Session, pk: int) -> None:
    """Remove a guest: they are sent nothing more, also if they ask for the link again.

    The record is deleted with those of the other guests, some time after the session.
    """
    guest = _lock_guest(user, session, pk)
    if not guest.removed_at:
        guest.removed_at = timezone.now()
        guest.save(update_fields=["removed_at"])
        delete_guest_emails([guest])


def _lock_guest(user: Any, session: Session, pk: int) -> SessionGuest:
    """Lock the row of a guest of a session that the user organises.

    Raises:
        Http404: The guest is gone, or the user no longer organises the network.
    """
    guests = SessionGuest.objects.organised_by(user).filter(session=session)
    locked = guests.select_related("session__network").select_for_update(of=("self",))
    return get_object_or_404(locked, pk=pk)
