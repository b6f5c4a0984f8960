"""Writing to people: the words of each kind of message stand in a template of its name."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.template.loader import render_to_string

from outbox.models import Notification, NotificationPreference

_MAX_SUBJECT_LENGTH = 150
_SINGLE_LINE_NAMES = {"title", "name"}


def notify_users(
    users: Iterable[Any],
    kind: str,
    key: str,
    context: Mapping[str, Any],
    always: bool = False,
    unsubscribe: Mapping[int, str] | None = None,
) -> None:
    """Queue a message to each of some people with accounts, as each of them likes to be told.

    It is stored in the transaction that is open, so that it is sent if and only if what it
    tells of has happened.

    Args:
        users: Whom to tell. People whose account is closed are left out.
        kind: The name of the message's templates, as in `editorial/step_waits` for those below
            `editorial/notices/`; a bare name is one of the desk's.
        key: What tells this event_key from any other; asked twice, it is one message to each.
        context: What the templates speak of.
        always: Whether it is sent at once, whatever they chose.
        unsubscribe: For messages that one can stop, where each person does so, by their id.
    """
    people = {user.pk: user for user in users if user.is_active}
    ways_out = unsubscribe or {}
    at_desk = _users_with_admin_access(people)
    how = dict(NotificationPreference.objects.filter(user__in=people).values_list("user_id", "how"))
    notices = []
    for pk, user in people.items():
        status = (
            Notification.Status.QUEUED
            if always
            else _initial_status(how.get(pk, NotificationPreference.How.AT_ONCE))
        )
        if status is not None:
            fields = {"user": user, "status": status, "unsubscribe": ways_out.get(pk, "")}
            spoken = {**context, "may_choose": pk in at_desk}
            notices.append(_render_notification(kind, f"{key}:user-{pk}", key, spoken, **fields))
    Notification.objects.bulk_create(notices, ignore_conflicts=True)


def _users_with_admin_access(people: Iterable[int]) -> set[int]:
    """Return the ids of those who may open the desk, where one chooses how often one is written."""
    may = ModelBackend().with_perm("wagtailadmin.access_admin")
    return set(may.filter(pk__in=people).values_list("pk", flat=True))


def initial_status_for(user: Any) -> Any:
    """Return how a message to somebody begins, as they like to be told; None for not at all."""
    choice = NotificationPreference.objects.filter(user=user).first()
    return _initial_status(choice.how if choice else NotificationPreference.How.AT_ONCE)


def notify_external_contact(address: str, kind: str, key: str, context: Mapping[str, Any]) -> None:
    """Queue a message with a personal link to somebody without an account."""
    notice = _render_notification(kind, key, key, context, address=address, is_secret=True)
    Notification.objects.bulk_create([notice], ignore_conflicts=True)


def _initial_status(how: Any) -> Any:
    return {
        NotificationPreference.How.AT_ONCE: Notification.Status.QUEUED,
        NotificationPreference.How.DAILY: Notification.Status.DAILY,
    }.get(NotificationPreference.How(how))


def notify_mailbox(address: str, kind: str, key: str, context: Mapping[str, Any]) -> None:
    """Queue a message to a mailbox of the team's: nothing in it is a secret.

    Args:
        address: The mailbox.
        kind: The name of the message's templates; see `write_to`.
        key: What tells this event_key from any other; asked twice, it is one message to each.
        context: What the templates speak of.
    """
    # The key is kept for ever, and the address is not.
    mailbox = sha256(address.lower().encode()).hexdigest()[:16]
    notice = _render_notification(kind, f"{key}:mailbox-{mailbox}", key, context, address=address)
    Notification.objects.bulk_create([notice], ignore_conflicts=True)


def _render_notification(
    kind: str, key: str, event_key: str, context: Mapping[str, Any], **fields: Any
) -> Notification:
    spoken = {"hub_name": settings.HUB_NAME, "hub": settings.WAGTAILADMIN_BASE_URL, **context}
    spoken["reader"] = fields.get("user")
    # The first line of the text is the subject. A title may hold any sign, a line break too.
    spoken |= {
        name: " ".join(str(spoken[name]).split()) for name in _SINGLE_LINE_NAMES & spoken.keys()
    }
    room, _, name = kind.rpartition("/")
    template = f"{room or 'editorial'}/notices/{name}"
    spoken["unsubscribe"] = fields.get("unsubscribe", "")
    subject, _, text = render_to_string(f"{template}.txt", spoken).partition("\n")
    notice = Notification(
        kind=kind,
        key=key,
        event_key=event_key[:100],
        subject=subject.strip()[:_MAX_SUBJECT_LENGTH],
        text=text.strip() + "\n",
        html=render_to_string(f"{template}.html", spoken),
        **fields,
    )
    notice.message_id = notice.generate_message_id()
    return notice
