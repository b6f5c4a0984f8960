"""Services that send an organiser's message to all members and report its delivery."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count
from django.template.defaultfilters import linebreaks_filter, urlize

from networks.messages.notifications import MESSAGE_KIND
from networks.messages.unsubscribe import unsubscribe_url
from networks.models import Membership, Message, Network
from outbox.models import Notification
from outbox.services import notify_users


def message_recipients(network: Network, user: Any) -> Any:
    """Return the memberships that an organiser's message goes to."""
    members = Membership.objects.organised_by(user).filter(network=network)
    return members.current().filter(wants_messages=True)


def send_message(network: Network, user: Any, subject: str, text: str, key: str) -> Message:
    """Queue a message to all members who want messages, or return the one already queued.

    The members' notification preference does not apply: it concerns the editorial team, and
    messages have a setting of their own.

    Args:
        network: The network.
        user: The organiser who writes.
        subject: One line.
        text: The text.
        key: The idempotency key of the form token and the submitted content.
    """
    try:
        with transaction.atomic():
            message = Message.objects.create(
                network=network, subject=subject, text=text, sent_by=user, key=key
            )
            # Locked, so that a member who leaves or unsubscribes at this moment waits for the
            # commit and then cancels their notification.
            locked = message_recipients(network, user).select_for_update(of=("self",))
            members = list(locked.select_related("user"))
            unsubscribe_urls = {member.user_id: unsubscribe_url(member.pk) for member in members}
            notify_users(
                (member.user for member in members),
                MESSAGE_KIND,
                message.event_key,
                {
                    "title": network.display_name,
                    "network": network,
                    "message": message,
                    "sender": user,
                    # Once for all emails, since finding the URLs in a text takes a while.
                    "html": linebreaks_filter(urlize(text)),
                },
                always=True,
                unsubscribe_urls=unsubscribe_urls,
            )
            message.recipients = len(members)
            message.save(update_fields=["recipients"])
    except IntegrityError:
        return Message.objects.visible_to(user).get(key=key)
    return message


def with_delivered_count(messages: list[Message]) -> list[Message]:
    """Set `delivered` on messages to the number of emails delivered so far, in one query."""
    by_key = {message.event_key: message for message in messages}
    sent = Notification.objects.filter(
        event_key__in=by_key, status=Notification.Status.SENT
    ).order_by()
    counts = dict(sent.values_list("event_key").annotate(number=Count("pk")))
    for key, message in by_key.items():
        message.delivered = counts.get(key, 0)
    return messages
