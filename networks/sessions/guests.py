"""Services for guests of open sessions: asking for the link, and what organisers decide."""

from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404

from networks.models import Session, SessionGuest
from networks.sessions.guest_notifications import delete_guests, notify_link


class SessionClosedError(Exception):
    """The session takes no guests: it is over, cancelled, for members only, or deleted."""


def open_session(slug: str, pk: int) -> Session | None:
    """Return a session that guests may ask for, with its network; None if there is none."""
    sessions = Session.objects.filter(network__slug=slug, network__live=True, is_open=True)
    return sessions.upcoming().not_cancelled().select_related("network").filter(pk=pk).first()


@transaction.atomic
def request_guest_link(session: Session, name: str, email: str, spam_reasons: str) -> bool:
    """Store a guest of an open session and queue the email with the link, once per address.

    Args:
        session: The session.
        name: The guest's name.
        email: The guest's email address, in lower case.
        spam_reasons: Why the submission looks like spam. The guest is sent nothing then, until
            an organiser releases the submission.

    Returns:
        Whether the guest is new.

    Raises:
        SessionClosedError: The session no longer takes guests.
    """
    # The row lock orders the request before or after a cancellation, whose notice goes to guests.
    locked = Session.objects.select_for_update(of=("self",)).filter(pk=session.pk).first()
    if locked is None or not open_session(session.network.slug, session.pk):
        raise SessionClosedError
    guest, is_new = SessionGuest.objects.get_or_create(
        session=locked, email=email, defaults={"name": name, "spam_reasons": spam_reasons[:200]}
    )
    if is_new and not spam_reasons:
        notify_link(guest)
    elif guest.spam_reasons and not spam_reasons:
        _release(guest)
    return is_new


@transaction.atomic
def release_guest(user: Any, session: Session, pk: int) -> None:
    """Email the link to a guest whose submission looked like spam."""
    _release(_lock_guest(user, session, pk))


@transaction.atomic
def remove_guest(user: Any, session: Session, pk: int) -> None:
    """Remove a guest: their data is deleted, and they are sent nothing more."""
    guest = _lock_guest(user, session, pk)
    delete_guests(SessionGuest.objects.organised_by(user).filter(pk=guest.pk))


def _release(guest: SessionGuest) -> None:
    if guest.spam_reasons:
        guest.spam_reasons = ""
        guest.save(update_fields=["spam_reasons"])
        notify_link(guest)


def _lock_guest(user: Any, session: Session, pk: int) -> SessionGuest:
    """Lock the row of a guest of a session that the user organises.

    Raises:
        Http404: The guest is gone, or the user no longer organises the network.
    """
    guests = SessionGuest.objects.organised_by(user).filter(session=session)
    locked = guests.select_related("session__network").select_for_update(of=("self",))
    return get_object_or_404(locked, pk=pk)
