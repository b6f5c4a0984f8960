"""Letters about sessions that wait, and that nobody is to read any more, are taken back.

They are found by how their keys begin: with the network, and then the session.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.db.models import QuerySet

from networks.models import Membership, Session, SignUp
from outbox.cancellation import cancel_pending_by_prefix
from outbox.services import notify_users

REMINDER_KIND = "networks/session_reminder"
CHANGE_KIND = "networks/session_changed"


def network_key_prefix(network: int) -> str:
    """Return how the keys begin of all letters about the sessions of a network, by its id."""
    return f"network-{network}-session-"


def session_key_prefix(session: Session) -> str:
    """Return how the keys begin of all letters about a session, whenever it was to be."""
    return f"{network_key_prefix(session.network_id)}{session.pk}-"


def cancel_reminders(session: Session) -> None:
    """Take back the reminders that wait, of a session that is not as they say any more."""
    cancel_pending_by_prefix(REMINDER_KIND, session_key_prefix(session))


def cancel_session_notifications(membership: Membership) -> None:
    """Take back what waits for somebody who does not belong to a network any more.

    Lists of names would not do: they may have taken theirs off one since.
    """
    for kind in (REMINDER_KIND, CHANGE_KIND):
        cancel_pending_by_prefix(kind, network_key_prefix(membership.network_id), membership.user)


def lock_recipients(sign_ups: QuerySet[SignUp]) -> QuerySet[SignUp]:
    """Keep the sign-ups of members, and hold their memberships until the transaction ends.

    Whoever leaves at this moment does so after it, and takes back the letters that it wrote.

    Args:
        sign_ups: Those for the sessions that the letter is about.
    """
    theirs = Membership.objects.current().filter(
        network__in=sign_ups.order_by().values("session__network"),
        user__in=sign_ups.order_by().values("user"),
    )
    list(theirs.select_for_update(of=("self",)).values_list("pk", flat=True))
    return sign_ups.by_members().select_related("user")


class ChangeKind(Enum):
    """What befell a session, as the subject of the letter says it."""

    MOVED = "Moved"
    CANCELLED = "Cancelled"
    BACK = "Takes place after all"


@dataclass(frozen=True)
class SessionChange:
    """One thing that befell a session.

    Attributes:
        session: The session as it is now; its network is at hand.
        what: What befell it.
        was: When it was to begin before.
    """

    session: Session
    what: ChangeKind
    was: datetime

    @property
    def is_moved(self) -> bool:
        """Return whether it takes place at another time."""
        return self.what is ChangeKind.MOVED

    @property
    def is_cancelled(self) -> bool:
        """Return whether it does not take place."""
        return self.what is ChangeKind.CANCELLED


def notify_changes(changes: Iterable[SessionChange]) -> None:
    """Write to those who signed up: one letter to each, about all that concerns them.

    It is sent at once, however they like to be told: somebody may be on the way. Reminders of what
    was changed are taken back where they wait: this letter says more, and is right. Call it in the
    transaction of the change; each change of a session has a number, so none is told twice.
    """
    changes = list(changes)
    for change in changes:
        cancel_reminders(change.session)
    coming = {change.session.pk: change for change in changes if not change.session.is_over}
    people: dict[int, list[SessionChange]] = defaultdict(list)
    users = {}
    sign_ups = lock_recipients(SignUp.objects.filter(session__in=coming))
    for sign_up in sign_ups.order_by("session__starts_at", "session"):
        users[sign_up.user_id] = sign_up.user
        people[sign_up.user_id].append(coming[sign_up.session_id])
    alike: dict[tuple[SessionChange, ...], list] = defaultdict(list)
    for pk, theirs in people.items():
        alike[tuple(theirs)].append(users[pk])
    for told, readers in alike.items():
        _notify_recipients(told, readers)


def _notify_recipients(changes: tuple[SessionChange, ...], readers: list) -> None:
    first = changes[0]
    session = first.session
    title = f"{first.what.value}: {session.title}"
    if len(changes) > 1:
        title = f"{len(changes)} sessions have changed: {session.title}"
    context = {"title": title, "changes": changes, "network": session.network}
    key = f"{session_key_prefix(session)}change-{session.sequence}"
    notify_users(readers, CHANGE_KIND, key, context, always=True)
