"""Members read the past messages of the organisers in the space."""

import pytest
from django.utils import timezone

from networks.models import Message

pytestmark = pytest.mark.django_db
ARCHIVE = "/networks/psmn/space/messages/"


def test_members_read_past_messages_by_page(psmn, organiser, ann_client, outsider_clients):
    for number in range(11):
        Message.objects.create(
            network=psmn,
            subject=f"News {number:02}",
            text="See https://hub.example/\n\n<b>Bold</b>",
            key=str(number),
            sent_by=organiser.user,
            sent_at=timezone.now(),
        )
    first = ann_client.get(ARCHIVE).content.decode()
    assert "News 10" in first
    assert "News 00" not in first
    assert 'href="https://hub.example/"' in first
    assert "<b>Bold" not in first
    assert "News 00" in ann_client.get(ARCHIVE, {"page": 2}).content.decode()
    assert ARCHIVE in ann_client.get("/networks/psmn/space/").content.decode()
    for name, client in outsider_clients.items():
        assert client.get(ARCHIVE).status_code in {302, 404}, name
