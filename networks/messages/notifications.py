"""Letters of a network that wait for somebody who left, or stopped them, are not sent any more."""

from networks.models import Membership, Message
from networks.sessions.notifications import cancel_session_notifications
from outbox.cancellation import cancel_pending


def cancel_unwanted_notifications(membership: Membership) -> None:
    """Take back the messages that wait for a person, unless they still belong and want them.

    Of whoever does not belong any more the letters about sessions are taken back too.

    Args:
        membership: One that has ended, is gone, or whose person wants no messages any more.
    """
    same = {"network": membership.network_id, "user": membership.user_id}
    current = Membership.objects.current().filter(**same)
    if not current.exists():
        cancel_session_notifications(membership)
    if current.filter(wants_messages=True).exists():
        return
    messages = Message.objects.filter(network=membership.network_id)
    occasions = [message.event_key for message in messages.only("pk")]
    cancel_pending(membership.user, "networks/message", occasions)


def cancel_notifications_of_membership(
    sender: type, instance: Membership, raw: bool = False, **kwargs: object
) -> None:
    """Do so whenever a membership is saved or deleted, wherever that was."""
    if not raw:
        cancel_unwanted_notifications(instance)
