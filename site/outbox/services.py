"""Queues notifications: renders the templates of their kind and stores them for delivery."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.template.loader import render_to_string
from wagtail import hooks

from outbox.models import Notification, NotificationPreference

_MAX_SUBJECT_LENGTH = 150
_SINGLE_LINE_NAMES = {"title", "name"}
"""Context variables that users type and that a subject may contain."""

Frequency = NotificationPreference.Frequency
_STATUS_BY_FREQUENCY = {
    Frequency.IMMEDIATE: Notification.Status.QUEUED,
    Frequency.DAILY: Notification.Status.DIGEST,
}


CONTEXT_HOOK = "notification_context"


class NothingToSendError(Exception):
    """Nothing of what a notification is about is still for its recipient."""


def notify_users(
    users: Iterable[Any],
    kind: str,
    event_key: str,
    context: Mapping[str, Any],
    always: bool = False,
    unsubscribe_urls: Mapping[int, str] | None = None,
) -> None:
    """Queue a notification to each of some users, at the frequency each of them has chosen.

    It is stored in the open transaction, so that it is sent if and only if its event is committed.

    Args:
        users: The recipients. Those whose account is closed are left out.
        kind: The app and the name of the templates: `editorial/review_due` renders
            `editorial/notifications/review_due.txt` and `.html`.
        event_key: Identifies the event. A repeated call with one key notifies each user once.
        context: The context of the templates.
        always: Whether to send at once, whatever frequency a user has chosen.
        unsubscribe_urls: Where each user can unsubscribe, by user id.
    """
    active = {user.pk: user for user in users if user.is_active}
    urls = unsubscribe_urls or {}
    admin_users = _users_with_admin_access(active)
    preferences = NotificationPreference.objects.filter(user__in=active)
    frequencies = dict(preferences.values_list("user_id", "frequency"))
    notifications = []
    for pk, user in active.items():
        status = Notification.Status.QUEUED if always else _initial_status(frequencies.get(pk))
        if status is not None:
            fields = {"user": user, "status": status, "unsubscribe_url": urls.get(pk, "")}
            # The frequency is chosen on a page of the admin.
            user_context = {**context, "can_choose_frequency": pk in admin_users}
            notifications.append(
                _render_notification(
                    kind, f"{event_key}:user-{pk}", event_key, user_context, **fields
                )
            )
    Notification.objects.bulk_create(notifications, ignore_conflicts=True)


def notify_external_contact(
    email_address: str, kind: str, event_key: str, context: Mapping[str, Any]
) -> None:
    """Queue a notification with a personal link to someone without an account.

    Args:
        email_address: The recipient.
        kind: The app and the name of the templates; see `notify_users`.
        event_key: Identifies the event; see `notify_users`.
        context: The context of the templates.
    """
    notification = _render_notification(
        kind, event_key, event_key, context, email_address=email_address, is_secret=True
    )
    Notification.objects.bulk_create([notification], ignore_conflicts=True)


def notify_mailbox(
    email_address: str, kind: str, event_key: str, context: Mapping[str, Any]
) -> None:
    """Queue a notification without secrets to a mailbox of the team.

    Args:
        email_address: The mailbox.
        kind: The app and the name of the templates; see `notify_users`.
        event_key: Identifies the event; see `notify_users`.
        context: The context of the templates.
    """
    # The idempotency key is stored for ever, and the address is purged.
    mailbox = sha256(email_address.lower().encode()).hexdigest()[:16]
    notification = _render_notification(
        kind, f"{event_key}:mailbox-{mailbox}", event_key, context, email_address=email_address
    )
    Notification.objects.bulk_create([notification], ignore_conflicts=True)


def refresh_notification(notification: Notification) -> None:
    """Render a notification that is to be sent now again, if its app answers the hook for its kind.

    What it is about may have been withdrawn since it was queued.

    Args:
        notification: The notification.

    Raises:
        NothingToSendError: It is not to be sent.
    """
    for get_context in hooks.get_hooks(CONTEXT_HOOK):
        context = get_context(notification)
        if context is None:
            continue
        current = _render_notification(
            notification.kind,
            notification.idempotency_key,
            notification.event_key,
            context,
            user=notification.user,
            unsubscribe_url=notification.unsubscribe_url,
        )
        content = {"subject": current.subject, "text": current.text, "html": current.html}
        Notification.objects.filter(pk=notification.pk).update(**content)
        for name, value in content.items():
            setattr(notification, name, value)


def initial_status_for(user: Any) -> Any:
    """Return the status a new notification to a user begins with; None to send none."""
    preference = NotificationPreference.objects.filter(user=user).first()
    return _initial_status(preference.frequency if preference else None)


def _initial_status(frequency: Any) -> Any:
    return _STATUS_BY_FREQUENCY.get(Frequency(frequency or Frequency.IMMEDIATE))


def _users_with_admin_access(user_ids: Iterable[int]) -> set[int]:
    """Return those of some user ids whose user may enter the admin."""
    users = ModelBackend().with_perm("wagtailadmin.access_admin")
    return set(users.filter(pk__in=user_ids).values_list("pk", flat=True))


def _render_notification(
    kind: str, idempotency_key: str, event_key: str, context: Mapping[str, Any], **fields: Any
) -> Notification:
    """Return an unsaved notification whose subject is the first line of its text template."""
    context = {
        "hub_name": settings.HUB_NAME,
        "hub_url": settings.WAGTAILADMIN_BASE_URL,
        **context,
        "recipient": fields.get("user"),
        "unsubscribe_url": fields.get("unsubscribe_url", ""),
    }
    # A line break in a title would end the subject.
    for name in _SINGLE_LINE_NAMES & context.keys():
        context[name] = " ".join(str(context[name]).split())
    app, _, name = kind.partition("/")
    template = f"{app}/notifications/{name}"
    subject, _, text = render_to_string(f"{template}.txt", context).partition("\n")
    notification = Notification(
        kind=kind,
        idempotency_key=idempotency_key,
        event_key=event_key[:100],
        subject=subject.strip()[:_MAX_SUBJECT_LENGTH],
        text=text.strip() + "\n",
        html=render_to_string(f"{template}.html", context),
        **fields,
    )
    notification.message_id = notification.generate_message_id()
    return notification
