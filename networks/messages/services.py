"""How a message goes out: kept once, with a letter in the outbox for each who wants one."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count
from django.template.defaultfilters import linebreaks_filter, urlize

from networks.messages.unsubscribe import unsubscribe_url
from networks.models import Membership, Message, Network
from outbox.models import Notification
from outbox.services import notify_users


def message_recipients(network: Network, user: Any) -> Any:
    """Return the memberships of those who want messages, as an organiser may write to them."""
    members = Membership.objects.organised_by(user).filter(network=network)
    return members.current().filter(wants_messages=True)


def send_message(network: Network, user: Any, subject: str, text: str, key: str) -> Message:
    """Queue a message to all members who want messages, or find the one queued already.

    It does not matter how they want to hear from the desk: this is not the desk's, and has a
    switch of its own.

    Args:
        network: The network.
        user: The organiser who writes.
        subject: One line.
        text: What it says.
        key: Of the showing and of what was sent; sent again, it is the same message.
    """
    try:
        with transaction.atomic():
            message = Message.objects.create(
                network=network, subject=subject, text=text, sent_by=user, key=key
            )
            # Held: whoever leaves or stops at this moment does so after this, and drops theirs.
            held = message_recipients(network, user).select_for_update(of=("self",))
            members = list(held.select_related("user"))
            ways_out = {member.user_id: unsubscribe_url(member.pk) for member in members}
            notify_users(
                (member.user for member in members),
                "networks/message",
                message.event_key,
                {
                    "title": network.known_as,
                    "network": network,
                    "message": message,
                    "sender": user,
                    # Once for all letters: finding the addresses in a text takes a while.
                    "words": linebreaks_filter(urlize(text)),
                },
                always=True,
                unsubscribe=ways_out,
            )
            message.recipients = len(members)
            message.save(update_fields=["recipients"])
    except IntegrityError:
        return Message.objects.visible_to(user).get(key=key)
    return message


def with_delivered_count(messages: list[Message]) -> list[Message]:
    """Say of messages to how many people each has been delivered so far, in one query."""
    occasions = {message.event_key: message for message in messages}
    sent = Notification.objects.filter(
        occasion__in=occasions, status=Notification.Status.SENT
    ).order_by()
    counts = dict(sent.values_list("event_key").annotate(number=Count("pk")))
    for event_key, message in occasions.items():
        message.delivered = counts.get(event_key, 0)
    return messages
