"""Telling those who mean to come that a session was moved, is cancelled, or takes place again."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from networks.models import Session, SignUp
from networks.sessions.dropping import CHANGED, drop_reminders, letters_about
from networks.sessions.readers import readers_of
from outbox.services import notify_users


class What(Enum):
    """What befell a session, as the subject of the letter says it."""

    MOVED = "Moved"
    CANCELLED = "Cancelled"
    BACK = "Takes place after all"


@dataclass(frozen=True)
class Change:
    """One thing that befell a session.

    Attributes:
        session: The session as it is now; its network is at hand.
        what: What befell it.
        was: When it was to begin before.
    """

    session: Session
    what: What
    was: datetime

    @property
    def is_moved(self) -> bool:
        """Return whether it takes place at another time."""
        return self.what is What.MOVED

    @property
    def is_cancelled(self) -> bool:
        """Return whether it does not take place."""
        return self.what is What.CANCELLED


def tell(changes: Iterable[Change]) -> None:
    """Write to those who signed up: one letter to each, about all that concerns them.

    It is sent at once, however they like to be told: somebody may be on the way. Reminders of what
    was changed are taken back where they wait: this letter says more, and is right. Call it in the
    transaction of the change; each change of a session has a number, so none is told twice.
    """
    changes = list(changes)
    for change in changes:
        drop_reminders(change.session)
    coming = {change.session.pk: change for change in changes if not change.session.is_over}
    people: dict[int, list[Change]] = defaultdict(list)
    users = {}
    sign_ups = readers_of(SignUp.objects.filter(session__in=coming))
    for sign_up in sign_ups.order_by("session__starts_at", "session"):
        users[sign_up.user_id] = sign_up.user
        people[sign_up.user_id].append(coming[sign_up.session_id])
    alike: dict[tuple[Change, ...], list] = defaultdict(list)
    for pk, theirs in people.items():
        alike[tuple(theirs)].append(users[pk])
    for told, readers in alike.items():
        _write(told, readers)


def _write(changes: tuple[Change, ...], readers: list) -> None:
    first = changes[0]
    session = first.session
    title = f"{first.what.value}: {session.title}"
    if len(changes) > 1:
        title = f"{len(changes)} sessions have changed: {session.title}"
    context = {"title": title, "changes": changes, "network": session.network}
    key = f"{letters_about(session)}change-{session.sequence}"
    notify_users(readers, CHANGED, key, context, always=True)
