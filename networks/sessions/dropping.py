"""Letters about sessions that wait, and that nobody is to read any more, are taken back.

They are found by how their keys begin: with the network, and then the session.
"""

from networks.models import Membership, Session
from outbox.cancellation import cancel_pending_by_prefix

REMINDER = "networks/session_reminder"
CHANGED = "networks/session_changed"


def letters_in(network: int) -> str:
    """Return how the keys begin of all letters about the sessions of a network, by its id."""
    return f"network-{network}-session-"


def letters_about(session: Session) -> str:
    """Return how the keys begin of all letters about a session, whenever it was to be."""
    return f"{letters_in(session.network_id)}{session.pk}-"


def drop_reminders(session: Session) -> None:
    """Take back the reminders that wait, of a session that is not as they say any more."""
    cancel_pending_by_prefix(REMINDER, letters_about(session))


def drop_letters(membership: Membership) -> None:
    """Take back what waits for somebody who does not belong to a network any more.

    Lists of names would not do: they may have taken theirs off one since.
    """
    for kind in (REMINDER, CHANGED):
        cancel_pending_by_prefix(kind, letters_in(membership.network_id), membership.user)
