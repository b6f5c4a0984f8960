"""Cancellation of a network's pending notifications when a recipient leaves or unsubscribes."""

from networks.models import Membership, Message
from networks.sessions.notifications import cancel_session_notifications
from outbox.cancellation import cancel_pending

MESSAGE_KIND = "networks/message"


def cancel_unwanted_notifications(membership: Membership) -> None:
    """Cancel a user's pending messages, unless they are still a member who wants them.

    For a user who is no longer a member, pending notifications about sessions are cancelled too.

    Args:
        membership: A membership that has ended, was deleted, or has switched messages off.
    """
    same = {"network": membership.network_id, "user": membership.user_id}
    current = Membership.objects.current().filter(**same)
    if not current.exists():
        cancel_session_notifications(membership)
    if current.filter(wants_messages=True).exists():
        return
    messages = Message.objects.filter(network=membership.network_id)
    keys = [message.event_key for message in messages.only("pk")]
    cancel_pending(membership.user, MESSAGE_KIND, keys)
