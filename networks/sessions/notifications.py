"""Notifications about sessions: sent when one changes, cancelled when they no longer apply.

Pending notifications are found by the prefix of their keys; see `Session.event_key_prefix`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.db.models import QuerySet

from networks.models import Membership, Session, SignUp
from networks.models.session import sessions_key_prefix
from networks.sessions.guest_notifications import notify_guests_of_changes
from outbox.cancellation import cancel_pending_by_prefix
from outbox.services import notify_users

REMINDER_KIND = "networks/session_reminder"
CHANGE_KIND = "networks/session_changed"


class ChangeKind(Enum):
    """The kinds of change to a session, worded as in the subject of the email."""

    MOVED = "Moved"
    CANCELLED = "Cancelled"
    REINSTATED = "Not cancelled after all"


@dataclass(frozen=True)
class SessionChange:
    """A change to a session.

    Attributes:
        session: The changed session, with its network loaded.
        kind: What has changed.
        previous_start: When the session was to begin before the change.
    """

    session: Session
    kind: ChangeKind
    previous_start: datetime

    @property
    def is_moved(self) -> bool:
        """Return whether the session takes place at another time."""
        return self.kind is ChangeKind.MOVED

    @property
    def is_cancelled(self) -> bool:
        """Return whether the session no longer takes place."""
        return self.kind is ChangeKind.CANCELLED


def cancel_reminders(session: Session) -> None:
    """Cancel the pending reminders of a session that has changed."""
    cancel_pending_by_prefix(REMINDER_KIND, session.event_key_prefix)


def cancel_session_notifications(membership: Membership) -> None:
    """Cancel the pending session notifications of a user whose membership has ended.

    The sign-ups are not consulted: the user may have withdrawn one since.
    """
    for kind in (REMINDER_KIND, CHANGE_KIND):
        cancel_pending_by_prefix(kind, sessions_key_prefix(membership.network_id), membership.user)


def lock_recipients(sign_ups: QuerySet[SignUp]) -> QuerySet[SignUp]:
    """Filter sign-ups by current membership, with the memberships locked until commit.

    A member who leaves at this moment waits for the commit, and then cancels the notifications.

    Args:
        sign_ups: The sign-ups for the sessions that the notification is about.
    """
    memberships = Membership.objects.current().filter(
        network__in=sign_ups.order_by().values("session__network"),
        user__in=sign_ups.order_by().values("user"),
    )
    list(memberships.select_for_update(of=("self",)).values_list("pk", flat=True))
    return sign_ups.by_members().select_related("user")


def notify_changes(changes: Iterable[SessionChange]) -> None:
    """Notify guests, and the members who signed up: one email to each member about all sessions.

    It is sent at once whatever their notification preference, since a participant may be on the
    way. Pending reminders of the changed sessions are cancelled: this notification supersedes
    them. Call it in the transaction of the change; the session's sequence number is part of the
    key, so that no change is notified twice.
    """
    changes = list(changes)
    for change in changes:
        cancel_reminders(change.session)
    notify_guests_of_changes((change.session, change.previous_start) for change in changes)
    by_session = {change.session.pk: change for change in changes if not change.session.is_over}
    changes_by_user: dict[int, list[SessionChange]] = defaultdict(list)
    users = {}
    sign_ups = lock_recipients(SignUp.objects.filter(session__in=by_session))
    for sign_up in sign_ups.order_by("session__starts_at", "session"):
        users[sign_up.user_id] = sign_up.user
        changes_by_user[sign_up.user_id].append(by_session[sign_up.session_id])
    users_by_changes: dict[tuple[SessionChange, ...], list] = defaultdict(list)
    for pk, user_changes in changes_by_user.items():
        users_by_changes[tuple(user_changes)].append(users[pk])
    for shared_changes, recipients in users_by_changes.items():
        _notify_recipients(shared_changes, recipients)


def _notify_recipients(changes: tuple[SessionChange, ...], recipients: list) -> None:
    first = changes[0]
    session = first.session
    title = f"{first.kind.value}: {session.title}"
    if len(changes) > 1:
        title = f"{len(changes)} sessions have changed: {session.title}"
    context = {"title": title, "changes": changes, "network": session.network}
    key = f"{session.event_key_prefix}change-{session.sequence}"
    notify_users(recipients, CHANGE_KIND, key, context, always=True)
