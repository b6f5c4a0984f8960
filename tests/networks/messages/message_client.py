"""Clients that send a network's messages and stop them."""

from django.test import Client

from networks.models import Membership
from outbox.models import Notification
from tests.clients import signed_in
from tests.networks.space_client import SPACE_URL

WRITE = f"{SPACE_URL}run/messages/write/"
WORDS = {"subject": "Next Friday", "text": "We meet at one.\n\nSee https://a.example/ & come."}


def unsubscribe_path(membership: Membership) -> str:
    """Return the path of the unsubscribe link in the message to a member."""
    notification = Notification.objects.get(user=membership.user, kind="networks/message")
    return notification.unsubscribe_url.removeprefix("http://127.0.0.1:8000")


def leave(member: Membership, organiser_client: Client) -> None:
    """Leave the network as a member."""
    signed_in(member.user).post("/networks/psmn/leave/")
