"""Services that send, report and delete messages between members, and block senders."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.rate_limit import RateLimit
from community.member_tools.blocks import has_blocked_account, unblock_account
from networks.models import MemberBlock, MemberMessage, Membership, Network
from networks.notifications import get_hub_team
from outbox.models import Notification
from outbox.services import notify_users

RETENTION = timedelta(days=90)
"""How long a message is stored, so that it can be replied to and reported."""
SENDER_LIMIT = RateLimit("member-message", max_attempts=20, seconds=24 * 3600)
"""Per sender, to all members of all networks."""
PAIR_LIMIT = RateLimit("member-message-pair", max_attempts=5, seconds=24 * 3600)
"""Per sender and recipient."""


class RateLimitExceededError(Exception):
    """The sender has sent too many messages in a day."""


def can_send(network: Network, sender: Any, recipient: Membership) -> bool:
    """Return whether a member may send a message to another.

    The recipient is happy to be asked, or wrote to the sender before. A recipient who has blocked
    the sender does not change this, so that the sender cannot infer a report from it: the message
    is stored, and not delivered.

    Args:
        network: The network of both.
        sender: The account of the sender, a current member.
        recipient: The current membership of the recipient.
    """
    if recipient.user_id == sender.pk:
        return False
    delivered = MemberMessage.objects.delivered().filter(network=network)
    wrote_first = delivered.filter(sender=recipient.user_id, recipient=sender)
    return bool(recipient.accepts_questions) or wrote_first.exists()


def has_blocked(network: Network, blocker: Any, blocked: Any) -> bool:
    """Return whether a member of a network receives no messages from another.

    They reported one of their messages, or blocked them in discussions.

    Args:
        network: The network of both.
        blocker: The account, or its id, of the member who would receive the messages.
        blocked: The account, or its id, of the member who would send them.
    """
    blocks = MemberBlock.objects.filter(network=network, blocker=blocker, blocked=blocked)
    return blocks.exists() or has_blocked_account(blocker, blocked)


def send_member_message(
    network: Network, sender: Any, recipient: Membership, values: dict[str, Any], key: str
) -> None:
    """Store a message and queue its email, once for each idempotency key.

    A message whose recipient has blocked the sender is stored without an email. A sender who had
    blocked the recipient unblocks them.

    Args:
        network: The network of both members.
        sender: The account of the sender.
        recipient: The membership of the recipient; see `can_send`.
        values: The text, and whether the sender shares their email address.
        key: The idempotency key of the form token and the submitted content.

    Raises:
        RateLimitExceededError: The sender has sent too many messages in a day.
    """
    if MemberMessage.objects.filter(key=key, sender=sender).exists():
        return
    pair = f"{sender.pk}-{recipient.user_id}"
    if SENDER_LIMIT.is_exceeded(str(sender.pk)) or PAIR_LIMIT.is_exceeded(pair):
        raise RateLimitExceededError
    try:
        with transaction.atomic():
            is_blocked = has_blocked(network, recipient.user_id, sender)
            message = MemberMessage.objects.create(
                network=network,
                sender=sender,
                recipient=recipient.user,
                key=key,
                withheld_at=timezone.now() if is_blocked else None,
                **values,
            )
            own_blocks = MemberBlock.objects.filter(network=network, blocker=sender)
            own_blocks.filter(blocked=recipient.user_id).delete()
            unblock_account(sender, recipient.user_id)
            context = {"title": network.display_name, "network": network, "message": message}
            notify_users(
                [] if is_blocked else [recipient.user],
                "networks/member_message",
                message.event_key,
                context | {"sender": sender},
                always=True,
            )
    except IntegrityError:
        if not MemberMessage.objects.filter(key=key, sender=sender).exists():
            raise
        return  # It was submitted twice at the same time.
    SENDER_LIMIT.record(str(sender.pk))
    PAIR_LIMIT.record(pair)


@transaction.atomic
def report_message(message: MemberMessage, reason: str) -> None:
    """Report a message to the organisers, who may then read it, and block its sender.

    Repeated, it has no effect, unless the recipient has unblocked the sender since.

    An organiser is not notified of a report about themselves. Where no other is left, the
    editorial team is.
    """
    locked = MemberMessage.objects.select_for_update(of=("self",)).get(pk=message.pk)
    MemberBlock.objects.get_or_create(
        network_id=locked.network_id, blocker_id=locked.recipient_id, blocked_id=locked.sender_id
    )
    if locked.reported_at:
        return
    locked.reported_at, locked.report_reason = timezone.now(), reason
    locked.save(update_fields=["reported_at", "report_reason"])
    organising = Membership.objects.organisers().filter(network=locked.network_id)
    others = organising.exclude(user=locked.sender_id).values("user")
    organisers = get_user_model().objects.filter(pk__in=others)
    context = {"title": locked.network.display_name, "network": locked.network}
    notify_users(
        organisers if organisers.exists() else get_hub_team(),
        "networks/message_reported",
        f"{locked.event_key}-report",
        context,
    )


def close_report(user: Any, network: Network, pk: int) -> None:
    """Close a report, as an organiser of the network."""
    reported = MemberMessage.objects.organised_by(user).filter(network=network).reported()
    reported.exclude(sender=user).filter(pk=pk).update(report_closed_at=timezone.now())


def delete_messages(messages: Any) -> int:
    """Delete messages with their notifications, and return how many there were."""
    keys = [message.event_key for message in messages.only("pk")]
    reports = [f"{key}-report" for key in keys]
    Notification.objects.filter(event_key__in=keys + reports).delete()
    return messages.delete()[0]


def delete_expired_messages() -> int:
    """Delete the messages whose retention has passed, and return how many.

    A reported message stays until an organiser has closed the report.
    """
    expired = MemberMessage.objects.filter(sent_at__lt=timezone.now() - RETENTION)
    return delete_messages(expired.exclude(pk__in=MemberMessage.objects.reported().values("pk")))
