"""The notifications to a person, for subject access and erasure."""

from typing import Any

from django.db.models import Q, QuerySet

from outbox.models import Notification, NotificationPreference


def collect_notifications(user: Any) -> dict[str, Any]:
    """Return a user's notification preference and the notifications to them, as long as stored.

    The body of a secret notification, such as a sign-in code in delivery, is left out.
    """
    preference = NotificationPreference.objects.filter(user=user).first()
    preference = preference or NotificationPreference(user=user)
    notifications = [
        _serialize(notification) | {"text": "" if notification.is_secret else notification.text}
        for notification in _to_user(user).order_by("pk")
    ]
    return {"how often": preference.get_frequency_display(), "letters": notifications}


def erase_notifications(user: Any) -> None:
    """Delete a user's notifications, pending ones too, and their preference."""
    _to_user(user).delete()
    NotificationPreference.objects.filter(user=user).delete()


def collect_notifications_to_email(email_address: str) -> list[dict[str, Any]]:
    """Return the secret notifications to an address without an account, as long as stored."""
    return [_serialize(notification) for notification in _to_email(email_address).order_by("pk")]


def erase_notifications_to_email(email_address: str) -> None:
    """Delete the secret notifications to an address without an account, pending ones too."""
    _to_email(email_address).delete()


def _to_user(user: Any) -> QuerySet[Notification]:
    return Notification.objects.filter(Q(user=user) | Q(email_address__iexact=user.email))


def _to_email(email_address: str) -> QuerySet[Notification]:
    """Filter notifications to a person's address; those to a mailbox of the team are no secret."""
    return Notification.objects.filter(
        user=None, email_address__iexact=email_address, is_secret=True
    )


def _serialize(notification: Notification) -> dict[str, Any]:
    return {
        "subject": notification.subject,
        "written": notification.created_at,
        "sent": notification.sent_at,
    }
