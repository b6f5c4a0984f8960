"""Fixtures of messages: one that the organiser sent to two members."""

import pytest

from networks.models import Membership, Message, Network
from tests.clients import signed_in
from tests.networks.messages.message_client import WORDS, WRITE
from tests.networks.space_client import submit_form
from tests.snapshots import snapshot


@pytest.fixture
@snapshot
def sent_message(psmn: Network, organiser: Membership, ann: Membership, ben: Membership) -> Message:
    """A message that the organiser sent to all three members."""
    submit_form(signed_in(organiser.user), WRITE, **WORDS, step="send")
    return Message.objects.get()
